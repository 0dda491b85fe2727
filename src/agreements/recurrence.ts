import { readLength } from './length.js';

/** How often something comes due again, and which words of a text say so. */
export interface Recurrence {
  readonly everyMonths: number;
  readonly index: number;
  readonly text: string;
}

const spelled: readonly (readonly [RegExp, number])[] = [
  [/(?:every|each|chaque|per|par) (?:month|mois)|monthly|mensuellement|mensuel(?:le)?/iu, 1],
  [
    /(?:every|each|chaque|per|par) (?:quarter|trimestre)|quarterly|tous les trimestres|trimestriel(?:le)?(?:ment)?/iu,
    3,
  ],
  [
    /(?:every|each|chaque) (?:semester|half[ -]year|semestre)|tous les semestres|twice a year|deux fois par an|semestriel(?:le)?(?:ment)?/iu,
    6,
  ],
  [
    /(?:every|each|chaque|per|par) (?:year|an|année)(?!\p{L})|tous les ans|une fois par an|yearly|annually|annual|annuellement|annuel(?:le)?/iu,
    12,
  ],
];
const counted = /(?:every|tous les|toutes les) (?<length>\d{1,3} ?(?:months?|mois|years?|ans|années))/iu;
const longestMonths = 120;

/** The recurrence that a text names in French or English: `every 6 months`, `tous les ans`, `quarterly`; null where none. */
export function readRecurrence(text: string): Recurrence | null {
  const byCount = whole(counted).exec(text);
  const length = byCount === null ? null : readLength(byCount.groups?.['length'] ?? '');
  if (byCount !== null && length !== null && length.count >= 1 && length.count <= longestMonths) {
    return { everyMonths: length.count, index: byCount.index, text: byCount[0] };
  }
  for (const [pattern, everyMonths] of spelled) {
    const match = whole(pattern).exec(text);
    if (match !== null) return { everyMonths, index: match.index, text: match[0] };
  }
  return null;
}

function whole(pattern: RegExp): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern.source})(?![\\p{L}\\p{N}])`, 'iu');
}
