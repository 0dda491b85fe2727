import { writeInstant } from '../language/dates.js';
import { section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import { nameOf } from '../slack/identity.js';
import { handlesOf, mentionedIn, readableText } from '../slack/source-message.js';

/** The longest thread that a form can take over: its inputs must stay well within what Slack takes for a view. */
const longestThread = 45_000;

/**
 * A whole thread as a note: each message with who wrote it and when. Null, and the person is told why, where the app can't
 * read it or a form can't hold it.
 */
export async function readThreadAsNote(
  request: Request,
  thread: { readonly channelId: string; readonly ts: string },
): Promise<string | null> {
  const { outbox, identity, timeZone, words } = request;
  const messages = await outbox.readThread(thread.channelId, thread.ts);
  if (messages === null) return told(request, 'meetings.thread_unreadable');
  const authors = new Set(messages.flatMap(({ authorId }) => authorId ?? []));
  const mentioned = new Set(messages.flatMap(({ markup }) => mentionedIn(markup)));
  const [handleOf, names] = await Promise.all([
    handlesOf(identity, [...mentioned]),
    Promise.all(
      [...authors].map(async (id) => {
        return [id, nameOf(await identity.whoIs(id)) ?? id] as const;
      }),
    ),
  ]);
  const byId = new Map(names);
  const note = messages
    .map(({ authorId, markup, at }) => {
      const who = authorId === null ? '' : (byId.get(authorId) ?? authorId);
      const head = [who, writeInstant(at, timeZone, words.language)].filter(Boolean).join(', ');
      return `${head}\n${readableText(markup, handleOf)}`;
    })
    .join('\n\n');
  return note.length > longestThread ? told(request, 'meetings.thread_too_long') : note;
}

async function told(
  { outbox, person, words }: Request,
  key: 'meetings.thread_unreadable' | 'meetings.thread_too_long',
): Promise<null> {
  await outbox.tell(person.id, null, { text: words.plain(key), blocks: [section(words.say(key))] });
  return null;
}
