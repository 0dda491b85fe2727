import type { ScopedDatabase } from '../database/scope.js';

/** What someone said of a follow-up. */
export interface Comment {
  readonly text: string;
  readonly authorId: string;
  readonly at: Date;
}

/** Writes a comment down. */
export async function addComment(
  database: ScopedDatabase,
  followUpId: string,
  comment: Comment,
): Promise<void> {
  await database.followUpComment.create({ data: { followUpId, ...comment } });
}

/** The latest comments of a follow-up, in the order in which they were made. */
export async function latestComments(
  database: ScopedDatabase,
  followUpId: string,
  take: number,
): Promise<Comment[]> {
  const rows = await database.followUpComment.findMany({
    where: { followUpId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take,
  });
  return rows.reverse().map(({ text, authorId, at }) => ({ text, authorId, at }));
}
