import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../src/database/client.js';
import { readTrail, trailStatement } from '../../src/database/trail.js';
import { databaseOfTwo } from '../database/sample-rows.js';

const wanted = randomUUID();

// Each partner has a hundred changes of follow-ups, each of which holds the row before and after.
const fill = `
  INSERT INTO "Change" ("id", "workspaceId", "actorId", "action", "surface", "subjectId", "rows", "at")
  SELECT gen_random_uuid(), 'T1', 'U1', 'follow_up_edited', 'form', s, jsonb_build_array(jsonb_build_object(
    'model', 'FollowUp', 'before', jsonb_build_object('id', s, 'partnerId', p, 'text', 'Call ' || i),
    'after', jsonb_build_object('id', s, 'partnerId', p, 'text', 'Write ' || i))), now() - i * interval '1 minute'
  FROM generate_series(1, 100000) i, LATERAL (SELECT md5('s' || i)::uuid AS s,
    CASE WHEN i % 1000 = 0 THEN $1::uuid ELSE md5('p' || i % 1000)::uuid END AS p) made`;

let database: Database;

beforeAll(async () => {
  database = await databaseOfTwo();
  await database.prisma.$executeRawUnsafe(fill, wanted);
  await database.prisma.$executeRawUnsafe('VACUUM ANALYZE "Change"');
}, 120_000);
afterAll(() => database.close());

it('a page of one partner among 100,000 changes is read by indexes only', async () => {
  const { sql, values } = trailStatement('T1', wanted, { take: 11, skip: 20 });
  const plan = z
    .array(z.object({ 'QUERY PLAN': z.string() }))
    .parse(await database.prisma.$queryRawUnsafe(`EXPLAIN ${sql}`, ...values))
    .map((line) => line['QUERY PLAN'])
    .join('\n');
  expect(plan).toContain('Bitmap Index Scan on "Change_rows_path"');
  expect(plan).toContain('"Change_workspaceId_subjectId_at_idx"');
  expect(plan).not.toContain('Seq Scan on "Change"');

  const started = performance.now();
  const { entries, belonging } = await readTrail(database.scoped('T1'), wanted, { take: 11, skip: 20 });
  expect(performance.now() - started).toBeLessThan(1500);
  expect(entries.map(({ images }) => images[0]?.after?.['text'])).toEqual(
    Array.from({ length: 11 }, (_, index) => `Write ${(21 + index) * 1000}`),
  );
  expect(belonging.size).toBe(101);
  expect((await readTrail(database.scoped('T2'), wanted, { take: 11, skip: 0 })).entries).toEqual([]);
});
