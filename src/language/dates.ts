import { type Day, dateOfDay, daysBetween } from '../calendar/day.js';
import type { Language, Words } from './words.js';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', options);
    formats.set(key, made);
  }
  return made;
}

/** French writes the first day of a month as an ordinal. */
function withFirst(written: string, day: Day, language: Language): string {
  return language === 'fr' && day.endsWith('-01') ? written.replace(/(?<!\d)1(?= )/, '1er') : written;
}

/** A day as people write it: `23 Sep 2025`, `23 sept. 2025`. */
export function writeDay(day: Day, language: Language): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return withFirst(format(language, options).format(dateOfDay(day)), day, language);
}

/** The month of a day: `September 2025`, `septembre 2025`. */
export function writeMonth(day: Day, language: Language): string {
  return format(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(dateOfDay(day));
}

/** A day with its week day and without its year, for days that are near: `Tue 23 Sep`, `mar. 23 sept.`. */
export function writeNearDay(day: Day, language: Language): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return withFirst(format(language, options).format(dateOfDay(day)), day, language);
}

/** An instant as a wall clock of the time zone shows it: `21 Nov 2026, 09:00`. */
export function writeInstant(instant: Date, timeZone: string, language: Language): string {
  return format(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(instant);
}

/** How far a day is from today: `today`, `tomorrow`, `in 12 days`, `3 days ago`. */
export function writeDistance(day: Day, today: Day, words: Words): string {
  const days = daysBetween(today, day);
  if (days === 0) return words.plain('dates.today');
  if (days === 1) return words.plain('dates.tomorrow');
  if (days === -1) return words.plain('dates.yesterday');
  return days > 0
    ? words.plain('dates.in_days', { count: days })
    : words.plain('dates.days_ago', { count: -days });
}

/** A list as people write it: `a, b and c`. */
export function writeList(parts: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(parts);
}
