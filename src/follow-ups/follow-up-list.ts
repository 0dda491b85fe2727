import type { KnownBlock } from '@slack/types';
import { filterParts } from '../digests/filter-parts.js';
import { narrowingWords } from '../digests/filter-words.js';
import { bold, mrkdwn } from '../language/mrkdwn.js';
import type { Key } from '../language/words.js';
import { actions, button, context, type Message, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { pageButtons, postListButton, runButton } from '../slack/shared-actions.js';
import { type FollowUpGroup, groupOf } from './follow-up.js';
import { followUpCard } from './follow-up-card.js';
import type { FollowUp } from './follow-up-store.js';
import { type ListRequest, listCommand } from './list-request.js';

/** How many follow-ups a page shows: three blocks each, and a heading before each group. */
export const pageSize = 10;

/** One page of a list, as read. */
export interface FollowUpPage {
  readonly asked: ListRequest;
  /** The name of the person where the list is of someone else. */
  readonly name: string;
  /** The name of the partner where the list is about one. */
  readonly partnerName: string | null;
  readonly followUps: readonly FollowUp[];
  /** How many there are in each group, on all pages. */
  readonly counts: ReadonlyMap<FollowUpGroup, number>;
}

/** A page of follow-ups under the headings of their groups, or what to do where there is none. */
export function followUpList(list: FollowUpPage, reading: Reading): Message {
  const total = [...list.counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return emptyList(list, reading);
  const { words, today } = reading;
  const { asked, followUps, counts, name } = list;
  const title = words.plain(titleKey(asked), { count: total, name });
  const blocks: KnownBlock[] = [section(bold(title)), ...filterLine(list, reading)];
  let shown: FollowUpGroup | null = null;
  for (const followUp of followUps) {
    const group = groupOf(followUp, today);
    if (group !== shown && asked.only === null) {
      const heading = { group: words.plain(`follow_ups.group.${group}`), count: counts.get(group) ?? 0 };
      blocks.push(context([bold(words.plain('follow_ups.group_heading', heading))]));
    }
    shown = group;
    blocks.push(...followUpCard(followUp, reading));
  }
  const more = asked.page * pageSize < total;
  blocks.push(
    actions([
      ...pageButtons((page) => listCommand(asked, page), { page: asked.page, more }, words),
      ...otherLists(asked, reading),
      newButton(reading),
      postListButton(listCommand(asked, asked.page), words),
    ]),
  );
  return { text: title, blocks };
}

function titleKey({ whose, only }: ListRequest) {
  return only === null
    ? (`follow_ups.list.${whose}` as const)
    : (`follow_ups.list.${whose}_${only}` as const);
}

/** What the list is narrowed to. */
function filterLine({ asked, partnerName }: FollowUpPage, { words }: Reading): KnownBlock[] {
  const parts = [
    partnerName !== null && mrkdwn`${partnerName}`,
    ...filterParts({ ...asked, axis: asked.axis ?? undefined }, words),
  ];
  return parts.some(Boolean) ? [context(parts)] : [];
}

function emptyList(list: FollowUpPage, reading: Reading): Message {
  const { asked, name, partnerName } = list;
  const key: Key =
    asked.only !== null
      ? `follow_ups.empty.${asked.only}`
      : asked.axis !== null || partnerName !== null || narrowingWords(asked).length > 0
        ? 'follow_ups.empty.narrowed'
        : `follow_ups.empty.${asked.whose}`;
  return {
    text: reading.words.plain(key, { name }),
    blocks: [
      section(reading.words.say(key, { name })),
      ...filterLine(list, reading),
      actions([newButton(reading), ...otherLists(asked, reading)]),
    ],
  };
}

/** What the list could be instead. */
export function otherLists(asked: ListRequest | null, { words }: Reading) {
  const all = asked?.whose === 'all' ? 'followups all ' : 'followups ';
  return [
    ...(asked?.whose === 'mine' && asked.only === null
      ? []
      : [runButton('followups', words.plain('follow_ups.mine'))]),
    ...(asked?.whose === 'all' && asked.only === null && asked.partner === null
      ? []
      : [runButton('followups all', words.plain('follow_ups.everyone'))]),
    ...(asked?.only === 'overdue'
      ? []
      : [runButton(`${all}overdue`, words.plain('follow_ups.overdue_ones'))]),
  ];
}

/** The button that opens the form for a new follow-up; `about` says what it is about, as `newFollowUp` understands it. */
export function newButton({ words }: Reading, about = 'new') {
  return button(actionId('follow_ups', 'new'), words.plain('follow_ups.new'), about);
}
