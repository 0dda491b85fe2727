import type { KnownBlock } from '@slack/types';
import { bold } from '../language/mrkdwn.js';
import type { Key } from '../language/words.js';
import { partnerMeant, told } from '../partners/partner-commands.js';
import type { PartnerRef } from '../partners/partner-store.js';
import { actions, button, type Message, section } from '../slack/blocks.js';
import { type CommandText, pageOf } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import { type Answer, actionId } from '../slack/feature.js';
import { postListButton, runButton } from '../slack/shared-actions.js';
import { meetingEntry, meetingWithButton } from './meeting-section.js';
import { countMeetings, meetingsOfPartner } from './meeting-store.js';
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

/** Which list it is, and the partner where it is of one. */
interface List {
  readonly name: 'all' | 'silent' | 'week';
  readonly command: string;
  readonly partner?: PartnerRef;
}

/** A list in one message: what there is under a title, and the next page; or the sentence for none. */
function listMessage(
  request: Request,
  { name, command, partner }: List,
  { ownerId, page, items, total }: Asked & Page,
): Message {
  const { words } = request;
  const log =
    partner === undefined
      ? button(actionId('meetings', 'new'), words.plain('meetings.new'), 'new')
      : meetingWithButton(request, partner.id);
  const values = { partner: partner?.shown ?? '' };
  if (items.length === 0) {
    const key: Key = `meetings.${name}.empty`;
    return { text: words.plain(key, values), blocks: [section(words.say(key, values)), actions([log])] };
  }
  const title = words.plain(`meetings.${name}.title`, { ...values, count: total });
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
  return { kind: 'message', message: listMessage(request, { name: 'silent', command: 'silent' }, page) };
}

/** `/partner meetings`: the meetings of the week; with a partner's name, all those with it, the last one first. */
export async function listMeetings(request: Request, text: CommandText): Promise<Answer> {
  const { typed, page } = pageOf(text.rest);
  if (typed === '' || text.words.some(({ kind }) => kind === 'person')) return meetingsOfWeek(request, text);
  const { database } = request;
  const partner = await partnerMeant(request, typed);
  if (partner === null) return told(request, 'partners.not_found', { typed });
  const read = await readPage(
    { ownerId: undefined, page },
    async (part) =>
      (await meetingsOfPartner(database, partner.id, part)).map((each) => [meetingEntry(each, request)]),
    () => countMeetings(database, partner.id),
  );
  const list = { name: 'all', command: `meetings id:${partner.id}`, partner } as const;
  return { kind: 'message', message: listMessage(request, list, read) };
}

async function meetingsOfWeek(request: Request, text: CommandText): Promise<Answer> {
  const { database, today } = request;
  const asked = askedOf(text);
  const filter = { ownerId: asked.ownerId, daysAhead: defaultDaysAhead };
  const page = await readPage(
    asked,
    async (part) => (await listWeek(database, filter, today, part)).map((each) => weekCard(each, request)),
    () => countWeek(database, filter, today),
  );
  return { kind: 'message', message: listMessage(request, { name: 'week', command: 'meetings' }, page) };
}
