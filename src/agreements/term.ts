import type { Day } from '../calendar/day.js';
import { courseOn, numberOn, termNumbered } from './course.js';
import type { Length } from './length.js';

export { lastDayOfPeriod, noticeDeadlineBefore } from './term-days.js';

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

/** What changes from a day on: by an amendment, or by an end before its time. What is not named stays as it was. */
export interface TermChange {
  /** The day from which it holds; the days before it stay what they were. */
  readonly from: Day;
  /** The new last day of the term that the agreement is in by then. */
  readonly endsOn?: Day | undefined;
  /** How many months later that term ends. */
  readonly longerByMonths?: number | undefined;
  /** How it goes on from then; its limit counts from then, its notice stays unless given as well. */
  readonly renewal?:
    | { readonly kind: 'none' | 'express' }
    | { readonly kind: 'tacit'; readonly months: number; readonly limit: number | null }
    | undefined;
  readonly notice?: Length | undefined;
  /** Set where nothing follows: the agreement was ended before its time. */
  readonly terminates?: true | undefined;
}

/** All that says when an agreement is in force. */
export interface TermRules {
  readonly first: FirstTerm;
  readonly renewal: Renewal;
  /** Months that each renewal by an act added, in their order. They follow the tacit renewals. */
  readonly extensions: readonly number[];
  readonly noticeGivenOn: Day | null;
  /** Somebody said that the notice was in time, on a day on which that can be read both ways. */
  readonly noticeHeldInTime: boolean;
  readonly changes: readonly TermChange[];
}

/** How an agreement came to a term, in order: what it went through after its first term, or what changed that. */
export type Step =
  | { readonly kind: 'tacit'; readonly count: number; readonly months: number }
  | { readonly kind: 'act'; readonly months: number }
  | { readonly kind: 'changed'; readonly change: TermChange };

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
  /** How long before its end that is. */
  readonly notice: Length | null;
  /** The notice that was given and still stands: it ends with this term or, where it came too late, with a later one. */
  readonly noticeGivenOn: Day | null;
  /**
   * Where the term ends with a month and the deadline does not fall on its month's last day: that last day. Courts have
   * taken notice of the days between as in time, so a person says whether it was.
   */
  readonly noticeDoubtfulUntil: Day | null;
  readonly next: NextTerm | null;
  readonly steps: readonly Step[];
}

/** Whether an agreement is in force on a day, and in which term. Without a term it is open-ended. */
export type Standing =
  | { readonly state: 'unknown' }
  | { readonly state: 'not_started' | 'in_force'; readonly term: Term | null }
  | { readonly state: 'ended'; readonly term: Term };

/**
 * Where an agreement stands on a day, by what was in effect on that day. Costs the same however many terms lie between
 * its start and that day.
 * @throws RangeError where a period or renewal has no length.
 */
export function termOn(rules: TermRules, day: Day): Standing {
  const { first } = rules;
  const course = courseOn(rules, day);
  if (first.kind === 'unknown' && course === null) return { state: 'unknown' };
  const startsOn = first.kind === 'unknown' ? null : first.startsOn;
  const begun = startsOn === null || startsOn <= day;
  if (course === null) return { state: begun ? 'in_force' : 'not_started', term: null };
  const term = termNumbered(course, numberOn(course, day));
  if (!begun) return { state: 'not_started', term };
  return { state: day > term.lastDay ? 'ended' : 'in_force', term };
}
