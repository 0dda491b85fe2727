import { describe, expect, it } from 'vitest';
import { type Day, toDay } from '../../src/calendar/day.js';
import { calendarOf } from '../../src/calendar/working-days.js';
import { groupOf, isSnooze, snoozedTo } from '../../src/follow-ups/follow-up.js';

const monday = toDay('2026-11-23');
const friday = toDay('2026-11-27');
const week = calendarOf({ workingDays: [1, 2, 3, 4, 5] });

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
    expect(groupOf(dueOn === null ? null : toDay(dueOn), today)).toBe(group);
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
    expect(snoozedTo('monday', monday, calendarOf({ workingDays: [2, 3] }))).toBe('2026-12-01');
    expect(snoozedTo('next_day', toDay('2026-11-26'), calendarOf({ workingDays: [1, 2, 3, 4, 7] }))).toBe(
      '2026-11-29',
    );
  });

  it('knows its own words', () => {
    expect(isSnooze('week')).toBe(true);
    expect(isSnooze('day')).toBe(false);
  });
});
