import { addDays, addMonths, type Day } from '../calendar/day.js';
import type { Length } from './length.js';

/** How the first term is stated. A period's last day is the day before its anniversary. */
export type FirstTerm =
  | { readonly kind: 'fixed_end'; readonly startsOn: Day | null; readonly endsOn: Day }
  | { readonly kind: 'period'; readonly startsOn: Day; readonly months: number }
  | { readonly kind: 'open_ended'; readonly startsOn: Day | null }
  | { readonly kind: 'unknown' };

/** How it goes on: not at all, by an act of both sides, or by itself unless notice is given. */
export type Renewal =
  | { readonly kind: 'none' | 'express' }
  | {
      readonly kind: 'tacit';
      readonly months: number;
      /** How many times at most; null: without limit. */
      readonly limit: number | null;
      /** How long before a term's end notice must be given; null: until its last day. */
      readonly notice: Length | null;
    };

/** All that says when an agreement is in force. */
export interface TermRules {
  readonly first: FirstTerm;
  readonly renewal: Renewal;
  /** Months that each renewal by an act added, in their order. They follow the tacit renewals. */
  readonly extensions: readonly number[];
  readonly noticeGivenOn: Day | null;
}

/** What follows a term without anything further being done. */
export interface NextTerm {
  readonly by: 'tacit' | 'act';
  readonly months: number;
  readonly lastDay: Day;
}

/** One term: the first one or a renewal. Both days are inclusive. */
export interface Term {
  /** How many times it had renewed itself by then. */
  readonly tacitRenewals: number;
  /** How many times it had been renewed by an act by then. */
  readonly actRenewals: number;
  /** Null where the register does not know when the agreement began. */
  readonly firstDay: Day | null;
  readonly lastDay: Day;
  /** The last day on which notice keeps it from renewing itself; null where it does not. */
  readonly noticeDeadline: Day | null;
  readonly next: NextTerm | null;
}

/** Whether an agreement is in force on a day, and in which term. Without a term it is open-ended. */
export type Standing =
  | { readonly state: 'unknown' }
  | { readonly state: 'not_started' | 'in_force'; readonly term: Term | null }
  | { readonly state: 'ended'; readonly term: Term };

/**
 * Where an agreement stands on a day. Costs the same however many terms lie between its start and that day.
 * @throws RangeError where a period or renewal has no length.
 */
export function termOn({ first, renewal, extensions, noticeGivenOn }: TermRules, day: Day): Standing {
  if (first.kind === 'unknown') return { state: 'unknown' };
  const begun = first.startsOn === null || first.startsOn <= day;
  if (first.kind === 'open_ended') return { state: begun ? 'in_force' : 'not_started', term: null };
  const course = courseOf(first, renewal, extensions, noticeGivenOn);
  const term = termNumbered(course, numberOn(course, day));
  if (!begun) return { state: 'not_started', term };
  return { state: day > term.lastDay ? 'ended' : 'in_force', term };
}

/** The last day of a period: the day before its anniversary, or the last day of a month that has no such day. */
export function lastDayOfPeriod(firstDay: Day, months: number): Day {
  const anniversary = addMonths(firstDay, months);
  return anniversary.slice(-2) === firstDay.slice(-2) ? addDays(anniversary, -1) : anniversary;
}

/** The last day on which notice against a renewal after `lastDay` can be given. */
export function noticeDeadlineBefore(lastDay: Day, notice: Length | null): Day {
  if (notice === null) return lastDay;
  return notice.unit === 'months' ? addMonths(lastDay, -notice.count) : addDays(lastDay, -notice.count);
}

/** The terms as one numbered row, each end counted in months from one anchor so that no end drifts. */
interface Course {
  readonly firstDay: Day | null;
  readonly firstEnd: Day;
  readonly anchor: Day;
  /** Months from the anchor to the first term's end. */
  readonly firstMonths: number;
  readonly tacitMonths: number;
  readonly tacitRenewals: number;
  readonly notice: Length | null;
  readonly extensions: readonly number[];
}

function courseOf(
  first: Extract<FirstTerm, { kind: 'fixed_end' | 'period' }>,
  renewal: Renewal,
  extensions: readonly number[],
  noticeGivenOn: Day | null,
): Course {
  const tacit = renewal.kind === 'tacit' ? renewal : null;
  const lengths = [...extensions, tacit?.months ?? 1, first.kind === 'period' ? first.months : 1];
  if (lengths.some((months) => !Number.isInteger(months) || months < 1)) {
    throw new RangeError('A term lasts at least one month');
  }
  const start =
    first.kind === 'period'
      ? {
          anchor: first.startsOn,
          firstMonths: first.months,
          firstEnd: lastDayOfPeriod(first.startsOn, first.months),
        }
      : { anchor: addDays(first.endsOn, 1), firstMonths: 0, firstEnd: first.endsOn };
  const course: Course = {
    ...start,
    firstDay: first.startsOn,
    tacitMonths: tacit?.months ?? 0,
    tacitRenewals: tacit === null ? 0 : (tacit.limit ?? Number.POSITIVE_INFINITY),
    notice: tacit?.notice ?? null,
    extensions,
  };
  return noticeGivenOn === null
    ? course
    : { ...course, tacitRenewals: renewalsBefore(course, noticeGivenOn) };
}

function monthsThrough(course: Course, number: number): number {
  const tacit = Math.min(number, course.tacitRenewals);
  const byAct = course.extensions.slice(0, number - tacit);
  return course.firstMonths + tacit * course.tacitMonths + byAct.reduce((sum, months) => sum + months, 0);
}

function endOf(course: Course, number: number): Day {
  return number === 0 ? course.firstEnd : lastDayOfPeriod(course.anchor, monthsThrough(course, number));
}

/** The number of the term that a day falls in: 0 before the first, the last one's after the last. */
function numberOn(course: Course, day: Day): number {
  const last = course.tacitRenewals + course.extensions.length;
  let number = atLeast(course, monthsApart(course.anchor, day));
  while (number < last && endOf(course, number) < day) number += 1;
  return number;
}

/** How many tacit renewals a notice of this day no longer prevents. */
function renewalsBefore(course: Course, noticeDay: Day): number {
  const { notice, tacitRenewals } = course;
  const noticeMonths = notice?.unit === 'months' ? notice.count : 0;
  const noticeDays = notice?.unit === 'days' ? notice.count : 0;
  const lastDay = addDays(noticeDay, noticeDays);
  let number = atLeast(course, monthsApart(course.anchor, lastDay) + noticeMonths);
  while (number < tacitRenewals && noticeDeadlineBefore(endOf(course, number), notice) < noticeDay)
    number += 1;
  return number;
}

/**
 * A number that no term which ends `months` calendar months after the anchor, or later, has less than. A tacit term
 * ends in the calendar month of its anniversary or in the one before, so the true number is at most a few more.
 */
function atLeast({ firstMonths, tacitMonths, tacitRenewals }: Course, months: number): number {
  if (tacitRenewals === 0) return 0;
  return Math.min(tacitRenewals, Math.max(0, Math.ceil((months - firstMonths) / tacitMonths)));
}

function monthsApart(from: Day, to: Day): number {
  const [fromYear, fromMonth] = from.split('-').map(Number) as [number, number];
  const [toYear, toMonth] = to.split('-').map(Number) as [number, number];
  return (toYear - fromYear) * 12 + toMonth - fromMonth;
}

function termNumbered(course: Course, number: number): Term {
  const tacitRenewals = Math.min(number, course.tacitRenewals);
  const actRenewals = number - tacitRenewals;
  const lastDay = endOf(course, number);
  const renewsItself = number < course.tacitRenewals;
  const nextMonths = renewsItself ? course.tacitMonths : course.extensions[actRenewals];
  return {
    tacitRenewals,
    actRenewals,
    firstDay: number === 0 ? course.firstDay : addDays(endOf(course, number - 1), 1),
    lastDay,
    noticeDeadline: renewsItself ? noticeDeadlineBefore(lastDay, course.notice) : null,
    next:
      nextMonths === undefined
        ? null
        : { by: renewsItself ? 'tacit' : 'act', months: nextMonths, lastDay: endOf(course, number + 1) },
  };
}
