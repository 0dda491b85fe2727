import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../src/database/client.js';
import { claimStatement, dueStatement, endedLeaseStatement } from '../../src/digests/claim-store.js';
import { databaseOfTwo } from '../database/sample-rows.js';

// 10,000 subscriptions of which 200 are due, and 100,000 runs of which 100 are held.
const fill = [
  `INSERT INTO "Subscription" ("id", "workspaceId", "channelId", "kinds", "filters", "schedule", "timeZone", "language", "ownerId", "nextRunAt")
  SELECT gen_random_uuid(), CASE WHEN i % 10 = 0 THEN 'T2' ELSE 'T1' END, 'C' || i, '{renewals}', '{}',
    '{"every": "day", "time": "09:00"}', 'UTC', 'en', 'U1',
    timestamptz '2026-11-23 08:00Z' + (i - 200) * interval '1 minute'
  FROM generate_series(1, 10000) i`,
  `INSERT INTO "DigestRun" ("id", "workspaceId", "subscriptionId", "scheduledAt", "state", "leaseUntil")
  SELECT gen_random_uuid(), s."workspaceId", s."id", timestamptz '2026-11-22 08:00Z' - i * interval '1 day',
    CASE WHEN i = 1 AND random() < 0.01 THEN 'claimed' ELSE 'posted' END::"DigestRunState", '2026-11-22 08:00Z'
  FROM "Subscription" s, generate_series(1, 10) i`,
  'VACUUM ANALYZE "Subscription"',
  'VACUUM ANALYZE "DigestRun"',
];

let database: Database;

beforeAll(async () => {
  database = await databaseOfTwo();
  for (const statement of fill) await database.prisma.$executeRawUnsafe(statement);
}, 120_000);
afterAll(() => database.close());

async function planOf(statement: string, ...values: unknown[]): Promise<string> {
  const plan = await database.prisma.$queryRawUnsafe(`EXPLAIN ${statement}`, ...values);
  return z
    .array(z.object({ 'QUERY PLAN': z.string() }))
    .parse(plan)
    .map((line) => line['QUERY PLAN'])
    .join('\n');
}

const now = new Date('2026-11-23T08:00:00Z');

it('finds what is due, and whose lease ended, by an index', async () => {
  const due = await planOf(dueStatement, now, 'T1', 64);
  expect(due).toContain('Subscription_workspaceId_nextRunAt_idx');
  expect(due).not.toContain('Seq Scan on "Subscription"');
  const id = '00000000-0000-4000-8000-000000000001';
  const claimed = [id, now, '{}', 'UTC', now, [now.toISOString()], ['claimed'], now, [id]];
  const claiming = await planOf(claimStatement, ...claimed);
  expect(claiming).not.toContain('Seq Scan');
  expect(claiming, 'what the digest before showed').toContain('DigestRun_subscriptionId_scheduledAt_key');
  const ended = await planOf(endedLeaseStatement, now, 'T1', now);
  expect(ended).toContain('DigestRun_state_leaseUntil_idx');
  expect(ended).not.toContain('Seq Scan');
});

it('finds the runs that are over since long by an index', async () => {
  const old = await planOf(
    `DELETE FROM "DigestRun" WHERE "workspaceId" = $1 AND "leaseUntil" < $2::timestamptz
      AND "state" IN ('posted', 'empty', 'failed', 'uncertain', 'skipped')`,
    'T1',
    new Date('2025-11-22T08:00:00Z'),
  );
  expect(old).toContain('DigestRun_state_leaseUntil_idx');
});

it('finds a channel’s subscriptions by an index', async () => {
  const listed = await planOf(
    'SELECT * FROM "Subscription" WHERE "workspaceId" = $1 AND ("channelId" = $2 OR "personId" = $3)',
    'T1',
    'C7',
    'U7',
  );
  expect(listed).not.toContain('Seq Scan');
  const page = await planOf(
    'SELECT * FROM "Subscription" WHERE "workspaceId" = $1 ORDER BY "createdAt", "id" LIMIT 12',
    'T2',
  );
  expect(page).toContain('Subscription_workspaceId_createdAt_id_idx');
});
