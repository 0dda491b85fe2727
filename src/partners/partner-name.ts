import { foldWord } from '../slack/command-text.js';

/** The names by which a partner may be known. */
export interface PartnerNames {
  readonly name: string;
  readonly nameEn?: string | null;
  readonly nameAr?: string | null;
  readonly acronym?: string | null;
  readonly aliases?: readonly string[];
}

/**
 * A name as it is compared and searched: no case, no accents, no punctuation, single spaces. A name of nothing but signs
 * is told apart by their code points. Holds no character that means something to LIKE.
 */
export function foldName(name: string): string {
  const folded = foldWord(name)
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (folded !== '') return folded;
  return [...name.trim()].map((sign) => `u${sign.codePointAt(0)?.toString(16)}`).join(' ');
}

/** The columns by which a partner is found and sorted, made of its names. */
export function nameColumns(names: PartnerNames): { readonly searchText: string; readonly sortName: string } {
  return { searchText: searchTextOf(names), sortName: foldName(names.name).slice(0, 100) };
}

/** Every name of a partner in one text to search in, each between bars so that a whole name can be matched. */
export function searchTextOf(names: PartnerNames): string {
  const all = [names.name, names.nameEn, names.nameAr, names.acronym, ...(names.aliases ?? [])];
  const folded = new Set(all.flatMap((name) => (name ? [foldName(name)] : [])));
  return `|${[...folded].join('|')}|`;
}

/** The name with its acronym, as lists and menus show it: `UM6P — Université Mohammed VI Polytechnique`. */
export function shownName({ name, acronym }: Pick<PartnerNames, 'name' | 'acronym'>): string {
  return acronym ? `${acronym} — ${name}` : name;
}

const longestName = 8;
const searchedWords = 40;

/** Every run of words in a text that could be a partner's name, folded: what to look for in the names of the register. */
export function possibleNames(text: string): string[] {
  const words = foldName(text).split(' ').filter(Boolean).slice(0, searchedWords);
  const runs = words.flatMap((_, start) =>
    Array.from({ length: Math.min(longestName, words.length - start) }, (_each, more) =>
      words.slice(start, start + more + 1).join(' '),
    ),
  );
  return [...new Set(runs)].filter((run) => run.length > 1);
}
