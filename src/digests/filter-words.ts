import { wordsOf } from '../language/words.js';
import { type CommandWord, foldWord } from '../slack/command-text.js';
import { type PartnerKindName, partnerKinds } from '../workspace/partner-kind.js';
import type { DigestFilters } from './digest-kind.js';
import { furthestHorizonDays, mostOverdueDays } from './subscription.js';

/** What digests and the lists behind them are narrowed to by the same words. */
export type Narrowing = Pick<DigestFilters, 'reach' | 'partnerKind' | 'horizonDays' | 'minOverdueDays'>;

const reachWords: Readonly<Record<string, DigestFilters['reach']>> = {
  national: 'national',
  nationale: 'national',
  nationaux: 'national',
  nationales: 'national',
  international: 'international',
  internationale: 'international',
  internationaux: 'international',
  internationales: 'international',
};

/**
 * What a word narrows to, in either language: `national`, `kind:university`, `within:30`, `overdue:3`; null where it is
 * none of these, or names no kind of partner or a number that nobody means.
 */
export function readNarrowing(word: CommandWord): Narrowing | null {
  if (word.kind === 'word') {
    const reach = reachWords[foldWord(word.text)];
    return reach === undefined ? null : { reach };
  }
  if (word.kind !== 'filter') return null;
  const name = foldWord(word.name);
  if (['kind', 'type'].includes(name)) {
    const partnerKind = partnerKindNamed(word.value);
    return partnerKind === null ? null : { partnerKind };
  }
  const count = Number.parseInt(word.value, 10);
  if (['overdue', 'retard'].includes(name)) {
    return count >= 1 && count <= mostOverdueDays ? { minOverdueDays: count } : null;
  }
  if (['horizon', 'within', 'sous'].includes(name)) {
    return count >= 1 && count <= furthestHorizonDays ? { horizonDays: count } : null;
  }
  return null;
}

/** The words that mean this, as `readNarrowing` reads them. */
export function narrowingWords({ reach, partnerKind, horizonDays, minOverdueDays }: Narrowing): string[] {
  return [
    ...(reach === undefined ? [] : [reach]),
    ...(partnerKind === undefined ? [] : [`kind:${partnerKind}`]),
    ...(horizonDays === undefined ? [] : [`within:${horizonDays}`]),
    ...(minOverdueDays === undefined ? [] : [`overdue:${minOverdueDays}`]),
  ];
}

/** The kind of partner that a word or its beginning means, in either language, or null. */
export function partnerKindNamed(typed: string): PartnerKindName | null {
  const wanted = foldWord(typed).replace(/[\s-]+/g, '_');
  if (wanted === '') return null;
  const named = partnerKinds.find((kind) =>
    [kind, wordsOf.en.plain(`partners.kind.${kind}`), wordsOf.fr.plain(`partners.kind.${kind}`)]
      .map((name) => foldWord(name).replace(/[\s-]+/g, '_'))
      .some((name) => name.startsWith(wanted) || `${name}s` === wanted),
  );
  return named ?? null;
}
