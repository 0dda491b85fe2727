import { addDays, addMonths, type Day } from '../calendar/day.js';
import { type WorkingCalendar, workingDayAtOrBefore, workingDaysBefore } from '../calendar/working-days.js';
import { type AgreementStatus, isPrepared } from './lifecycle.js';
import { type Term, type TermRules, termOn } from './term.js';
import { firstTermMonths, type TermColumns, type TermFacts, termRulesOf } from './term-columns.js';

/** How the workspace wants to be warned. */
export interface LeadTime {
  readonly leadTimeDays: number;
  readonly calendar: WorkingCalendar;
}

/** What the register keeps so that lists need not compute. */
export interface NextEvent {
  /** The current term's end. */
  readonly currentEndsOn: Day | null;
  /** When to have decided on what waits for a decision; none where nothing does. */
  readonly decideByOn: Day | null;
  /** The end of a term that passed into the next one while nobody had decided: it waits until somebody says what happened. */
  readonly missedEndsOn: Day | null;
  /** The first day on which all this can be otherwise though nobody writes anything; null where it stays. */
  readonly rollsOn: Day | null;
}

/** An agreement as decisions on its renewal see it, with what was kept of its next event. */
export interface Renewable extends TermFacts, NextEvent {
  readonly kind: 'framework' | 'specific' | 'amendment' | 'letter_of_intent';
  readonly status: AgreementStatus;
  /** The last day of the term whose fate is settled, if any. */
  readonly settledEndsOn: Day | null;
}

/** What the register has of an agreement that was just signed: nothing has happened to it yet. */
export const untouched = {
  extensionMonths: [],
  noticeGivenOn: null,
  noticeHeldInTime: false,
  amendments: [],
  terminatedOn: null,
  status: 'signed',
  settledEndsOn: null,
  currentEndsOn: null,
  decideByOn: null,
  missedEndsOn: null,
  rollsOn: null,
} as const;

/** The day by which the office should have decided about a term. */
export function decideBy(term: Term, { leadTimeDays, calendar }: LeadTime): Day {
  return workingDaysBefore(term.noticeDeadline ?? term.lastDay, leadTimeDays, calendar);
}

/** The next event of an agreement as seen on a day, from what was kept of the one before. */
export function nextEventOf(agreement: Renewable, today: Day, leadTime: LeadTime): NextEvent {
  const counts = agreement.kind !== 'amendment' && !isPrepared(agreement);
  const rules = termRulesOf(agreement);
  const term = counts ? foreseenTerm(agreement, today) : null;
  const rollsOn = counts ? nextRoll(rules, term, today) : null;
  if (term === null) return { currentEndsOn: null, decideByOn: null, missedEndsOn: null, rollsOn };
  const currentEndsOn = term.lastDay;
  // Notice that was given settles every term until the agreement's end.
  const waits = agreement.status === 'signed' && term.noticeGivenOn === null;
  const missed = waits ? missedTerm(agreement, term) : null;
  if (missed !== null) {
    return { currentEndsOn, decideByOn: decideBy(missed, leadTime), missedEndsOn: missed.lastDay, rollsOn };
  }
  const toDecide = waits && agreement.settledEndsOn !== currentEndsOn;
  const decideByOn = toDecide ? decideBy(term, leadTime) : null;
  return { currentEndsOn, decideByOn, missedEndsOn: null, rollsOn };
}

/** The term of a day with the end that what is agreed already will have given it by then. */
export function foreseenTerm(agreement: TermFacts, today: Day): Term | null {
  const rules = termRulesOf(agreement);
  let term = termBy(rules, today);
  for (let left = rules.changes.length; left > 0 && term !== null; left -= 1) {
    const byThen = termBy(rules, term.lastDay);
    if (byThen === null || byThen.lastDay === term.lastDay) break;
    term = byThen;
  }
  return term;
}

/** The day after a term that is followed by another, or on which a change takes effect, whichever comes first. */
function nextRoll({ changes }: TermRules, term: Term | null, today: Day): Day | null {
  const days = changes.map(({ from }) => from).filter((from) => from > today);
  if (term !== null && term.next !== null) days.push(addDays(term.lastDay, 1));
  return days.reduce<Day | null>((first, day) => (first === null || day < first ? day : first), null);
}

/** Whether nothing of it differs. */
export function sameEvent(one: NextEvent, other: NextEvent): boolean {
  return (
    one.currentEndsOn === other.currentEndsOn &&
    one.decideByOn === other.decideByOn &&
    one.missedEndsOn === other.missedEndsOn &&
    one.rollsOn === other.rollsOn
  );
}

/** The term that renewed itself while it waited for a decision. What the register never waited for was never missed. */
function missedTerm(agreement: Renewable, current: Term): Term | null {
  const { missedEndsOn, currentEndsOn, decideByOn, settledEndsOn } = agreement;
  const waited = missedEndsOn ?? (decideByOn === null ? null : currentEndsOn);
  if (waited === null || waited === settledEndsOn || waited >= current.lastDay) return null;
  const term = termAt(agreement, waited);
  return term?.lastDay === waited && term.next?.by === 'tacit' ? term : null;
}

/** The last day of the term that waits for a decision; null where none does. */
export function undecidedEnd({ currentEndsOn, decideByOn, missedEndsOn }: NextEvent): Day | null {
  return decideByOn === null ? null : (missedEndsOn ?? currentEndsOn);
}

/** The term that an agreement is in, will begin with, or ended with; null where it has no known end. */
export function termAt(agreement: TermFacts, day: Day): Term | null {
  return termBy(termRulesOf(agreement), day);
}

function termBy(rules: TermRules, day: Day): Term | null {
  const standing = termOn(rules, day);
  return standing.state === 'unknown' ? null : standing.term;
}

/** What happens to a term if nobody does anything. */
export type Prospect =
  | {
      readonly kind: 'renews';
      readonly on: Day;
      readonly months: number;
      readonly noticeBy: Day;
      readonly inTime: boolean;
    }
  | { readonly kind: 'renewed_itself'; readonly on: Day; readonly months: number }
  | { readonly kind: 'renewed_by_act'; readonly on: Day; readonly through: Day }
  | { readonly kind: 'ends' | 'ended'; readonly on: Day };

/** What happens to a term if nobody does anything, or what happened because nobody did. */
export function prospectOf({ lastDay, noticeDeadline, next }: Term, today: Day): Prospect {
  if (next === null) return { kind: lastDay < today ? 'ended' : 'ends', on: lastDay };
  const on = addDays(lastDay, 1);
  if (next.by === 'act' || noticeDeadline === null) {
    return { kind: 'renewed_by_act', on, through: next.lastDay };
  }
  if (lastDay < today) return { kind: 'renewed_itself', on, months: next.months };
  return {
    kind: 'renews',
    on,
    months: next.months,
    noticeBy: noticeDeadline,
    inTime: noticeDeadline >= today,
  };
}

/** How long a renewal by an act lasts unless somebody says otherwise: as agreed, else as long as the first term. */
export function usualRenewalMonths(agreement: TermColumns): number | null {
  return agreement.renewalMonths ?? firstTermMonths(agreement);
}

/** What somebody decides about a term. */
export type Decision =
  /** To let renew itself what does; or it was renewed by an act, for this long. */
  | { readonly choice: 'renew'; readonly months: number | null }
  /** An act is drafted that renews it: nothing changes until that is signed. */
  | { readonly choice: 'renew'; readonly drafted: true }
  | { readonly choice: 'lapse'; readonly noticeOn?: Day; readonly heldInTime?: boolean }
  | { readonly choice: 'renegotiate' }
  | { readonly choice: 'later'; readonly askAgainOn: Day };

/** What a decision changes in the register. */
export interface DecisionEffect {
  readonly settledEndsOn?: Day;
  readonly extensionMonths?: number[];
  readonly noticeGivenOn?: Day;
  readonly noticeHeldInTime?: boolean;
  readonly askAgainOn: Day | null;
}

/**
 * What a decision about a term does. To renew what renews itself is to let it; anything else needs a length.
 * To let lapse what renews itself is to give notice: after the deadline it ends with the next term. What is renegotiated,
 * or drafted but not signed, is asked about again while there is still a choice.
 * @returns null where the length of a renewal by an act is not known.
 */
export function effectOf(
  agreement: Renewable,
  term: Term,
  decision: Decision,
  today: Day,
  calendar: WorkingCalendar,
): DecisionEffect | null {
  if (decision.choice === 'later') return { askAgainOn: decision.askAgainOn };
  const settled = { settledEndsOn: term.lastDay, askAgainOn: null };
  if (decision.choice === 'renegotiate' || 'drafted' in decision) {
    const chance = lastChance(term, today);
    const again = chance === null ? null : workingDaysBefore(chance, daysToActIn, calendar);
    return again !== null && again > today ? { askAgainOn: again } : settled;
  }
  const renewsItself = term.next?.by === 'tacit';
  if (decision.choice === 'lapse') {
    if (!renewsItself) return settled;
    const { noticeOn = today, heldInTime = false } = decision;
    return { ...settled, noticeGivenOn: noticeOn, noticeHeldInTime: heldInTime };
  }
  if (renewsItself) return settled;
  const months = decision.months ?? usualRenewalMonths(agreement);
  if (months === null || months < 1) return null;
  return { ...settled, extensionMonths: [...agreement.extensionMonths, months] };
}

/** Working days that are left to give notice, or to sign, when a renegotiation is asked about again. */
const daysToActIn = 5;

/** The last day on which deciding still changes something: the notice deadline, else the end; null where both passed. */
export function lastChance({ noticeDeadline, lastDay }: Term, today: Day): Day | null {
  return [noticeDeadline, lastDay].find((day) => day !== null && day >= today) ?? null;
}

/** The day on which to ask again after a week or a month, at the latest on the last worked day that leaves a choice. */
export function askAgainDay(after: 'week' | 'month', term: Term, today: Day, calendar: WorkingCalendar): Day {
  const wanted = after === 'week' ? addDays(today, 7) : addMonths(today, 1);
  const last = lastChance(term, today);
  if (last === null || wanted <= last) return wanted;
  const latest = workingDayAtOrBefore(last, calendar);
  return latest > today ? latest : addDays(today, 1);
}
