import { addDays } from '../calendar/day.js';
import { dayAt, instantAt } from '../calendar/time-zone.js';
import { foldWord } from '../slack/command-text.js';
import { mostWeeks, type Schedule, usualSchedule } from './schedule.js';

/** The names of the week days, Monday first: English and French, whole and short, without accents. */
const weekdayNames = [
  ['monday', 'mon', 'lundi', 'lun'],
  ['tuesday', 'tue', 'tues', 'mardi', 'mar'],
  ['wednesday', 'wed', 'mercredi', 'mer'],
  ['thursday', 'thu', 'thur', 'thurs', 'jeudi', 'jeu'],
  ['friday', 'fri', 'vendredi', 'ven'],
  ['saturday', 'sat', 'samedi', 'sam'],
  ['sunday', 'sun', 'dimanche', 'dim'],
] as const;

const numberNames: Readonly<Record<string, number>> = {
  other: 2,
  two: 2,
  deux: 2,
  three: 3,
  trois: 3,
  four: 4,
  quatre: 4,
  six: 6,
  eight: 8,
  huit: 8,
  twelve: 12,
  douze: 12,
};

const timePattern =
  /(?:^|\s)(?:(?:at|a|vers|@)\s*)?(?<hours>\d{1,2})(?:\s?[:h]\s?(?<minutes>\d{2})|\s?h(?:eures?)?|(?=\s?[ap]m\b))\s?(?<half>[ap]m)?(?=\s|$)/;
const bareHourPattern = /(?:^|\s)(?:at|a|vers|@)\s*(?<hours>\d{1,2})(?=\s|$)/;
const namedTimePattern = /(?:^|\s)(?:(?:at|a|vers)\s+)?(?<named>noon|midi)(?=\s|$)/;

const workingDayPhrase =
  /^(?:(?:on|every|each|all|les|tous les|chaque)\s)?(?:weekdays?|week days?|working days?|workdays?|jours? ouvres?|jours? ouvrables?|en semaine)$/;
const dailyPhrase =
  /^(?:daily|(?:every|each) day|everyday|tous les jours|chaque jour|quotidien|quotidiennement)$/;
const monthPhrase =
  /^(?:(?:every|each) month|monthly|tous les mois|chaque mois|mensuel|mensuellement)?\s?(?:on\s)?(?:the\s|le\s)?(?<on>first|last|premier|dernier|\d{1,2}(?:st|nd|rd|th|er|e)?)?(?:\s(?:day|jour))?(?:\s(?:of|du|de)(?:\s(?:the|each|every|chaque))?\s?(?:month|mois)?)?$/;
const weeksPhrase =
  /^(?:every|toutes les)\s(?<count>\w+)\s(?:weeks?|semaines?)(?:\s(?:on|le))?(?:\s(?<weekday>\w+))?$/;
const otherWeekPhrase = /^(?:every other (?<english>\w+)|(?:un|le)\s(?<french>\w+)\ssur deux)$/;
const rangePhrase = /^(?:(?:from|du|de)\s)?(?<from>\w+)(?:\s(?:to|until|au|a)\s|\s?[-–]\s?)(?<to>\w+)$/;
const weekFillers = new Set([
  'on',
  'every',
  'each',
  'weekly',
  'and',
  'et',
  'the',
  'le',
  'les',
  'tous',
  'toutes',
  'chaque',
  'semaine',
  'semaines',
  'week',
  'hebdomadaire',
  '&',
]);

/**
 * The schedule that English or French words mean, e.g. `weekdays at 9:00`, `every 2 weeks on thursday`,
 * `les lundis et jeudis à 9h`. Nothing said means working days, and at 9:00; null where the words are not understood.
 * `now` and the time zone say where a rhythm of several weeks begins.
 */
export function parseSchedule(text: string, now: Date, timeZone: string): Schedule | null {
  const typed = foldWord(text).replace(/[,;]/g, ' ').replace(/\s+/g, ' ').trim();
  const timed = takeTime(typed);
  if (timed === null) return null;
  const { time, days } = timed;
  if (days === '' || workingDayPhrase.test(days)) return { every: 'working_day', time };
  if (dailyPhrase.test(days)) return { every: 'day', time };
  return parseWeekdays(days, time) ?? parseWeeks(days, time, now, timeZone) ?? parseMonth(days, time);
}

/** The time of day in `HH:mm` that is said, 9:00 where none is, and the words that are left; null for 25:00. */
function takeTime(typed: string): { time: string; days: string } | null {
  const match = timePattern.exec(typed) ?? bareHourPattern.exec(typed) ?? namedTimePattern.exec(typed);
  if (match === null) return { time: usualSchedule.time, days: typed };
  const { hours = '12', minutes = '00', half } = match.groups ?? {};
  const time = timeOfDay(Number(hours), Number(minutes), half);
  const days = `${typed.slice(0, match.index)} ${typed.slice(match.index + match[0].length)}`;
  return time === null ? null : { time, days: days.replace(/\s+/g, ' ').trim() };
}

function timeOfDay(hours: number, minutes: number, half: string | undefined): string | null {
  if (half !== undefined && (hours < 1 || hours > 12)) return null;
  const hour = half === undefined ? hours : (hours % 12) + (half === 'pm' ? 12 : 0);
  if (hour > 23 || minutes > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

function weekdayNamed(word: string | undefined): number | null {
  const names = [word, word?.replace(/s$/, '')];
  const index = weekdayNames.findIndex((known) => known.some((name) => names.includes(name)));
  return index === -1 ? null : index + 1;
}

function parseWeekdays(days: string, time: string): Schedule | null {
  const range = rangePhrase.exec(days)?.groups;
  const from = weekdayNamed(range?.['from']);
  const to = weekdayNamed(range?.['to']);
  if (from !== null && to !== null && from < to) {
    return {
      every: 'week',
      weekdays: Array.from({ length: to - from + 1 }, (_, index) => from + index),
      time,
    };
  }
  const named = days
    .split(' ')
    .filter((word) => !weekFillers.has(word))
    .map(weekdayNamed);
  const weekdays = named.filter((weekday) => weekday !== null);
  if (named.length === 0)
    return /week|semaine|hebdo/.test(days) ? { every: 'week', weekdays: [1], time } : null;
  if (weekdays.length < named.length) return null;
  return { every: 'week', weekdays: [...new Set(weekdays)].sort(), time };
}

function parseWeeks(days: string, time: string, now: Date, timeZone: string): Schedule | null {
  const counted = weeksPhrase.exec(days)?.groups;
  const everyOther = otherWeekPhrase.exec(days)?.groups;
  const word = counted?.['weekday'] ?? everyOther?.['english'] ?? everyOther?.['french'];
  const weekday = counted !== undefined && word === undefined ? 1 : weekdayNamed(word);
  const count = counted?.['count'] ?? '';
  const weeks = everyOther === undefined ? (numberNames[count] ?? Number(count)) : 2;
  if (weekday === null || !Number.isInteger(weeks) || weeks < 1 || weeks > mostWeeks) return null;
  if (weeks === 1) return { every: 'week', weekdays: [weekday], time };
  const today = dayAt(now, timeZone);
  const from = instantAt(today, time, timeZone) > now ? today : addDays(today, 1);
  return { every: 'weeks', weeks, weekday, from, time };
}

function parseMonth(days: string, time: string): Schedule | null {
  const match = monthPhrase.exec(days);
  if (match === null || !/month|mois|mensuel/.test(days)) return null;
  const said = match.groups?.['on'] ?? 'first';
  if (said === 'last' || said === 'dernier') return { every: 'month', on: 'last', time };
  const on = said === 'first' || said === 'premier' ? 1 : Number.parseInt(said, 10);
  return on >= 1 && on <= 28 ? { every: 'month', on, time } : null;
}
