import type { ActionsBlockElement, KnownBlock } from '@slack/types';
import { daysBetween } from '../calendar/day.js';
import { dayAt } from '../calendar/time-zone.js';
import { writeDay, writeList, writeNearDay } from '../language/dates.js';
import { bold, joinMrkdwn, type Mrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { actions, button, context, option, plainText, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { cut, limits } from '../slack/limits.js';
import { axesOf } from '../workspace/axis.js';
import { isOpenStage, leadStages } from './lead.js';
import { missingSteps } from './lead-checklist.js';
import type { Lead } from './lead-store.js';
import { writeWorth } from './worth.js';

const shownText = 200;

/** The word under which messages keep leads as items. */
export const leadItem = 'lead';

/** A lead as lists, cards and messages show it: title, facts, what comes next and what is missing, its buttons. */
export function leadCard(lead: Lead, reading: Reading): KnownBlock[] {
  const { words } = reading;
  const expected = lead.expectedSignatureOn && writeDay(lead.expectedSignatureOn, words.language);
  const worth = writeWorth(lead, words.language);
  const next = joinMrkdwn([nextStep(lead, reading), missing(lead, reading), outcome(lead, reading)], '\n');
  return itemBlocks(leadItem, lead.id, words.language, [
    section(mrkdwn`${bold(lead.partner.shown)} — ${lead.object}`),
    context([
      standing(lead, reading),
      coldMark(lead, reading),
      mention(lead.ownerId),
      worth !== null && mrkdwn`${worth}`,
      expected !== null && words.say('leads.expected', { day: expected }),
      ...axesOf(lead.axes).map((axis) => words.say(`workspace.axis.${axis}`)),
    ]),
    ...(next.text === '' ? [] : [context([next])]),
    actions([
      ...decisions(lead, reading),
      button(actionId('leads', 'edit'), words.plain('leads.edit'), lead.id),
    ]),
  ]);
}

/** One line for a lead on its partner's card. */
export function leadLine(lead: Lead, reading: Reading): Mrkdwn {
  return joinMrkdwn([mrkdwn`• ${lead.object}`, standing(lead, reading), coldMark(lead, reading)]);
}

/** The stage and since when, or that the office has not accepted the lead. */
function standing(lead: Lead, { words, today, timeZone }: Reading): Mrkdwn {
  if (lead.triage === 'proposed')
    return words.say('leads.proposed_by', { person: mention(lead.createdById) });
  if (lead.triage === 'declined') return words.say('leads.declined');
  const days = daysBetween(dayAt(lead.stageSince, timeZone), today);
  const since = days < 1 ? words.say('leads.since_today') : words.say('leads.since', { count: days });
  return joinMrkdwn([bold(words.plain(`leads.stage.${lead.stage}`)), since], ', ');
}

function coldMark({ coldAfter }: Lead, { words }: Reading): Mrkdwn | null {
  return coldAfter === null ? null : words.say('leads.cold_mark', { count: coldAfter });
}

function nextStep({ nextStep: step, stage }: Lead, { words }: Reading): Mrkdwn | null {
  if (step === null || !isOpenStage(stage)) return null;
  const text = cut(step.text, shownText);
  return step.dueOn === null
    ? words.say('leads.next_step_undated', { text })
    : words.say('leads.next_step', { text, day: writeNearDay(step.dueOn, words.language) });
}

/** The steps of the guide that are still to be done, in one line. */
function missing(lead: Lead, { words }: Reading): Mrkdwn | null {
  if (lead.triage === 'declined') return null;
  const steps = missingSteps(lead).map((missed) => {
    if (missed.step !== 'parts') return words.plain(`leads.missing_step.${missed.step}`);
    const parts = missed.parts.map((part) => words.plain(`leads.part.${part}`));
    return words.plain('leads.missing_parts', { parts: writeList(parts, words.language) });
  });
  return steps.length === 0 ? null : words.say('leads.missing', { steps: steps.join(' · ') });
}

/** What became of it: who accepted or declined the proposal, the agreement, or why there is none. */
function outcome(lead: Lead, { words, timeZone }: Reading): Mrkdwn | null {
  const agreement =
    lead.agreement && words.say('leads.has_agreement', { reference: lead.agreement.reference });
  const because = (text: string | null) => (text === null ? '' : cut(text, shownText));
  const decision = lead.decidedById !== null &&
    lead.decidedAt !== null && {
      person: mention(lead.decidedById),
      day: writeNearDay(dayAt(lead.decidedAt, timeZone), words.language),
    };
  const accepted = lead.triage === 'accepted' && decision && words.say('leads.accepted_by', decision);
  const declined =
    lead.triage === 'declined' &&
    joinMrkdwn([
      words.say('leads.declined_because', { text: because(lead.declinedBecause) }),
      decision && words.say('leads.decided_by', decision),
    ]);
  const lost =
    lead.stage === 'lost' &&
    lead.lostReason !== null &&
    joinMrkdwn(
      [
        words.say('leads.lost_because', { reason: words.plain(`leads.lost_reason.${lead.lostReason}`) }),
        lead.lostBecause !== null && mrkdwn`${because(lead.lostBecause)}`,
      ],
      ' — ',
    );
  const renegotiates = lead.renegotiates && words.say('leads.renegotiates', { ...lead.renegotiates });
  const parts = joinMrkdwn([renegotiates, accepted, agreement, declined, lost]);
  return parts.text === '' ? null : parts;
}

/** What can be decided about a lead as it stands: its stage, or whether it becomes one at all. */
function decisions(lead: Lead, { words }: Reading): ActionsBlockElement[] {
  const { id, triage, stage } = lead;
  if (triage === 'proposed') {
    return [
      button(actionId('leads', 'accept'), words.plain('leads.accept'), id, { style: 'primary' }),
      button(actionId('leads', 'merge'), words.plain('leads.merge_button'), id),
      button(actionId('leads', 'decline'), words.plain('leads.decline_button'), id),
    ];
  }
  if (triage === 'declined') {
    return [button(actionId('leads', 'change_decline'), words.plain('leads.change_why'), id)];
  }
  return [
    {
      type: 'static_select',
      action_id: actionId('leads', 'move'),
      placeholder: plainText(
        words.plain(stage === 'lost' ? 'leads.reopen' : 'leads.move'),
        limits.placeholder,
      ),
      options: leadStages
        .filter((each) => each !== stage)
        .map((each) => option(`${id}:${each}`, words.plain(`leads.stage.${each}`))),
    },
    ...(stage === 'won' && lead.agreement === null
      ? [
          button(actionId('leads', 'register'), words.plain('leads.register_agreement'), id, {
            style: 'primary',
          }),
        ]
      : []),
    ...(stage === 'lost'
      ? [
          button(
            actionId('leads', 'say_why'),
            words.plain(lead.lostReason === null ? 'leads.say_why' : 'leads.change_why'),
            id,
          ),
        ]
      : []),
  ];
}
