import { Prisma, type PrismaClient } from '../generated/prisma/client.js';
import { confine } from './confine.js';

const reads = [
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
] as const;
type Read = (typeof reads)[number];

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
  const scoped = asScoped(new ConfinedClient(prisma, workspaceId));
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
  return prisma.$transaction((tx) => {
    const confined = asScoped(new ConfinedClient(tx, db.workspaceId, observer));
    sqlOf.set(confined, tx);
    return work(confined, {
      $queryRawUnsafe: tx.$queryRawUnsafe.bind(tx),
      $executeRawUnsafe: tx.$executeRawUnsafe.bind(tx),
      change: asTrail(confined.change),
    });
  });
}

// The scoped type says less than Prisma's of what a write may name, and that the workspace need not be named; the
// compiler cannot see that `confine` makes it so.
function asScoped(confined: object): ScopedDatabase {
  return confined as ScopedDatabase;
}

function asTrail(confined: object): Inside['change'] {
  return confined as Inside['change'];
}

const writes: readonly (keyof Writes<PrismaClient['workspace']>)[] = [
  'create',
  'createMany',
  'createManyAndReturn',
  'update',
  'updateMany',
  'updateManyAndReturn',
  'upsert',
  'delete',
  'deleteMany',
];

/**
 * A client whose every operation passes `confine`. Prisma's own extensions would do the same for each operation, but cost more
 * than a quarter of a read.
 */
class ConfinedClient {
  constructor(
    readonly prisma: Prisma.TransactionClient,
    readonly workspaceId: string,
    readonly observer?: WriteObserver,
  ) {}
}

for (const model of Object.values(Prisma.ModelName)) {
  const property = model.charAt(0).toLowerCase() + model.slice(1);
  Object.defineProperty(ConfinedClient.prototype, property, {
    get(this: ConfinedClient) {
      const value = new ConfinedModel(this, model, Reflect.get(this.prisma, property));
      Object.defineProperty(this, property, { value });
      return value;
    },
  });
}

type Arguments = Record<string, unknown>;
type Delegate = Readonly<Record<string, (args: Arguments) => Promise<unknown>>>;

class ConfinedModel {
  constructor(
    readonly client: ConfinedClient,
    readonly model: Prisma.ModelName,
    readonly delegate: Delegate,
  ) {}

  async run(operation: string, given: unknown): Promise<unknown> {
    const { client, model, delegate } = this;
    const { write, args } = confine(client.workspaceId, model, operation, given);
    const query = async (asked: Arguments) => delegate[operation]?.(asked);
    if (!write || client.observer === undefined) return query(args);
    return client.observer({ model, operation, args }, query);
  }
}

for (const operation of [...reads, ...writes]) {
  Object.defineProperty(ConfinedModel.prototype, operation, {
    value(this: ConfinedModel, args: unknown) {
      return this.run(operation, args);
    },
  });
}
