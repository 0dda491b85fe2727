import { foldText as foldName } from '../search/fold.js';
import { initialsOf, initialsText } from './partner-twins.js';

export { shownName } from '../search/partner-title.js';
export { foldName };

/** The names by which a partner may be known. */
export interface PartnerNames {
  readonly name: string;
  readonly nameEn?: string | null;
  readonly nameAr?: string | null;
  readonly acronym?: string | null;
  readonly aliases?: readonly string[];
}

/** The longest name that forms take. */
export const longestPartnerName = 300;

/** The columns by which a partner is found and sorted, made of its names. */
export function nameColumns(names: PartnerNames): { readonly searchText: string; readonly sortName: string } {
  return { searchText: searchTextOf(names), sortName: foldName(names.name).slice(0, 100) };
}

/**
 * Every name of a partner in one text to search in, each between bars so that a whole name can be matched; then what
 * the acronyms of its names would be.
 */
export function searchTextOf(names: PartnerNames): string {
  const all = [names.name, names.nameEn, names.nameAr, names.acronym, ...(names.aliases ?? [])];
  const folded = new Set(all.flatMap((name) => (name ? [foldName(name)] : [])));
  const initials = new Set(
    all.flatMap((name) => {
      const letters = name ? initialsOf(name) : null;
      return letters === null ? [] : [initialsText(letters)];
    }),
  );
  return `|${[...folded, ...initials].join('|')}|`;
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

/**
 * Of what is named in a text, each thing by at least one of its names (folded), those that are named by more than a part of
 * another's longer name: `UM6P Ventures` means the ventures, not UM6P as well.
 */
export function mostSpecific<Thing extends { readonly named: readonly string[] }>(
  text: string,
  things: readonly Thing[],
): Thing[] {
  const folded = foldName(text);
  return things.filter(({ named }) =>
    named.some((name) => {
      const longer = things.flatMap((other) =>
        other.named.filter((each) => each.length > name.length && ` ${each} `.includes(` ${name} `)),
      );
      const without = longer.reduce((rest, each) => ` ${rest} `.replaceAll(` ${each} `, ' '), folded);
      return ` ${without} `.includes(` ${name} `);
    }),
  );
}
