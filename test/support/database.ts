import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { env, pid } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { type Database, openDatabase, openPglite } from '../../src/database/client.js';
import { openInMemory } from '../../src/database/embedded.js';
import { applyMigrations, readMigrations } from '../../src/database/migrations.js';
import { pgliteSession } from '../../src/database/sql-session.js';

/** The PostgreSQL server to test on; without one, tests run on the embedded database. */
export const serverUrl = env['TEST_DATABASE_URL'] || undefined;

/**
 * A database with every table and no row, for this call alone: embedded in memory, or on the server. Closing one empties
 * it for the next call, which is much quicker than making another; `lasting: false` gives one that ends when it is
 * closed, as a database that went away.
 */
export async function freshDatabase({ lasting = true } = {}): Promise<Database> {
  if (!lasting) return serverUrl === undefined ? openEmbedded() : openOnServer(serverUrl);
  const database = idle.pop() ?? (await (serverUrl === undefined ? openEmbedded() : openOnServer(serverUrl)));
  return {
    ...database,
    close: async () => {
      await database.prisma.$executeRawUnsafe(removeEveryRow);
      idle.push(database);
    },
  };
}

const idle: Database[] = [];

// Truncating takes a new file for each table and index; rows that are few are deleted much quicker.
const removeEveryRow = `DO $$ DECLARE filled record; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR filled IN
    SELECT tablename AS name, pg_relation_size(quote_ident(tablename)::regclass) AS bytes
    FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
  LOOP
    IF filled.bytes > 262144 THEN EXECUTE format('TRUNCATE %I CASCADE', filled.name);
    ELSIF filled.bytes > 0 THEN EXECUTE format('DELETE FROM %I', filled.name);
    END IF;
  END LOOP;
END $$`;

let template: Promise<Blob> | undefined;

async function openEmbedded(): Promise<Database> {
  template ??= embeddedTemplate();
  return openPglite(await openInMemory(await template));
}

/** A dump of a migrated database, made once for each state of the migrations and shared by all test processes. */
async function embeddedTemplate(): Promise<Blob> {
  const folder = fileURLToPath(new URL('../../node_modules/.cache/partnership-desk/', import.meta.url));
  const path = `${folder}database-${await migrationsHash()}.tar`;
  const cached = await readFile(path).catch(() => undefined);
  if (cached !== undefined) return new Blob([cached]);

  const pglite = await openInMemory();
  await applyMigrations(pgliteSession(pglite), await readMigrations());
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  await mkdir(folder, { recursive: true });
  const older = (await readdir(folder)).filter((name) => /^database-\w+\.tar$/.test(name));
  await Promise.all(older.map((name) => rm(`${folder}${name}`, { force: true })));
  await writeFile(`${path}.${pid}`, Buffer.from(await dump.arrayBuffer()));
  await rename(`${path}.${pid}`, path);
  return dump;
}

async function migrationsHash(): Promise<string> {
  const require = createRequire(import.meta.url);
  const hash = createHash('sha256').update(await readFile(require.resolve('@electric-sql/pglite')));
  for (const { name, checksum } of await readMigrations()) hash.update(name).update(checksum);
  return hash.digest('hex').slice(0, 16);
}

async function openOnServer(server: string): Promise<Database> {
  const name = testDatabaseName();
  const source = await serverTemplate(server);
  await onServer(server, (client) => client.query(`CREATE DATABASE "${name}" TEMPLATE "${source}"`));
  const database = await openDatabase({ url: databaseUrl(server, name), dataDir: '' });
  return {
    ...database,
    close: async () => {
      await database.close();
      await onServer(server, (client) => client.query(`DROP DATABASE "${name}" WITH (FORCE)`));
    },
  };
}

/** What the names of all databases of one run of the tests begin with; `global-setup.ts` says which run this is. */
const ofThisRun = () => `desk_test_${env['TEST_RUN'] ?? ''}_`;

function testDatabaseName(): string {
  return ofThisRun() + randomUUID().replaceAll('-', '').slice(0, 16);
}

/** Removes from the server what this run of the tests made there and kept for its next test. */
export async function dropDatabasesOfThisRun(): Promise<void> {
  if (serverUrl === undefined) return;
  await onServer(serverUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [ofThisRun()],
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  });
}

let serverTemplateName: Promise<string> | undefined;

/** The name of a migrated database on the server, made once for each state of the migrations. */
function serverTemplate(server: string): Promise<string> {
  serverTemplateName ??= (async () => {
    const name = `desk_template_${await migrationsHash()}`;
    await onServer(server, async (client) => {
      // Other test processes want it at the same time.
      await client.query(`SELECT pg_advisory_lock(hashtext('${name}'))`);
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      if (rowCount !== 0) return;
      const unfinished = `${name}_new`;
      await client.query(`DROP DATABASE IF EXISTS "${unfinished}" WITH (FORCE)`);
      await client.query(`CREATE DATABASE "${unfinished}"`);
      const database = await openDatabase({ url: databaseUrl(server, unfinished), dataDir: '' });
      await database.close();
      await client.query(`ALTER DATABASE "${unfinished}" RENAME TO "${name}"`);
    });
    return name;
  })();
  return serverTemplateName;
}

/** Makes an empty database on the server, without tables; `drop` removes it with all connections. */
export async function emptyServerDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = testDatabaseName();
  await onServer(server, (client) => client.query(`CREATE DATABASE "${name}" TEMPLATE template0`));
  return {
    url: databaseUrl(server, name),
    drop: () => onServer(server, (client) => client.query(`DROP DATABASE "${name}" WITH (FORCE)`)),
  };
}

async function onServer(server: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
