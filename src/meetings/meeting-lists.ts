import type { KnownBlock } from '@slack/types';
import { bold } from '../language/mrkdwn.js';
import type { Key } from '../language/words.js';
import { actions, button, type Message, section } from '../slack/blocks.js';
import type { CommandText } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import { type Answer, actionId } from '../slack/feature.js';
import { postListButton, runButton } from '../slack/shared-actions.js';
import { silentCard } from './silent-card.js';
import { countSilent, listSilent } from './silent-store.js';
import { weekCard } from './week-card.js';
import { defaultDaysAhead } from './week-digest.js';
import { countWeek, listWeek } from './week-store.js';

const pageSize = 10;

/** Whose partners and which page a person asks for. */
interface Asked {
  readonly ownerId: string | undefined;
  /** Counted from 1. */
  readonly page: number;
}

function askedOf({ words }: CommandText): Asked {
  let ownerId: string | undefined;
  let page = 1;
  for (const word of words) {
    if (word.kind === 'person') ownerId = word.userId;
    if (word.kind === 'filter' && word.name === 'page' && /^\d{1,4}$/.test(word.value)) {
      page = Math.max(1, Number(word.value));
    }
  }
  return { ownerId, page };
}

/** A page of something, and how many there are in all. */
interface Page {
  readonly items: readonly KnownBlock[][];
  readonly total: number;
}

/** A list in one message: what there is under a title, and the next page; or the sentence for none. */
function listMessage(
  request: Request,
  name: 'silent' | 'week',
  command: string,
  { ownerId, page }: Asked,
  { items, total }: Page,
): Message {
  const { words } = request;
  const log = button(actionId('meetings', 'new'), words.plain('meetings.new'), 'new');
  if (items.length === 0) {
    const key: Key = `meetings.${name}.empty`;
    return { text: words.plain(key), blocks: [section(words.say(key)), actions([log])] };
  }
  const title = words.plain(`meetings.${name}.title`, { count: total });
  const typed = ownerId === undefined ? command : `${command} <@${ownerId}>`;
  const at = (number: number) => (number > 1 ? `${typed} page:${number}` : typed);
  const more = page * pageSize < total;
  const next = runButton(at(page + 1), words.plain(`meetings.${name}.more`), 'primary');
  return {
    text: title,
    blocks: [
      section(bold(title)),
      ...items.flat(),
      actions([...(more ? [next] : []), log, postListButton(at(page), words)]),
    ],
  };
}

/** Reads the page that was asked for, or the last one that there is. */
async function readPage(
  asked: Asked,
  list: (page: { take: number; skip: number }) => Promise<KnownBlock[][]>,
  count: () => Promise<number>,
): Promise<Asked & Page> {
  const skip = (asked.page - 1) * pageSize;
  const items = await list({ take: pageSize, skip });
  const isAll = skip === 0 && items.length < pageSize;
  const total = isAll ? items.length : await count();
  if (items.length > 0 || total === 0) return { ...asked, items, total };
  const page = Math.ceil(total / pageSize);
  return { ...asked, page, items: await list({ take: pageSize, skip: (page - 1) * pageSize }), total };
}

/** `/partner silent`: the partners that should have been met, the longest overdue first. */
export async function listSilentPartners(request: Request, text: CommandText): Promise<Answer> {
  const { database, today } = request;
  const asked = askedOf(text);
  const page = await readPage(
    asked,
    async (part) => (await listSilent(database, asked, today, part)).map((each) => silentCard(each, request)),
    () => countSilent(database, asked, today),
  );
  return { kind: 'message', message: listMessage(request, 'silent', 'silent', page, page) };
}

/** `/partner meetings`: the meetings of the week. */
export async function listMeetingsOfWeek(request: Request, text: CommandText): Promise<Answer> {
  const { database, today } = request;
  const asked = askedOf(text);
  const filter = { ownerId: asked.ownerId, daysAhead: defaultDaysAhead };
  const page = await readPage(
    asked,
    async (part) => (await listWeek(database, filter, today, part)).map((each) => weekCard(each, request)),
    () => countWeek(database, filter, today),
  );
  return { kind: 'message', message: listMessage(request, 'week', 'meetings', page, page) };
}
