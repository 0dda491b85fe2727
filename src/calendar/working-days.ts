import { addDays, type Day, weekdayOf } from './day.js';

/** The names of the week days in ISO order: the first is number 1. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** The week days on which the office works, as ISO numbers (1 = Monday). At least one. */
export type WorkingWeek = readonly number[];

/** Whether the office works on this day. */
export function isWorkingDay(day: Day, week: WorkingWeek): boolean {
  return week.includes(weekdayOf(day));
}

/** This day where it is worked, else the nearest worked day before it. */
export function workingDayAtOrBefore(day: Day, week: WorkingWeek): Day {
  let candidate = day;
  while (!isWorkingDay(candidate, week)) candidate = addDays(candidate, -1);
  return candidate;
}

/** This day where it is worked, else the nearest worked day after it. */
export function workingDayAtOrAfter(day: Day, week: WorkingWeek): Day {
  let candidate = day;
  while (!isWorkingDay(candidate, week)) candidate = addDays(candidate, 1);
  return candidate;
}

/** The working day that lies `count` working days before `day`; `count` 0 gives the worked day at or before it. */
export function workingDaysBefore(day: Day, count: number, week: WorkingWeek): Day {
  let candidate = workingDayAtOrBefore(day, week);
  for (let left = count; left > 0; left -= 1) candidate = workingDayAtOrBefore(addDays(candidate, -1), week);
  return candidate;
}
