import { addDays, addMonths, type Day, endOfMonth } from '../calendar/day.js';
import type { Length } from './length.js';

/** The last day of a period: the day before its anniversary, or the last day of a month that has no such day. */
export function lastDayOfPeriod(firstDay: Day, months: number): Day {
  const anniversary = addMonths(firstDay, months);
  return anniversary.slice(-2) === firstDay.slice(-2) ? addDays(anniversary, -1) : anniversary;
}

/** The last day on which notice against a renewal after `lastDay` can be given. */
export function noticeDeadlineBefore(lastDay: Day, notice: Length | null): Day {
  if (notice === null) return lastDay;
  return notice.unit === 'months' ? addMonths(lastDay, -notice.count) : addDays(lastDay, -notice.count);
}

/**
 * The last day on which notice could still be held to be in time: where a term ends with its month, courts have counted
 * from month's end to month's end. Null where the deadline can be read in one way only.
 */
export function noticeDoubtfulUntil(lastDay: Day, notice: Length | null): Day | null {
  if (notice?.unit !== 'months' || lastDay !== endOfMonth(lastDay)) return null;
  const deadline = noticeDeadlineBefore(lastDay, notice);
  const monthsEnd = endOfMonth(deadline);
  return monthsEnd === deadline ? null : monthsEnd;
}
