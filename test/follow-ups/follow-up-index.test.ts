import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { toDay } from '../../src/calendar/day.js';
import type { Database } from '../../src/database/client.js';
import { type FollowUpQuestion, linesStatement } from '../../src/database/follow-up-lines.js';
import { databaseOfTwo } from '../database/sample-rows.js';
import { serverUrl } from '../support/database.js';

// A server fills its tables quickly; the embedded database plans alike.
const rows = serverUrl === undefined ? 20_000 : 100_000;

// A hundred people of one workspace with as many follow-ups each: nine in ten are done. The others are about a partner, a lead
// and an agreement, and have a comment.
const id = (kind: number, i: string) =>
  `('00000000-0000-4000-800${kind}-' || lpad((${i})::text, 12, '0'))::uuid`;
const about = (kind: number) => `CASE WHEN i % 10 = 0 THEN ${id(kind, '1 + i / 10 % 2000')} END`;
const fill = [
  `INSERT INTO "Partner" ("id", "workspaceId", "name", "searchText", "createdById")
   SELECT ${id(1, 'i')}, 'T1', 'Partner ' || i, 'partner ' || i, 'U1' FROM generate_series(1, 2000) i`,
  `INSERT INTO "Lead" ("id", "workspaceId", "partnerId", "object", "stage", "stageSince", "ownerId", "createdById")
   SELECT ${id(2, 'i')}, 'T1', ${id(1, 'i')}, 'Lead', 'contacted', now(), 'U1', 'U1' FROM generate_series(1, 2000) i`,
  `INSERT INTO "Agreement" ("id", "workspaceId", "partnerId", "kind", "reference", "title", "termKind", "renewal", "ownerId", "createdById")
   SELECT ${id(3, 'i')}, 'T1', ${id(1, 'i')}, 'framework', 'C-' || i, 'Agreement', 'unknown', 'none', 'U1', 'U1'
   FROM generate_series(1, 2000) i`,
  `INSERT INTO "FollowUp" ("id", "workspaceId", "text", "assigneeId", "dueOn", "state", "origin", "createdById", "settledById", "settledAt",
     "partnerId", "leadId", "agreementId")
   SELECT ${id(4, 'i')}, 'T1', 'Task ' || i, 'U' || i % 100, date '2026-01-01' + i % 600,
     (ARRAY['open', 'waiting', 'done'])[CASE WHEN i % 10 > 0 THEN 3 WHEN i % 30 = 0 THEN 2 ELSE 1 END]::"FollowUpState",
     'form', 'U1', 'U1', now(), ${about(1)}, ${about(2)}, ${about(3)}
   FROM generate_series(1, ${rows}) i`,
  `INSERT INTO "FollowUpComment" ("id", "workspaceId", "followUpId", "text", "authorId", "at")
   SELECT gen_random_uuid(), 'T1', ${id(4, '10 * i')}, 'Done?', 'U1', now() FROM generate_series(1, ${rows} / 10) i`,
];

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
  for (const sql of [...fill, ...shown]) await database.prisma.$executeRawUnsafe(sql);
  await database.prisma.$executeRawUnsafe('VACUUM ANALYZE');
}, 120_000);
afterAll(() => database.close());

async function planOf(sql: string, values: readonly unknown[] = []): Promise<string> {
  return z
    .array(z.object({ 'QUERY PLAN': z.string() }))
    .parse(await database.prisma.$queryRawUnsafe(`EXPLAIN ${sql}`, ...values))
    .map((line) => line['QUERY PLAN'])
    .join('\n');
}

const unsettled = ['open', 'waiting'] as const;
const page = { take: 11, skip: 20 };

it.each<[string, FollowUpQuestion, { take: number; skip: number }?]>([
  ['one person’s', { assigneeIds: ['U10'], states: unsettled }, page],
  ['everybody’s', { states: unsettled }, page],
  ['due ones', { states: ['open'], dueUntil: toDay('2026-02-01') }, page],
  ['a partner’s', { states: unsettled, partnerId: nobody }, page],
  ['a few by their ids', { ids: [nobody] }],
])('%s are read by an index', async (_which, asked, part) => {
  const { sql, values } = linesStatement('T1', asked, part);
  expectIndexes(await planOf(sql, values));
});

it.each([
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
  expectIndexes(await planOf(`SELECT * FROM "${table}" WHERE "workspaceId" = 'T1' AND ${condition}`));
});

function expectIndexes(plan: string): void {
  expect(plan).toMatch(/Index (?:Only )?Scan/);
  // The few partners, leads and agreements may well be read whole.
  expect(plan).not.toMatch(/Seq Scan on "?(?:FollowUp|Shown)/);
}
