import { describe, expect, it } from 'vitest';
import { toDay } from '../../src/calendar/day.js';
import { calendarOf } from '../../src/calendar/working-days.js';
import { coldAfter, coldAfterDefaults, coldAfterOf, earliestNews } from '../../src/leads/lead-cold.js';

const rule = {
  after: { ...coldAfterDefaults, contacted: 3 },
  calendar: calendarOf({ workingDays: [1, 2, 3, 4, 5] }),
};
const monday = toDay('2026-11-23');

describe('a lead', () => {
  it.each([
    ['2026-11-18', 3],
    ['2026-11-19', null],
    ['2026-11-23', null],
    ['2026-10-01', 3],
  ])('that was last heard of on %s is cold on Monday the 23rd after %s working days', (day, expected) => {
    expect(coldAfter({ stage: 'contacted', latestNewsOn: toDay(day) }, monday, rule)).toBe(expected);
  });

  it('is judged by the days of its own stage', () => {
    const latestNewsOn = toDay('2026-11-18');
    expect(coldAfter({ stage: 'identified', latestNewsOn }, monday, rule)).toBeNull();
  });

  it('is judged by the workspace’s own week', () => {
    const latestNewsOn = toDay('2026-11-19');
    const sundayToThursday = { ...rule, calendar: calendarOf({ workingDays: [7, 1, 2, 3, 4] }) };
    expect(coldAfter({ stage: 'contacted', latestNewsOn }, monday, sundayToThursday)).toBeNull();
    expect(coldAfter({ stage: 'contacted', latestNewsOn }, toDay('2026-11-24'), sundayToThursday)).toBe(3);
  });

  it.each(['won', 'lost'] as const)('is never cold once it is %s', (stage) => {
    expect(coldAfter({ stage, latestNewsOn: toDay('2020-01-01') }, monday, rule)).toBeNull();
  });

  it('is cold in no stage where it was heard of since the earliest day that matters', () => {
    const earliest = earliestNews(rule, monday);
    expect(earliest).toBe('2026-10-26');
    expect(coldAfter({ stage: 'identified', latestNewsOn: earliest }, monday, rule)).toBe(20);
    expect(coldAfter({ stage: 'identified', latestNewsOn: toDay('2026-10-27') }, monday, rule)).toBeNull();
  });
});

describe('the stored days', () => {
  it('have a default for every stage that is missing or holds nonsense', () => {
    expect(
      coldAfterOf({ contacted: 4, negotiation: 0, identified: 'x', in_discussion: 1.5, won: 3 }),
    ).toEqual({
      ...coldAfterDefaults,
      contacted: 4,
    });
    for (const nothing of [null, undefined, [], 'text', 7]) {
      expect(coldAfterOf(nothing)).toEqual(coldAfterDefaults);
    }
  });
});
