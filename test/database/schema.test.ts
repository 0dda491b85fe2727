import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differenceFromSchema } from '../../scripts/new-migration.js';
import type { Database } from '../../src/database/client.js';
import { readMigrations } from '../../src/database/migrations.js';
import { models } from '../../src/database/models.js';
import { Prisma } from '../../src/generated/prisma/client.js';
import { freshDatabase } from '../support/database.js';

const schemaFile = new URL('../../prisma/schema.prisma', import.meta.url);

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

test('the migrations make what the schema says', { timeout: 120_000 }, async () => {
  const schema = await readFile(schemaFile, 'utf8');
  const migrations = await readMigrations();
  expect(await differenceFromSchema(schema, migrations)).toBe('');

  const more = schema.replace('model Partner {', 'model Partner {\n  logo String?');
  expect(await differenceFromSchema(more, migrations)).toContain('ALTER TABLE "Partner" ADD COLUMN');
});

// PostgreSQL's catalogue types its names in a way that Prisma cannot read, hence ::text.
const rulesOfReferences = `
  SELECT c.conrelid::regclass::text AS "from", c.confrelid::regclass::text AS "to", c.confdeltype::text AS "onDelete",
    ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)) AS "columns"
  FROM pg_constraint c WHERE c.contype = 'f'`;
type Reference = { from: string; to: string; onDelete: string; columns: string[] };

test('every reference between rows carries the workspace', async () => {
  const references = await database.prisma.$queryRawUnsafe<Reference[]>(rulesOfReferences);
  expect(references.length).toBeGreaterThan(10);
  expect(references.filter(({ columns }) => !columns.includes('workspaceId'))).toEqual([]);
});

test('what the database deletes along with a row is what models.ts says', async () => {
  const references = await database.prisma.$queryRawUnsafe<Reference[]>(rulesOfReferences);
  const along = references.filter(({ onDelete }) => onDelete !== 'r' && onDelete !== 'a');
  const unquoted = (name: string) => name.replaceAll('"', '');
  const inDatabase = along.map(({ from, to, columns }) => ({
    from: unquoted(from),
    to: unquoted(to),
    column: columns.find((column) => column !== 'workspaceId'),
  }));
  const inModels = Object.entries(models).flatMap(([to, { cascades = [] }]) =>
    cascades.map(({ model, column }) => ({ from: model, to, column })),
  );
  const sorted = (list: object[]) => list.map((each) => JSON.stringify(each)).sort();
  expect(sorted(inModels)).toEqual(sorted(inDatabase));
});

test('each model’s key is its primary key, and it has a workspace', async () => {
  const keys = await database.prisma.$queryRawUnsafe<{ table: string; columns: string[] }[]>(
    `SELECT c.relname::text AS "table",
       ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey)) AS "columns"
     FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
     WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations'`,
  );
  const tables = Object.values(Prisma.ModelName);
  expect(keys.map(({ table }) => table).sort()).toEqual(tables.sort());
  for (const name of tables) {
    const primary = keys.find(({ table }) => table === name);
    expect([...(primary?.columns ?? [])].sort()).toEqual([...models[name].key].sort());
    expect(models[name].columns).toHaveProperty(name === 'Workspace' ? 'id' : 'workspaceId');
  }
});
