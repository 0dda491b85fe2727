/** Says whether a control token such as `<!channel>` or `<@U1>` must not be in what the app sends. */
export type ForbidTokens = (token: string) => boolean;

/** Forbids what would ring for a whole channel or group. */
export const forbidBroadcasts: ForbidTokens = (token) => /^<!(channel|here|everyone|subteam)/.test(token);

const TOKEN = /<[@#!][^<>]*>|<[a-z][a-z0-9+.-]*:[^<>]*>/giu;

/** The control tokens that Slack would act upon in a text with markup. */
export function tokensIn(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** Every control token in blocks, in whatever block, element or rich text it stands. */
export function tokensInBlocks(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(tokensInBlocks);
  if (typeof value !== 'object' || value === null) return [];
  return [
    ...tokensOfObject(new Map<string, unknown>(Object.entries(value))),
    ...Object.values(value).flatMap(tokensInBlocks),
  ];
}

function tokensOfObject(object: ReadonlyMap<string, unknown>): string[] {
  const text = object.get('text');
  switch (object.get('type')) {
    case 'mrkdwn':
    case 'markdown':
      return typeof text === 'string' ? tokensIn(text) : [];
    case 'broadcast':
      return [`<!${object.get('range')}>`];
    case 'usergroup':
      return [`<!subteam^${object.get('usergroup_id')}>`];
    case 'user':
      return object.has('user_id') ? [`<@${object.get('user_id')}>`] : [];
    case 'channel':
      return object.has('channel_id') ? [`<#${object.get('channel_id')}>`] : [];
    default:
      return [];
  }
}
