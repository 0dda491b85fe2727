import { type Day, dateOfDay, daysBetween } from '../calendar/day.js';
import { remembering } from '../calendar/remembering.js';
import { type WorkingCalendar, workingDaysBetween } from '../calendar/working-days.js';
import { type Language, languages, type Words } from './words.js';

const styles = {
  nearDay: { weekday: 'short', day: 'numeric', month: 'short' },
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  wholeDay: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  instant: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
} as const;

// A format is costly to make, so each is made once.
const formatsOf = remembering(languages.length, (language: Language) =>
  remembering(Object.keys(styles).length, (style: keyof typeof styles) =>
    remembering(
      500,
      (timeZone: string) =>
        new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { ...styles[style], timeZone }),
    ),
  ),
);

function format(language: Language, style: keyof typeof styles, timeZone = 'UTC'): Intl.DateTimeFormat {
  return formatsOf(language)(style)(timeZone);
}

/** French writes the first day of a month as an ordinal. */
function withFirst(written: string, day: Day, language: Language): string {
  return language === 'fr' && day.endsWith('-01') ? written.replace(/(?<!\d)1(?= )/, '1er') : written;
}

// Each line of every list has some, and most of them the same few.
function writtenDays(style: keyof typeof styles): (day: Day, language: Language) => string {
  const daysIn = remembering(languages.length, (language: Language) =>
    remembering(1_000, (day: Day) =>
      withFirst(format(language, style).format(dateOfDay(day)), day, language),
    ),
  );
  return (day, language) => daysIn(language)(day);
}

/** A day as people write it: `23 Sep 2025`, `23 sept. 2025`. */
export const writeDay = writtenDays('day');

/** A day with its month in full: `4 December 2026`, `1er décembre 2026`. */
export const writeWholeDay = writtenDays('wholeDay');

/** The month of a day: `September 2025`, `septembre 2025`. */
export const writeMonth = writtenDays('month');

/** A day with its week day and without its year, for days that are near: `Tue 23 Sep`, `mar. 23 sept.`. */
export const writeNearDay = writtenDays('nearDay');

/** An instant as a wall clock of the time zone shows it: `21 Nov 2026, 09:00`. */
export function writeInstant(instant: Date, timeZone: string, language: Language): string {
  return format(language, 'instant', timeZone).format(instant);
}

/**
 * How far a day is from today: `today`, `tomorrow`, `in 12 days`, `3 days ago`. With a calendar, what is past is counted
 * in working days: nobody is late over a week-end.
 */
export function writeDistance(day: Day, today: Day, words: Words, calendar?: WorkingCalendar): string {
  const days = daysBetween(today, day);
  if (days === 0) return words.plain('dates.today');
  if (days === 1) return words.plain('dates.tomorrow');
  if (days === -1) return words.plain('dates.yesterday');
  const worked = days < 0 && calendar !== undefined ? workingDaysBetween(day, today, calendar) : 0;
  if (worked > 0) return words.plain('dates.working_days_ago', { count: worked });
  return days > 0
    ? words.plain('dates.in_days', { count: days })
    : words.plain('dates.days_ago', { count: -days });
}

const listFormats = remembering(
  languages.length,
  (language: Language) => new Intl.ListFormat(language, { type: 'conjunction' }),
);

/** A list as people write it: `a, b and c`. */
export function writeList(parts: readonly string[], language: Language): string {
  return listFormats(language).format(parts);
}
