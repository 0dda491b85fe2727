import { z } from 'zod';

export const reviewKinds = ['mid_term', 'final'] as const;
export type ReviewKind = (typeof reviewKinds)[number];

export const mostCriteria = 10;
export const bestScore = 5;

const given = z.int().min(1).max(bestScore).nullable();
const score = z.object({ criterion: z.string(), ours: given, theirs: given });

/** What each side gave for one criterion, from 1 to 5; null where it gave nothing. */
export type Score = z.infer<typeof score>;

/** One of what the column `scores` holds. @throws where it is anything else. */
export function readScore(value: unknown): Score {
  return score.parse(value);
}

/** What the column `scores` holds. @throws where it holds anything else. */
export function readScores(column: unknown): Score[] {
  return z.array(score).parse(column);
}

/** The mean of what one side gave, to one decimal; null where it gave nothing. */
export function meanScore(given: readonly Score[], side: 'ours' | 'theirs'): number | null {
  const values = given.flatMap((score) => score[side] ?? []);
  if (values.length === 0) return null;
  return Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10) / 10;
}

/** The criteria that somebody typed, one a line, without bullets and doubles. */
export function readCriteria(typed: string): string[] {
  const lines = typed.split('\n').map((line) => line.replace(/^[\s\-•*–]+/, '').trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}
