import { foldWord } from '../slack/command-text.js';

/**
 * A text as it is compared and searched: no case, no accents, no punctuation, single spaces, and the Arabic letters that
 * are written one for the other as one. A text of nothing but signs is told apart by their code points. Holds no
 * character that means something to LIKE.
 */
export function foldText(text: string): string {
  const folded = foldWord(text)
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/\u0640/g, '')
    .replace(/\u0671/g, '\u0627')
    .replace(/[\u0649\u06CC]/g, '\u064A')
    .replace(/\u06A9/g, '\u0643')
    .replace(/\u0629/g, '\u0647')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (folded !== '') return folded;
  return [...text.trim()].map((sign) => `u${sign.codePointAt(0)?.toString(16)}`).join(' ');
}

/**
 * Texts in one to search in. Each stands between bars, so that a whole one can be matched, and a space is before each
 * word, so that the beginning of a word can.
 */
export function searchedText(texts: readonly (string | null | undefined)[]): string {
  const folded = new Set(texts.flatMap((text) => (text ? [foldText(text)] : [])).filter(Boolean));
  return `| ${[...folded].join(' | ')} |`;
}
