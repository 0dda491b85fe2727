import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../src/database/client.js';
import { databaseOfTwo } from '../database/sample-rows.js';

// A hundred people of one workspace, two hundred follow-ups each: nine in ten are done.
const fill = `
  INSERT INTO "FollowUp" ("id", "workspaceId", "text", "assigneeId", "dueOn", "state", "origin", "createdById", "settledById", "settledAt")
  SELECT gen_random_uuid(), 'T1', 'Task ' || i, 'U' || i % 100, date '2026-01-01' + i % 600,
    (ARRAY['open', 'waiting', 'done'])[CASE WHEN i % 10 > 0 THEN 3 WHEN i % 30 = 0 THEN 2 ELSE 1 END]::"FollowUpState",
    'form', 'U1', 'U1', now()
  FROM generate_series(1, 20000) i`;

// Half a year of ten messages a day with five items each; none of the old ones is forgotten yet.
const shown = [
  `INSERT INTO "ShownMessage" ("workspaceId", "channelId", "messageTs", "text", "blocks", "postedAt", "refreshAt")
   SELECT 'T1', 'C' || i % 20, i::text, 'News', '[]', now() - i * interval '2 hours', CASE WHEN i % 500 = 0 THEN now() END
   FROM generate_series(1, 2000) i`,
  `INSERT INTO "ShownItem" ("workspaceId", "channelId", "messageTs", "kind", "itemId", "postedAt")
   SELECT 'T1', 'C' || i / 5 % 20, (i / 5)::text, 'follow-up', gen_random_uuid(), now() - i / 5 * interval '2 hours'
   FROM generate_series(1, 10000) i`,
];

const nobody = '00000000-0000-4000-8000-000000000001';
let database: Database;

beforeAll(async () => {
  database = await databaseOfTwo();
  await database.prisma.$executeRawUnsafe(fill);
  for (const sql of shown) await database.prisma.$executeRawUnsafe(sql);
  for (const table of ['FollowUp', 'ShownItem', 'ShownMessage']) {
    await database.prisma.$executeRawUnsafe(`VACUUM ANALYZE "${table}"`);
  }
}, 120_000);
afterAll(() => database.close());

async function planOf(sql: string): Promise<string> {
  return z
    .array(z.object({ 'QUERY PLAN': z.string() }))
    .parse(await database.prisma.$queryRawUnsafe(`EXPLAIN ${sql}`))
    .map((line) => line['QUERY PLAN'])
    .join('\n');
}

const page = `ORDER BY "state" ASC, "dueOn" ASC NULLS LAST, "id" ASC LIMIT 11`;

it.each([
  ['one person’s', 'FollowUp', `"assigneeId" = 'U10' AND "state" IN ('open', 'waiting') ${page}`],
  ['everybody’s', 'FollowUp', `"state" IN ('open', 'waiting') ${page}`],
  [
    'due ones',
    'FollowUp',
    `"state" = 'open' AND "dueOn" <= date '2026-02-01' ORDER BY "dueOn", "id" LIMIT 20`,
  ],
  [
    'long overdue ones',
    'FollowUp',
    `"state" = 'open' AND "dueOn" <= date '2026-02-01' AND "escalatedAt" IS NULL AND ("escalatingAt" IS NULL OR "escalatingAt" <= now()) ORDER BY "dueOn", "id" LIMIT 60`,
  ],
  ['a lead’s', 'FollowUp', `"leadId" = '${nobody}'`],
  ['an agreement’s', 'FollowUp', `"agreementId" = '${nobody}'`],
  ['the messages that show one', 'ShownItem', `"itemId" IN ('${nobody}')`],
  ['old ones in messages', 'ShownItem', `"postedAt" < now() - interval '160 days'`],
  [
    'messages to be brought up to date',
    'ShownMessage',
    `"refreshAt" <= now() ORDER BY "refreshAt" LIMIT 100`,
  ],
])('%s are read by an index', async (_which, table, condition) => {
  const plan = await planOf(`SELECT * FROM "${table}" WHERE "workspaceId" = 'T1' AND ${condition}`);
  expect(plan).toMatch(/Index (?:Only )?Scan/);
  expect(plan).not.toMatch(/Seq Scan/);
});
