import { addDays, addMonths, type Day } from '../calendar/day.js';
import { type WorkingCalendar, workingDayAtOrBefore, workingDaysBefore } from '../calendar/working-days.js';
import { type Standing, type Term, termOn } from './term.js';
import { firstTermMonths, type TermColumns, termRulesOf } from './term-columns.js';

/** How the workspace wants to be warned. */
export interface LeadTime {
  readonly leadTimeDays: number;
  readonly calendar: WorkingCalendar;
}

/** An agreement as decisions on its renewal see it. */
export interface Renewable extends TermColumns {
  /** The last day of the term whose fate is settled, if any. */
  readonly settledEndsOn: Day | null;
}

/** What the register keeps so that lists need not compute: the current term's end, and when to have decided on it. */
export interface NextEvent {
  readonly currentEndsOn: Day | null;
  /** None where nothing is to be decided. */
  readonly decideByOn: Day | null;
}

/** The day by which the office should have decided about a term. */
export function decideBy(term: Term, { leadTimeDays, calendar }: LeadTime): Day {
  return workingDaysBefore(term.noticeDeadline ?? term.lastDay, leadTimeDays, calendar);
}

/** The next event of an agreement as seen on a day. */
export function nextEventOf(agreement: Renewable, today: Day, leadTime: LeadTime): NextEvent {
  const term = termAt(agreement, today);
  if (term === null) return { currentEndsOn: null, decideByOn: null };
  const settled = agreement.settledEndsOn === term.lastDay || noticeStands(agreement);
  return { currentEndsOn: term.lastDay, decideByOn: settled ? null : decideBy(term, leadTime) };
}

/** Notice that was given settles every term until the agreement's end. */
function noticeStands({ renewal, noticeGivenOn }: Renewable): boolean {
  return renewal === 'tacit' && noticeGivenOn !== null;
}

/** The term that an agreement is in, will begin with, or ended with; null where it has no known end. */
export function termAt(agreement: TermColumns, day: Day): Term | null {
  const standing = termOn(termRulesOf(agreement), day);
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
  | { readonly kind: 'renewed_by_act'; readonly on: Day; readonly through: Day }
  | { readonly kind: 'ends' | 'ended'; readonly on: Day };

/** What happens if nobody does anything; null where no end is known. */
export function prospectOf(standing: Standing, today: Day): Prospect | null {
  const term = standing.state === 'unknown' ? null : standing.term;
  if (term === null) return null;
  const { lastDay, noticeDeadline, next } = term;
  if (next === null) return { kind: lastDay < today ? 'ended' : 'ends', on: lastDay };
  const on = addDays(lastDay, 1);
  if (next.by === 'act' || noticeDeadline === null) {
    return { kind: 'renewed_by_act', on, through: next.lastDay };
  }
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

/** What somebody decides about a term. `months` is the length of a renewal by an act. */
export type Decision =
  | { readonly choice: 'renew'; readonly months: number | null }
  | { readonly choice: 'lapse' }
  | { readonly choice: 'later'; readonly askAgainOn: Day };

/** What a decision changes in the register. */
export interface DecisionEffect {
  readonly settledEndsOn?: Day;
  readonly extensionMonths?: number[];
  readonly noticeGivenOn?: Day;
  readonly askAgainOn: Day | null;
}

/**
 * What a decision about a term does. To renew what renews itself is to let it; anything else needs a length.
 * To let lapse what renews itself is to give notice today: after the deadline it ends with the next term.
 * @returns null where the length of a renewal by an act is not known.
 */
export function effectOf(
  agreement: Renewable,
  term: Term,
  decision: Decision,
  today: Day,
): DecisionEffect | null {
  if (decision.choice === 'later') return { askAgainOn: decision.askAgainOn };
  const settled = { settledEndsOn: term.lastDay, askAgainOn: null };
  const renewsItself = term.next?.by === 'tacit';
  if (decision.choice === 'lapse') return renewsItself ? { ...settled, noticeGivenOn: today } : settled;
  if (renewsItself) return settled;
  const months = decision.months ?? usualRenewalMonths(agreement);
  if (months === null || months < 1) return null;
  return { ...settled, extensionMonths: [...agreement.extensionMonths, months] };
}

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
