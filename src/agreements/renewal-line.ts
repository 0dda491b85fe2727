import type { ActionsBlockElement, KnownBlock } from '@slack/types';
import { type Day, parseDay } from '../calendar/day.js';
import { writeDay, writeDistance, writeInstant } from '../language/dates.js';
import { bold, joinMrkdwn, link, type Mrkdwn, mention, mrkdwn, strike } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { actions, button, option, plainText, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { cut, limits } from '../slack/limits.js';
import type { Agreement } from './agreement.js';
import { writeMonths } from './explain.js';
import { prospectOf, termAt, undecidedEnd } from './renewal.js';
import type { AgreementWithDecisions, TakenDecision } from './renewal-store.js';
import type { Term } from './term.js';

/** The renewal of one term of one agreement. A later term is another renewal, so that an old button can't decide on it. */
export interface RenewalRef {
  readonly agreementId: string;
  readonly termEndsOn: Day;
}

/** The id of a renewal, as items and buttons carry it. */
export function renewalId({ agreementId, termEndsOn }: RenewalRef): string {
  return `${agreementId}@${termEndsOn}`;
}

/** The renewal that an id names, or null. */
export function readRenewalId(id: string): RenewalRef | null {
  const [agreementId = '', day = ''] = id.split('@');
  const termEndsOn = parseDay(day);
  return termEndsOn === null ? null : { agreementId, termEndsOn };
}

/** Whether this renewal waits for a decision on this day. */
export function isToDecide(agreement: Agreement, termEndsOn: Day, today: Day): boolean {
  return (
    undecidedEnd(agreement) === termEndsOn && (agreement.askAgainOn === null || agreement.askAgainOn <= today)
  );
}

/** A renewal as lists and digests show it: to decide with its buttons, or what was decided by whom. */
export function renewalLine(
  agreement: AgreementWithDecisions,
  termEndsOn: Day,
  reading: Reading,
): KnownBlock[] {
  const id = renewalId({ agreementId: agreement.id, termEndsOn });
  const term = termAt(agreement, termEndsOn);
  const decision = agreement.decisions.find((taken) => taken.termEndsOn === termEndsOn);
  const blocks =
    term !== null && isToDecide(agreement, termEndsOn, reading.today)
      ? openBlocks(agreement, term, id, reading)
      : [section(settledText(agreement, decision, reading))];
  return itemBlocks('renewal', id, reading.words.language, blocks);
}

function openBlocks(agreement: Agreement, term: Term, id: string, reading: Reading): KnownBlock[] {
  const { words } = reading;
  const lines = [
    mrkdwn`${bold(agreement.title)} — ${agreement.partner.shown}`,
    prospectText(term, reading),
    joinMrkdwn([decideByText(agreement, reading), mention(agreement.ownerId)]),
  ];
  const how = term.next?.by === 'tacit' ? 'tacit' : 'other';
  const when = term.lastDay < reading.today ? 'past' : 'ahead';
  const named = (action: string) => actionId('agreements', action);
  const labelled = (choice: 'renew' | 'lapse') => words.plain(`agreements.choice.${choice}.${how}.${when}`);
  const choices: ActionsBlockElement[] = [
    button(named('renew'), labelled('renew'), id),
    button(named('renegotiate'), words.plain('agreements.renegotiate'), id),
    button(named(how === 'tacit' ? 'give_notice' : 'lapse'), labelled('lapse'), id),
    {
      type: 'static_select',
      action_id: named('put_off'),
      placeholder: plainText(words.plain('agreements.put_off'), limits.placeholder),
      options: (['week', 'month', 'day'] as const).map((after) =>
        option(`${id}:${after}`, words.plain(`agreements.put_off_${after}`)),
      ),
    },
  ];
  return [section(joinMrkdwn(lines, '\n')), actions(choices)];
}

function prospectText(term: Term, { words, today }: Reading): Mrkdwn {
  const prospect = prospectOf(term, today);
  const day = (of: Day) => writeDay(of, words.language);
  switch (prospect.kind) {
    case 'renews':
      return words.say(prospect.inTime ? 'agreements.outcome.renews' : 'agreements.outcome.renews_missed', {
        day: day(prospect.on),
        length: writeMonths(prospect.months, words),
        noticeBy: day(prospect.noticeBy),
      });
    case 'renewed_itself':
      return words.say('agreements.outcome.renewed_itself', {
        day: day(prospect.on),
        length: writeMonths(prospect.months, words),
      });
    case 'renewed_by_act':
      return words.say('agreements.outcome.renewed_by_act', { day: day(prospect.through) });
    default:
      return words.say(`agreements.outcome.${prospect.kind}`, { day: day(prospect.on) });
  }
}

function decideByText({ decideByOn }: Agreement, { words, today, calendar }: Reading): Mrkdwn | null {
  if (decideByOn === null) return null;
  return words.say(
    decideByOn < today ? 'agreements.outcome.decide_overdue' : 'agreements.outcome.decide_by',
    {
      day: writeDay(decideByOn, words.language),
      distance: writeDistance(decideByOn, today, words, calendar),
    },
  );
}

function settledText(
  agreement: AgreementWithDecisions,
  decision: TakenDecision | undefined,
  reading: Reading,
): Mrkdwn {
  const { words, timeZone } = reading;
  const what =
    decision === undefined ? movedOnText(agreement, reading) : decidedText(agreement, decision, reading);
  return joinMrkdwn([
    mrkdwn`✓ ${strike(agreement.title)} — ${agreement.partner.shown}`,
    what,
    decision !== undefined &&
      words.say('agreements.decided.by', {
        person: mention(decision.decidedById),
        when: writeInstant(decision.decidedAt, timeZone, words.language),
      }),
    decision !== undefined && reasonText(decision, reading),
  ]);
}

/** When notice was sent, where the proof is, and why. */
function reasonText({ noticeOn, proof, because }: TakenDecision, { words }: Reading): Mrkdwn | null {
  const parts = [
    noticeOn !== null &&
      words.say('agreements.decided.notice_sent', { day: writeDay(noticeOn, words.language) }),
    proof !== null && link(proof, words.plain('agreements.decided.proof')),
    because !== null && words.say('agreements.decided.because', { because: cut(because, shownReason) }),
  ];
  return parts.some(Boolean) ? joinMrkdwn(parts) : null;
}

const shownReason = 200;

function movedOnText({ currentEndsOn }: Agreement, { words }: Reading): Mrkdwn {
  return currentEndsOn === null
    ? words.say('agreements.decided.moved_on_open')
    : words.say('agreements.decided.moved_on', { day: writeDay(currentEndsOn, words.language) });
}

/** What a decision comes to, by the agreement's rules as they now stand. */
export function decidedText(
  agreement: Agreement,
  { choice, termEndsOn, askAgainOn }: Pick<TakenDecision, 'choice' | 'termEndsOn' | 'askAgainOn'>,
  { words, today }: Reading,
): Mrkdwn {
  const day = (of: Day) => writeDay(of, words.language);
  if (choice === 'later') return words.say('agreements.decided.later', { day: day(askAgainOn ?? today) });
  if (choice === 'renegotiate') return words.say('agreements.decided.renegotiate');
  const term = termAt(agreement, termEndsOn);
  const next = term?.next ?? null;
  if (choice === 'renew') return renewedText(agreement, term, termEndsOn, words);
  if (next !== null) return words.say('agreements.decided.notice_late', { day: day(next.lastDay) });
  if (agreement.noticeGivenOn !== null)
    return words.say('agreements.decided.notice', { day: day(termEndsOn) });
  return words.say(termEndsOn < today ? 'agreements.decided.ended' : 'agreements.decided.ends', {
    day: day(termEndsOn),
  });
}

/** What a renewal came to: a later end, another agreement in its place, or a draft that nobody has signed yet. */
function renewedText(
  { status, terminatedOn }: Agreement,
  term: Term | null,
  termEndsOn: Day,
  words: Words,
): Mrkdwn {
  if (status === 'replaced' && terminatedOn !== null) {
    return words.say('contents.place.replaced', { day: writeDay(terminatedOn, words.language) });
  }
  const goesOnTo = [term?.lastDay, term?.next?.lastDay].findLast(
    (end) => end !== undefined && end > termEndsOn,
  );
  return goesOnTo === undefined
    ? words.say('agreements.decided.drafted')
    : words.say('agreements.decided.goes_on', { day: writeDay(goesOnTo, words.language) });
}
