import type { KnownBlock } from '@slack/types';
import { writeDay } from '../language/dates.js';
import { bold, joinMrkdwn, type Mrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { actions, button, context, type Message, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { axesOf } from '../workspace/axis.js';
import type { Agreement } from './agreement.js';
import { explainTerm } from './explain.js';
import { type Standing, termOn } from './term.js';
import { termRulesOf } from './term-columns.js';

/** An agreement as cards and messages show it: its title, the facts, and how its term is computed. */
export function agreementCard(agreement: Agreement, reading: Reading): KnownBlock[] {
  const { words, today } = reading;
  const rules = termRulesOf(agreement);
  const standing = termOn(rules, today);
  const signed = agreement.signedOn && writeDay(agreement.signedOn, words.language);
  return itemBlocks('agreement', agreement.id, words.language, [
    section(
      joinMrkdwn(
        [
          mrkdwn`${bold(agreement.title)} — ${agreement.partner.shown}`,
          explainTerm(rules, standing, words),
          agreement.object !== null && mrkdwn`${agreement.object}`,
        ],
        '\n',
      ),
    ),
    context([
      mrkdwn`${agreement.reference}`,
      words.say(`agreements.kind.${agreement.kind}`),
      signed !== null && words.say('agreements.signed_on', { day: signed }),
      ...axesOf(agreement.axes).map((axis) => words.say(`workspace.axis.${axis}`)),
      words.say('agreements.owner', { person: mention(agreement.ownerId) }),
    ]),
    ...particulars(agreement, reading),
    actions([button(actionId('agreements', 'edit'), words.plain('agreements.edit'), agreement.id)]),
  ]);
}

/** What the two sides have agreed, as far as the register has it. */
function particulars(agreement: Agreement, { words }: Reading): KnownBlock[] {
  const texts = (['signatories', 'commitments', 'finances'] as const).map((name) => {
    const text = agreement[name];
    return text !== null && mrkdwn`${bold(words.plain(`agreements.${name}`))} ${text}`;
  });
  return texts.flatMap((text) => (text === false ? [] : [section(text)]));
}

/** The card as a message of its own. */
export function agreementMessage(agreement: Agreement, reading: Reading): Message {
  return { text: agreement.title, blocks: agreementCard(agreement, reading) };
}

/** One line for an agreement in a tree: its title and where it stands. */
export function agreementLine(agreement: Agreement, { words, today }: Reading): Mrkdwn {
  return joinMrkdwn([
    bold(agreement.title),
    mrkdwn`${agreement.reference}`,
    words.say(`agreements.kind.${agreement.kind}`),
    statusLine(termOn(termRulesOf(agreement), today), words),
  ]);
}

function statusLine(standing: Standing, words: Reading['words']): Mrkdwn {
  if (standing.state === 'unknown') return words.say('agreements.status.unknown');
  if (standing.term === null) return words.say('agreements.status.open_ended');
  const { firstDay, lastDay } = standing.term;
  return words.say(`agreements.status.${standing.state}`, {
    start: firstDay === null ? '–' : writeDay(firstDay, words.language),
    end: writeDay(lastDay, words.language),
  });
}
