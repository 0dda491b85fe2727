import { distance } from 'fastest-levenshtein';
import { foldText as foldName } from '../search/fold.js';
import type { PartnerNames } from './partner-name.js';

/** What a name's words say: which organisation it is, and of which kind. */
interface NameParts {
  /** The words that tell it from others, in their order. */
  readonly strong: readonly string[];
  /** Kinds that its words name: university, foundation, company … */
  readonly kinds: ReadonlySet<string>;
  /** Its words' first letters, with roman numbers as numbers: `um6p`. */
  readonly initials: string;
}

const fillers = new Set(
  'a al and au aux d de del der des di do du e en et for fur in l la le les of pour the und y'.split(' '),
);

const kindWords: Readonly<Record<string, readonly string[]>> = {
  university: ['universite', 'university', 'universidad', 'universita', 'universitat', 'univ', 'جامعه'],
  foundation: ['fondation', 'foundation', 'fundacion', 'موسسه'],
  association: ['association', 'asso', 'asbl', 'ong', 'ngo', 'جمعيه'],
  company: ['sa', 'sarl', 'sas', 'sasu', 'sarlau', 'snc', 'spa', 'ste', 'societe', 'company', 'co', 'corp']
    .concat(['corporation', 'inc', 'ltd', 'limited', 'llc', 'plc', 'gmbh', 'ag', 'bv', 'srl', 'sl'])
    .concat(['groupe', 'group', 'holding', 'شركه']),
};
const kindOf = new Map(
  Object.entries(kindWords).flatMap(([kind, words]) => words.map((word) => [word, kind] as const)),
);

const shortestInitials = 3;
const longestAcronym = 10;

/** Whether one of these names and one of those could well be the same organisation's. */
export function areTwins(one: PartnerNames, other: PartnerNames): boolean {
  const theirs = namesOf(other);
  return namesOf(one).some((name) => theirs.some((their) => isSameName(name, their)));
}

/** Every name that there is. */
export function namesOf({ name, nameEn, nameAr, acronym, aliases }: PartnerNames): string[] {
  return [name, nameEn, nameAr, acronym, ...(aliases ?? [])].flatMap((each) => each || []);
}

/**
 * Whether two names could be one organisation's: accents, case, punctuation, Arabic variants, legal forms, word order,
 * acronyms and typing slips are forgiven; other numbers and other kinds (a university, its foundation) are not.
 */
export function isSameName(one: string, other: string): boolean {
  const [a, b] = [foldName(one), foldName(other)];
  if (a === b) return a !== '';
  const [closeA, closeB] = [a.replaceAll(' ', ''), b.replaceAll(' ', '')];
  if (closeA === closeB) return true;
  const [parts, others] = [partsOf(a), partsOf(b)];
  if (isAcronymOf(closeA, others) || isAcronymOf(closeB, parts)) return true;
  if (parts.strong.length === 0 || others.strong.length === 0 || !kindsAgree(parts, others)) return false;
  return parts.strong.join('') === others.strong.join('') || haveSameWords(parts.strong, others.strong);
}

/** The words of a name by which its twins can be looked up; the slips of a long one leave one of its pieces whole. */
export function lookUpWords(name: string): string[][] {
  return partsOf(foldName(name)).strong.map(piecesOf);
}

/** A name that could be an acronym, without its dots; else null. */
export function acronymIn(name: string): string | null {
  const close = foldName(name).replaceAll(' ', '');
  const isOne = /^[\p{L}\p{N}]+$/u.test(close) && close.length >= 2 && close.length <= longestAcronym;
  return isOne ? close : null;
}

/** What a name's acronym would be, or null where it has too few words for one. */
export function initialsOf(name: string): string | null {
  const { initials } = partsOf(foldName(name));
  return initials.length < shortestInitials ? null : initials;
}

/** How a name's initials stand among a partner's names: no name that anyone types is folded to this. */
export function initialsText(initials: string): string {
  return `=${initials}`;
}

const dottedLetters = /(?<![\p{L}\p{N}])\p{L}(?: \p{L}(?![\p{L}\p{N}]))+/gu;

function partsOf(folded: string): NameParts {
  const words = folded
    .replace(dottedLetters, (letters) => letters.replaceAll(' ', ''))
    .split(' ')
    .map((word) => (/^[\u0600-\u06FF]{5,}$/.test(word) ? word.replace(/^ال/, '') : word));
  const telling = words.filter((word) => word !== '' && !fillers.has(word));
  const strong = telling.filter((word) => kindIn(word) === null);
  const kinds = new Set(telling.flatMap((word) => kindIn(word) ?? []));
  const legalForm = (word: string) => kindOf.get(word) === 'company';
  const initials = telling.filter((word) => !legalForm(word)).map(initialOf);
  return { strong, kinds, initials: initials.length < shortestInitials ? '' : initials.join('') };
}

const shortestKindWithSlips = 8;

/** The kind that a word names; a long word's slips are forgiven. */
function kindIn(word: string): string | null {
  const exact = kindOf.get(word);
  if (exact !== undefined || word.length < shortestKindWithSlips) return exact ?? null;
  const near = [...kindOf].find(([known]) => known.length >= shortestKindWithSlips && isSlipOf(word, known));
  return near?.[1] ?? null;
}

const roman = /^(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})$/;

function initialOf(word: string): string {
  if (/^\d/.test(word)) return word;
  const numeral = word.length > 1 || word === 'v' ? roman.exec(word) : null;
  if (numeral === null) return word.charAt(0);
  const [, tens = '', units = ''] = numeral;
  const values: Record<string, number> = { ix: 9, iv: 4 };
  const ones = values[units] ?? (units.startsWith('v') ? 4 + units.length : units.length);
  return String(tens.length * 10 + ones);
}

function isAcronymOf(close: string, { initials }: NameParts): boolean {
  return initials.length >= shortestInitials && close === initials;
}

function kindsAgree(one: NameParts, other: NameParts): boolean {
  if (one.kinds.size === 0 || other.kinds.size === 0) return true;
  return [...one.kinds].some((kind) => other.kinds.has(kind));
}

/** Whether the words are the same in any order, slips forgiven. */
function haveSameWords(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  const left = [...others];
  return [...some]
    .sort((one, other) => other.length - one.length)
    .every((word) => {
      const exact = left.indexOf(word);
      const found = exact >= 0 ? exact : left.findIndex((each) => isSlipOf(word, each));
      if (found < 0) return false;
      left.splice(found, 1);
      return true;
    });
}

/** How many slips a word forgives: none where it is short or has a number, which a slip would make another one. */
function slipsIn(word: string): number {
  if (word.length < 5 || /\d/.test(word)) return 0;
  return word.length < 9 ? 1 : 2;
}

function isSlipOf(one: string, other: string): boolean {
  const forgiven = Math.min(slipsIn(one), slipsIn(other));
  if (one === other) return true;
  return Math.abs(one.length - other.length) <= forgiven && distance(one, other) <= forgiven;
}

/** The parts of a word of which at least one is as it should be, whatever the slips that it forgives. */
function piecesOf(word: string): string[] {
  const count = slipsIn(word) + 1;
  const size = Math.floor(word.length / count);
  return Array.from({ length: count }, (_, index) =>
    word.slice(index * size, index === count - 1 ? undefined : (index + 1) * size),
  );
}
