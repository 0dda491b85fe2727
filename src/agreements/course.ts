import { addDays, type Day } from '../calendar/day.js';
import type { Length } from './length.js';
import type { Renewal, Step, Term, TermChange, TermRules } from './term.js';
import { lastDayOfPeriod, noticeDeadlineBefore, noticeDoubtfulUntil } from './term-days.js';

/** The terms as one numbered row, each end counted in months from one anchor so that no end drifts. */
export interface Course {
  readonly firstDay: Day | null;
  readonly firstEnd: Day;
  readonly anchor: Day;
  /** Months from the anchor to the first term's end. */
  readonly firstMonths: number;
  readonly tacitMonths: number;
  /** How many tacit renewals the rules allow, and how many of them no notice prevents. */
  readonly allowedRenewals: number;
  readonly tacitRenewals: number;
  readonly notice: Length | null;
  readonly noticeGivenOn: Day | null;
  readonly extensions: readonly number[];
  /** What lies before its first term. */
  readonly tacitBefore: number;
  readonly actsBefore: number;
  readonly steps: readonly Step[];
}

/** The row of terms by what is in effect on a day; null where the agreement has no known end by then. */
export function courseOn(rules: TermRules, day: Day): Course | null {
  let { renewal } = rules;
  let course = courseOf(rules);
  let notice = rules.noticeGivenOn;
  for (const change of changesOn(rules, day)) {
    if (notice !== null && notice < change.from) {
      course = course && noticed(course, notice, rules.noticeHeldInTime);
      notice = null;
    }
    renewal = renewalAfter(renewal, change);
    course = course === null ? endedBy(rules, renewal, change) : changed(course, renewal, change);
  }
  return course === null || notice === null ? course : noticed(course, notice, rules.noticeHeldInTime);
}

/** The changes in effect on a day, in the order in which they took effect. */
export function changesOn({ changes }: Pick<TermRules, 'changes'>, day: Day): TermChange[] {
  return changes
    .filter(({ from }) => from <= day)
    .sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0));
}

function courseOf({ first, renewal, extensions }: TermRules): Course | null {
  if (first.kind === 'unknown' || first.kind === 'open_ended') return null;
  requireMonths([...extensions, ...(first.kind === 'period' ? [first.months] : [])]);
  const isPeriod = first.kind === 'period';
  const rules = renewing(renewal);
  // Every line of a list needs one: written out, since copying from several objects takes longer than the rest.
  return {
    firstDay: first.startsOn,
    firstEnd: isPeriod ? lastDayOfPeriod(first.startsOn, first.months) : first.endsOn,
    anchor: isPeriod ? first.startsOn : addDays(first.endsOn, 1),
    firstMonths: isPeriod ? first.months : 0,
    tacitMonths: rules.tacitMonths,
    allowedRenewals: rules.allowedRenewals,
    tacitRenewals: rules.tacitRenewals,
    notice: rules.notice,
    noticeGivenOn: rules.noticeGivenOn,
    extensions,
    tacitBefore: 0,
    actsBefore: 0,
    steps: [],
  };
}

function requireMonths(lengths: readonly number[]): void {
  if (lengths.some((months) => !Number.isInteger(months) || months < 1)) {
    throw new RangeError('A term lasts at least one month');
  }
}

function renewing(renewal: Renewal) {
  const noticeGivenOn = null;
  if (renewal.kind !== 'tacit') {
    return { tacitMonths: 0, allowedRenewals: 0, tacitRenewals: 0, notice: null, noticeGivenOn };
  }
  requireMonths([renewal.months]);
  const allowedRenewals = renewal.limit ?? Number.POSITIVE_INFINITY;
  const { months: tacitMonths, notice } = renewal;
  return { tacitMonths, allowedRenewals, tacitRenewals: allowedRenewals, notice, noticeGivenOn };
}

function renewalAfter(renewal: Renewal, { renewal: other, notice }: TermChange): Renewal {
  const kept = renewal.kind === 'tacit' ? renewal.notice : null;
  if (other !== undefined) return other.kind === 'tacit' ? { ...other, notice: notice ?? kept } : other;
  return renewal.kind === 'tacit' && notice !== undefined ? { ...renewal, notice } : renewal;
}

/** What had no known end gets one by a change that names it. */
function endedBy({ first }: TermRules, renewal: Renewal, change: TermChange): Course | null {
  if (change.endsOn === undefined) return null;
  const firstEnd = latest(change.endsOn, addDays(change.from, -1));
  return {
    ...(change.terminates ? renewing({ kind: 'none' }) : renewing(renewal)),
    firstDay: first.kind === 'unknown' ? null : first.startsOn,
    firstEnd,
    anchor: addDays(firstEnd, 1),
    firstMonths: 0,
    extensions: [],
    tacitBefore: 0,
    actsBefore: 0,
    steps: [{ kind: 'changed', change }],
  };
}

/** The row of terms that goes on, under other rules, from the term in which a change takes effect. */
function changed(course: Course, renewal: Renewal, change: TermChange): Course {
  const { from, endsOn, longerByMonths, terminates } = change;
  const number = numberOn(course, from);
  const { firstDay, lastDay, steps, tacitRenewals, actRenewals } = termNumbered(course, number);
  const renewed = Math.min(number, course.tacitRenewals);
  const acts = number - renewed;
  let { anchor } = course;
  let firstMonths = monthsThrough(course, number);
  let firstEnd = lastDay;
  if (endsOn !== undefined) {
    firstEnd = latest(endsOn, addDays(from, -1), firstDay ?? endsOn);
    anchor = addDays(firstEnd, 1);
    firstMonths = 0;
  }
  if (longerByMonths !== undefined) {
    requireMonths([longerByMonths]);
    firstMonths += longerByMonths;
    firstEnd = lastDayOfPeriod(anchor, firstMonths);
  }
  // Both sides agreed after the notice on how it goes on: that undoes it. What only concerns the notice does not.
  const goesOn = endsOn !== undefined || longerByMonths !== undefined || change.renewal !== undefined;
  const left = (renewals: number) => Math.max(0, renewals - renewed);
  const rules = terminates
    ? renewing({ kind: 'none' })
    : change.renewal !== undefined
      ? renewing(renewal)
      : {
          ...renewing(renewal),
          allowedRenewals: left(course.allowedRenewals),
          tacitRenewals: left(goesOn ? course.allowedRenewals : course.tacitRenewals),
          noticeGivenOn: goesOn ? null : course.noticeGivenOn,
        };
  return {
    ...rules,
    firstDay,
    firstEnd,
    anchor,
    firstMonths,
    extensions: terminates ? [] : course.extensions.slice(acts),
    tacitBefore: tacitRenewals,
    actsBefore: actRenewals,
    steps: [...steps, { kind: 'changed', change }],
  };
}

function noticed(course: Course, noticeDay: Day, heldInTime: boolean): Course {
  if (course.allowedRenewals === 0) return course;
  const tacitRenewals = renewalsBefore(course, noticeDay, heldInTime);
  return { ...course, tacitRenewals, noticeGivenOn: noticeDay };
}

function latest(...days: Day[]): Day {
  return days.reduce((one, other) => (one > other ? one : other));
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
export function numberOn(course: Course, day: Day): number {
  const last = course.tacitRenewals + course.extensions.length;
  let number = atLeast(course, monthsApart(course.anchor, day));
  while (number < last && endOf(course, number) < day) number += 1;
  return number;
}

/** How many tacit renewals a notice of this day no longer prevents. */
function renewalsBefore(course: Course, noticeDay: Day, heldInTime: boolean): number {
  const { notice, tacitRenewals } = course;
  const noticeMonths = notice?.unit === 'months' ? notice.count : 0;
  const noticeDays = notice?.unit === 'days' ? notice.count : 0;
  const lastDay = addDays(noticeDay, noticeDays);
  const lastChance = (end: Day) =>
    (heldInTime ? noticeDoubtfulUntil(end, notice) : null) ?? noticeDeadlineBefore(end, notice);
  let number = atLeast(course, monthsApart(course.anchor, lastDay) + noticeMonths);
  while (number < tacitRenewals && lastChance(endOf(course, number)) < noticeDay) number += 1;
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
  return monthOf(to) - monthOf(from);
}

function monthOf(day: Day): number {
  const [year = '', month = ''] = day.split('-');
  return Number(year) * 12 + Number(month);
}

/** The term of a number. */
export function termNumbered(course: Course, number: number): Term {
  const renewed = Math.min(number, course.tacitRenewals);
  const acts = number - renewed;
  const lastDay = endOf(course, number);
  const renewsItself = number < course.tacitRenewals;
  const nextMonths = renewsItself ? course.tacitMonths : course.extensions[acts];
  return {
    tacitRenewals: course.tacitBefore + renewed,
    actRenewals: course.actsBefore + acts,
    firstDay: number === 0 ? course.firstDay : addDays(endOf(course, number - 1), 1),
    lastDay,
    noticeDeadline: renewsItself ? noticeDeadlineBefore(lastDay, course.notice) : null,
    notice: course.notice,
    noticeGivenOn: course.noticeGivenOn,
    noticeDoubtfulUntil: renewsItself ? noticeDoubtfulUntil(lastDay, course.notice) : null,
    next:
      nextMonths === undefined
        ? null
        : { by: renewsItself ? 'tacit' : 'act', months: nextMonths, lastDay: endOf(course, number + 1) },
    steps: stepsTo(course, renewed, acts),
  };
}

function stepsTo(course: Course, renewed: number, acts: number): Step[] {
  const added = course.extensions.slice(0, acts).reduce((sum, months) => sum + months, 0);
  return [
    ...course.steps,
    ...(renewed > 0 ? [{ kind: 'tacit' as const, count: renewed, months: course.tacitMonths }] : []),
    ...(added > 0 ? [{ kind: 'act' as const, months: added }] : []),
  ];
}
