import { foldWord } from '../slack/command-text.js';

/** A cadence of more than this many months is none. */
export const longestCadence = 120;

const numbers: readonly (readonly string[])[] = [
  ['a', 'one', 'un', 'une'],
  ['two', 'deux', 'other'],
  ['three', 'trois'],
  ['four', 'quatre'],
  ['five', 'cinq'],
  ['six'],
  ['seven', 'sept'],
  ['eight', 'huit'],
  ['nine', 'neuf'],
  ['ten', 'dix'],
  ['eleven', 'onze'],
  ['twelve', 'douze'],
];

const wordsForMonths: Readonly<Record<string, number>> = {
  monthly: 1,
  mensuel: 1,
  mensuelle: 1,
  quarterly: 3,
  trimestriel: 3,
  trimestrielle: 3,
  'once a year': 12,
  'une fois par an': 12,
  'twice a year': 6,
  'deux fois par an': 6,
  semestriel: 6,
  semestrielle: 6,
  yearly: 12,
  annual: 12,
  annually: 12,
  annuel: 12,
  annuelle: 12,
};

const units: readonly { readonly names: readonly string[]; readonly months: number }[] = [
  { names: ['month', 'months', 'mois'], months: 1 },
  { names: ['quarter', 'quarters', 'trimestre', 'trimestres'], months: 3 },
  { names: ['semester', 'semesters', 'semestre', 'semestres'], months: 6 },
  { names: ['year', 'years', 'an', 'ans', 'annee', 'annees'], months: 12 },
];

const pattern = /^(every |each |tous les |toutes les |chaque )?(?:(\d{1,3}|[a-z]+) )?([a-z]+)$/;

/**
 * How many months a typed cadence means: `every 3 months`, `tous les 3 mois`, `chaque trimestre`, `yearly`. A number
 * without its unit, and what is longer than ten years, give null: a cadence is never guessed.
 */
export function readCadence(typed: string): number | null {
  const text = foldWord(typed)
    .replace(/(?<=\d)(?=[a-z])/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const known = wordsForMonths[text];
  if (known !== undefined) return known;
  const [, every, count, name] = pattern.exec(text) ?? [];
  const unit = units.find(({ names }) => names.includes(name ?? ''));
  const many = count !== undefined ? numberOf(count) : every === undefined ? null : 1;
  if (unit === undefined || many === null) return null;
  const months = many * unit.months;
  return months >= 1 && months <= longestCadence ? months : null;
}

function numberOf(word: string): number | null {
  if (/^\d+$/.test(word)) return Number(word);
  const index = numbers.findIndex((names) => names.includes(word));
  return index < 0 ? null : index + 1;
}
