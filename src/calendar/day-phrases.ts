import { addDays, addMonths, type Day, parseDay, toDay, weekdayOf } from './day.js';

/** A way to say a day that a reader of plain dates does not know. Matched against folded text: no case, no accents. */
export interface DayPhrase {
  readonly pattern: RegExp;
  /** The day that is meant, or null where there is no such day. */
  read(match: Record<string, string | undefined>, today: Day): Day | null;
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
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'gu');
}

function countOf(typed = ''): number {
  if (/^\d+$/.test(typed)) return Number(typed);
  return placeAmong(numbers, typed) || 15;
}

/** The last day of the month in which the day lies. */
function endOfMonth(day: Day): Day {
  return addDays(addMonths(toDay(`${day.slice(0, 7)}-01`), 1), -1);
}

/** The first day of a month that has not ended yet: of the year given, else this year or next. */
function monthAhead(month: number, year: string | undefined, today: Day): Day {
  const inYear = (each: number) => toDay(`${each}-${String(month).padStart(2, '0')}-01`);
  if (year !== undefined) return inYear(Number(year));
  const thisYear = Number(today.slice(0, 4));
  const first = inYear(thisYear);
  return endOfMonth(first) < today ? inYear(thisYear + 1) : first;
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
const friday = 5;

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
    pattern: phrase(`${weekday} de la semaine prochaine`),
    read: (match, today) => addDays(nextMonday(today), placeAmong(weekdayNames, match['weekday']) - 1),
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
    pattern: phrase(
      "(?:a la |the )?(?:fin|end)(?: (?:of|de|du))?(?: the| la| l')? ?(?<unit>month|mois|week|semaine|year|annee)",
    ),
    read: (match, today) => endOf(match['unit'], today),
  },
  { pattern: phrase("fin d'annee"), read: (_match, today) => endOf('year', today) },
  {
    pattern: phrase(`(?:a la |the )?(?:fin|end)(?: (?:of|de|du mois de|d'))? ?${month}${year}`),
    read: (match, today) =>
      endOfMonth(monthAhead(placeAmong(monthNames, match['month']), match['year'], today)),
  },
  {
    pattern: phrase(`(?:mi|mid)[- ]${month}${year}`),
    read: (match, today) => {
      const first = monthAhead(placeAmong(monthNames, match['month']), match['year'], today);
      return addDays(first, 14);
    },
  },
  {
    pattern: phrase(`(?:debut|early|beginning of|start of) ${month}${year}`),
    read: (match, today) => monthAhead(placeAmong(monthNames, match['month']), match['year'], today),
  },
  {
    pattern: phrase('(?:cette semaine|this week)'),
    read: (_match, today) => endOf('week', today),
  },
  {
    pattern: phrase('(?:la )?semaine prochaine|next week'),
    read: (_match, today) => nextMonday(today),
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
    read: (match, today) => monthAhead(placeAmong(monthNames, match['month']), match['year'], today),
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

function nextMonday(today: Day): Day {
  return addDays(today, 8 - weekdayOf(today));
}

function endOf(unit: string | undefined, today: Day): Day {
  if (unit === 'month' || unit === 'mois') return endOfMonth(today);
  if (unit === 'year' || unit === 'annee') return toDay(`${today.slice(0, 4)}-12-31`);
  return weekdayOf(today) <= friday ? firstWeekdayFrom(today, friday) : today;
}

function after(count: number, unit: string, today: Day): Day {
  if (unit.startsWith('mo')) return addMonths(today, count);
  if (unit === 'fortnight') return addDays(today, 14 * count);
  return addDays(today, unit.startsWith('week') || unit.startsWith('semaine') ? 7 * count : count);
}
