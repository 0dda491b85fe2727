import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../src/database/client.js';
import { databaseOfTwo } from '../database/sample-rows.js';

// Five thousand partners of which one in fifty is overdue, and ten thousand meetings over many years.
const fill = [
  `INSERT INTO "Partner" ("id", "workspaceId", "name", "searchText", "sortName", "createdById", "cadenceMonths", "meetAgainOn")
   SELECT gen_random_uuid(), 'T1', 'P' || i, '|p' || i || '|', 'p' || i, 'U1', 6,
     CASE WHEN i % 50 = 0 THEN date '2026-11-01' - i % 300 ELSE date '2027-01-01' + i % 300 END
   FROM generate_series(1, 5000) i`,
  `INSERT INTO "Meeting" ("id", "workspaceId", "kind", "heldOn", "nextOn", "notes", "createdById")
   SELECT gen_random_uuid(), 'T1', 'call', date '2000-01-01' + i, CASE WHEN i % 7 = 0 THEN date '2000-02-01' + i END, 'x', 'U1'
   FROM generate_series(1, 10000) i`,
];

let database: Database;

beforeAll(async () => {
  database = await databaseOfTwo();
  for (const sql of fill) await database.prisma.$executeRawUnsafe(sql);
  for (const table of ['Partner', 'Meeting']) {
    await database.prisma.$executeRawUnsafe(`VACUUM ANALYZE "${table}"`);
  }
}, 120_000);
afterAll(() => database.close());

it.each([
  [
    'silent partners',
    'Partner',
    `"cadenceMonths" IS NOT NULL AND "meetAgainOn" < date '2026-11-23' ORDER BY "meetAgainOn", "id" LIMIT 10`,
  ],
  [
    'the meetings of the week',
    'Meeting',
    `(("heldOn" > date '2026-11-16' AND "heldOn" <= date '2026-11-23') OR ("nextOn" >= date '2026-11-23' AND "nextOn" <= date '2026-11-30'))
     ORDER BY "nextOn" ASC NULLS LAST, "heldOn" DESC, "id" DESC LIMIT 10`,
  ],
])('%s are read by an index', async (_which, table, condition) => {
  const plan = z
    .array(z.object({ 'QUERY PLAN': z.string() }))
    .parse(
      await database.prisma.$queryRawUnsafe(
        `EXPLAIN SELECT * FROM "${table}" WHERE "workspaceId" = 'T1' AND ${condition}`,
      ),
    )
    .map((line) => line['QUERY PLAN'])
    .join('\n');
  expect(plan).toMatch(/Index Scan/);
  expect(plan).not.toMatch(/Seq Scan/);
});
