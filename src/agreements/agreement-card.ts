import type { KnownBlock } from '@slack/types';
import { addDays } from '../calendar/day.js';
import { writeDay } from '../language/dates.js';
import { writeMoney } from '../language/money.js';
import { bold, joinMrkdwn, link, type Mrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { actions, context, type Message, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { itemBlocks } from '../slack/item.js';
import { cut } from '../slack/limits.js';
import { axesOf } from '../workspace/axis.js';
import { agreementButtons } from './agreement-buttons.js';
import { amendmentText } from './agreement-line.js';
import { objectOn } from './amendment.js';
import { aroundBlocks } from './around.js';
import { percentKept, type Tally } from './commitment.js';
import type { AgreementParts, Payment, WholeAgreement } from './content.js';
import { explainTerm } from './explain.js';
import { type Preparation, placeOn, signature, stepsLeft } from './lifecycle.js';
import { sides } from './sides.js';
import { termOn } from './term.js';
import { termRulesOf } from './term-columns.js';

const shownObject = 1_000;
const shownDocuments = 3;
const shownTitle = 60;
const shownPayments = 3;

/** An agreement as cards and messages show it: its title and term, the facts, what it holds, and what can be done. */
export function agreementCard(agreement: WholeAgreement, reading: Reading): KnownBlock[] {
  const { words, today } = reading;
  const holds = holdsLine(agreement.parts, reading);
  const object = objectOn(agreement, today);
  return itemBlocks('agreement', agreement.id, words.language, [
    section(
      joinMrkdwn(
        [
          mrkdwn`${bold(agreement.title)} — ${agreement.partner.shown}`,
          courseText(agreement, reading),
          object !== null && mrkdwn`${cut(object, shownObject)}`,
        ],
        '\n',
      ),
    ),
    factsLine(agreement, reading),
    ...(holds === null ? [] : [holds]),
    ...aroundBlocks(agreement, reading, agreement.around),
    actions(agreementButtons(agreement, reading)),
  ]);
}

function factsLine(agreement: WholeAgreement, { words }: Reading): KnownBlock {
  const { signedOn } = agreement;
  return context([
    mrkdwn`${agreement.reference}`,
    words.say(`agreements.kind.${agreement.kind}`),
    signedOn !== null && words.say('agreements.signed_on', { day: writeDay(signedOn, words.language) }),
    ...axesOf(agreement.axes).map((axis) => words.say(`workspace.axis.${axis}`)),
    words.say('agreements.owner', { person: mention(agreement.ownerId) }),
  ]);
}

/** Where it is in its life: how the term is computed, or what is still to come before the signature. */
function courseText(agreement: WholeAgreement, reading: Reading): Mrkdwn {
  const { words, today } = reading;
  const { phase, standing } = placeOn(agreement, today);
  const amends = agreement.kind === 'amendment' ? amendmentText(agreement, words) : null;
  if (standing === null) return joinMrkdwn([preparationText(agreement, phase, reading), amends], '\n');
  const term = amends ?? explainTerm(termRulesOf(agreement), standing, words);
  if (phase !== 'ending' && phase !== 'terminated' && phase !== 'replaced') return term;
  const { parts, terminatedOn } = agreement;
  const day = terminatedOn === null ? '–' : writeDay(terminatedOn, words.language);
  const by = parts.replacedBy === null ? '' : `${parts.replacedBy.reference} – ${parts.replacedBy.title}`;
  const said = agreement.status === 'replaced' ? 'replaced' : 'terminated';
  return joinMrkdwn(
    [
      joinMrkdwn([
        bold(words.say(`contents.course.${said}${phase === 'ending' ? '_from' : ''}`, { day, by })),
        parts.endedBecause !== null && mrkdwn`${parts.endedBecause}`,
      ]),
      term,
    ],
    '\n',
  );
}

function preparationText(agreement: WholeAgreement, phase: Preparation, { words }: Reading): Mrkdwn {
  const { parts, kind, startsOn } = agreement;
  const passed = parts.signing.map(({ step, passedOn, recordedById, note }) =>
    joinMrkdwn([
      words.say('contents.passed', {
        step: step === signature ? words.plain('contents.step.signature') : step,
        day: writeDay(passedOn, words.language),
        person: mention(recordedById),
      }),
      note !== null && mrkdwn`${note}`,
    ]),
  );
  const left = stepsLeft(
    parts.steps,
    parts.signing.map(({ step }) => step),
  );
  const rules = termRulesOf(agreement);
  const planned =
    startsOn === null || kind === 'amendment'
      ? null
      : explainTerm(rules, termOn(rules, addDays(startsOn, -1)), words);
  return joinMrkdwn(
    [
      bold(words.say(`contents.course.${phase}`)),
      planned !== null && words.say('contents.planned', { term: planned }),
      ...passed,
      left.length > 0 && words.say('contents.still_to_pass', { steps: left.join(' → ') }),
    ],
    '\n',
  );
}

/** What it holds, part by part, in one line; null where nothing is known. */
function holdsLine(parts: AgreementParts, reading: Reading): KnownBlock | null {
  const { words } = reading;
  const signed = parts.signatories.filter(({ signedOn }) => signedOn !== null).length;
  const line = [
    parts.signatories.length > 0 &&
      words.say('contents.holds.signatories', { count: parts.signatories.length, signed }),
    ...sides.map((side) => tallyText(parts.tallies[side], side, reading)),
    parts.overdue > 0 && words.say('contents.holds.overdue', { count: parts.overdue }),
    moneyText(parts, reading),
    ...parts.documents.slice(0, shownDocuments).map(({ url, title }) => link(url, cut(title, shownTitle))),
    parts.documents.length > shownDocuments &&
      words.say('contents.holds.more_documents', { count: parts.documents.length - shownDocuments }),
    parts.replaces !== null && words.say('contents.holds.replaces', { ...parts.replaces }),
  ].filter((part) => part !== false && part !== null);
  return line.length === 0 ? null : context(line);
}

function tallyText(tally: Tally, side: (typeof sides)[number], { words }: Reading): Mrkdwn | null {
  const { open, kept, not_kept } = tally;
  if (open + kept + not_kept === 0) return null;
  const percent = percentKept(tally);
  if (percent === null) return words.say(`contents.holds.${side}_open`, { count: open });
  return joinMrkdwn(
    [
      words.say(`contents.holds.${side}_kept`, { percent, kept, settled: kept + not_kept }),
      open > 0 && words.say('contents.holds.still_open', { count: open }),
    ],
    ', ',
  );
}

function moneyText(
  { payments, finances, withoutFinances }: AgreementParts,
  { words }: Reading,
): Mrkdwn | null {
  if (withoutFinances) return words.say('contents.holds.no_money');
  const shown = payments
    .slice(0, shownPayments)
    .map((payment) =>
      words.say(`contents.holds.${payment.payer}_pay`, { amount: writeAmount(payment, words.language) }),
    );
  const more = payments.length - shownPayments;
  if (shown.length > 0) {
    return joinMrkdwn([...shown, more > 0 && words.say('contents.holds.more_payments', { count: more })]);
  }
  return finances === null ? null : mrkdwn`${cut(finances, shownTitle * 2)}`;
}

/** An amount as people write it. */
export function writeAmount(
  { amount, currency }: Pick<Payment, 'amount' | 'currency'>,
  language: Reading['words']['language'],
): string {
  return writeMoney(Number(amount) / 100, currency, language);
}

/** The card as a message of its own. */
export function agreementMessage(agreement: WholeAgreement, reading: Reading): Message {
  return { text: agreement.title, blocks: agreementCard(agreement, reading) };
}
