import type { Day } from '../calendar/day.js';
import { type Amends, concernsTerm } from './amendment.js';
import type { Length } from './length.js';
import type { FirstTerm, Renewal, TermRules } from './term.js';
import { lastDayOfPeriod } from './term-days.js';

export const termKinds = ['fixed_end', 'period', 'open_ended', 'unknown'] as const;
export type TermKind = (typeof termKinds)[number];

export const renewals = ['none', 'express', 'tacit'] as const;
export type RenewalKind = (typeof renewals)[number];

/** An agreement's duration as the register stores it; it may be incomplete. */
export interface TermColumns {
  readonly startsOn: Day | null;
  readonly termKind: TermKind;
  readonly endsOn: Day | null;
  readonly termMonths: number | null;
  readonly renewal: RenewalKind;
  readonly renewalMonths: number | null;
  readonly renewalLimit: number | null;
  readonly noticeMonths: number | null;
  readonly noticeDays: number | null;
  readonly extensionMonths: readonly number[];
  readonly noticeGivenOn: Day | null;
}

/** Everything that the register has about when an agreement is in force: its own columns, and what changed them. */
export interface TermFacts extends TermColumns {
  /** Somebody said that notice was in time, on a day on which that can be read both ways. */
  readonly noticeHeldInTime: boolean;
  /** The amendments that were signed, in the order in which they take effect. */
  readonly amendments: readonly { readonly from: Day; readonly changes: Amends }[];
  /** The last day of one that was ended before its time. */
  readonly terminatedOn: Day | null;
}

/** What the columns say about when the agreement is in force. Where something is missing the end is unknown. */
export function termRulesOf(facts: TermFacts): TermRules {
  const { amendments, terminatedOn } = facts;
  const changes = amendments
    .filter(({ changes: amends }) => concernsTerm(amends))
    .map(({ from, changes: { object: _object, text: _text, ...amends } }) => ({ ...amends, from }));
  return {
    first: firstTermOf(facts),
    renewal: renewalOf(facts),
    extensions: facts.extensionMonths.filter((months) => months > 0),
    noticeGivenOn: facts.noticeGivenOn,
    noticeHeldInTime: facts.noticeHeldInTime,
    changes:
      terminatedOn === null
        ? changes
        : [...changes, { from: terminatedOn, endsOn: terminatedOn, terminates: true }],
  };
}

function firstTermOf(columns: TermColumns): FirstTerm {
  const { termKind, startsOn, endsOn, termMonths, renewal, renewalMonths } = columns;
  // One that renews itself for nobody knows how long ends nobody knows when.
  if (renewal === 'tacit' && (renewalMonths ?? 0) < 1) return { kind: 'unknown' };
  if (termKind === 'open_ended') return { kind: 'open_ended', startsOn };
  if (termKind === 'fixed_end' && endsOn !== null) return { kind: 'fixed_end', startsOn, endsOn };
  if (termKind === 'period' && startsOn !== null && termMonths !== null && termMonths > 0) {
    return { kind: 'period', startsOn, months: termMonths };
  }
  return { kind: 'unknown' };
}

function renewalOf(columns: TermColumns): Renewal {
  const { renewal, renewalMonths, renewalLimit } = columns;
  if (renewal !== 'tacit' || renewalMonths === null) return { kind: renewal === 'none' ? 'none' : 'express' };
  return { kind: 'tacit', months: renewalMonths, limit: renewalLimit, notice: noticeOf(columns) };
}

/** How long before the end notice must be given, or null. */
export function noticeOf({ noticeMonths, noticeDays }: Pick<TermColumns, 'noticeMonths' | 'noticeDays'>) {
  if (noticeMonths !== null) return { unit: 'months', count: noticeMonths } satisfies Length;
  return noticeDays === null ? null : ({ unit: 'days', count: noticeDays } satisfies Length);
}

/** The first term's length where it is a whole number of months, else null. */
export function firstTermMonths(columns: TermColumns): number | null {
  const first = firstTermOf(columns);
  if (first.kind === 'period') return first.months;
  if (first.kind !== 'fixed_end' || first.startsOn === null) return null;
  const { startsOn, endsOn } = first;
  const [from, to] = [startsOn, endsOn].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
  const apart = (to ?? 0) - (from ?? 0);
  return (
    [apart, apart + 1].find((months) => months > 0 && lastDayOfPeriod(startsOn, months) === endsOn) ?? null
  );
}
