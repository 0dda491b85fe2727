import { foldWord } from '../slack/command-text.js';

/** A length of time as agreements state it. Years are counted as months, weeks as days. */
export interface Length {
  readonly unit: 'months' | 'days';
  readonly count: number;
}

const units: readonly {
  readonly names: readonly string[];
  readonly unit: Length['unit'];
  readonly each: number;
}[] = [
  { names: ['y', 'yr', 'yrs', 'year', 'years', 'an', 'ans', 'annee', 'annees'], unit: 'months', each: 12 },
  { names: ['m', 'mo', 'month', 'months', 'mois'], unit: 'months', each: 1 },
  { names: ['w', 'wk', 'week', 'weeks', 'semaine', 'semaines'], unit: 'days', each: 7 },
  { names: ['d', 'day', 'days', 'j', 'jour', 'jours'], unit: 'days', each: 1 },
];

const one = ['a', 'one', 'un', 'une'];
const part = /^(\d{1,5}|a|one|un|une)\s*([a-z]+)(?:\s*(?:,|and|et|&)\s*|\s+|$)/;

/**
 * Reads `5 years`, `5 ans`, `18 mois`, `1 an et 6 mois`, `30 jours`. A number without its unit, nothing at all, or
 * months and days mixed give null: a length is never guessed.
 */
export function readLength(typed: string): Length | null {
  let rest = foldWord(typed).trim();
  let read = null as Length | null;
  while (rest !== '') {
    const match = part.exec(rest);
    if (match === null) return null;
    const [whole, number = '', name = ''] = match;
    const known = units.find(({ names }) => names.includes(name));
    if (known === undefined || (read !== null && read.unit !== known.unit)) return null;
    const count = (one.includes(number) ? 1 : Number(number)) * known.each;
    read = { unit: known.unit, count: count + (read?.count ?? 0) };
    rest = rest.slice(whole.length);
  }
  return read;
}
