/** What Slack takes for one method of its Web API. */
export type Method = {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Bot scopes of which one is enough; empty where none is needed. */
  readonly scopes: readonly string[];
};

const conversationScopes = (right: 'read' | 'history') =>
  ['channels', 'groups', 'im', 'mpim'].map((kind) => `${kind}:${right}`);

const method = (
  required: readonly string[],
  optional: readonly string[] = [],
  scopes: readonly string[] = [],
): Method => ({
  required,
  optional,
  scopes,
});

const page = ['cursor', 'limit'];
const content = ['text', 'blocks', 'metadata', 'markdown_text', 'parse', 'link_names'];
const unfurling = ['unfurl_links', 'unfurl_media'];
const trigger = ['trigger_id', 'interactivity_pointer'];

/** The methods that the app may call. `token` and `team_id` (which Bolt adds by itself) are taken by each. */
export const methods: Readonly<Record<string, Method>> = {
  'api.test': method([], ['error']),
  'apps.connections.open': method([]),
  'auth.test': method([]),
  'bots.info': method([], ['bot'], ['users:read']),
  'chat.delete': method(['channel', 'ts'], [], ['chat:write']),
  'chat.getPermalink': method(['channel', 'message_ts']),
  'chat.postEphemeral': method(['channel', 'user'], [...content, 'thread_ts'], ['chat:write']),
  'chat.postMessage': method(
    ['channel'],
    [...content, ...unfurling, 'thread_ts', 'reply_broadcast'],
    ['chat:write'],
  ),
  'chat.update': method(['channel', 'ts'], [...content, 'reply_broadcast'], ['chat:write']),
  'conversations.history': method(
    ['channel'],
    [...page, 'include_all_metadata', 'inclusive', 'latest', 'oldest'],
    conversationScopes('history'),
  ),
  'conversations.info': method(
    ['channel'],
    ['include_locale', 'include_num_members'],
    conversationScopes('read'),
  ),
  'conversations.join': method(['channel'], [], ['channels:join']),
  'conversations.list': method([], [...page, 'exclude_archived', 'types'], conversationScopes('read')),
  'conversations.members': method(['channel'], page, conversationScopes('read')),
  'conversations.open': method(
    [],
    ['channel', 'users', 'return_im', 'prevent_creation'],
    ['im:write', 'mpim:write', 'channels:manage', 'groups:write'],
  ),
  'conversations.replies': method(
    ['channel', 'ts'],
    [...page, 'include_all_metadata', 'inclusive', 'latest', 'oldest'],
    conversationScopes('history'),
  ),
  'reactions.add': method(['channel', 'name', 'timestamp'], [], ['reactions:write']),
  'reactions.remove': method(['channel', 'name', 'timestamp'], [], ['reactions:write']),
  'team.info': method([], ['team'], ['team:read']),
  'users.conversations': method(
    [],
    [...page, 'exclude_archived', 'types', 'user'],
    conversationScopes('read'),
  ),
  'users.info': method(['user'], ['include_locale'], ['users:read']),
  'users.list': method([], [...page, 'include_locale'], ['users:read']),
  'views.open': method(['view'], trigger),
  'views.publish': method(['user_id', 'view'], ['hash', 'interactivity_pointer']),
  'views.push': method(['view'], trigger),
  'views.update': method(['view'], ['view_id', 'external_id', 'hash']),
};
