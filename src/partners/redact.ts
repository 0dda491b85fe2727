import { foldWord } from '../slack/command-text.js';

/** What tells who someone is, as texts may name them; empty texts name nobody. */
export interface Identifying {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/**
 * A text with other words in the place of every mention of someone: the whole name, accents and case optional, the
 * address for mail, the telephone number however it is spaced. The very same text where there is none.
 */
export function redact(text: string, { name, email, phone }: Identifying, instead: string): string {
  const wholeName = name.trim().split(/\s+/).map(foldWord).map(escaped).join('\\s+');
  const digits = (phone ?? '').replace(/\D/g, '');
  const patterns = [
    wholeName,
    escaped(foldWord(email ?? '')),
    digits.length < 6 ? '' : `\\+?${[...digits].join('[\\s().\\-/]*')}`,
  ].filter((pattern) => pattern !== '');
  if (patterns.length === 0) return text;
  const mention = new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  const { folded, starts } = foldedWithPlaces(text);
  let result = '';
  let copied = 0;
  for (const match of folded.matchAll(mention)) {
    result += text.slice(copied, starts[match.index]) + instead;
    copied = starts[match.index + match[0].length] ?? text.length;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

/** The folded text, and where in the text each of its units began. */
function foldedWithPlaces(text: string): { folded: string; starts: number[] } {
  let folded = '';
  const starts: number[] = [];
  let place = 0;
  for (const character of text) {
    for (const unit of foldWord(character).split('')) {
      folded += unit;
      starts.push(place);
    }
    place += character.length;
  }
  return { folded, starts: [...starts, text.length] };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
