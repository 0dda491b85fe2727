/** What became of a message that was posted to a channel. */
export type PostOutcome =
  | { readonly kind: 'posted'; readonly ts: string }
  /** Slack said that it will not work until a person does something, e.g. `not_in_channel`, `is_archived`. */
  | { readonly kind: 'refused'; readonly error: string }
  /** Slack did not take it now; nothing was posted. */
  | { readonly kind: 'later'; readonly retryAfterSeconds: number }
  /** No answer came: it may have been posted or not. */
  | { readonly kind: 'unknown' };

/** Slack's errors on posting after which the same call can't succeed until a person acts (docs.slack.dev/reference/methods/chat.postMessage). */
const permanent = new Set([
  'account_inactive',
  'cannot_reply_to_message',
  'channel_not_found',
  'ekm_access_denied',
  'invalid_auth',
  'invalid_blocks',
  'invalid_blocks_format',
  'is_archived',
  'is_inactive',
  'messages_tab_disabled',
  'metadata_too_large',
  'missing_scope',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_permission',
  'no_text',
  'not_authed',
  'not_in_channel',
  'org_login_required',
  'restricted_action',
  'restricted_action_read_only_channel',
  'team_access_not_granted',
  'team_not_found',
  'token_expired',
  'token_revoked',
  'user_disabled',
  'user_not_in_channel',
]);

/** Slack's errors while the app has no access to the workspace at all. */
const withoutAccess: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

/** Slack's errors after which part of the work may have been done. */
const ambiguous = new Set(['fatal_error', 'internal_error', 'request_timeout']);

interface SlackFailure {
  readonly code?: string;
  readonly retryAfter?: number;
  readonly statusCode?: number;
  readonly data?: { readonly error?: string };
}

/** What an error of Slack's client says of the message that was to be posted. */
export function outcomeOf(error: unknown): PostOutcome {
  const failure = error as SlackFailure;
  if (failure.code === 'slack_webapi_rate_limited_error') {
    return { kind: 'later', retryAfterSeconds: failure.retryAfter ?? 30 };
  }
  const said = errorWord(error);
  if (said !== undefined) {
    if (ambiguous.has(said)) return { kind: 'unknown' };
    return permanent.has(said) ? { kind: 'refused', error: said } : { kind: 'later', retryAfterSeconds: 30 };
  }
  return { kind: 'unknown' };
}

/** Whether an error of Slack's says that the same call can't succeed until a person acts. */
export function isRefusal(error: unknown): boolean {
  return outcomeOf(error).kind === 'refused';
}

/** Slack's word for an error, e.g. `not_in_channel`; none where Slack did not answer. */
export function errorWord(error: unknown): string | undefined {
  return (error as SlackFailure).data?.error;
}

/** Whether Slack's word for an error says that the workspace has withdrawn the app's access: it may give it back. */
export function isAccessWithdrawn(word: string): boolean {
  return withoutAccess.has(word);
}
