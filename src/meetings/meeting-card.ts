import type { KnownBlock } from '@slack/types';
import { writeDay, writeList } from '../language/dates.js';
import { bold, joinMrkdwn, type Mrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { actions, button, context, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { cut } from '../slack/limits.js';
import type { Meeting } from './meeting-store.js';

/** The item kind of meetings. */
export const meetingItem = 'meeting';

const shownNotes = 600;
const shownFact = 150;
const shownInLine = 120;
const shownPeople = 10;

/** The partners of a meeting, as people list them. */
export function partnersOf({ partners }: Meeting, { words }: Reading): string {
  return writeList(
    partners.map(({ shown }) => shown),
    words.language,
  );
}

/** A meeting as messages show it: with whom, one line of facts, the notes and what was decided. */
export function meetingCard(meeting: Meeting, reading: Reading): KnownBlock[] {
  const { words } = reading;
  const { id, place, theirPeople, decisions, ourPeople } = meeting;
  const kind = words.plain(`meetings.kind.${meeting.kind}`);
  return itemBlocks(meetingItem, id, words.language, [
    section(
      bold(words.plain('meetings.with', { kind, partners: cut(partnersOf(meeting, reading), shownNotes) })),
    ),
    context([
      mrkdwn`${writeDay(meeting.heldOn, words.language)}`,
      place !== null && mrkdwn`${cut(place, shownFact)}`,
      ourPeople.length > 0 && joinMrkdwn(ourPeople.slice(0, shownPeople).map(mention), ' '),
      theirPeople !== null && mrkdwn`${cut(theirPeople, shownFact)}`,
    ]),
    section(mrkdwn`${cut(meeting.notes, shownNotes)}`),
    ...(decisions === null
      ? []
      : [section(mrkdwn`${bold(words.plain('meetings.decided'))} ${cut(decisions, shownNotes)}`)]),
    actions([button(actionId('meetings', 'edit'), words.plain('meetings.edit'), id)]),
  ]);
}

/** One line for a meeting on a partner's card. */
export function meetingLine(meeting: Meeting, { words }: Reading): Mrkdwn {
  return joinMrkdwn([
    mrkdwn`• ${writeDay(meeting.heldOn, words.language)}`,
    words.say(`meetings.kind.${meeting.kind}`),
    mrkdwn`${cut((meeting.decisions ?? meeting.notes).replace(/\s+/g, ' '), shownInLine)}`,
  ]);
}
