import type { KnownBlock } from '@slack/types';
import { writeDay } from '../language/dates.js';
import { bold, joinMrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { actions, button, context, type Message, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { axesOf } from '../workspace/axis.js';
import type { Agreement } from './agreement.js';
import { amendmentText } from './agreement-line.js';
import { objectOn } from './amendment.js';
import { type Around, alone, aroundBlocks, aroundButtons } from './around.js';
import { explainTerm } from './explain.js';
import { termOn } from './term.js';
import { termRulesOf } from './term-columns.js';

/** An agreement as cards and messages show it: its title, the facts, and how its term is computed. */
export function agreementCard(agreement: Agreement, reading: Reading, around = alone): KnownBlock[] {
  const { words, today } = reading;
  const rules = termRulesOf(agreement);
  const standing = termOn(rules, today);
  const object = objectOn(agreement, today);
  const signed = agreement.signedOn && writeDay(agreement.signedOn, words.language);
  return itemBlocks('agreement', agreement.id, words.language, [
    section(
      joinMrkdwn(
        [
          mrkdwn`${bold(agreement.title)} — ${agreement.partner.shown}`,
          agreement.kind === 'amendment'
            ? amendmentText(agreement, words)
            : explainTerm(rules, standing, words),
          object !== null && mrkdwn`${object}`,
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
    ...aroundBlocks(agreement, reading, around),
    actions([
      button(actionId('agreements', 'edit'), words.plain('agreements.edit'), agreement.id),
      ...aroundButtons(agreement, reading),
    ]),
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
export function agreementMessage(agreement: Agreement, reading: Reading, around: Around): Message {
  return { text: agreement.title, blocks: agreementCard(agreement, reading, around) };
}
