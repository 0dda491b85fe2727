import type { ScopedDatabase } from '../database/scope.js';

/** What someone said of a follow-up. */
export interface Comment {
  readonly text: string;
  readonly authorId: string;
  readonly at: Date;
}

/** A comment that was written down. */
export interface Said extends Comment {
  readonly id: string;
}

/** A comment with what it is about. */
export interface CommentOn extends Said {
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
): Promise<Said[]> {
  const rows = await database.followUpComment.findMany({
    where: { followUpId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take,
  });
  return rows.reverse().map(({ id, text, authorId, at }) => ({ id, text, authorId, at }));
}

/** What a person said last of a follow-up; null where they said nothing. */
export async function latestComment(
  database: ScopedDatabase,
  followUpId: string,
  authorId: string,
): Promise<Said | null> {
  const found = await database.followUpComment.findFirst({
    where: { followUpId, authorId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
  return found && { id: found.id, text: found.text, authorId, at: found.at };
}

/** Puts a comment in other words. */
export async function rewriteComment(database: ScopedDatabase, id: string, text: string): Promise<void> {
  await database.followUpComment.updateMany({ where: { id }, data: { text } });
}
