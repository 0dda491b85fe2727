import type { Prisma, PrismaClient } from '../generated/prisma/client.js';
import { confine } from './confine.js';

type Read =
  | 'findUnique'
  | 'findUniqueOrThrow'
  | 'findFirst'
  | 'findFirstOrThrow'
  | 'findMany'
  | 'count'
  | 'aggregate'
  | 'groupBy';

type ModelProperty = Prisma.TypeMap['meta']['modelProps'];
type Where<D> = NonNullable<Prisma.Args<D, 'findFirst'>['where']>;
type UniqueWhere<D> = Prisma.Args<D, 'findUnique'>['where'];
type Select<D> = NonNullable<Prisma.Args<D, 'findFirst'>['select']>;
type Whole = Record<never, never>;
/** A row as it is created: its own columns only, the workspace added by the scope. */
type NewRow<D> = Omit<Exclude<Prisma.Args<D, 'createMany'>['data'], readonly unknown[]>, 'workspaceId'>;
type RowChange<D> = Omit<Prisma.Args<D, 'updateMany'>['data'], 'workspaceId'>;
type Row<D, Shape> = Prisma.Result<D, Shape, 'create'>;

type Writes<D> = {
  create<S extends Select<D>>(args: { data: NewRow<D>; select: S }): Promise<Row<D, { select: S }>>;
  create(args: { data: NewRow<D> }): Promise<Row<D, Whole>>;
  createMany(args: { data: NewRow<D>[]; skipDuplicates?: boolean }): Promise<{ count: number }>;
  createManyAndReturn(args: { data: NewRow<D>[]; skipDuplicates?: boolean }): Promise<Row<D, Whole>[]>;
  update<S extends Select<D>>(args: {
    where: UniqueWhere<D>;
    data: RowChange<D>;
    select: S;
  }): Promise<Row<D, { select: S }>>;
  update(args: { where: UniqueWhere<D>; data: RowChange<D> }): Promise<Row<D, Whole>>;
  updateMany(args: { where?: Where<D>; data: RowChange<D> }): Promise<{ count: number }>;
  updateManyAndReturn(args: { where?: Where<D>; data: RowChange<D> }): Promise<Row<D, Whole>[]>;
  upsert(args: { where: UniqueWhere<D>; create: NewRow<D>; update: RowChange<D> }): Promise<Row<D, Whole>>;
  delete(args: { where: UniqueWhere<D> }): Promise<Row<D, Whole>>;
  deleteMany(args?: { where?: Where<D> }): Promise<{ count: number }>;
};

/**
 * The database as one workspace sees it: every operation is confined to its rows. Rows are written one table at a
 * time, by their own columns; the trail of changes is written by `change` only.
 */
export type ScopedDatabase = {
  readonly workspaceId: string;
} & {
  readonly [M in Exclude<ModelProperty, 'change'>]: Pick<PrismaClient[M], Read> & Writes<PrismaClient[M]>;
} & { readonly change: Pick<PrismaClient['change'], Read> };

/** SQL for this folder's own use. The session's time zone is UTC. */
export type RawSql = Pick<PrismaClient, '$queryRawUnsafe' | '$executeRawUnsafe'>;

/** What only this folder can do inside a transaction: SQL, and the trail of changes. */
export type Inside = RawSql & { change: Pick<PrismaClient['change'], 'create' | 'update'> };

/** Called for every confined write, in its transaction: runs it with `query`, and returns what it returns. */
export type WriteObserver = (
  write: { model: Prisma.ModelName; operation: string; args: Record<string, unknown> },
  query: (args: Record<string, unknown>) => Promise<unknown>,
) => Promise<unknown>;

const unscoped = new WeakMap<ScopedDatabase, PrismaClient>();
const sqlOf = new WeakMap<ScopedDatabase, RawSql>();

/** Confines a client to one workspace. */
export function scope(prisma: PrismaClient, workspaceId: string): ScopedDatabase {
  const scoped = asScoped(extend(prisma, workspaceId));
  unscoped.set(scoped, prisma);
  sqlOf.set(scoped, prisma);
  return scoped;
}

/** SQL that reads, for this folder's own use: in the same transaction where the database is the inside of one. */
export function rawSql(db: ScopedDatabase): RawSql {
  const sql = sqlOf.get(db);
  if (sql === undefined) throw new Error('This database was not made by scope');
  return sql;
}

/**
 * Runs `work` in one transaction, with the scoped database inside it. Every write passes the observer, if any.
 * Throws when `db` is itself the inside of a transaction.
 */
export async function inTransaction<T>(
  db: ScopedDatabase,
  work: (tx: ScopedDatabase, inside: Inside) => Promise<T>,
  observer?: WriteObserver,
): Promise<T> {
  const prisma = unscoped.get(db);
  if (prisma === undefined) throw new Error('A transaction cannot begin inside another one');
  return extend(prisma, db.workspaceId, observer).$transaction((tx) => {
    const [inner, inside] = [asScoped(tx), asInside(tx)];
    sqlOf.set(inner, inside);
    return work(inner, inside);
  });
}

// The scoped type says less than Prisma's of what a write may name, and that the workspace need not be named; the
// compiler cannot see that `confine` makes it so.
function asScoped(confined: object): ScopedDatabase {
  return confined as ScopedDatabase;
}

function asInside(transaction: object): Inside {
  return transaction as Inside;
}

function extend(prisma: PrismaClient, workspaceId: string, observer?: WriteObserver) {
  return prisma.$extends({
    client: { workspaceId },
    query: {
      $allModels: {
        $allOperations({ model, operation, args, query }) {
          const { write, args: confined } = confine(workspaceId, model, operation, args);
          if (!write || observer === undefined) return query(confined);
          return observer({ model, operation, args: confined }, query);
        },
      },
    },
  });
}
