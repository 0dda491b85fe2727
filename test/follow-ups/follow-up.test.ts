import { describe, expect, it } from 'vitest';
import { type Day, toDay } from '../../src/calendar/day.js';
import { groupOf, isSnooze, nextDue, snoozedTo } from '../../src/follow-ups/follow-up.js';

const monday = toDay('2026-11-23');
const friday = toDay('2026-11-27');
const week = [1, 2, 3, 4, 5];

describe('groupOf', () => {
  it.each<[dueOn: string | null, today: Day, group: string]>([
    ['2026-11-22', monday, 'overdue'],
    ['2020-01-01', monday, 'overdue'],
    ['2026-11-23', monday, 'today'],
    ['2026-11-24', monday, 'this_week'],
    ['2026-11-29', monday, 'this_week'],
    ['2026-11-30', monday, 'later'],
    ['2026-11-30', toDay('2026-11-29'), 'later'],
    [null, monday, 'undated'],
  ])('puts %s, seen on %s, in %s', (dueOn, today, group) => {
    const followUp = { state: 'open' as const, dueOn: dueOn === null ? null : toDay(dueOn) };
    expect(groupOf(followUp, today)).toBe(group);
    expect(groupOf({ ...followUp, state: 'waiting' }, today)).toBe('waiting');
  });
});

describe('snoozedTo', () => {
  it('gives working days only', () => {
    expect(snoozedTo('next_day', monday, week)).toBe('2026-11-24');
    expect(snoozedTo('next_day', friday, week)).toBe('2026-11-30');
    expect(snoozedTo('monday', monday, week)).toBe('2026-11-30');
    expect(snoozedTo('monday', friday, week)).toBe('2026-11-30');
    expect(snoozedTo('week', friday, week)).toBe('2026-12-04');
    expect(snoozedTo('week', toDay('2026-11-28'), week)).toBe('2026-12-07');
  });

  it('knows weeks of other days', () => {
    expect(snoozedTo('monday', monday, [2, 3])).toBe('2026-12-01');
    expect(snoozedTo('next_day', toDay('2026-11-26'), [1, 2, 3, 4, 7])).toBe('2026-11-29');
  });

  it('knows its own words', () => {
    expect(isSnooze('week')).toBe(true);
    expect(isSnooze('day')).toBe(false);
  });
});

describe('nextDue', () => {
  it.each<[from: string, everyMonths: number, dueOn: string, doneOn: string, next: string]>([
    ['2026-01-31', 1, '2026-01-31', '2026-01-31', '2026-02-28'],
    ['2026-01-31', 1, '2026-02-28', '2026-03-02', '2026-03-31'],
    ['2026-01-31', 1, '2026-01-31', '2026-01-20', '2026-02-28'],
    ['2026-01-15', 3, '2026-02-03', '2026-02-03', '2026-04-15'],
    ['2026-01-15', 1, '2026-01-15', '2026-06-20', '2026-07-15'],
    ['2024-02-29', 12, '2024-02-29', '2024-02-29', '2025-02-28'],
    ['2024-02-29', 12, '2027-02-28', '2027-02-28', '2028-02-29'],
  ])(
    'of what is due from %s every %i months, was due %s and done %s is %s',
    (from, everyMonths, dueOn, doneOn, next) => {
      expect(nextDue({ everyMonths, from: toDay(from) }, toDay(dueOn), toDay(doneOn))).toBe(next);
    },
  );
});
