import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideBy, nextEventOf, type Renewable, untouched } from '../../src/agreements/renewal.js';
import {
  type Renewal,
  type Standing,
  type Term,
  type TermChange,
  type TermRules,
  termOn,
} from '../../src/agreements/term.js';
import { termRulesOf } from '../../src/agreements/term-columns.js';
import { addDays, type Day, toDay } from '../../src/calendar/day.js';
import { calendarOf } from '../../src/calendar/working-days.js';

const epoch = toDay('2015-01-01');
const anyDay = fc.integer({ min: 0, max: 6_000 }).map((count) => addDays(epoch, count));
const months = fc.integer({ min: 1, max: 40 });
const notice = fc.option(
  fc.record({
    unit: fc.constantFrom('months' as const, 'days' as const),
    count: fc.integer({ min: 1, max: 30 }),
  }),
  { nil: null },
);
const renewal: fc.Arbitrary<Renewal> = fc.oneof(
  fc.constantFrom<Renewal>({ kind: 'none' }, { kind: 'express' }),
  fc.record({
    kind: fc.constant('tacit' as const),
    months,
    limit: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
    notice,
  }),
);
const first = fc.oneof(
  fc.record({ kind: fc.constant('period' as const), startsOn: anyDay, months }),
  fc
    .tuple(anyDay, fc.integer({ min: 0, max: 900 }))
    .map(([startsOn, days]) => ({ kind: 'fixed_end' as const, startsOn, endsOn: addDays(startsOn, days) })),
);
const rules: fc.Arbitrary<TermRules> = fc.record({
  first,
  renewal,
  extensions: fc.array(months, { maxLength: 3 }),
  noticeGivenOn: fc.option(anyDay, { nil: null }),
  noticeHeldInTime: fc.boolean(),
  changes: fc.constant([]),
});
const change: fc.Arbitrary<TermChange> = fc.record({
  from: anyDay,
  endsOn: fc.option(anyDay, { nil: undefined }),
  longerByMonths: fc.option(months, { nil: undefined }),
  renewal: fc.option(
    fc.oneof(
      fc.constantFrom({ kind: 'none' as const }, { kind: 'express' as const }),
      fc.record({
        kind: fc.constant('tacit' as const),
        months,
        limit: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
      }),
    ),
    { nil: undefined },
  ),
  notice: fc.option(
    notice.map((length) => length ?? { unit: 'days' as const, count: 15 }),
    { nil: undefined },
  ),
});
const amendedRules: fc.Arbitrary<TermRules> = fc
  .tuple(rules, fc.array(change, { maxLength: 3 }))
  .map(([given, changes]) => ({ ...given, changes }));

function startOf({ first: term }: TermRules): Day {
  return term.kind === 'period' || term.kind === 'fixed_end' ? (term.startsOn ?? epoch) : epoch;
}

function termOf(standing: Standing): Term {
  if (standing.state === 'unknown' || standing.term === null) throw new Error('has no term');
  return standing.term;
}

/** The first terms of an agreement, each found on the day after the one before it. */
function firstTerms(given: TermRules, most: number): Term[] {
  const terms = [termOf(termOn(given, startOf(given)))];
  for (let last = terms[0]; last?.next && terms.length < most; last = terms.at(-1)) {
    terms.push(termOf(termOn(given, addDays(last.lastDay, 1))));
  }
  return terms;
}

test('terms tile the time line: no gap, no overlap, none empty, and each is what the one before announced', () => {
  fc.assert(
    fc.property(rules, (given) => {
      const terms = firstTerms(given, 12);
      expect(terms[0]?.firstDay).toBe(startOf(given));
      for (const [index, term] of terms.entries()) {
        expect(term.tacitRenewals + term.actRenewals).toBe(index);
        expect(term.firstDay !== null && term.firstDay <= term.lastDay).toBe(true);
        const following = terms[index + 1];
        if (following === undefined) continue;
        expect(following.firstDay).toBe(addDays(term.lastDay, 1));
        expect(following.lastDay).toBe(term.next?.lastDay);
      }
    }),
  );
});

test('every day of a term is in that very term', () => {
  fc.assert(
    fc.property(rules, fc.double({ min: 0, max: 1, noNaN: true }), (given, share) => {
      for (const term of firstTerms(given, 6)) {
        const from = Date.parse(term.firstDay ?? term.lastDay);
        const inside = addDays(
          term.firstDay ?? term.lastDay,
          Math.floor(((Date.parse(term.lastDay) - from) / 86_400_000) * share),
        );
        for (const day of [term.firstDay ?? inside, inside, term.lastDay]) {
          expect(termOn(given, day)).toEqual({ state: 'in_force', term });
        }
      }
    }),
  );
});

test('after its last term it stays ended', () => {
  fc.assert(
    fc.property(rules, fc.integer({ min: 1, max: 40_000 }), (given, later) => {
      const last = firstTerms(given, 12).at(-1);
      fc.pre(last !== undefined && last.next === null);
      if (last === undefined) return;
      expect(termOn(given, addDays(last.lastDay, later))).toEqual({ state: 'ended', term: last });
    }),
  );
});

test('rolling day by day equals jumping', () => {
  fc.assert(
    fc.property(rules, (given) => {
      const start = startOf(given);
      let term = termOf(termOn(given, start));
      for (let count = 0; count < 1_500; count += 1) {
        const day = addDays(start, count);
        if (day > term.lastDay && term.next !== null) {
          const ended = term;
          term = termOf(termOn(given, day));
          expect(term.firstDay).toBe(addDays(ended.lastDay, 1));
        }
        expect(termOn(given, day)).toEqual({ state: day > term.lastDay ? 'ended' : 'in_force', term });
      }
    }),
    { numRuns: 15 },
  );
});

test('an amendment never changes days before its own', () => {
  fc.assert(
    fc.property(amendedRules, change, anyDay, (given, added, day) => {
      fc.pre(day < added.from);
      expect(termOn({ ...given, changes: [...given.changes, added] }, day)).toEqual(termOn(given, day));
    }),
  );
});

test('from its own day on, whatever was amended: a day lies in its term, and the next one begins where that ends', () => {
  fc.assert(
    fc.property(amendedRules, anyDay, (given, day) => {
      const standing = termOn(given, day);
      if (standing.state !== 'in_force' || standing.term === null) return;
      const { firstDay, lastDay, next, noticeDeadline } = standing.term;
      expect(firstDay === null || firstDay <= day).toBe(true);
      expect(day <= lastDay && (noticeDeadline ?? lastDay) <= lastDay).toBe(true);
      const following = { ...given, changes: given.changes.filter(({ from }) => from <= day) };
      const after = termOn(following, addDays(lastDay, 1));
      if (next === null) expect(after.state).toBe('ended');
      else {
        expect(after).toMatchObject({
          state: 'in_force',
          term: { firstDay: addDays(lastDay, 1), lastDay: next.lastDay },
        });
      }
    }),
  );
});

test('what is not named stays: an amendment without a word on terms changes none', () => {
  fc.assert(
    fc.property(rules, anyDay, anyDay, (given, from, day) => {
      const without = termOn(given, day);
      const amended = termOn({ ...given, changes: [{ from }] }, day);
      const known = (standing: Standing) =>
        standing.state === 'unknown' || standing.term === null
          ? standing
          : { ...standing.term, steps: [], noticeGivenOn: null };
      expect(known(amended)).toEqual(known(without));
    }),
  );
});

test('decide-by ≤ notice deadline ≤ end, whatever the lead time and the working week', () => {
  const week = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
  fc.assert(
    fc.property(rules, fc.integer({ min: 0, max: 60 }), week, (given, leadTimeDays, workingDays) => {
      for (const term of firstTerms(given, 6)) {
        const by = decideBy(term, { leadTimeDays, calendar: calendarOf({ workingDays }) });
        const deadline = term.noticeDeadline ?? term.lastDay;
        expect(by <= deadline && deadline <= term.lastDay).toBe(true);
      }
    }),
  );
});

test('notice ends it with the first term whose deadline it meets', () => {
  fc.assert(
    fc.property(rules, (given) => {
      const { noticeGivenOn } = given;
      fc.pre(given.renewal.kind === 'tacit' && noticeGivenOn !== null);
      if (noticeGivenOn === null) return;
      const without = firstTerms({ ...given, noticeGivenOn: null, extensions: [] }, 80);
      const met = without.find(
        ({ noticeDeadline }) => noticeDeadline === null || noticeDeadline >= noticeGivenOn,
      );
      fc.pre(met !== undefined);
      const last = firstTerms({ ...given, extensions: [] }, 80).at(-1);
      expect(last?.lastDay).toBe(met?.lastDay);
    }),
  );
});

test('a term is found as fast after a thousand years of monthly renewals as after one', () => {
  const since = (startsOn: string): TermRules => ({
    first: { kind: 'period', startsOn: toDay(startsOn), months: 1 },
    renewal: { kind: 'tacit', months: 1, limit: null, notice: { unit: 'months', count: 1 } },
    extensions: [],
    noticeGivenOn: null,
    noticeHeldInTime: false,
    changes: [],
  });
  const milliseconds = (given: TermRules) => {
    const begun = performance.now();
    for (let count = 0; count < 2_000; count += 1) termOn(given, addDays(toDay('2026-01-01'), count % 30));
    return performance.now() - begun;
  };
  milliseconds(since('2025-01-31'));
  // Twelve thousand terms lie between: walking through them would take thousands of times as long.
  expect(milliseconds(since('1026-01-31'))).toBeLessThan(20 * milliseconds(since('2025-01-31')));
});

test('the kept next event says what the engine says, and nothing where no end is known', () => {
  const columns: Renewable = {
    ...untouched,
    kind: 'framework',
    startsOn: toDay('2020-09-24'),
    termKind: 'period',
    endsOn: null,
    termMonths: 60,
    renewal: 'tacit',
    renewalMonths: 60,
    renewalLimit: null,
    noticeMonths: 3,
    noticeDays: null,
  };
  const lead = { leadTimeDays: 10, calendar: calendarOf({ workingDays: [1, 2, 3, 4, 5] }) };
  expect(nextEventOf(columns, toDay('2025-01-01'), lead)).toEqual({
    currentEndsOn: '2025-09-23',
    decideByOn: '2025-06-09',
    missedEndsOn: null,
    rollsOn: '2025-09-24',
  });
  for (const unfinished of [{ startsOn: null }, { termMonths: null }, { renewalMonths: null }]) {
    expect(termRulesOf({ ...columns, ...unfinished }).first).toEqual({ kind: 'unknown' });
    expect(nextEventOf({ ...columns, ...unfinished }, toDay('2025-01-01'), lead)).toEqual({
      currentEndsOn: null,
      decideByOn: null,
      missedEndsOn: null,
      rollsOn: null,
    });
  }
});

test('what is kept of the next event is the same rolled day by day as in one jump, missed deadlines included', () => {
  const lead = { leadTimeDays: 10, calendar: calendarOf({ workingDays: [1, 2, 3, 4, 5] }) };
  const signed: fc.Arbitrary<Renewable> = fc
    .record({ startsOn: anyDay, termMonths: months, renewalMonths: months, noticeMonths: months })
    .map((terms) => ({
      ...untouched,
      ...terms,
      kind: 'framework' as const,
      termKind: 'period' as const,
      endsOn: null,
      renewal: 'tacit' as const,
      renewalLimit: 2,
      noticeDays: null,
    }));
  fc.assert(
    fc.property(signed, fc.integer({ min: 1, max: 1_000 }), (given, days) => {
      const start = given.startsOn ?? epoch;
      const begun = { ...given, ...nextEventOf(given, start, lead) };
      let rolled = begun;
      for (let count = 1; count <= days; count += 1) {
        rolled = { ...rolled, ...nextEventOf(rolled, addDays(start, count), lead) };
      }
      expect(rolled).toEqual({ ...begun, ...nextEventOf(begun, addDays(start, days), lead) });
    }),
    { numRuns: 20 },
  );
});

test('to compute a next event anew on its day alone is as good as on every day, whatever was amended, noticed or ended', () => {
  const lead = { leadTimeDays: 10, calendar: calendarOf({ workingDays: [1, 2, 3, 4, 5] }) };
  const columns = fc.record({
    termKind: fc.constantFrom(
      'period' as const,
      'fixed_end' as const,
      'open_ended' as const,
      'unknown' as const,
    ),
    startsOn: anyDay,
    length: fc.integer({ min: 0, max: 900 }),
    termMonths: months,
    renewal: fc.constantFrom('none' as const, 'express' as const, 'tacit' as const),
    renewalMonths: months,
    renewalLimit: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
    noticeMonths: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
    extensionMonths: fc.array(months, { maxLength: 2 }),
    noticeGivenOn: fc.option(anyDay, { nil: null }),
    terminatedOn: fc.option(anyDay, { nil: null }),
    changes: fc.array(change, { maxLength: 3 }),
  });
  const registered: fc.Arbitrary<Renewable> = columns.map(({ length, changes, ...given }) => ({
    ...untouched,
    ...given,
    kind: 'framework' as const,
    noticeDays: null,
    endsOn: given.termKind === 'fixed_end' ? addDays(given.startsOn, length) : null,
    status: given.terminatedOn === null ? ('signed' as const) : ('terminated' as const),
    amendments: changes.map(({ from, ...amends }, index) => ({
      ...{ id: String(index), reference: '', title: '', from },
      changes: amends,
    })),
  }));
  fc.assert(
    fc.property(registered, anyDay, fc.integer({ min: 1, max: 700 }), (given, start, days) => {
      let everyDay = { ...given, ...nextEventOf(given, start, lead) };
      let onItsDay = everyDay;
      for (let count = 1; count <= days; count += 1) {
        const day = addDays(start, count);
        everyDay = { ...everyDay, ...nextEventOf(everyDay, day, lead) };
        if (onItsDay.rollsOn !== null && onItsDay.rollsOn <= day) {
          onItsDay = { ...onItsDay, ...nextEventOf(onItsDay, day, lead) };
        }
        expect(onItsDay).toEqual(everyDay);
        expect(onItsDay.rollsOn === null || onItsDay.rollsOn > day).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
