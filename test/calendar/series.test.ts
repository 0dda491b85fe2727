import { expect, test } from 'vitest';
import { addMonths, toDay } from '../../src/calendar/day.js';
import { nextInSeries } from '../../src/calendar/series.js';

test('days of a series are counted from the first, so that no month’s end drifts', () => {
  const from = toDay('2026-01-31');
  const days = [0, 1, 2, 3].reduce<string[]>((row) => {
    const last = row.at(-1);
    return [...row, nextInSeries({ from, everyMonths: 1 }, toDay(last ?? '2026-01-30'))];
  }, []);
  expect(days).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
  expect(nextInSeries({ from: toDay('2024-02-29'), everyMonths: 12 }, toDay('2025-02-28'))).toBe(
    '2026-02-28',
  );
  expect(nextInSeries({ from, everyMonths: 6 }, addMonths(from, -30))).toBe(from);
});
