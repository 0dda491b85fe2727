import { describe, expect, it } from 'vitest';
import { toDay } from '../../src/calendar/day.js';
import { calendarOf } from '../../src/calendar/working-days.js';
import { coldAfterDefaults, coldAfterOf, coldSince } from '../../src/leads/lead-cold.js';

const rule = {
  after: { ...coldAfterDefaults, contacted: 3 },
  calendar: calendarOf({ workingDays: [1, 2, 3, 4, 5] }),
};
const monday = toDay('2026-11-23');

describe('a lead', () => {
  it('is cold on Monday the 23rd where there was no news after the days of its own stage', () => {
    expect(coldSince(rule, monday)).toEqual({
      identified: '2026-10-26',
      contacted: '2026-11-18',
      in_discussion: '2026-11-02',
      proposal_sent: '2026-11-09',
      negotiation: '2026-11-09',
    });
  });

  it('is judged by the workspace’s own week', () => {
    const sundayToThursday = { ...rule, calendar: calendarOf({ workingDays: [7, 1, 2, 3, 4] }) };
    expect(coldSince(sundayToThursday, monday).contacted).toBe('2026-11-18');
    expect(coldSince(sundayToThursday, toDay('2026-11-24')).contacted).toBe('2026-11-19');
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
