import { z } from 'zod';
import { remembering } from './remembering.js';

declare const dayBrand: unique symbol;

/** A calendar day of the workspace, written `2026-09-23`. It has no hour and no time zone; days compare as text. */
export type Day = string & { readonly [dayBrand]: true };

// UTC has no clock changes, so every day lasts as long. Every list computes terms: date-fns in a time zone context
// takes thirty times as long for it.
const dayMs = 86_400_000;
const isoDay = z.iso.date();

/** @returns the day written as `yyyy-mm-dd`, or null where the text is not a day that exists. */
export function parseDay(text: string): Day | null {
  return isoDay.safeParse(text).success ? (text as Day) : null;
}

/** @throws RangeError where the text is not `yyyy-mm-dd` or names a day that does not exist. */
export function toDay(text: string): Day {
  const day = parseDay(text);
  if (day === null) throw new RangeError(`Not a calendar day: ${text}`);
  return day;
}

// A list of ten agreements takes hundreds of steps from day to day, most of them among the same few thousand days.
const dayOfMs = remembering(20_000, (ms: number) => new Date(ms).toISOString().slice(0, 10) as Day);
const msOfDay = remembering(20_000, (day: Day) => new Date(day).getTime());

/** The day that a database DATE column holds; Prisma gives such a column as midnight in UTC. */
export function dayOfDate(date: Date): Day {
  return dayOfMs(date.getTime());
}

/** The value that writes a day into a database DATE column: midnight in UTC, as ECMAScript reads a date without a time. */
export function dateOfDay(day: Day): Date {
  return new Date(msOfDay(day));
}

/** The day `count` days later (earlier where negative). */
export function addDays(day: Day, count: number): Day {
  return dayOfMs(msOfDay(day) + count * dayMs);
}

/** The same day number `count` months later, or that month's last day where it has no such number. */
export function addMonths(day: Day, count: number): Day {
  const date = dateOfDay(day);
  const number = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + count);
  // Where the month has no such day the date has run over into the next month: back to the day before that month.
  if (date.getUTCDate() !== number) date.setUTCDate(0);
  return dayOfDate(date);
}

/** The last day of a day's month. */
export function endOfMonth(day: Day): Day {
  const date = dateOfDay(day);
  date.setUTCMonth(date.getUTCMonth() + 1, 0);
  return dayOfDate(date);
}

/** How many days `to` lies after `from`; negative where it lies before. */
export function daysBetween(from: Day, to: Day): number {
  return (msOfDay(to) - msOfDay(from)) / dayMs;
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekdayOf(day: Day): number {
  return dateOfDay(day).getUTCDay() || 7;
}
