import { writeList } from '../language/dates.js';
import type { Words } from '../language/words.js';
import { foldWord } from '../slack/command-text.js';
import type { DigestKind } from './digest-kind.js';

/** The kind that a word means, in either language, with or without accents, hyphens and the plural; or undefined. */
export function kindNamed(word: string, kinds: readonly DigestKind[]): DigestKind | undefined {
  const typed = bare(word);
  return kinds.find(({ name, aliases }) => [name, ...aliases].some((known) => bare(known) === typed));
}

function bare(word: string): string {
  return foldWord(word).replace(/[-_,]/g, '').replace(/s$/, '');
}

/** The word for a kind in a language. */
export function kindWord(kind: DigestKind, { language }: Words): string {
  return language === 'fr' ? (kind.aliases[0] ?? kind.name) : kind.name;
}

/** The kinds of these names as people write them: `renewals and followups`. Names that no kind has are left out. */
export function writeKinds(names: readonly string[], kinds: readonly DigestKind[], words: Words): string {
  const known = kinds.filter(({ name }) => names.includes(name));
  return writeList(
    known.map((kind) => kindWord(kind, words)),
    words.language,
  );
}
