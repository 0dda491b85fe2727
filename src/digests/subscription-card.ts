import type { KnownBlock } from '@slack/types';
import { writeInstant } from '../language/dates.js';
import { bold, channelMention, joinMrkdwn, type Mrkdwn, mention } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { actions, button, context, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { isAccessWithdrawn } from '../slack/post-outcome.js';
import type { DigestKind } from './digest-kind.js';
import { filterParts } from './filter-parts.js';
import { writeKinds } from './kind-word.js';
import { describeSchedule } from './schedule-words.js';
import { type LastRun, pausedByPerson, type Subscription } from './subscription.js';

/** The name of subscriptions among the items that messages show. */
export const subscriptionItem = 'subscription';

/** A subscription: what comes when, what became of it last, and the buttons to change it. */
export function subscriptionBlocks(
  subscription: Subscription,
  kinds: readonly DigestKind[],
  reading: Reading,
): KnownBlock[] {
  const { words } = reading;
  const { id, schedule, nextRunAt, timeZone, lastRun } = subscription;
  const paused = nextRunAt === null;
  const at = (instant: Date) => writeInstant(instant, timeZone, words.language);
  return itemBlocks(subscriptionItem, id, words.language, [
    section(
      joinMrkdwn([
        bold(writeKinds(subscription.kinds, kinds, words)),
        schedule === null
          ? words.say('digests.unknown_schedule')
          : words.say('digests.shown_schedule', { schedule: describeSchedule(schedule, words) }),
      ]),
    ),
    context([
      paused ? pausedLine(subscription, words) : words.say('digests.next', { at: at(nextRunAt), timeZone }),
      lastRun !== null && lastLine(lastRun, at(lastRun.scheduledAt), words),
      ...filterParts(subscription.filters, words),
      subscription.personId === null
        ? channelMention(subscription.channelId)
        : words.say('digests.to_person', { person: mention(subscription.personId) }),
      // A person's own says it already.
      subscription.personId !== subscription.ownerId &&
        words.say('digests.by', { person: mention(subscription.ownerId) }),
    ]),
    actions([
      paused
        ? button(actionId('digests', 'resume'), words.plain('digests.resume'), id, { style: 'primary' })
        : button(actionId('digests', 'pause'), words.plain('digests.pause'), id),
      button(actionId('digests', 'preview'), words.plain('digests.preview'), id),
      button(actionId('digests', 'send_now'), words.plain('digests.send_now'), id),
      button(actionId('digests', 'edit'), words.plain('digests.edit'), id),
      button(actionId('digests', 'remove'), words.plain('digests.remove'), id),
    ]),
  ]);
}

function pausedLine({ pausedReason, lastRun }: Subscription, words: Words): Mrkdwn {
  // The last run's line says it already.
  const isTold = lastRun?.state === 'failed' && lastRun.problem === pausedReason;
  return pausedReason === null || pausedReason === pausedByPerson || isTold
    ? words.say('digests.paused')
    : words.say('digests.paused_because', { problem: writeProblem(pausedReason, words) });
}

function lastLine({ state, problem }: LastRun, at: string, words: Words): Mrkdwn {
  switch (state) {
    case 'failed':
    case 'uncertain':
      return words.say(`digests.last.${state}`, { at, problem: writeProblem(problem ?? '', words) });
    default:
      return words.say(`digests.last.${state}`, { at });
  }
}

/** Slack's words that mean the same to whoever reads of them. */
const meanings: Readonly<Record<string, 'not_allowed' | 'user_gone'>> = {
  ekm_access_denied: 'not_allowed',
  missing_scope: 'not_allowed',
  no_permission: 'not_allowed',
  restricted_action: 'not_allowed',
  restricted_action_read_only_channel: 'not_allowed',
  user_disabled: 'user_gone',
};

/** What Slack's word for a refusal, or ours, means. */
export function meaningOf(problem: string): string {
  return isAccessWithdrawn(problem) ? 'no_token' : (meanings[problem] ?? problem);
}

/** Why a digest was not sent, as a phrase; `problem` is Slack's word for it or ours. */
export function writeProblem(problem: string, words: Words): string {
  const meaning = meaningOf(problem);
  switch (meaning) {
    case 'not_in_channel':
    case 'channel_not_found':
    case 'is_archived':
    case 'no_token':
    case 'not_allowed':
    case 'user_gone':
    case 'unreadable':
    case 'too_late':
      return words.plain(`digests.problem.${meaning}`);
    case 'schedule':
      return words.plain('digests.unknown_schedule');
    default:
      return words.plain('digests.problem.other', { problem });
  }
}
