import type { KnownBlock } from '@slack/types';
import { daysBetween } from '../calendar/day.js';
import { dayAt } from '../calendar/time-zone.js';
import { writeDay } from '../language/dates.js';
import { bold, joinMrkdwn, type Mrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { actions, button, context, option, plainText, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { limits } from '../slack/limits.js';
import { axesOf } from '../workspace/axis.js';
import { leadStages } from './lead.js';
import type { Lead } from './lead-store.js';

/** A lead as lists, cards and messages show it: title, one line of facts, its stage to change. */
export function leadCard(lead: Lead, reading: Reading): KnownBlock[] {
  const { words } = reading;
  const expected = lead.expectedSignatureOn && writeDay(lead.expectedSignatureOn, words.language);
  return itemBlocks('lead', lead.id, words.language, [
    section(mrkdwn`${bold(lead.partner.shown)} — ${lead.object}`),
    context([
      joinMrkdwn([bold(words.plain(`leads.stage.${lead.stage}`)), inStage(lead, reading)], ', '),
      mention(lead.ownerId),
      expected !== null && words.say('leads.expected', { day: expected }),
      ...axesOf(lead.axes).map((axis) => words.say(`workspace.axis.${axis}`)),
    ]),
    actions([
      {
        type: 'static_select',
        action_id: actionId('leads', 'move'),
        placeholder: plainText(words.plain('leads.move'), limits.placeholder),
        options: leadStages
          .filter((stage) => stage !== lead.stage)
          .map((stage) => option(`${lead.id}:${stage}`, words.plain(`leads.stage.${stage}`))),
      },
      button(actionId('leads', 'edit'), words.plain('leads.edit'), lead.id),
    ]),
  ]);
}

/** One line for a lead on its partner's card. */
export function leadLine(lead: Lead, reading: Reading): Mrkdwn {
  const { words } = reading;
  return joinMrkdwn([
    mrkdwn`• ${lead.object}`,
    bold(words.plain(`leads.stage.${lead.stage}`)),
    inStage(lead, reading),
  ]);
}

function inStage(lead: Lead, { words, today, timeZone }: Reading): Mrkdwn {
  const days = daysBetween(dayAt(lead.stageSince, timeZone), today);
  return days < 1 ? words.say('leads.since_today') : words.say('leads.since', { count: days });
}
