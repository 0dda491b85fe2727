import type { Button, KnownBlock } from '@slack/types';
import { writeDistance, writeInstant, writeNearDay } from '../language/dates.js';
import { bold, joinMrkdwn, type Mrkdwn, mention, mrkdwn, strike } from '../language/mrkdwn.js';
import { actions, button, context, option, plainText, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { cut, limits } from '../slack/limits.js';
import { snoozes } from './follow-up.js';
import type { FollowUp } from './follow-up-store.js';

/** The item kind of follow-ups. */
export const followUpItem = 'follow-up';

const shownText = 300;

/** A follow-up as lists, digests and messages show it: what, who and when, its buttons; settled, who did it. */
export function followUpCard(followUp: FollowUp, reading: Reading): KnownBlock[] {
  const { words } = reading;
  const { id, assigneeId, partner } = followUp;
  const text = cut(followUp.text, shownText);
  if (followUp.settled !== null) {
    return itemBlocks(followUpItem, id, words.language, [
      section(settledLine(text, followUp.settled, reading)),
    ]);
  }
  return itemBlocks(followUpItem, id, words.language, [
    section(bold(text)),
    context([mention(assigneeId), dueText(followUp, reading), partner !== null && mrkdwn`${partner.shown}`]),
    actions([
      doneButton(followUp, reading),
      {
        type: 'static_select',
        action_id: actionId('follow_ups', 'snooze'),
        placeholder: plainText(words.plain('follow_ups.snooze.label'), limits.placeholder),
        options: [...snoozes, 'day' as const].map((snooze) =>
          option(`${id}:${snooze}`, words.plain(`follow_ups.snooze.${snooze}`)),
        ),
      },
      button(actionId('follow_ups', 'reassign'), words.plain('follow_ups.reassign.label'), id),
      button(actionId('follow_ups', 'edit'), words.plain('follow_ups.edit'), id),
    ]),
  ]);
}

/** A follow-up in one line with the button that settles it, for a part of a card. */
export function followUpLine(followUp: FollowUp, reading: Reading): KnownBlock[] {
  const line = joinMrkdwn([
    mrkdwn`${cut(followUp.text, shownText)}`,
    mention(followUp.assigneeId),
    dueText(followUp, reading),
  ]);
  return itemBlocks(followUpItem, followUp.id, reading.words.language, [
    section(line, undefined, doneButton(followUp, reading)),
  ]);
}

function doneButton({ id }: FollowUp, { words }: Reading): Button {
  return button(actionId('follow_ups', 'done'), words.plain('follow_ups.done'), id);
}

function settledLine(text: string, { byId, at }: NonNullable<FollowUp['settled']>, reading: Reading): Mrkdwn {
  const { words, timeZone } = reading;
  const when = writeInstant(at, timeZone, words.language);
  return joinMrkdwn([
    mrkdwn`✓ ${strike(text)}`,
    words.say('follow_ups.done_by', { person: mention(byId), when }),
  ]);
}

/** When a follow-up is due, and how far that is. */
function dueText({ dueOn }: FollowUp, { words, today, calendar }: Reading): Mrkdwn {
  if (dueOn === null) return words.say('follow_ups.due.undated');
  const values = {
    day: writeNearDay(dueOn, words.language),
    distance: writeDistance(dueOn, today, words, calendar),
  };
  return words.say(dueOn < today ? 'follow_ups.due.overdue' : 'follow_ups.due.open', values);
}
