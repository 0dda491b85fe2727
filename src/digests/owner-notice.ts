import { channelMention } from '../language/mrkdwn.js';
import type { Key } from '../language/words.js';
import { type Message, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import type { DigestKind } from './digest-kind.js';
import type { Subscription } from './subscription.js';
import { meaningOf, subscriptionBlocks, writeProblem } from './subscription-card.js';

/** Tells the owner of a subscription that a digest did not come, or may not have come, and what to do. */
export function ownerNotice(
  subscription: Subscription,
  state: 'failed' | 'uncertain',
  problem: string,
  kinds: readonly DigestKind[],
  reading: Reading,
): Message {
  const { words } = reading;
  const said = words.say(`digests.notice.${state}`, {
    channel: channelMention(subscription.channelId),
    problem: writeProblem(problem, words),
  });
  return {
    text: words.plain('digests.notice.title'),
    blocks: [
      section(said),
      section(words.say(adviceFor(problem))),
      ...subscriptionBlocks(subscription, kinds, reading),
    ],
  };
}

function adviceFor(problem: string): Key {
  switch (meaningOf(problem)) {
    case 'not_in_channel':
    case 'channel_not_found':
      return 'digests.advice.invite';
    case 'is_archived':
      return 'digests.advice.archived';
    case 'no_token':
    case 'not_allowed':
      return 'digests.advice.administrator';
    case 'unreadable':
      return 'digests.advice.look';
    case 'too_late':
      return 'digests.advice.send_now';
    default:
      return 'digests.advice.resume';
  }
}
