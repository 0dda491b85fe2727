import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { env, pid } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { type Database, openDatabase, openPglite } from '../../src/database/client.js';
import { openInMemory } from '../../src/database/embedded.js';
import { applyMigrations, readMigrations } from '../../src/database/migrations.js';
import { pgliteSession } from '../../src/database/sql-session.js';

/** The PostgreSQL server to test on; without one, tests run on the embedded database. */
export const serverUrl = env['TEST_DATABASE_URL'] || undefined;

/**
 * A database with every table and no row, for this call alone: embedded in memory, or on the server. Closing an embedded
 * one empties it for the next call, which is much quicker than starting another; `lasting: false` gives one that ends
 * when it is closed, as a database that went away.
 */
export function freshDatabase({ lasting = true } = {}): Promise<Database> {
  return serverUrl === undefined ? freshEmbedded(lasting) : freshOnServer(serverUrl);
}

let template: Promise<Blob> | undefined;
const idle: PGlite[] = [];

async function freshEmbedded(lasting: boolean): Promise<Database> {
  template ??= embeddedTemplate();
  const pglite = (lasting ? idle.pop() : undefined) ?? (await openInMemory(await template));
  const database = await openPglite(pglite);
  if (!lasting) return database;
  return {
    ...database,
    close: async () => {
      await database.prisma.$disconnect();
      await pglite.exec(emptyEveryTable);
      idle.push(pglite);
    },
  };
}

const emptyEveryTable = `DO $$ BEGIN
  EXECUTE (
    SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' CASCADE' FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
  );
END $$`;

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

async function freshOnServer(server: string): Promise<Database> {
  const name = `desk_test_${randomUUID().replaceAll('-', '')}`;
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
  const name = `desk_test_${randomUUID().replaceAll('-', '')}`;
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
