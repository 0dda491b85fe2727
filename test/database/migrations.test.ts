import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openInMemory } from '../../src/database/embedded.js';
import {
  applyMigrations,
  type Migration,
  MigrationError,
  readMigrations,
  type SqlSession,
} from '../../src/database/migrations.js';
import { pgliteSession, postgresSession } from '../../src/database/sql-session.js';
import { emptyServerDatabase, serverUrl } from '../support/database.js';

const migration = (name: string, sql: string): Migration => ({
  name,
  sql,
  checksum: createHash('sha256').update(sql).digest('hex'),
});
const first = migration('1_first', 'CREATE TABLE "first" ("id" int); INSERT INTO "first" VALUES (1);');
const second = migration(
  '2_second',
  `DO $$ BEGIN EXECUTE 'CREATE TABLE "second" ("id" int)'; END $$; ALTER TABLE "first" ADD "more" text;`,
);
const failing = migration('3_failing', 'CREATE TABLE "half" ("id" int); INSERT INTO "nowhere" VALUES (1);');

let session: SqlSession;
let connect: () => Promise<SqlSession>;
let dispose: () => Promise<void>;

let empty: Blob;
beforeAll(async () => {
  const pglite = await openInMemory();
  empty = await pglite.dumpDataDir('none');
  await pglite.close();
});

beforeEach(async () => {
  if (serverUrl === undefined) {
    const pglite = await openInMemory(empty);
    session = pgliteSession(pglite);
    connect = async () => session;
    dispose = () => pglite.close();
    return;
  }
  const { url, drop } = await emptyServerDatabase(serverUrl);
  const clients: Client[] = [];
  connect = async () => {
    const client = new Client({ connectionString: url });
    clients.push(client);
    await client.connect();
    return postgresSession(client);
  };
  session = await connect();
  dispose = async () => {
    for (const client of clients) await client.end();
    await drop();
  };
});

afterEach(() => dispose());

async function tables(): Promise<unknown[]> {
  const rows = await session.rows(
    `SELECT "table_name" FROM information_schema.tables WHERE "table_schema" = 'public' ORDER BY 1`,
  );
  return rows.map((row) => row['table_name']);
}

test('what is missing is applied, in order and once', async () => {
  expect(await applyMigrations(session, [first])).toEqual(['1_first']);
  expect(await applyMigrations(session, [first, second])).toEqual(['2_second']);
  expect(await applyMigrations(session, [first, second])).toEqual([]);
  expect(await tables()).toEqual(['_prisma_migrations', 'first', 'second']);
});

test('the history is written as Prisma writes it', async () => {
  const [real] = await readMigrations();
  if (real === undefined) throw new Error('no migration');
  expect(real.checksum).toMatch(/^[0-9a-f]{64}$/);
  await applyMigrations(session, [real]);
  const history = await session.rows(
    `SELECT "migration_name", "checksum", "applied_steps_count", "finished_at" >= "started_at" AS "finished",
     "rolled_back_at", "logs", length("id") AS "id_length" FROM "_prisma_migrations"`,
  );
  expect(history).toEqual([
    {
      migration_name: real.name,
      checksum: real.checksum,
      applied_steps_count: 1,
      finished: true,
      rolled_back_at: null,
      logs: null,
      id_length: 36,
    },
  ]);
});

test('a failing one leaves nothing behind, is named, and can be repaired', async () => {
  const attempt = applyMigrations(session, [first, failing]);
  await expect(attempt).rejects.toThrow(/^Migration 3_failing: .*nowhere/);
  await expect(attempt).rejects.toMatchObject({ migration: '3_failing' });
  expect(await tables()).toEqual(['_prisma_migrations', 'first']);
  const repaired = migration('3_failing', 'CREATE TABLE "half" ("id" int);');
  expect(await applyMigrations(session, [first, repaired])).toEqual(['3_failing']);
});

describe('a history that is not the files’ is refused', () => {
  test('a file changed after it was applied', async () => {
    await applyMigrations(session, [first]);
    const changed = { ...first, checksum: 'other' };
    const attempt = applyMigrations(session, [changed, second]);
    await expect(attempt).rejects.toThrow('Migration 1_first: its file was changed after it was applied');
    expect(await tables()).toEqual(['_prisma_migrations', 'first']);
  });

  test('a migration that only the database knows', async () => {
    await applyMigrations(session, [first, second]);
    await expect(applyMigrations(session, [first])).rejects.toThrow(MigrationError);
  });

  test('a migration that another tool left half done', async () => {
    await applyMigrations(session, [first]);
    await session.run('UPDATE "_prisma_migrations" SET "finished_at" = NULL');
    await expect(applyMigrations(session, [first])).rejects.toThrow(MigrationError);
    await session.run('UPDATE "_prisma_migrations" SET "rolled_back_at" = now()');
    const again = migration('1_first', 'SELECT 1');
    expect(await applyMigrations(session, [again])).toEqual(['1_first']);
  });
});

// The embedded database has one session, and its folder one process.
test.runIf(serverUrl !== undefined)('several replicas that start together apply each once', async () => {
  const slow = migration('0_slow', 'SELECT pg_sleep(0.2); CREATE TABLE "slow" ("id" int);');
  const replicas = await Promise.all([connect(), connect(), connect(), connect()]);
  const applied = await Promise.all(replicas.map((each) => applyMigrations(each, [slow, first, second])));
  expect(applied.flat().sort()).toEqual(['0_slow', '1_first', '2_second']);
});
