import type { KnownBlock } from '@slack/types';
import { followUpCard } from '../follow-ups/follow-up-card.js';
import type { FollowUp } from '../follow-ups/follow-up-store.js';
import { writeDay } from '../language/dates.js';
import { bold, joinMrkdwn, type Mrkdwn } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { actions, context, type Message, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { listedBy } from '../slack/item.js';
import { runButton } from '../slack/shared-actions.js';
import { savedCard } from '../workspace/saved-card.js';
import { meetingCard, meetingItem, partnersOf } from './meeting-card.js';
import type { Meeting } from './meeting-store.js';
import { followUpsOnPage, meetingCommand } from './one-meeting.js';
import type { SilentPartner } from './silent-store.js';

const shownSettled = 5;
const shownPartners = 5;

/** What became of follow-ups, and of the partners' cadence, with a meeting. */
interface AfterSaving {
  /** Those that were written with it, as they were understood. */
  readonly written: readonly FollowUp[];
  /** Those that it settled. */
  readonly settled: readonly FollowUp[];
  /** Words that could not be read as a day. */
  readonly unreadDays: readonly string[];
  /** When the partners are to be met again from now on. */
  readonly again: readonly Pick<SilentPartner, 'partner' | 'meetAgainOn'>[];
}

/** The card after saving: the meeting, and each follow-up as it was understood, with its buttons. */
export function savedMeeting(
  meeting: Meeting,
  { written, settled, unreadDays, again }: AfterSaving,
  changeId: string,
  reading: Reading,
): Message {
  const { words } = reading;
  const blocks: KnownBlock[] = [...meetingCard(meeting, reading)];
  const restarted = restartedCadence(again, meeting, words);
  if (restarted.length > 0) blocks.push(context(restarted));
  if (written.length > 0) {
    blocks.push(
      section(bold(words.plain('meetings.understood', { count: written.length }))),
      ...written.slice(0, followUpsOnPage).flatMap((followUp) => followUpCard(followUp, reading)),
    );
  }
  const more = written.length - followUpsOnPage;
  if (more > 0) {
    const all = runButton(meetingCommand(meeting.id), words.plain('meetings.show_follow_ups'));
    blocks.push(context([words.say('follow_ups.more', { count: more })]), actions([all]));
  }
  if (unreadDays.length > 0) {
    const notes = unreadDays.map((typed) => words.say('follow_ups.unread_day', { typed }));
    blocks.push(context([joinMrkdwn(notes, '\n')]));
  }
  if (settled.length > 0) {
    blocks.push(
      section(bold(words.plain('meetings.settled', { count: settled.length }))),
      ...settled.slice(0, shownSettled).flatMap((followUp) => followUpCard(followUp, reading)),
    );
  }
  const text = words.plain('meetings.saved', { partners: partnersOf(meeting, reading) });
  // Slack does not send this message back with a click in it: the meeting is shown in its place then, with all that it has.
  const listed = listedBy(meetingCommand(meeting.id), blocks);
  return savedCard(reading, text, { kind: meetingItem, id: meeting.id, blocks: listed }, changeId);
}

/** By when each partner is to be met again, but for the day that the card names as the next meeting's. */
function restartedCadence(again: AfterSaving['again'], { nextOn }: Meeting, words: Words): Mrkdwn[] {
  return again
    .slice(0, shownPartners)
    .flatMap(({ partner, meetAgainOn: day }) =>
      day === null || day === nextOn
        ? []
        : [words.say('meetings.again', { partner: partner.shown, day: writeDay(day, words.language) })],
    );
}
