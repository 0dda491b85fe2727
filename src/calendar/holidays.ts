import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import { addDays, type Day, parseDay } from './day.js';

/** A holiday's name in the languages of the app. */
export interface HolidayName {
  readonly fr: string;
  readonly en: string;
}

interface OwnRule {
  readonly rule: string;
  /** The library's rule in whose place it stands. */
  readonly instead?: string;
  readonly name: HolidayName;
  /** The day from which it holds, where it has not always. */
  readonly since?: string;
}

/**
 * What the library lacks: the days that are off in Morocco's public administration and its universities. The great
 * feasts last two days there, and two holidays are recent.
 */
const ownRules: Readonly<Record<string, readonly OwnRule[]>> = {
  MA: [
    { rule: '1 Shawwal P2D', instead: '1 Shawwal', name: { fr: 'Aïd al-Fitr', en: 'Eid al-Fitr' } },
    {
      rule: '10 Dhu al-Hijjah P2D',
      instead: '10 Dhu al-Hijjah',
      name: { fr: 'Aïd al-Adha', en: 'Eid al-Adha' },
    },
    {
      rule: '12 Rabi al-awwal P2D',
      instead: '12 Rabi al-awwal',
      name: { fr: 'Aïd al-Mawlid', en: 'Mawlid' },
    },
    { rule: '01-14', name: { fr: 'Nouvel An amazigh', en: 'Amazigh New Year' }, since: '2024-01-01' },
    { rule: '10-31', name: { fr: 'Fête de l’Unité', en: 'Unity Day' }, since: '2026-01-01' },
  ],
};

const dayMs = 86_400_000;
const mostRemembered = 500;
const countries = new Map<string, Holidays>();
const years = new Map<string, ReadonlyMap<Day, HolidayName>>();
let library: typeof Holidays | null = null;

// The library brings the rules of the whole world: whoever keeps no holidays should not wait for it.
function holidaysLibrary(): typeof Holidays {
  library ??= createRequire(import.meta.url)('date-holidays') as typeof Holidays;
  return library;
}

/** Whether the holidays of a country, by ISO code, are known. */
export function hasHolidays(country: string): boolean {
  return country in new (holidaysLibrary())().getCountries();
}

function rulesOf(country: string): Holidays {
  const known = countries.get(country);
  if (known !== undefined) return known;
  const rules = new (holidaysLibrary())(country, { types: ['public'], timezone: 'UTC' });
  for (const { rule, instead, name, since } of ownRules[country] ?? []) {
    if (instead !== undefined) rules.setHoliday(instead, { name: { ...name }, type: 'observance' });
    rules.setHoliday(rule, {
      name: { ...name },
      type: 'public',
      ...(since === undefined ? {} : { active: [{ from: since }] }),
    });
  }
  countries.set(country, rules);
  return rules;
}

/**
 * The public holidays of a country, by ISO code, in a year: whole days only, with their names. None where the country's
 * holidays are not known. Feasts that wait for the moon to be seen are computed, and can be a day off.
 */
export function holidaysOf(country: string, year: number): ReadonlyMap<Day, HolidayName> {
  const key = `${country}${year}`;
  let days = years.get(key);
  if (days === undefined) {
    days = computeHolidays(country, year);
    if (years.size >= mostRemembered) years.clear();
    years.set(key, days);
  }
  return days;
}

function computeHolidays(country: string, year: number): ReadonlyMap<Day, HolidayName> {
  const rules = rulesOf(country);
  const french = new Map(rules.getHolidays(year, 'fr').map(({ date, rule, name }) => [date + rule, name]));
  const days = new Map<Day, HolidayName>();
  for (const { date, rule, type, start, end, name } of rules.getHolidays(year, 'en')) {
    if (type !== 'public') continue;
    const first = parseDay(date.slice(0, 10));
    const lasts = Math.floor((end.getTime() - start.getTime()) / dayMs);
    for (let index = 0; first !== null && index < lasts; index += 1) {
      const day = addDays(first, index);
      if (!days.has(day))
        days.set(day, { fr: typographic(french.get(date + rule) ?? name), en: typographic(name) });
    }
  }
  return new Map([...days].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function typographic(name: string): string {
  return name.replaceAll("'", '’');
}
