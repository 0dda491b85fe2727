import { addDays, addMonths, type Day, endOfMonth, parseDay, toDay, weekdayOf } from './day.js';
import { endOfWorkingWeek, startOfNextWeek, type WorkingCalendar, workingDaysAfter } from './working-days.js';

/** A way to say a day that a reader of plain dates does not know. Matched against folded text: no case, no accents. */
export interface DayPhrase {
  readonly pattern: RegExp;
  /** The day that is meant, or null where there is no such day, or only a calendar that is not known could tell it. */
  read(match: Record<string, string | undefined>, today: Day, calendar: WorkingCalendar | null): Day | null;
  /** Whether it means a day only after a word such as `by`: `may` alone is a verb. */
  readonly needsDeadline?: boolean;
}

const monthNames = [
  'january|jan|janvier|janv',
  'february|feb|fevrier|fevr|fev',
  'march|mars',
  'april|apr|avril|avr',
  'may|mai',
  'june|jun|juin',
  'july|jul|juillet|juil',
  'august|aug|aout',
  'september|sept|sep|septembre',
  'october|oct|octobre',
  'november|nov|novembre',
  'december|dec|decembre',
];
const weekdayNames = [
  'monday|lundi',
  'tuesday|mardi',
  'wednesday|mercredi',
  'thursday|jeudi',
  'friday|vendredi',
  'saturday|samedi',
  'sunday|dimanche',
];
const numbers = [
  'an?|one|une?',
  'two|deux',
  'three|trois',
  'four|quatre',
  'five|cinq',
  'six',
  'seven|sept',
  'eight|huit',
  'nine|neuf',
  'ten|dix',
];
const fifteen = 'fifteen|quinze';

/** Every name of a month, as a pattern. Longer names stand before their beginnings. */
export const anyMonth = alternatives(monthNames);
/** Every full name of a week day, as a pattern. */
export const anyWeekday = alternatives(weekdayNames);

function alternatives(names: readonly string[]): string {
  return names
    .flatMap((each) => each.split('|'))
    .sort((one, other) => other.length - one.length)
    .join('|');
}

function placeAmong(names: readonly string[], typed: string | undefined): number {
  return names.findIndex((each) => new RegExp(`^(?:${each})$`).test(typed ?? '')) + 1;
}

function phrase(pattern: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?!'s|[\\p{L}\\p{N}])`, 'gu');
}

function countOf(typed = ''): number {
  if (/^\d+$/.test(typed)) return Number(typed);
  return placeAmong(numbers, typed) || 15;
}

/** The day of this number in the month that is named: of the year given, else the next such day from today on. */
function dayInMonth(number: number, match: Record<string, string | undefined>, today: Day): Day {
  const month = String(placeAmong(monthNames, match['month'])).padStart(2, '0');
  const inYear = (each: number) => toDay(`${each}-${month}-${String(number).padStart(2, '0')}`);
  if (match['year'] !== undefined) return inYear(Number(match['year']));
  const thisYear = Number(today.slice(0, 4));
  return inYear(thisYear) < today ? inYear(thisYear + 1) : inYear(thisYear);
}

/** The first day of the month that is named, or the last one while that month runs. */
function monthNamed(match: Record<string, string | undefined>, today: Day): Day {
  const first = dayInMonth(1, match, today);
  const runs = match['year'] === undefined && first.slice(5, 7) === today.slice(5, 7) && first !== today;
  return runs ? endOfMonth(today) : first;
}

/** The last day of the month that is named; of the one that runs, this year. */
function endOfMonthNamed(match: Record<string, string | undefined>, today: Day): Day {
  return endOfMonth(monthNamed(match, today));
}

function firstWeekdayFrom(day: Day, weekday: number): Day {
  return addDays(day, (weekday - weekdayOf(day) + 7) % 7);
}

/** The next day from today on that has this number in its month and, where given, falls on this week day. */
function numberedDay(number: number, weekday: number | null, today: Day): Day | null {
  for (let ahead = 0; ahead < 92; ahead += 1) {
    const day = addDays(today, ahead);
    if (Number(day.slice(8)) === number && (weekday === null || weekdayOf(day) === weekday)) return day;
  }
  return null;
}

const year = '(?: (?<year>20\\d\\d))?';
const month = `(?<month>${anyMonth})\\.?`;
const weekday = `(?<weekday>${anyWeekday})`;
/** The working week where no calendar is known. */
const mondayToFriday: Pick<WorkingCalendar, 'week'> = { week: [1, 2, 3, 4, 5] };

/** Days as people say them, the more particular ways first. */
export const dayPhrases: readonly DayPhrase[] = [
  {
    pattern: phrase('apres[- ]demain|(?:the )?day after tomorrow'),
    read: (_match, today) => addDays(today, 2),
  },
  { pattern: phrase('ce soir|tonight'), read: (_match, today) => today },
  {
    pattern: phrase(`${weekday} en huit`),
    read: (match, today) =>
      addDays(firstWeekdayFrom(addDays(today, 1), placeAmong(weekdayNames, match['weekday'])), 7),
  },
  {
    pattern: phrase(`${weekday} (?:de la semaine prochaine|next week)`),
    read: (match, today, calendar) =>
      firstWeekdayFrom(
        startOfNextWeek(today, calendar ?? mondayToFriday),
        placeAmong(weekdayNames, match['weekday']),
      ),
  },
  {
    pattern: phrase(`${weekday} prochain`),
    read: (match, today) => firstWeekdayFrom(addDays(today, 1), placeAmong(weekdayNames, match['weekday'])),
  },
  {
    pattern: phrase(
      `${weekday},? (?:the )?(?<number>\\d{1,2})(?:st|nd|rd|th|er)?(?! ?(?:${anyMonth}|[h:/.-]\\S|of))`,
    ),
    read: (match, today) =>
      numberedDay(Number(match['number']), placeAmong(weekdayNames, match['weekday']), today),
  },
  {
    pattern: phrase('(?:the )?end of next week|(?:a la )?fin de (?:la )?semaine prochaine'),
    read: (_match, today, calendar) => endOfWorkingWeek(today, calendar ?? mondayToFriday, 1),
  },
  {
    pattern: phrase('(?:the )?end of next month|(?:a la )?fin du mois prochain'),
    read: (_match, today) => endOfMonth(addDays(endOfMonth(today), 1)),
  },
  {
    pattern: phrase(
      "(?:a la |the )?(?:fin|end)(?: (?:of|de|du))?(?: the| la| l')? ?(?<unit>month|mois|week|semaine|year|annee)",
    ),
    read: (match, today, calendar) => endOf(match['unit'], today, calendar),
  },
  { pattern: phrase("fin d'annee"), read: (_match, today) => endOfYear(today) },
  {
    pattern: phrase(`(?:a la |the )?(?:fin|end)(?: (?:of|de|du mois de|d'))? ?${month}${year}`),
    read: endOfMonthNamed,
  },
  {
    pattern: phrase(`(?:mi|mid)[- ]${month}${year}`),
    read: (match, today) => dayInMonth(15, match, today),
  },
  {
    pattern: phrase(`(?:debut|early|beginning of|start of) ${month}${year}`),
    read: (match, today) => dayInMonth(1, match, today),
  },
  {
    pattern: phrase('(?:cette semaine|this week)'),
    read: (_match, today, calendar) => endOfWorkingWeek(today, calendar ?? mondayToFriday),
  },
  {
    pattern: phrase('(?:la )?semaine prochaine|next week'),
    read: (_match, today, calendar) => startOfNextWeek(today, calendar ?? mondayToFriday),
  },
  {
    pattern: phrase('(?:le )?mois prochain|next month'),
    read: (_match, today) => addDays(endOfMonth(today), 1),
  },
  {
    pattern: phrase(
      `(?:in|within|dans|sous|d'ici(?: a)?) (?<count>\\d{1,3}|${numbers.join('|')}|${fifteen}) ` +
        '(?<unit>days?|jours?|weeks?|semaines?|fortnight|months?|mois)(?! (?:ouvr|working))',
    ),
    read: (match, today) => after(countOf(match['count']), match['unit'] ?? '', today),
  },
  {
    pattern: phrase(
      `(?:in|within|dans|sous|d'ici(?: a)?) (?<count>\\d{1,2}|${numbers.join('|')}|${fifteen}) ` +
        '(?:working days?|business days?|jours? ouvres?)',
    ),
    read: (match, today, calendar) => calendar && workingDaysAfter(today, countOf(match['count']), calendar),
  },
  { pattern: phrase("(?:sous|dans une|d'ici une) huitaine"), read: (_match, today) => addDays(today, 8) },
  {
    pattern: phrase("(?:sous|dans une|d'ici une) quinzaine"),
    read: (_match, today) => addDays(today, 15),
  },
  {
    pattern: phrase(`(?:the )?(?<number>\\d{1,2})(?:st|nd|rd|th)(?! (?:of )?(?:${anyMonth}))`),
    read: (match, today) => numberedDay(Number(match['number']), null, today),
    needsDeadline: true,
  },
  {
    pattern: phrase('le (?<number>1er|\\d{1,2})(?= *(?:$|[,;.)!?]|au plus tard))'),
    read: (match, today) => numberedDay(Number.parseInt(match['number'] ?? '', 10), null, today),
  },
  {
    pattern: phrase(`${month}${year}(?! ?\\d)`),
    read: monthNamed,
    needsDeadline: true,
  },
  {
    pattern: /(?<![\d/.-])(?<year>20\d\d)[-/.](?<month>\d\d?)[-/.](?<number>\d\d?)(?![\d/.-]*\d)/g,
    read: (match) => writtenDay(match['year'], match['month'], match['number']),
  },
  {
    pattern:
      /(?<![\d/.-])(?<number>\d\d?)(?<mark>[-/.])(?<month>\d\d?)\k<mark>(?<year>(?:20)?\d\d)(?![\d/.-]*\d)/g,
    read: (match) => writtenDay(match['year'], match['month'], match['number']),
  },
];

function writtenDay(typedYear = '', typedMonth = '', number = ''): Day | null {
  const whole = typedYear.length === 2 ? `20${typedYear}` : typedYear;
  return parseDay(`${whole}-${typedMonth.padStart(2, '0')}-${number.padStart(2, '0')}`);
}

function endOfYear(today: Day): Day {
  return toDay(`${today.slice(0, 4)}-12-31`);
}

function endOf(unit: string | undefined, today: Day, calendar: WorkingCalendar | null): Day {
  if (unit === 'month' || unit === 'mois') return endOfMonth(today);
  if (unit === 'year' || unit === 'annee') return endOfYear(today);
  return endOfWorkingWeek(today, calendar ?? mondayToFriday);
}

function after(count: number, unit: string, today: Day): Day {
  if (unit.startsWith('mo')) return addMonths(today, count);
  if (unit === 'fortnight') return addDays(today, 14 * count);
  return addDays(today, unit.startsWith('week') || unit.startsWith('semaine') ? 7 * count : count);
}
