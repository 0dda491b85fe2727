import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { toDay } from '../../src/calendar/day.js';
import { calendarOf } from '../../src/calendar/working-days.js';
import type { Database } from '../../src/database/client.js';
import { pipelineStatement } from '../../src/database/pipeline.js';
import { silencesOf } from '../../src/leads/cold-rule-store.js';
import { openStages } from '../../src/leads/lead.js';
import { coldAfterDefaults } from '../../src/leads/lead-cold.js';
import { groupOrder } from '../../src/leads/pipeline.js';
import { readPipeline } from '../../src/leads/pipeline-store.js';
import { databaseOfTwo } from '../database/sample-rows.js';

const today = toDay('2026-11-23');
const id = (letter: string, number: string) => `md5('${letter}' || ${number})::uuid`;

// Ten thousand leads of which one in twenty is open, all in their stage for a year: partners that are multiples of 3 were met
// last week, every fifth open lead was written about, and of every seventh a follow-up was.
const fill = [
  `INSERT INTO "Partner" ("id", "workspaceId", "name", "searchText", "createdById")
   SELECT ${id('p', 'i')}, 'T1', 'P' || i, '|p' || i || '|', 'U1' FROM generate_series(1, 1000) i`,
  `INSERT INTO "Lead" ("id", "workspaceId", "partnerId", "object", "stage", "stageSince", "ownerId", "createdById")
   SELECT ${id('l', 'i')}, 'T1', ${id('p', '(1 + i / 20 % 1000)')}, 'L' || i,
     (CASE WHEN i % 20 > 0 THEN 'won' WHEN i % 40 = 0 THEN 'contacted' ELSE 'negotiation' END)::"LeadStage",
     timestamptz '2025-11-03 08:00Z' + i * interval '1 second', 'U1', 'U1'
   FROM generate_series(1, 10000) i`,
  `INSERT INTO "FollowUp" ("id", "workspaceId", "leadId", "text", "assigneeId", "origin", "createdById", "dueOn")
   SELECT ${id('f', 'i')}, 'T1', ${id('l', 'i')}, 'F', 'U1', 'form', 'U1', date '2026-12-01' + i % 300
   FROM generate_series(1, 10000) i WHERE i % 20 > 0 OR i % 140 = 0`,
  `INSERT INTO "Meeting" ("id", "workspaceId", "kind", "heldOn", "notes", "createdById")
   SELECT ${id('m', 'i')}, 'T1', 'call', date '2026-11-20' - CASE WHEN i % 3 = 0 THEN 0 ELSE 300 END, 'x', 'U1'
   FROM generate_series(1, 10000) i`,
  `INSERT INTO "MeetingPartner" ("workspaceId", "meetingId", "partnerId")
   SELECT 'T1', ${id('m', 'i')}, ${id('p', 'i')} FROM generate_series(1, 1000) i`,
  `INSERT INTO "Change" ("id", "workspaceId", "actorId", "action", "surface", "subjectId", "rows", "at")
   SELECT gen_random_uuid(), 'T1', 'U1', 'lead_edited', 'form', ${id('l', 'i')}, '[]',
     CASE WHEN i % 100 = 0 THEN timestamptz '2026-11-20' ELSE timestamptz '2026-01-01' END FROM generate_series(1, 10000) i`,
  `INSERT INTO "Change" ("id", "workspaceId", "actorId", "action", "surface", "subjectId", "rows", "at")
   SELECT gen_random_uuid(), 'T1', 'U1', 'follow_up_edited', 'form', ${id('f', 'i')}, '[]', timestamptz '2026-11-20'
   FROM generate_series(1, 10000) i WHERE i % 140 = 0`,
];
const tables = ['Partner', 'Lead', 'FollowUp', 'Meeting', 'MeetingPartner', 'Change'];

let database: Database;

beforeAll(async () => {
  database = await databaseOfTwo();
  for (const sql of fill) await database.prisma.$executeRawUnsafe(sql);
  for (const table of tables) await database.prisma.$executeRawUnsafe(`VACUUM ANALYZE "${table}"`);
}, 120_000);
afterAll(() => database.close());

const cold = { stages: openStages, proposals: 'none', coldOnly: true } as const;

it('hundreds of cold leads are read by indexes, page by page, each once and in one order', async () => {
  const scoped = database.scoped('T1');
  const expected = Array.from({ length: 10_000 }, (_, index) => index + 1)
    .filter((number) => number % 20 === 0 && (1 + ((number / 20) % 1000)) % 3 !== 0)
    .filter((number) => number % 100 !== 0 && number % 140 !== 0)
    // Negotiation comes before contacted, then who is longest there.
    .sort((a, b) => Number(a % 40 === 0) - Number(b % 40 === 0) || a - b);
  expect(expected.length).toBeGreaterThan(200);
  const found: string[] = [];
  for (let page = 1; page <= Math.ceil(expected.length / 50); page++) {
    const part = await readPipeline(scoped, cold, today, { page, size: 50 });
    expect(part).toMatchObject({ page, total: expected.length, cold: expected.length });
    found.push(...part.ids);
  }
  const objects = await scoped.lead.findMany({ where: { id: { in: found } } });
  const objectOf = new Map(objects.map((lead) => [lead.id, lead.object]));
  expect(found.map((each) => objectOf.get(each))).toEqual(expected.map((number) => `L${number}`));
  const beyond = await readPipeline(scoped, cold, today, { page: 99, size: 50 });
  expect(beyond.ids).toEqual(found.slice(Math.floor((found.length - 1) / 50) * 50));
  expect([...beyond.counts.keys()]).toEqual(['negotiation', 'contacted']);
  expect(await readPipeline(database.scoped('T2'), cold, today, { page: 1, size: 50 })).toMatchObject({
    ...{ ids: [], page: 1, total: 0 },
  });

  const calendar = calendarOf({ workingDays: [1, 2, 3, 4, 5] });
  const silences = silencesOf({ after: coldAfterDefaults, calendar, timeZone: 'UTC' }, today);
  const rule = { silences, today, groups: groupOrder };
  const { sql, values } = pipelineStatement('T1', cold, rule, { take: 8, skip: 0 });
  const plan = z
    .array(z.object({ 'QUERY PLAN': z.string() }))
    .parse(await database.prisma.$queryRawUnsafe(`EXPLAIN ${sql}`, ...values))
    .map((line) => line['QUERY PLAN'])
    .join('\n');
  for (const table of tables.filter((each) => each !== 'Partner')) {
    expect(plan).not.toContain(`Seq Scan on "${table}"`);
  }
});

it('proposals come first, then the furthest stage; in each the nearest step, then who is longest there', async () => {
  const scoped = database.scoped('T2');
  const { id: partnerId } = await scoped.partner.create({
    data: { name: 'P', searchText: '|p|', createdById: 'U1' },
  });
  const add = async (
    object: string,
    stage: 'identified' | 'negotiation' | 'lost',
    since: string,
    next?: string,
    triage?: 'proposed',
  ) => {
    const by = { ownerId: 'U1', createdById: 'U1' };
    const stageSince = new Date(since);
    const lead = await scoped.lead.create({
      data: { partnerId, object, stage, stageSince, ...by, ...(triage && { triage }) },
    });
    const followUp = {
      leadId: lead.id,
      text: 'x',
      assigneeId: 'U1',
      createdById: 'U1',
      origin: 'form' as const,
    };
    if (next !== undefined) await scoped.followUp.create({ data: { ...followUp, dueOn: new Date(next) } });
    await scoped.followUp.create({ data: { ...followUp, dueOn: new Date('2026-01-01'), state: 'done' } });
  };
  await add('found', 'identified', '2026-01-01', '2026-11-01');
  await add('no step, new', 'negotiation', '2026-10-02');
  await add('no step, old', 'negotiation', '2026-10-01');
  await add('later', 'negotiation', '2026-01-01', '2026-12-24');
  await add('sooner', 'negotiation', '2026-11-01', '2026-11-24');
  await add('lost', 'lost', '2026-01-01');
  await add('new', 'identified', '2026-11-20', undefined, 'proposed');
  const stages = ['identified', 'negotiation', 'lost'] as const;
  const { ids, counts } = await readPipeline(scoped, { stages, proposals: 'all' }, today, {
    page: 1,
    size: 9,
  });
  const rows = new Map((await scoped.lead.findMany()).map((lead) => [lead.id, lead.object]));
  expect(ids.map((each) => rows.get(each))).toEqual([
    'new',
    'lost',
    'sooner',
    'later',
    'no step, old',
    'no step, new',
    'found',
  ]);
  expect([...counts]).toEqual([
    ['proposed', 1],
    ['lost', 1],
    ['negotiation', 4],
    ['identified', 1],
  ]);
});
