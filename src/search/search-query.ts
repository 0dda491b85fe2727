import type { SearchTerms } from '../database/search-entries.js';
import { foldText } from './fold.js';

const longestText = 300;
const mostWords = 8;
const shortestSlip = 4;
const longestSlip = 24;

/** What was typed as it is searched for and written back, at most 300 characters; longer text is cut, never refused. */
export function searchedPart(typed: string): string {
  return [...typed.replace(/<(?:mailto|https?):[^<>|]*\|([^<>]*)>/g, '$1')]
    .slice(0, longestText)
    .join('')
    .trim();
}

/** What to look for in the register; null where nothing was typed that could be found. */
export function searchTerms(typed: string): SearchTerms | null {
  const whole = foldText(searchedPart(typed));
  const words = [...new Set(whole.split(' ').filter(Boolean))];
  if (words.length === 0) return null;
  // A letter by itself is in almost everything: it counts only where nothing else was typed.
  const telling = words.filter((word) => [...word].length > 1);
  const searched = (telling.length > 0 ? telling : words).slice(0, mostWords);
  return { whole, words: searched.map((word) => ({ word, slips: slipsOf(word) })) };
}

/**
 * What a person may have meant by a word in which one letter slipped: another letter in its place, one too many, one too
 * few, two that changed places. A dot stands for any letter.
 */
function slipsOf(word: string): string[] {
  const letters = [...word];
  // The number beside the one that was typed is another one.
  if (/^\p{N}+$/u.test(word)) return [];
  if (letters.length < shortestSlip || letters.length > longestSlip) return [];
  const joined = (end: number, middle: string, start: number) =>
    letters.slice(0, end).join('') + middle + letters.slice(start).join('');
  const meant = letters.flatMap((letter, at) => [
    joined(at, '.?', at + 1),
    ...(at === 0 ? [] : [joined(at, '.', at), joined(at - 1, letter + letters[at - 1], at + 1)]),
  ]);
  return [...new Set(meant)].filter((each) => each !== word);
}
