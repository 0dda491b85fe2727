import { z } from 'zod';
import { wordsOf } from '../language/words.js';
import { foldWord } from '../slack/command-text.js';

/** The fields of cooperation, as a university's national agreements name them. */
export const axes = ['research', 'cooperation', 'continuing_education', 'internships', 'events'] as const;
export type Axis = (typeof axes)[number];

const axisSchema = z.enum(axes);

/** The axes among stored words; words that are no axis (any more) are left out. */
export function axesOf(stored: readonly string[]): Axis[] {
  return stored.flatMap((word) => axisSchema.safeParse(word).data ?? []);
}

/** The axis that a person means by a word or its beginning, in either language, or null. */
export function axisNamed(typed: string): Axis | null {
  const wanted = foldWord(typed).replace(/[\s-]+/g, '_');
  if (wanted === '') return null;
  const named = axes.filter((axis) =>
    [axis, wordsOf.en.plain(`workspace.axis.${axis}`), wordsOf.fr.plain(`workspace.axis.${axis}`)]
      .map((name) => foldWord(name).replace(/[\s-]+/g, '_'))
      .some((name) => name.startsWith(wanted)),
  );
  return named[0] ?? null;
}
