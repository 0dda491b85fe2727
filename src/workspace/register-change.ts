import { change, type Erasure, eraseImages } from '../database/change.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { Key } from '../language/words.js';
import type { Person, Request } from '../slack/context.js';

/** What can happen to the register; each is a sentence of the catalogues under `changes`. */
export type ChangeAction = Key extends infer Name
  ? Name extends `changes.${infer Action}`
    ? Action
    : never
  : never;

/**
 * What writing came to: the change and its result; the news that this very submission was written before; or that it
 * was called off, with nothing written.
 */
export type Changed<Result> =
  | { readonly state: 'done'; readonly changeId: string; readonly result: Result }
  | { readonly state: 'repeated'; readonly changeId: string; readonly subjectId: string | null }
  | { readonly state: 'called_off' };

/** Who writes, and where it was asked for. */
type Writer = Pick<Request, 'database' | 'surface' | 'now' | 'beforeWriting'> &
  Partial<Pick<Request, 'deliveryKey' | 'copies'>> & { readonly person: Pick<Person, 'id'> };

/** Whoever stands in the audit trail for what the app does by itself. */
export const theApp: Pick<Person, 'id'> = { id: 'app' };

class CalledOff extends Error {}

/**
 * Writes to the register in the name of the person who asks: one transaction, kept in the audit trail, undoable.
 * What was delivered before writes nothing: a form's submission by its `submissionKey`, a command or a button by the
 * request's own key. Null from `write` takes back all that it had written.
 */
export async function changeRegister<Result>(
  request: Writer,
  action: ChangeAction,
  write: (database: ScopedDatabase) => Promise<{ subjectId: string | null; result: Result } | null>,
  submissionKey: string | null = request.deliveryKey ? `${request.deliveryKey} ${action}` : null,
): Promise<Changed<Result>> {
  try {
    const changed = await change(
      request.database,
      {
        actorId: request.person.id,
        action,
        surface: request.surface,
        at: request.now,
        ...(submissionKey === null ? {} : { submissionKey }),
      },
      async (database) => {
        await request.beforeWriting?.(database);
        const written = await write(database);
        if (written === null) throw new CalledOff();
        return written;
      },
    );
    if (changed.state === 'done') request.copies?.changed(changed.touched, request.now);
    return changed;
  } catch (error) {
    if (error instanceof CalledOff) return { state: 'called_off' };
    throw error;
  }
}

/**
 * Erases something from the register and from its audit trail, which keeps only that it was done. It can't be taken back.
 * Null from `write` takes back all that it had written.
 */
export async function eraseFromRegister<Result>(
  request: Request,
  action: ChangeAction,
  write: (
    database: ScopedDatabase,
  ) => Promise<{ subjectId: string | null; result: Result; erasure: Erasure } | null>,
): Promise<Changed<Result>> {
  const about = { actorId: request.person.id, action, surface: request.surface, at: request.now };
  try {
    const erased = await eraseImages(request.database, about, async (database) => {
      const written = await write(database);
      if (written === null) throw new CalledOff();
      return written;
    });
    if (erased.state === 'done') request.copies.changed(erased.touched, request.now);
    return erased;
  } catch (error) {
    if (error instanceof CalledOff) return { state: 'called_off' };
    throw error;
  }
}
