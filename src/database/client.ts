import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import { Client, Pool } from 'pg';
import type { Logger } from 'pino';
import { PrismaClient } from '../generated/prisma/client.js';
import { openEmbedded } from './embedded.js';
import { embeddedAdapter } from './embedded-adapter.js';
import { lockFolder } from './folder-lock.js';
import { applyMigrations, readMigrations, type SqlSession } from './migrations.js';
import { nameReads, nameStatements, planOnce } from './planned-statements.js';
import { type ScopedDatabase, scope } from './scope.js';
import { pgliteSession, postgresSession } from './sql-session.js';

export type Database = {
  kind: 'postgresql' | 'embedded';
  /** Not confined to a workspace: for this folder, and for claiming digests. */
  prisma: PrismaClient;
  scoped(workspaceId: string): ScopedDatabase;
  /**
   * Runs a statement past Prisma, not confined to a workspace either: for what a tick does for each of hundreds of digests.
   * Its text is always the same. What it gives is as the drivers have it, so no days and no decimals.
   */
  sql<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  /** Cleans up and measures the tables, which a PostgreSQL server does by itself; after bulk loads, and now and then. */
  vacuum(): Promise<void>;
  close(): Promise<void>;
};

type Log = Pick<Logger, 'info'>;

const poolSize = 10;

// In milliseconds. A person waits three seconds for a form's answer at most; a bulk load may take longer.
const transactionLimits = { maxWait: 5_000, timeout: 15_000 };

/**
 * Opens the database and applies its migrations: the PostgreSQL server at `url`, or else the embedded one under
 * `dataDir`, which only one process can have open. Throws FolderLockedError, MigrationError, or what the server says.
 */
export async function openDatabase(
  where: { url?: string | undefined; dataDir: string },
  log?: Log,
): Promise<Database> {
  if (where.url !== undefined) return openPostgres(where.url, log);

  await mkdir(where.dataDir, { recursive: true });
  const lock = await lockFolder(where.dataDir);
  try {
    const pglite = await openEmbedded(join(where.dataDir, 'database'));
    return await openPglite(pglite, lock.release, log);
  } catch (problem) {
    await lock.release();
    throw problem;
  }
}

/** Opens a database over a PGlite that runs, and applies its migrations; `closed` is called at the end. */
export async function openPglite(
  pglite: PGlite,
  closed: () => Promise<void> = async () => undefined,
  log?: Log,
): Promise<Database> {
  try {
    await migrate(pgliteSession(pglite), log);
  } catch (problem) {
    await pglite.close();
    throw problem;
  }
  const written = new Set<string>();
  planOnce(pglite, written);
  const prisma = new PrismaClient({
    adapter: embeddedAdapter(pglite),
    transactionOptions: transactionLimits,
  });
  return {
    kind: 'embedded',
    ...over(prisma),
    sql: async <Row extends object>(text: string, values: readonly unknown[]) => {
      written.add(text);
      return (await pglite.query<Row>(text, [...values])).rows;
    },
    vacuum: async () => {
      await pglite.exec('VACUUM ANALYZE');
    },
    close: async () => {
      await prisma.$disconnect();
      await pglite.close();
      await closed();
    },
  };
}

async function openPostgres(url: string, log?: Log): Promise<Database> {
  const connectionString = inUtc(url);
  const client = new Client({ connectionString });
  // The query under way fails with the same error; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await migrate(postgresSession(client), log);
  } finally {
    await client.end();
  }
  const pool = new Pool({ connectionString, max: poolSize });
  // What a connection at rest runs into is met again by whoever needs it.
  pool.on('error', () => undefined);
  const adapter = new PrismaPg(pool, { statementNameGenerator: nameReads() });
  const prisma = new PrismaClient({ adapter, transactionOptions: transactionLimits });
  const nameOf = nameStatements('sql');
  return {
    kind: 'postgresql',
    ...over(prisma),
    sql: async <Row extends object>(text: string, values: readonly unknown[]) =>
      (await pool.query<Row>({ name: nameOf(text), text, values: [...values] })).rows,
    vacuum: async () => undefined,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

// Prisma's adapter writes and reads instants as UTC, whatever zone the session is in: so it must be UTC.
function inUtc(url: string): string {
  const utc = new URL(url);
  const options = utc.searchParams.get('options') ?? '';
  utc.searchParams.set('options', `${options} -c TimeZone=UTC`.trim());
  return utc.href;
}

async function migrate(session: SqlSession, log?: Log): Promise<void> {
  for (const migration of await applyMigrations(session, await readMigrations())) {
    log?.info({ migration }, 'Migration applied');
  }
}

function over(prisma: PrismaClient): Pick<Database, 'prisma' | 'scoped' | 'ping'> {
  const scopes = new Map<string, ScopedDatabase>();
  return {
    prisma,
    scoped(workspaceId) {
      const known = scopes.get(workspaceId) ?? scope(prisma, workspaceId);
      scopes.set(workspaceId, known);
      return known;
    },
    async ping() {
      await prisma.$executeRawUnsafe('SELECT 1');
    },
  };
}
