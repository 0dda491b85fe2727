import { addDays, type Day, dayOfDate, daysBetween, weekdayOf } from './day.js';
import { type HolidayName, holidaysOf } from './holidays.js';

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

/** When the office works. */
export interface WorkingCalendar {
  /** The week days on which it works, as ISO numbers (1 = Monday). At least one. */
  readonly week: readonly number[];
  /** The country whose holidays are days off, as ISO code; null: no holidays. */
  readonly country: string | null;
  /** Days off besides the country's holidays. */
  readonly daysOff: ReadonlySet<Day>;
  /** Holidays of the country on which it works. */
  readonly workedHolidays: ReadonlySet<Day>;
}

/** The calendar as the database keeps it; what is left out is none. */
export interface CalendarColumns {
  readonly workingDays: readonly number[];
  readonly holidayCountry?: string | null;
  readonly daysOff?: readonly Date[];
  readonly workedHolidays?: readonly Date[];
}

/** The calendar that database columns hold. */
export function calendarOf(columns: CalendarColumns): WorkingCalendar {
  const { workingDays, holidayCountry = null, daysOff = [], workedHolidays = [] } = columns;
  return {
    week: workingDays,
    country: holidayCountry,
    daysOff: new Set(daysOff.map(dayOfDate)),
    workedHolidays: new Set(workedHolidays.map(dayOfDate)),
  };
}

/**
 * The day on which the office's week ends that a day belongs to, or one so many weeks later: the last one worked before its
 * longest run of days off, a Friday where it works from Monday on, a Thursday where it works from Sunday on. In that run
 * the week has ended: its end is the day itself, and that of the next week lies just ahead.
 */
export function endOfWorkingWeek(day: Day, { week }: Pick<WorkingCalendar, 'week'>, weeksLater = 0): Day {
  const { last, daysOff } = weekEnding(week);
  const since = (weekdayOf(day) - last + 7) % 7;
  const hasEnded = since > 0 && since <= daysOff;
  if (hasEnded && weeksLater === 0) return day;
  return addDays(day, ((7 - since) % 7) + 7 * (hasEnded ? weeksLater - 1 : weeksLater));
}

/** The first day of the office's next week: the next one after `day` on which it works again after its longest run of days off. */
export function startOfNextWeek(day: Day, { week }: Pick<WorkingCalendar, 'week'>): Day {
  const { last, daysOff } = weekEnding(week);
  return addDays(day, ((last + daysOff - weekdayOf(day) + 7) % 7) + 1);
}

/** The week day (an ISO number) before the longest run of days off, and how many those are. */
function weekEnding(week: readonly number[]): { readonly last: number; readonly daysOff: number } {
  let ending = { last: 7, daysOff: 0 };
  for (const last of week) {
    const toNext = Math.min(...week.map((next) => (next - last + 6) % 7));
    if (toNext >= ending.daysOff) ending = { last, daysOff: toNext };
  }
  return ending;
}

/** Whether the office works on this day. */
export function isWorkingDay(day: Day, calendar: WorkingCalendar): boolean {
  return calendar.week.includes(weekdayOf(day)) && !isDayOff(day, calendar);
}

function isDayOff(day: Day, calendar: WorkingCalendar): boolean {
  return calendar.daysOff.has(day) || holidayOn(day, calendar) !== null;
}

/** The holiday for which the office is closed on this day, or null. */
export function holidayOn(day: Day, { country, workedHolidays }: WorkingCalendar): HolidayName | null {
  if (country === null || workedHolidays.has(day)) return null;
  return holidaysOf(country, yearOf(day)).get(day) ?? null;
}

/** This day where it is worked, else the nearest worked day before it. */
export function workingDayAtOrBefore(day: Day, calendar: WorkingCalendar): Day {
  let candidate = day;
  while (!isWorkingDay(candidate, calendar)) candidate = addDays(candidate, -1);
  return candidate;
}

/** This day where it is worked, else the nearest worked day after it. */
export function workingDayAtOrAfter(day: Day, calendar: WorkingCalendar): Day {
  let candidate = day;
  while (!isWorkingDay(candidate, calendar)) candidate = addDays(candidate, 1);
  return candidate;
}

/** The working day that lies `count` working days before `day`; `count` 0 gives the worked day at or before it. */
export function workingDaysBefore(day: Day, count: number, calendar: WorkingCalendar): Day {
  let candidate = workingDayAtOrBefore(day, calendar);
  for (let left = count; left > 0; left -= 1) {
    candidate = workingDayAtOrBefore(addDays(candidate, -1), calendar);
  }
  return candidate;
}

/** The working day that lies `count` working days after `day`; `count` 0 gives the worked day at or after it. */
export function workingDaysAfter(day: Day, count: number, calendar: WorkingCalendar): Day {
  let candidate = count > 0 ? day : workingDayAtOrAfter(day, calendar);
  for (let left = count; left > 0; left -= 1) {
    candidate = workingDayAtOrAfter(addDays(candidate, 1), calendar);
  }
  return candidate;
}

/** How many working days lie after `from`, up to and including `to`; 0 where `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkingCalendar): number {
  const days = daysBetween(from, to);
  if (days <= 0) return 0;
  const last = weekdayOf(to);
  const weeks = Math.floor(days / 7);
  // Each day of the week comes once a week, and those of the last week that is not whole once more.
  const inLastWeek = calendar.week.filter((weekday) => (last - weekday + 7) % 7 < days % 7);
  return weeks * calendar.week.length + inLastWeek.length - daysOffBetween(from, to, calendar);
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** How many days of the working week after `from`, up to and including `to`, the office is closed. */
function daysOffBetween(from: Day, to: Day, calendar: WorkingCalendar): number {
  const { country, daysOff, workedHolidays, week } = calendar;
  const off = new Set(daysOff);
  if (country !== null) {
    for (let year = yearOf(from); year <= yearOf(to); year += 1) {
      for (const day of holidaysOf(country, year).keys()) if (!workedHolidays.has(day)) off.add(day);
    }
  }
  let count = 0;
  for (const day of off) if (day > from && day <= to && week.includes(weekdayOf(day))) count += 1;
  return count;
}

/** The next days of the working week, from `from` on and within a year, on which the office is closed; at most `count`. */
export function nextDaysOff(from: Day, count: number, calendar: WorkingCalendar): Day[] {
  const found: Day[] = [];
  for (let ahead = 0; ahead < 366 && found.length < count; ahead += 1) {
    const day = addDays(from, ahead);
    if (calendar.week.includes(weekdayOf(day)) && isDayOff(day, calendar)) found.push(day);
  }
  return found;
}
