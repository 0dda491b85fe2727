import type { KnownBlock } from '@slack/types';
import { writeDay, writeDistance } from '../language/dates.js';
import { bold, joinMrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { writeCadence } from '../partners/partner-fields.js';
import { actions, button, context, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { runButton } from '../slack/shared-actions.js';
import type { SilentPartner } from './silent-store.js';

/** The item kind of partners that should have been met. */
export const silentItem = 'silent';

/** A partner that should have been met: when it last was, who looks after it, and what to do; one line once it was met. */
export function silentCard(silent: SilentPartner, reading: Reading): KnownBlock[] {
  const { words, today } = reading;
  const { partner, ownerId, cadenceMonths, lastMetOn, meetAgainOn } = silent;
  const lastMet =
    lastMetOn === null
      ? words.say('meetings.silent.never_met')
      : words.say('meetings.silent.last_met', {
          day: writeDay(lastMetOn, words.language),
          distance: writeDistance(lastMetOn, today, words),
        });
  if (cadenceMonths === null || meetAgainOn === null || meetAgainOn >= today) {
    const again =
      meetAgainOn !== null &&
      words.say('meetings.silent.met_again', { day: writeDay(meetAgainOn, words.language) });
    const line = joinMrkdwn([mrkdwn`✓ ${partner.shown}`, lastMet, again]);
    return itemBlocks(silentItem, partner.id, words.language, [section(line)]);
  }
  return itemBlocks(silentItem, partner.id, words.language, [
    section(bold(partner.shown)),
    context([
      lastMet,
      mrkdwn`${writeCadence(cadenceMonths, words)}`,
      words.say('meetings.silent.due', { day: writeDay(meetAgainOn, words.language) }),
      ownerId !== null && mention(ownerId),
    ]),
    actions([
      button(actionId('meetings', 'with'), words.plain('meetings.new'), partner.id),
      button(actionId('meetings', 'follow_up'), words.plain('meetings.silent.follow_up'), partner.id),
      runButton(`show id:${partner.id}`, words.plain('history.card')),
    ]),
  ]);
}
