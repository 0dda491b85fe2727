import { describe, expect, test } from 'vitest';
import { type DurationAnswers, durationProblems } from '../../src/agreements/agreement-checks.js';
import { nextReference } from '../../src/agreements/reference.js';
import {
  askAgainDay,
  type Decision,
  effectOf,
  lastChance,
  nextEventOf,
  prospectOf,
  type Renewable,
  termAt,
  untouched,
} from '../../src/agreements/renewal.js';
import { firstTermMonths } from '../../src/agreements/term-columns.js';
import { toDay } from '../../src/calendar/day.js';
import { calendarOf } from '../../src/calendar/working-days.js';

const calendar = calendarOf({ workingDays: [1, 2, 3, 4, 5] });
const lead = { leadTimeDays: 10, calendar };
const express: Renewable = {
  ...untouched,
  kind: 'framework',
  startsOn: toDay('2021-09-24'),
  termKind: 'period',
  endsOn: null,
  termMonths: 60,
  renewal: 'express',
  renewalMonths: null,
  renewalLimit: null,
  noticeMonths: null,
  noticeDays: null,
};
const tacit: Renewable = { ...express, renewal: 'tacit', renewalMonths: 12, noticeMonths: 3 };

/** The agreement after a decision on a day. */
function decided(agreement: Renewable, day: string, decision: Decision): Renewable {
  const term = termAt(agreement, toDay(day));
  const effect = term === null ? null : effectOf(agreement, term, decision, toDay(day), calendar);
  if (effect === null) throw new Error('no decision possible');
  return { ...agreement, ...effect };
}

const event = (agreement: Renewable, day: string) => {
  const { missedEndsOn, rollsOn: _, ...next } = nextEventOf(agreement, toDay(day), lead);
  return missedEndsOn === null ? next : { ...next, missedEndsOn };
};
const prospect = (agreement: Renewable, day: string) => {
  const term = termAt(agreement, toDay(day));
  return term && prospectOf(term, toDay(day));
};
const renew: Decision = { choice: 'renew', months: null };
const lapse: Decision = { choice: 'lapse' };

describe('what happens if nobody does anything', () => {
  test('a tacit one renews itself, whether or not the deadline has passed', () => {
    const renews = { kind: 'renews', on: '2026-09-24', months: 12, noticeBy: '2026-06-23' };
    expect(prospect(tacit, '2026-06-23')).toEqual({ ...renews, inTime: true });
    expect(prospect(tacit, '2026-06-24')).toEqual({ ...renews, inTime: false });
  });
  test('an express one ends, and has ended from the day after', () => {
    expect(prospect(express, '2026-09-23')).toEqual({ kind: 'ends', on: '2026-09-23' });
    expect(prospect(express, '2026-09-24')).toEqual({ kind: 'ended', on: '2026-09-23' });
  });
});

describe('the day to decide by', () => {
  test('lies ten working days before the end (express) or the notice deadline (tacit)', () => {
    expect(event(express, '2026-01-05')).toEqual({ currentEndsOn: '2026-09-23', decideByOn: '2026-09-09' });
    expect(event(tacit, '2026-01-05')).toEqual({ currentEndsOn: '2026-09-23', decideByOn: '2026-06-09' });
  });
  test('stays after an express one has ended, until somebody says what became of it', () => {
    expect(event(express, '2027-01-05')).toEqual({ currentEndsOn: '2026-09-23', decideByOn: '2026-09-09' });
    const settled = decided(express, '2027-01-05', lapse);
    expect(event(settled, '2027-01-06')).toEqual({ currentEndsOn: '2026-09-23', decideByOn: null });
  });
  test('comes back with every term of a tacit one', () => {
    const settled = decided(tacit, '2026-06-01', renew);
    expect(event(settled, '2026-06-02')).toEqual({ currentEndsOn: '2026-09-23', decideByOn: null });
    expect(event(settled, '2026-09-24')).toEqual({ currentEndsOn: '2027-09-23', decideByOn: '2027-06-09' });
  });
});

describe('a tacit one that renewed itself before anybody decided', () => {
  const waiting = { ...tacit, ...nextEventOf(tacit, toDay('2026-06-20'), lead) };
  const missed = { ...waiting, ...nextEventOf(waiting, toDay('2026-09-24'), lead) };

  test('waits, under the term that is over, until somebody says what happened', () => {
    expect(event(waiting, '2026-09-23')).toEqual({ currentEndsOn: '2026-09-23', decideByOn: '2026-06-09' });
    expect(missed).toMatchObject({
      currentEndsOn: '2027-09-23',
      decideByOn: '2026-06-09',
      missedEndsOn: '2026-09-23',
    });
    const term = termAt(missed, toDay('2026-09-23'));
    expect(term && prospectOf(term, toDay('2026-09-24'))).toEqual({
      kind: 'renewed_itself',
      on: '2026-09-24',
      months: 12,
    });
  });
  test('waits for the next term once that is said', () => {
    const term = termAt(missed, toDay('2026-09-23'));
    const said = term && effectOf(missed, term, renew, toDay('2026-10-01'), calendar);
    const settled: Renewable = { ...missed, ...said };
    expect(event(settled, '2026-10-01')).toEqual({ currentEndsOn: '2027-09-23', decideByOn: '2027-06-09' });
  });
  test('had ended after all where notice was sent in time', () => {
    const term = termAt(missed, toDay('2026-09-23'));
    const noticeOn = toDay('2026-06-20');
    const said = term && effectOf(missed, term, { choice: 'lapse', noticeOn }, toDay('2026-10-01'), calendar);
    const settled: Renewable = { ...missed, ...said };
    expect(event(settled, '2026-10-01')).toEqual({ currentEndsOn: '2026-09-23', decideByOn: null });
  });
  test('was not missed by a register that never waited for it', () => {
    expect(event(tacit, '2026-09-24')).toEqual({ currentEndsOn: '2027-09-23', decideByOn: '2027-06-09' });
  });
});

test('an amendment that is signed but not in effect yet already moves the day to decide by', () => {
  const amendments = [{ from: toDay('2026-09-01'), changes: { longerByMonths: 12 } }];
  const amended = { ...express, amendments };
  expect(termAt(amended, toDay('2026-01-05'))?.lastDay).toBe('2026-09-23');
  expect(event(amended, '2026-01-05')).toEqual({ currentEndsOn: '2027-09-23', decideByOn: '2027-09-09' });
  const late = { ...amended, amendments: [{ from: toDay('2026-10-01'), changes: { longerByMonths: 12 } }] };
  expect(event(late, '2026-01-05')).toEqual({ currentEndsOn: '2026-09-23', decideByOn: '2026-09-09' });
});

describe('what waits for no decision', () => {
  test('a draft, what was replaced or ended before its time, and an amendment', () => {
    const waits = (some: Partial<Renewable>) => event({ ...express, ...some }, '2026-01-05').decideByOn;
    expect(waits({})).toBe('2026-09-09');
    for (const status of ['draft', 'in_review', 'out_for_signature', 'replaced'] as const) {
      expect(waits({ status })).toBeNull();
    }
    expect(waits({ kind: 'amendment' })).toBeNull();
    const terminated = { ...tacit, status: 'terminated' as const, terminatedOn: toDay('2026-01-03') };
    expect(event(terminated, '2026-01-05')).toEqual({ currentEndsOn: '2026-01-03', decideByOn: null });
  });
});

describe('a decision', () => {
  test('to renegotiate is asked about again while there is still time, and settles what has ended', () => {
    const again = decided(tacit, '2026-06-01', { choice: 'renegotiate' });
    expect(again).toMatchObject({ settledEndsOn: null, askAgainOn: '2026-06-16' });
    expect(decided(express, '2026-10-01', { choice: 'renegotiate' }).settledEndsOn).toBe('2026-09-23');
  });
  test('by which an act is drafted changes nothing, and is asked about again while it can still be signed in time', () => {
    const drafted = decided(express, '2026-09-01', { choice: 'renew', drafted: true });
    const open = { settledEndsOn: null, extensionMonths: [] };
    expect(drafted).toMatchObject({ ...open, askAgainOn: '2026-09-16' });
    const late = decided(express, '2026-09-18', { choice: 'renew', drafted: true });
    expect(late).toMatchObject({ ...open, settledEndsOn: '2026-09-23', askAgainOn: null });
  });
  test('to renew an express one adds a term as long as the first, counted from the start', () => {
    const renewed = decided(express, '2026-09-01', renew);
    expect(renewed.extensionMonths).toEqual([60]);
    expect(prospect(renewed, '2026-09-01')).toEqual({
      kind: 'renewed_by_act',
      on: '2026-09-24',
      through: '2031-09-23',
    });
    expect(event(renewed, '2026-09-24')).toEqual({ currentEndsOn: '2031-09-23', decideByOn: '2031-09-09' });
    expect(decided(renewed, '2031-09-01', { choice: 'renew', months: 12 }).extensionMonths).toEqual([60, 12]);
  });
  test('to renew is not possible where nobody knows for how long', () => {
    const fixed: Renewable = {
      ...express,
      termKind: 'fixed_end',
      endsOn: toDay('2026-09-10'),
      termMonths: null,
    };
    const term = termAt(fixed, toDay('2026-09-01'));
    expect(term && effectOf(fixed, term, renew, toDay('2026-09-01'), calendar)).toBeNull();
  });
  test('to give notice in time ends a tacit one with its term', () => {
    const noticed = decided(tacit, '2026-06-23', lapse);
    expect(event(noticed, '2026-06-24')).toEqual({ currentEndsOn: '2026-09-23', decideByOn: null });
    expect(prospect(noticed, '2026-09-24')).toEqual({ kind: 'ended', on: '2026-09-23' });
  });
  test('to give notice too late ends it with the next one, of which nothing more is to be decided', () => {
    const noticed = decided(tacit, '2026-06-24', lapse);
    expect(event(noticed, '2026-09-24')).toEqual({ currentEndsOn: '2027-09-23', decideByOn: null });
    expect(prospect(noticed, '2027-09-24')).toEqual({ kind: 'ended', on: '2027-09-23' });
  });
  test('put off asks again in a week or a month, but not after the last chance', () => {
    const term = termAt(tacit, toDay('2026-06-01'));
    if (term === null) throw new Error('no term');
    const ask = (after: 'week' | 'month', day: string) => askAgainDay(after, term, toDay(day), calendar);
    expect(ask('week', '2026-06-01')).toBe('2026-06-08');
    expect(ask('month', '2026-06-01')).toBe('2026-06-23');
    expect(ask('month', '2026-06-23')).toBe('2026-06-24');
    expect(ask('month', '2026-06-24')).toBe('2026-07-24');
    expect(lastChance(term, toDay('2026-06-23'))).toBe('2026-06-23');
    expect(lastChance(term, toDay('2026-06-24'))).toBe('2026-09-23');
    expect(lastChance(term, toDay('2026-09-24'))).toBeNull();
  });
});

test('a fixed end has a length where it is a whole number of months', () => {
  const fixed = (startsOn: string, endsOn: string) =>
    firstTermMonths({ ...express, termKind: 'fixed_end', startsOn: toDay(startsOn), endsOn: toDay(endsOn) });
  expect(fixed('2024-01-01', '2026-12-31')).toBe(36);
  expect(fixed('2024-02-29', '2025-02-28')).toBe(12);
  expect(fixed('2024-01-15', '2024-02-14')).toBe(1);
  expect(fixed('2024-01-15', '2026-06-30')).toBeNull();
});

test.each([
  [[], 'CONV-2026-001'],
  [['CONV-2026-001', 'CONV-2026-013', 'CONV-2025-090', 'CC-2020-ODCO'], 'CONV-2026-014'],
  [['CONV-2026-999', 'CONV-2026-1000'], 'CONV-2026-1001'],
  [['CONV-2026-x'], 'CONV-2026-001'],
])('after %j comes %s', (given, expected) => {
  expect(nextReference('CONV-{year}-{number}', '2026', given)).toBe(expected);
});

describe('answers that do not go together are refused at their field', () => {
  const fine: DurationAnswers = {
    signedOn: null,
    startsOn: toDay('2026-01-01'),
    termKind: 'period',
    endsOn: null,
    length: { unit: 'months', count: 36 },
    renewal: 'tacit',
    renewalLength: { unit: 'months', count: 12 },
    renewalLimit: null,
    notice: { unit: 'months', count: 3 },
  };
  const months = (count: number) => ({ unit: 'months', count }) as const;
  const days = (count: number) => ({ unit: 'days', count }) as const;
  const noRenewal = { renewal: 'none', renewalLength: null, notice: null } as const;
  test.each<[string, Partial<DurationAnswers>, string[]]>([
    ['all of it', {}, []],
    ['a start known by the signature', { startsOn: null, signedOn: toDay('2026-01-01') }, []],
    ['a period without length', { length: null }, ['length']],
    ['a period without start', { startsOn: null }, ['startsOn']],
    ['a period with a last day', { endsOn: toDay('2027-01-01') }, ['endsOn']],
    ['a fixed end without it', { termKind: 'fixed_end', length: null }, ['endsOn']],
    [
      'an end before the start',
      { termKind: 'fixed_end', length: null, endsOn: toDay('2025-12-31') },
      ['endsOn'],
    ],
    [
      'an end on the first day',
      { termKind: 'fixed_end', length: null, endsOn: toDay('2026-01-01'), ...noRenewal },
      [],
    ],
    ['a length though unknown', { termKind: 'unknown' }, ['length']],
    ['an open-ended one that renews', { termKind: 'open_ended', length: null }, ['renewal']],
    ['tacit without period', { renewalLength: null }, ['renewalLength']],
    ['a renewal period without renewal', { renewal: 'none', notice: null }, ['renewalLength']],
    ['notice without tacit renewal', { renewal: 'express' }, ['notice']],
    [
      'a limit without tacit renewal',
      { renewal: 'express', notice: null, renewalLimit: 2 },
      ['renewalLimit'],
    ],
    ['a notice longer than the renewal', { notice: months(13) }, ['notice']],
    ['a notice as long as the renewal', { notice: months(12) }, []],
    ['a notice longer than the first term', { length: months(6), notice: months(7) }, ['notice']],
    ['a notice of more days than a renewal has', { renewalLength: months(1), notice: days(40) }, ['notice']],
    ['a notice of fewer days', { notice: days(40) }, []],
    ['a day of another age', { startsOn: toDay('0202-01-01') }, ['startsOn']],
  ])('%s', (_what, change, fields) => {
    expect(Object.keys(durationProblems({ ...fine, ...change }))).toEqual(fields);
  });
});
