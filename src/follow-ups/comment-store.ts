import type { ScopedDatabase } from '../database/scope.js';

/** What someone said of a follow-up. */
export interface Comment {
  readonly text: string;
  readonly authorId: string;
  readonly at: Date;
}

/** A comment with what it is about. */
export interface CommentOn extends Comment {
  readonly id: string;
  /** The follow-up's text. */
  readonly on: string;
}

/** Writes a comment down and gives its id. */
export async function addComment(
  database: ScopedDatabase,
  followUpId: string,
  comment: Comment,
): Promise<string> {
  const { id } = await database.followUpComment.create({
    data: { followUpId, ...comment },
    select: { id: true },
  });
  return id;
}

/** The comments of these ids, by id, each with what it is about. */
export async function readComments(
  database: ScopedDatabase,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CommentOn>> {
  const rows = await database.followUpComment.findMany({
    where: { id: { in: [...ids] } },
    include: { followUp: { select: { text: true } } },
  });
  return new Map(
    rows.map(({ id, text, authorId, at, followUp }) => [id, { id, text, authorId, at, on: followUp.text }]),
  );
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
