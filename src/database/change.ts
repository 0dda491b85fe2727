import { z } from 'zod';
import { Prisma } from '../generated/prisma/client.js';
import { Recorder } from './recorder.js';
import { inRuns, parseRowImages, type Row, type RowImage, restore } from './row-images.js';
import { type Inside, inTransaction, type ScopedDatabase } from './scope.js';

/** Who changes something, what it is as a word the catalogues know, and where it was asked for. */
export type ChangeDescription = {
  actorId: string;
  action: string;
  surface: string;
  /** The same for every delivery of the same submission. */
  submissionKey?: string;
  at: Date;
};

export type ChangeOutcome<T> =
  /** `touched`: the ids of the rows that were written, of what the change is about, and of the people who look after it. */
  | { state: 'done'; changeId: string; result: T; touched: string[] }
  | { state: 'repeated'; changeId: string; subjectId: string | null };

export type UndoOutcome =
  | { state: 'undone'; action: string; subjectId: string | null; touched: string[] }
  | { state: 'too_late' | 'not_yours' | 'already_undone' | 'changed_since' | 'not_found' };

const undoAction = 'undone';

/**
 * Does one thing that one person asked for, in one transaction: every row that `write` touches through its database
 * is recorded, before and after, with who did it. A submission key that was used before makes it `repeated`, and
 * nothing is written. What `write` throws is thrown on, and nothing is left of it.
 */
export function change<T>(
  db: ScopedDatabase,
  about: ChangeDescription,
  write: (tx: ScopedDatabase) => Promise<{ subjectId: string | null; result: T }>,
): Promise<ChangeOutcome<T>> {
  const recorder = new Recorder();
  return inTransaction<ChangeOutcome<T>>(
    db,
    async (tx, inside) => {
      await waitForTurn(inside, tx.workspaceId);
      const earlier = await findBySubmission(tx, about.submissionKey);
      if (earlier !== null) {
        return { state: 'repeated', changeId: earlier.id, subjectId: earlier.subjectId };
      }
      recorder.begin(tx, inside);
      const { subjectId, result } = await write(tx);
      recorder.end();
      const changeId = await writeDown(inside, tx.workspaceId, {
        ...about,
        subjectId,
        rows: recorder.images,
      });
      return { state: 'done', changeId, result, touched: touchedBy(recorder.images, subjectId) };
    },
    recorder.observe,
  );
}

/**
 * Does what nobody asked for, for instance what follows from the passing of days: in one transaction, between the
 * changes that people make, and without a trail.
 */
export function betweenChanges<T>(db: ScopedDatabase, work: (tx: ScopedDatabase) => Promise<T>): Promise<T> {
  return inTransaction(db, async (tx, inside) => {
    await waitForTurn(inside, tx.workspaceId);
    return work(tx);
  });
}

/** What is to be gone from the trail of changes: which rows' images to look at, and how they are written anew. */
export type Erasure = {
  /** Images of these rows, and of rows that point to them by `partnerId` or `subjectId`. */
  rowIds: string[];
  /** The row without what is erased. */
  clean(model: Prisma.ModelName, row: Row): Row;
};

/**
 * Does one thing that cannot be taken back, since what it takes away is to be nowhere: `write` runs as in `change`, but
 * its own images are not kept, and those of all earlier changes are cleaned. The trail keeps who did it and when.
 */
export function eraseImages<T>(
  db: ScopedDatabase,
  about: ChangeDescription,
  write: (tx: ScopedDatabase) => Promise<{ subjectId: string | null; result: T; erasure: Erasure }>,
): Promise<ChangeOutcome<T>> {
  return inTransaction<ChangeOutcome<T>>(db, async (tx, inside) => {
    await waitForTurn(inside, tx.workspaceId);
    const earlier = await findBySubmission(tx, about.submissionKey);
    if (earlier !== null) return { state: 'repeated', changeId: earlier.id, subjectId: earlier.subjectId };
    const { subjectId, result, erasure } = await write(tx);
    await cleanImages(inside, tx.workspaceId, erasure);
    const changeId = await writeDown(inside, tx.workspaceId, { ...about, subjectId, rows: [] });
    return { state: 'done', changeId, result, touched: erasure.rowIds };
  });
}

async function cleanImages(inside: Inside, workspaceId: string, { rowIds, clean }: Erasure): Promise<void> {
  const found = await inside.$queryRawUnsafe<{ id: string; rows: unknown }[]>(
    `SELECT c."id", c."rows" FROM "Change" c WHERE c."workspaceId" = $1 AND EXISTS (
       SELECT 1 FROM jsonb_array_elements(c."rows") image, LATERAL (VALUES (image->'before'), (image->'after')) v(seen)
       WHERE ARRAY[seen->>'id', seen->>'partnerId', seen->>'subjectId'] && $2::text[])`,
    workspaceId,
    rowIds,
  );
  const cleaned = (model: Prisma.ModelName, row: Row | null) => (row === null ? null : clean(model, row));
  for (const { id, rows } of found) {
    const images = parseRowImages(rows).map(({ model, before, after }) => ({
      model,
      before: cleaned(model, before),
      after: cleaned(model, after),
    }));
    await inside.change.update({ where: { id }, data: { rows: images } });
  }
}

/**
 * Takes one change back, for the person who made it and for `within` minutes: all of its rows, or none when any of
 * them is no longer as the change left it, or later rows refer to it. It is itself recorded as a change. `settle` may
 * then write what follows from the rows that were put back, in the same transaction.
 */
export async function undo(
  db: ScopedDatabase,
  asked: { changeId: string; actorId: string; at: Date; within: number },
  settle?: (tx: ScopedDatabase, rows: readonly RowImage[]) => Promise<void>,
): Promise<UndoOutcome> {
  try {
    return await inTransaction<UndoOutcome>(db, async (tx, inside) => {
      await waitForTurn(inside, tx.workspaceId);
      const found = await tx.change.findUnique({ where: { id: asked.changeId } });
      if (found === null || found.action === undoAction) return { state: 'not_found' };
      if (found.actorId !== asked.actorId) return { state: 'not_yours' };
      if (found.undoneAt !== null) return { state: 'already_undone' };
      if (asked.at.getTime() - found.at.getTime() > asked.within * 60_000) return { state: 'too_late' };

      const rows: RowImage[] = [];
      for (const run of inRuns(parseRowImages(found.rows).reverse())) {
        if (!(await restore(inside, run))) throw new ChangedSince();
        rows.push(...run.map(({ model, before, after }) => ({ model, before: after, after: before })));
      }
      const { actorId, at } = asked;
      const { action, surface, subjectId } = found;
      await writeDown(inside, tx.workspaceId, { actorId, action: undoAction, surface, at, subjectId, rows });
      await inside.change.update({ where: { id: found.id }, data: { undoneAt: at } });
      await settle?.(tx, rows);
      return { state: 'undone', action, subjectId, touched: touchedBy(rows, subjectId) };
    });
  } catch (problem) {
    // The transaction is gone with all that it had put back.
    if (problem instanceof ChangedSince || isIntegrityError(problem)) return { state: 'changed_since' };
    throw problem;
  }
}

/** The last thing that a person changed and has not taken back; null when there is none. */
export async function latestChange(
  db: ScopedDatabase,
  actorId: string,
): Promise<{ changeId: string; action: string; subjectId: string | null; at: Date } | null> {
  const found = await db.change.findFirst({
    where: { actorId, undoneAt: null, action: { not: undoAction }, rows: { not: [] } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { id: true, action: true, subjectId: true, at: true },
  });
  if (found === null) return null;
  const { id: changeId, action, subjectId, at } = found;
  return { changeId, action, subjectId, at };
}

/** Whether a submission of this key was written before. */
export async function wasWritten(db: ScopedDatabase, submissionKey: string): Promise<boolean> {
  return (await findBySubmission(db, submissionKey)) !== null;
}

const columnsOfIds = ['id', 'ownerId', 'assigneeId'];

function touchedBy(images: readonly RowImage[], subjectId: string | null): string[] {
  const ids = images.flatMap(({ before, after }) =>
    [before, after].flatMap((row) =>
      columnsOfIds.flatMap((column) => z.string().safeParse(row?.[column]).data ?? []),
    ),
  );
  return [...new Set(subjectId === null ? ids : [subjectId, ...ids])];
}

class ChangedSince extends Error {}

// The changes of one workspace happen one after the other: so the images of a row follow each other without a gap, and
// a submission that is delivered twice at the same time finds itself.
async function waitForTurn(inside: Inside, workspaceId: string): Promise<void> {
  await inside.$executeRawUnsafe(
    'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
    `change in ${workspaceId}`,
  );
}

async function findBySubmission(tx: ScopedDatabase, submissionKey: string | undefined) {
  if (submissionKey === undefined) return null;
  return tx.change.findFirst({ where: { submissionKey }, select: { id: true, subjectId: true } });
}

type Trail = ChangeDescription & { subjectId: string | null; rows: RowImage[] };

async function writeDown(inside: Inside, workspaceId: string, trail: Trail): Promise<string> {
  const { id } = await inside.change.create({ data: { workspaceId, ...trail }, select: { id: true } });
  return id;
}

// SQLSTATE class 23: the database itself found a row that refers to, or stands in the place of, what was put back.
function isIntegrityError(problem: unknown): boolean {
  if (!(problem instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return JSON.stringify(problem.meta ?? {}).includes('"originalCode":"23');
}
