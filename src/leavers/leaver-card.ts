import type { KnownBlock } from '@slack/types';
import { dayAt } from '../calendar/time-zone.js';
import { writeList, writeNearDay } from '../language/dates.js';
import { mention, mrkdwn } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { actions, button, context, type Message, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { runButton } from '../slack/shared-actions.js';
import { type OwnedCounts, ownedKinds, totalOf } from './owned.js';

/** The item kind of people who left. */
export const leaverItem = 'leaver';

/** Someone who left, or came back (`leftAt` null), and how much they still look after. */
export interface Leaver {
  readonly id: string;
  readonly leftAt: Date | null;
  readonly counts: OwnedCounts;
}

/** The card of someone who left: what they looked after, and the buttons that hand it over. */
export function leaverCard({ id, leftAt, counts }: Leaver, reading: Reading): KnownBlock[] {
  const { words, timeZone } = reading;
  const person = mention(id);
  const day = leftAt === null ? '' : writeNearDay(dayAt(leftAt, timeZone), words.language);
  const blocks = [
    section(
      leftAt === null ? words.say('leavers.is_back', { person }) : words.say('leavers.left', { person, day }),
    ),
  ];
  const rest =
    totalOf(counts) === 0
      ? [context([words.say('leavers.all_handed')])]
      : [
          context([words.say('leavers.looks_after', { what: writeCounts(counts, words) })]),
          actions([handAllButton(id, words), runButton(`handover <@${id}>`, words.plain('leavers.singly'))]),
        ];
  return itemBlocks(leaverItem, id, words.language, [...blocks, ...rest]);
}

/** The message that tells the office that someone left. */
export function leaverMessage(leaver: Leaver, reading: Reading): Message {
  return { text: reading.words.plain('leavers.left_text'), blocks: leaverCard(leaver, reading) };
}

/** The button that opens the form to hand all of someone's work over. */
export function handAllButton(id: string, words: Words) {
  return button(actionId('leavers', 'hand_all'), words.plain('leavers.hand_all'), id);
}

/** `12 partners, 3 leads and 1 follow-up`. */
export function writeCounts(counts: OwnedCounts, words: Words): string {
  const parts = ownedKinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => words.plain(`leavers.count.${kind}`, { count: counts[kind] }));
  return writeList(parts, words.language);
}

/** A message of one sentence. */
export function sentence(text: ReturnType<Words['say']>, plain: string): Message {
  return { text: plain, blocks: [section(mrkdwn`${text}`)] };
}
