import type { KnownBlock } from '@slack/types';
import { filterLine } from '../digests/filter-parts.js';
import { narrowingWords } from '../digests/filter-words.js';
import { partnerWhere } from '../digests/partner-filter.js';
import { findAssignee } from '../follow-ups/assignee.js';
import { readListRequest } from '../follow-ups/list-request.js';
import { bold } from '../language/mrkdwn.js';
import type { Key } from '../language/words.js';
import { partnerMeant, told } from '../partners/partner-commands.js';
import type { PartnerRef } from '../partners/partner-store.js';
import { actions, button, type Message, section } from '../slack/blocks.js';
import type { CommandText } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import { type Answer, actionId } from '../slack/feature.js';
import { pageButtons, postListButton, runButton } from '../slack/shared-actions.js';
import { meetingEntry, meetingWithButton } from './meeting-section.js';
import { countMeetings, meetingsOfPartner } from './meeting-store.js';
import { meetingAsked, showMeeting } from './one-meeting.js';
import { type ListFilters, pageCommand } from './page-command.js';
import { silentCard } from './silent-card.js';
import { countSilent, listSilent } from './silent-store.js';
import { weekCard } from './week-card.js';
import { defaultDaysAhead } from './week-digest.js';
import { countWeek, listWeek } from './week-store.js';

const pageSize = 10;

/** Whose partners, of which axis and which page a person asks for. */
interface Asked extends ListFilters {
  /** A partner's name as typed, or `id:` and its id. */
  readonly partnerTyped: string | null;
  /** Counted from 1. */
  readonly page: number;
}

/** Reads what was typed after the command, as the list of follow-ups does; or what of it means nothing here. */
async function askedOf(request: Request, text: CommandText): Promise<Asked | { readonly unknown: string }> {
  const read = readListRequest(text, 'all');
  const { whose, person, only, axis, partner, page, unknown, reach, partnerKind, horizonDays } = read;
  const strange = unknown ?? only;
  if (strange !== null) return { unknown: strange };
  const someone = person === null ? null : await findAssignee(request.identity, person);
  if (someone !== null && someone.kind !== 'found') return { unknown: person ?? '' };
  return {
    ownerId: someone?.id ?? (whose === 'mine' ? request.person.id : undefined),
    axis: axis ?? undefined,
    ...{ reach, partnerKind, horizonDays },
    partnerTyped: partner,
    page,
  };
}

function notUnderstood({ words }: Request, name: 'silent' | 'week', command: string, typed: string): Message {
  return {
    text: words.plain('meetings.not_understood', { typed }),
    blocks: [
      section(words.say('meetings.not_understood', { typed })),
      actions([
        runButton(command, words.plain(`meetings.${name}.heading`)),
        runButton(`${command} mine`, words.plain('meetings.mine')),
      ]),
    ],
  };
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
  { items, total, ...asked }: Asked & Page,
): Message {
  const { words } = request;
  const { page, ownerId, axis, reach, partnerKind, horizonDays } = asked;
  const log =
    partner === undefined
      ? button(actionId('meetings', 'new'), words.plain('meetings.new'), 'new')
      : meetingWithButton(request, partner.id);
  const values = { partner: partner?.shown ?? '' };
  if (items.length === 0) {
    const filters = [ownerId, axis, reach, partnerKind, horizonDays];
    const narrowed = name !== 'all' && filters.some((filter) => filter !== undefined);
    const key: Key = narrowed ? `meetings.${name}.empty_narrowed` : `meetings.${name}.empty`;
    return { text: words.plain(key, values), blocks: [section(words.say(key, values)), actions([log])] };
  }
  const title = words.plain(`meetings.${name}.title`, { ...values, count: total });
  const at = (number: number) => pageCommand(command, asked, number);
  const more = page * pageSize < total;
  return {
    text: title,
    blocks: [
      section(bold(title)),
      ...filterLine({ reach, partnerKind, horizonDays }, words),
      ...items.flat(),
      actions([...pageButtons(at, { page, more }, words), log, postListButton(at(page), words)]),
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

/** What of it means nothing for silent partners: these are asked for by no name, and have no days ahead. */
function strangeToSilence({ partnerTyped, horizonDays }: Asked): string | null {
  return partnerTyped ?? narrowingWords({ horizonDays })[0] ?? null;
}

/** `/partner silent`: the partners that should have been met, the longest overdue first. */
export async function listSilentPartners(request: Request, text: CommandText): Promise<Answer> {
  const { database, today } = request;
  const asked = await askedOf(request, text);
  const strange = 'unknown' in asked ? asked.unknown : strangeToSilence(asked);
  if ('unknown' in asked || strange !== null) {
    return { kind: 'message', message: notUnderstood(request, 'silent', 'silent', strange ?? '') };
  }
  const { ownerId, axis } = asked;
  const filter = { ownerId, axis, partner: partnerWhere(asked) };
  const page = await readPage(
    asked,
    async (part) =>
      (await listSilent(database, filter, today, part)).map((each) => silentCard(each, request)),
    () => countSilent(database, filter, today),
  );
  return { kind: 'message', message: listMessage(request, { name: 'silent', command: 'silent' }, page) };
}

/**
 * `/partner meetings`: the meetings of the week; with a partner's name, all those with it, the last one first. The buttons
 * of a meeting's own message ask for that meeting.
 */
export async function listMeetings(request: Request, text: CommandText): Promise<Answer> {
  const one = meetingAsked(text);
  if (one !== null) return { kind: 'message', message: await showMeeting(request, one.id, one.page) };
  const asked = await askedOf(request, text);
  if ('unknown' in asked) {
    return { kind: 'message', message: notUnderstood(request, 'week', 'meetings', asked.unknown) };
  }
  return asked.partnerTyped === null
    ? meetingsOfWeek(request, asked)
    : meetingsWithPartner(request, asked, asked.partnerTyped);
}

async function meetingsOfWeek(request: Request, asked: Asked): Promise<Answer> {
  const { database, today } = request;
  const { ownerId, axis, horizonDays: daysAhead = defaultDaysAhead } = asked;
  const filter = { ownerId, axis, partner: partnerWhere(asked), daysAhead };
  const page = await readPage(
    asked,
    async (part) => (await listWeek(database, filter, today, part)).map((each) => weekCard(each, request)),
    () => countWeek(database, filter, today),
  );
  return { kind: 'message', message: listMessage(request, { name: 'week', command: 'meetings' }, page) };
}

async function meetingsWithPartner(request: Request, { page }: Asked, typed: string): Promise<Answer> {
  const { database } = request;
  const partner = await partnerMeant(request, typed);
  if (partner === null) return told(request, 'partners.not_found', { typed });
  const read = await readPage(
    { partnerTyped: typed, page },
    async (part) =>
      (await meetingsOfPartner(database, partner.id, part)).map((each) => [meetingEntry(each, request)]),
    () => countMeetings(database, partner.id),
  );
  const list = { name: 'all', command: `meetings id:${partner.id}`, partner } as const;
  return { kind: 'message', message: listMessage(request, list, read) };
}
