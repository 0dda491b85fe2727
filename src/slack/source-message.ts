import { unescapeText } from '../language/mrkdwn.js';
import type { Request } from './context.js';
import type { Identity } from './identity.js';

/** A message of someone's from which something is made. */
export interface SourceMessage {
  readonly channelId: string;
  readonly ts: string;
  /** The first message of the thread that it belongs to; null where it stands alone. */
  readonly threadTs: string | null;
  /** As people read it; colleagues as people type them, `@handle` or `<@U…>`. */
  readonly text: string;
  readonly authorId: string | null;
  /** Who is mentioned in it, in order. */
  readonly mentioned: readonly string[];
  /** Its address; null where Slack could not be asked. */
  readonly link: string | null;
}

const mentionToken = /<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g;

/** The members who are mentioned in a text of Slack's, in order, each once. */
export function mentionedIn(markup: string): string[] {
  return [...new Set([...markup.matchAll(mentionToken)].map(([, id = '']) => id))];
}

/**
 * A text of Slack's as people read it: links and channels by their names, and people by what `nameOf` gives for their
 * ids, or as they stand.
 */
export function readableText(markup: string, nameOf: (userId: string) => string | null): string {
  const kept = '\u0000';
  return unescapeText(
    markup
      .replace(
        mentionToken,
        (token, id: string) => nameOf(id) ?? token.replace(/\|[^<>]*/, '').replace('<', kept),
      )
      .replace(/<#([A-Z0-9]+)\|([^<>]*)>/g, (_token, id: string, name: string) => `#${name || id}`)
      .replace(/<!subteam\^[^|<>]*\|@?([^<>]*)>/g, '@$1')
      .replace(/<!date\^[^|<>]*\|([^<>]*)>/g, '$1')
      .replace(/<!(here|channel|everyone)(?:\|[^<>]*)?>/g, '@$1')
      .replace(/<mailto:([^|<>]*)(?:\|[^<>]*)?>/g, '$1')
      .replace(/<((?:https?|tel):[^|<>]*)>/g, '$1')
      .replace(/<((?:https?|tel):[^|<>]*)\|([^<>]*)>/g, (_token, url: string, name: string) =>
        name === '' || url.includes(name) ? url : `${name} (${url})`,
      ),
  ).replaceAll(kept, '<');
}

/** How people of these ids are named in plain text: by a handle that can be typed, else not at all. */
export async function handlesOf(
  identity: Identity,
  ids: readonly string[],
): Promise<(userId: string) => string | null> {
  const known = await Promise.all(
    ids.map(async (id) => {
      const who = await identity.whoIs(id);
      const handle = who.standing === 'member' ? who.colleague.handle : '';
      return [id, /^[\p{L}\p{N}._'’-]+$/u.test(handle) ? `@${handle}` : null] as const;
    }),
  );
  const handles = new Map(known);
  return (id) => handles.get(id) ?? null;
}

/** The channel and time stamp in the address of a message; null where it is none. */
export function messageAt(link: string): { readonly channelId: string; readonly ts: string } | null {
  const found = /\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})/.exec(link);
  const [, channelId, seconds, micros] = found ?? [];
  return channelId === undefined ? null : { channelId, ts: `${seconds}.${micros}` };
}

/** The emoji by which the app says that something was made of a message. */
const done = 'white_check_mark';

/** Marks the message of this address: something was made of it. Never rejects; nobody needs to wait for it. */
export async function markDone(request: Pick<Request, 'outbox'>, link: string | null): Promise<void> {
  const message = link === null ? null : messageAt(link);
  if (message !== null) await request.outbox.react(message.channelId, message.ts, done);
}
