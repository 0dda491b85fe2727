import type { KnownBlock } from '@slack/types';
import { writeDistance, writeNearDay } from '../language/dates.js';
import { bold, joinMrkdwn, mrkdwn } from '../language/mrkdwn.js';
import { actions, button, context, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { cut } from '../slack/limits.js';
import { inOneLine, titleOf } from './meeting-card.js';
import type { Meeting } from './meeting-store.js';

/** The item kind of meetings in short. */
export const weekItem = 'meeting-brief';

const shownNotes = 200;

/** A meeting of the week in short: when it was held, what came of it, and when the next one is. */
export function weekCard(meeting: Meeting, reading: Reading): KnownBlock[] {
  const { words, today } = reading;
  const { id, heldOn, nextOn } = meeting;
  const isToCome = nextOn !== null && nextOn >= today;
  const came = cut(inOneLine(meeting, reading), shownNotes);
  return itemBlocks(weekItem, id, words.language, [
    section(joinMrkdwn([bold(titleOf(meeting, reading)), mrkdwn`${came}`], '\n')),
    context([
      words.say('meetings.week.held', { distance: writeDistance(heldOn, today, words) }),
      isToCome &&
        words.say('meetings.week.next', {
          day: writeNearDay(nextOn, words.language),
          distance: writeDistance(nextOn, today, words),
        }),
    ]),
    actions([
      button(actionId('meetings', 'read'), words.plain('meetings.read'), id),
      ...(isToCome ? [button(actionId('meetings', 'next'), words.plain('meetings.week.log_next'), id)] : []),
    ]),
  ]);
}
