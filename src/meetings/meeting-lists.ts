import type { KnownBlock } from '@slack/types';
import { findAssignee } from '../follow-ups/assignee.js';
import { readListRequest } from '../follow-ups/list-request.js';
import { bold } from '../language/mrkdwn.js';
import type { Key } from '../language/words.js';
import { actions, button, type Message, section } from '../slack/blocks.js';
import type { CommandText } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import { type Answer, actionId } from '../slack/feature.js';
import { postListButton, runButton } from '../slack/shared-actions.js';
import type { Axis } from '../workspace/axis.js';
import { silentCard } from './silent-card.js';
import { countSilent, listSilent } from './silent-store.js';
import { weekCard } from './week-card.js';
import { defaultDaysAhead } from './week-digest.js';
import { countWeek, listWeek } from './week-store.js';

const pageSize = 10;

/** Whose partners, of which axis and which page a person asks for. */
interface Asked {
  readonly ownerId: string | undefined;
  readonly axis: Axis | undefined;
  /** Counted from 1. */
  readonly page: number;
}

/** Reads what was typed after the command, as the list of follow-ups does; or what of it means nothing here. */
async function askedOf(request: Request, text: CommandText): Promise<Asked | { readonly unknown: string }> {
  const { whose, person, only, axis, partner, page, unknown } = readListRequest(text, 'all');
  const strange = unknown ?? partner ?? only;
  if (strange !== null) return { unknown: strange };
  const someone = person === null ? null : await findAssignee(request.identity, person);
  if (someone !== null && someone.kind !== 'found') return { unknown: person ?? '' };
  return {
    ownerId: someone?.id ?? (whose === 'mine' ? request.person.id : undefined),
    axis: axis ?? undefined,
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

/** A list in one message: what there is under a title, and the next page; or the sentence for none. */
function listMessage(
  request: Request,
  name: 'silent' | 'week',
  command: string,
  { ownerId, axis, page }: Asked,
  { items, total }: Page,
): Message {
  const { words } = request;
  const log = button(actionId('meetings', 'new'), words.plain('meetings.new'), 'new');
  if (items.length === 0) {
    const narrowed = ownerId !== undefined || axis !== undefined;
    const key: Key = narrowed ? `meetings.${name}.empty_narrowed` : `meetings.${name}.empty`;
    return { text: words.plain(key), blocks: [section(words.say(key)), actions([log])] };
  }
  const title = words.plain(`meetings.${name}.title`, { count: total });
  const at = (number: number) =>
    [command, ownerId && `<@${ownerId}>`, axis && `axis:${axis}`, number > 1 && `page:${number}`]
      .filter(Boolean)
      .join(' ');
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
  const asked = await askedOf(request, text);
  if ('unknown' in asked) {
    return { kind: 'message', message: notUnderstood(request, 'silent', 'silent', asked.unknown) };
  }
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
  const asked = await askedOf(request, text);
  if ('unknown' in asked) {
    return { kind: 'message', message: notUnderstood(request, 'week', 'meetings', asked.unknown) };
  }
  const filter = { ownerId: asked.ownerId, axis: asked.axis, daysAhead: defaultDaysAhead };
  const page = await readPage(
    asked,
    async (part) => (await listWeek(database, filter, today, part)).map((each) => weekCard(each, request)),
    () => countWeek(database, filter, today),
  );
  return { kind: 'message', message: listMessage(request, 'week', 'meetings', page, page) };
}
