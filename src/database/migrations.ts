import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** One connection to a database: all that applying migrations needs. */
export type SqlSession = {
  /** Runs one or several statements without parameters. */
  run(sql: string): Promise<void>;
  rows(sql: string, values?: string[]): Promise<Record<string, unknown>[]>;
};

export type Migration = { name: string; sql: string; checksum: string };

/** A migration that cannot be applied, or a history that is not this program's; `migration` names it. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';

  constructor(
    readonly migration: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`Migration ${migration}: ${problem}`, options);
  }
}

/** Where this program keeps its migrations; true of the sources and of the built program. */
export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url));

// The number that Prisma's own tools lock, so that they and this program wait for each other.
const advisoryLock = 72707369;

// The table as Prisma's own tools create it, so that they recognise the history.
const historyTable = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                  VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"            VARCHAR(64) NOT NULL,
    "finished_at"         TIMESTAMPTZ,
    "migration_name"      VARCHAR(255) NOT NULL,
    "logs"                TEXT,
    "rolled_back_at"      TIMESTAMPTZ,
    "started_at"          TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`;

/** Reads the migrations of a folder, oldest first; each is a folder `<time>_<name>` with a migration.sql. */
export async function readMigrations(folder: string = migrationsFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(`${folder}/${name}/migration.sql`, 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing, one transaction a migration, while an advisory lock keeps other starters waiting.
 * Returns the names applied. Throws a MigrationError, with nothing of that migration left behind, when one fails,
 * was changed after it was applied, or is unknown to this program.
 */
export async function applyMigrations(session: SqlSession, migrations: Migration[]): Promise<string[]> {
  await session.run(`SELECT pg_advisory_lock(${advisoryLock})`);
  try {
    await session.run(historyTable);
    const pending = pendingOf(migrations, await readHistory(session));
    for (const migration of pending) await applyOne(session, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await session.run(`SELECT pg_advisory_unlock(${advisoryLock})`);
  }
}

type Applied = { name: string; checksum: string; finished: boolean };

async function readHistory(session: SqlSession): Promise<Applied[]> {
  const rows = await session.rows(
    `SELECT "migration_name", "checksum", "finished_at" IS NOT NULL AS "finished"
     FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "migration_name"`,
  );
  return rows.map((row) => ({
    name: String(row['migration_name']),
    checksum: String(row['checksum']),
    finished: row['finished'] === true,
  }));
}

function pendingOf(migrations: Migration[], history: Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const applied of history) {
    const file = known.get(applied.name);
    if (!applied.finished) {
      throw new MigrationError(applied.name, 'another tool began it and did not finish it');
    }
    if (file === undefined) {
      throw new MigrationError(applied.name, 'the database has it, this version of the program does not');
    }
    if (file.checksum !== applied.checksum) {
      throw new MigrationError(applied.name, 'its file was changed after it was applied');
    }
  }
  const done = new Set(history.map((applied) => applied.name));
  return migrations.filter((migration) => !done.has(migration.name));
}

async function applyOne(session: SqlSession, { name, sql, checksum }: Migration): Promise<void> {
  await session.run('BEGIN');
  try {
    await session.run(sql);
    await session.rows(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
       VALUES (gen_random_uuid()::text, $1, $2, clock_timestamp(), 1)`,
      [checksum, name],
    );
    await session.run('COMMIT');
  } catch (cause) {
    await session.run('ROLLBACK');
    throw new MigrationError(name, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
