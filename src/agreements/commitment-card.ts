import type { KnownBlock } from '@slack/types';
import { writeDistance, writeInstant, writeNearDay } from '../language/dates.js';
import { bold, joinMrkdwn, link, type Mrkdwn, mention, mrkdwn, strike } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { actions, button, context, option, plainText, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { cut, limits } from '../slack/limits.js';
import type { Commitment } from './commitment-store.js';

/** The item kind of commitments. */
export const commitmentItem = 'commitment';

/** How far a commitment can be put off with one click; `day` asks for the day. */
export const delays = ['week', 'month', 'day'] as const;

const shownText = 300;
const shownReason = 200;
const shownTitle = 80;

/** A commitment as lists, digests and messages show it: what, whose, who looks after it, when, its buttons; settled, who said so. */
export function commitmentCard(commitment: Commitment, reading: Reading): KnownBlock[] {
  const { words } = reading;
  const { id, agreement, partner, ownerId } = commitment;
  if (commitment.state !== 'open') {
    return itemBlocks(commitmentItem, id, words.language, [section(settledLine(commitment, reading))]);
  }
  const named = (action: string) => actionId('agreements', action);
  return itemBlocks(commitmentItem, id, words.language, [
    section(bold(cut(commitment.text, shownText))),
    context([
      sideText(commitment, words),
      dueText(commitment, reading),
      rhythmText(commitment, words),
      mention(ownerId),
      mrkdwn`${agreement.reference} – ${cut(agreement.title, shownTitle)}`,
      commitment.side === 'ours' && mrkdwn`${partner.shown}`,
      evidenceText(commitment, words),
    ]),
    actions([
      button(named('commitment_kept'), words.plain('commitments.kept'), id),
      button(named('commitment_not_kept'), words.plain('commitments.not_kept'), id),
      {
        type: 'static_select',
        action_id: named('commitment_later'),
        placeholder: plainText(words.plain('commitments.later'), limits.placeholder),
        options: delays.map((delay) => option(`${id}:${delay}`, words.plain(`commitments.delay.${delay}`))),
      },
      button(named('commitment_edit'), words.plain('commitments.edit'), id),
    ]),
  ]);
}

/** A commitment in one line with the button that settles it, for a part of a card. */
export function commitmentLine(commitment: Commitment, reading: Reading): KnownBlock[] {
  const { words } = reading;
  const line = joinMrkdwn([
    mrkdwn`${cut(commitment.text, shownText)}`,
    sideText(commitment, words),
    dueText(commitment, reading),
    mention(commitment.ownerId),
  ]);
  const kept = button(
    actionId('agreements', 'commitment_kept'),
    words.plain('commitments.kept'),
    commitment.id,
  );
  return itemBlocks(commitmentItem, commitment.id, words.language, [section(line, undefined, kept)]);
}

function settledLine(commitment: Commitment, { words, timeZone }: Reading): Mrkdwn {
  const { state, settled, because } = commitment;
  const text = strike(cut(commitment.text, shownText));
  return joinMrkdwn([
    state === 'kept' ? mrkdwn`✓ ${text}` : mrkdwn`✗ ${text}`,
    sideText(commitment, words),
    settled !== null &&
      words.say(`commitments.settled.${state === 'kept' ? 'kept' : 'not_kept'}`, {
        person: mention(settled.byId),
        when: writeInstant(settled.at, timeZone, words.language),
      }),
    because !== null && mrkdwn`${cut(because, shownReason)}`,
    evidenceText(commitment, words),
  ]);
}

function evidenceText({ evidence }: Commitment, words: Words): Mrkdwn | null {
  return evidence === null ? null : link(evidence, words.plain('commitments.evidence'));
}

function sideText({ side, partner }: Pick<Commitment, 'side' | 'partner'>, words: Words): Mrkdwn {
  return side === 'ours'
    ? words.say('commitments.side.ours')
    : words.say('commitments.side.theirs', { partner: partner.shown });
}

/** How often it comes due again; null where it does once. */
export function rhythmText({ everyMonths }: Pick<Commitment, 'everyMonths'>, words: Words): Mrkdwn | null {
  if (everyMonths === null) return null;
  return everyMonths % 12 === 0
    ? words.say('commitments.every.years', { count: everyMonths / 12 })
    : words.say('commitments.every.months', { count: everyMonths });
}

/** When it is due, and how far that is. */
export function dueText({ dueOn }: Pick<Commitment, 'dueOn'>, { words, today, calendar }: Reading): Mrkdwn {
  if (dueOn === null) return words.say('commitments.due.undated');
  const values = {
    day: writeNearDay(dueOn, words.language),
    distance: writeDistance(dueOn, today, words, calendar),
  };
  return words.say(dueOn < today ? 'commitments.due.overdue' : 'commitments.due.open', values);
}
