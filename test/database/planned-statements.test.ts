import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openInMemory } from '../../src/database/embedded.js';
import { nameReads, planOnce } from '../../src/database/planned-statements.js';

let pglite: PGlite;
const written = new Set<string>();
beforeAll(async () => {
  pglite = await openInMemory();
  planOnce(pglite, written);
  await pglite.exec(
    `CREATE TABLE town (name text, people int); INSERT INTO town VALUES ('Fès', 3), ('Salé', 5)`,
  );
});
afterAll(() => pglite.close());

const planned = async () => {
  const { rows } = await pglite.query<{ statement: string; runs: number }>(
    `select statement, (generic_plans + custom_plans)::int as runs from pg_prepared_statements order by name`,
  );
  return rows;
};

test('a read is planned once and answers for each of its parameters', async () => {
  const read = 'SELECT name FROM town WHERE people > $1 ORDER BY name';
  expect((await pglite.query(read, [0])).rows).toEqual([{ name: 'Fès' }, { name: 'Salé' }]);
  expect((await pglite.query(read, [4])).rows).toEqual([{ name: 'Salé' }]);
  expect((await pglite.query(read, [null])).rows).toEqual([]);
  expect(await planned()).toEqual([{ statement: read, runs: 3 }]);
});

test('writes, and reads that tell their parameters’ types, are sent as they are', async () => {
  const before = await planned();
  await pglite.query('INSERT INTO town VALUES ($1, $2)', ['Taza', 1]);
  const told = await pglite.query('SELECT $1::text AS name', ['Taza'], { paramTypes: [25] });
  expect(told.rows).toEqual([{ name: 'Taza' }]);
  await pglite.query('DELETE FROM town WHERE name = $1', ['Taza']);
  expect(await planned()).toEqual(before);
});

test('a write that is known to come often is planned once too', async () => {
  const write = 'UPDATE town SET people = people + $2 WHERE name = $1 RETURNING people';
  written.add(write);
  for (const people of [10, 15]) {
    expect((await pglite.query(write, ['Salé', 5])).rows).toEqual([{ people }]);
  }
  await pglite.query(write, ['Salé', -10]);
  expect(await planned()).toContainEqual({ statement: write, runs: 3 });
});

test('what fails says why each time, and spoils nothing', async () => {
  for (const _again of [1, 2]) {
    await expect(pglite.query('SELECT nonsense FROM town')).rejects.toThrow(
      'column "nonsense" does not exist',
    );
    await expect(pglite.query('SELECT people / $1 FROM town', [0])).rejects.toThrow('division by zero');
    expect((await pglite.query('SELECT people / $1 AS n FROM town', [1])).rows).toHaveLength(2);
  }
});

test('a read that was planned in a transaction taken back still works', async () => {
  const read = 'SELECT count(*)::int AS n FROM town';
  await pglite.transaction(async (tx) => {
    await tx.query(`INSERT INTO town VALUES ('Oujda', 2)`);
    expect((await tx.query(read)).rows).toEqual([{ n: 3 }]);
    await tx.rollback();
  });
  expect((await pglite.query(read)).rows).toEqual([{ n: 2 }]);
});

test('a read follows the tables when they change', async () => {
  const read = 'SELECT name FROM town WHERE people = 3';
  await pglite.query(read);
  await pglite.exec('ALTER TABLE town ADD COLUMN country text; CREATE INDEX ON town (people)');
  expect((await pglite.query(read)).rows).toEqual([{ name: 'Fès' }]);
});

test('only so many reads get a name, and writes none', () => {
  const nameOf = nameReads();
  const names = Array.from({ length: 600 }, (_, i) => nameOf({ sql: `SELECT ${i}` }));
  expect(names.filter((name) => name !== '')).toHaveLength(500);
  expect(new Set(names).size).toBe(501);
  expect(nameOf({ sql: 'SELECT 0' })).toBe(names[0]);
  expect(nameOf({ sql: '\n  WITH big AS (SELECT 1) SELECT * FROM big' }), 'too late').toBe('');
  expect(nameReads()({ sql: '\n  WITH big AS (SELECT 1) SELECT * FROM big' })).not.toBe('');
  expect(nameOf({ sql: 'UPDATE town SET people = 0' })).toBe('');
});
