import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pid } from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/client.js';
import { FolderLockedError } from '../../src/database/folder-lock.js';
import { emptyServerDatabase, freshDatabase, serverUrl } from '../support/database.js';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase({ lasting: false });
});
afterAll(() => database.close());

const workspace = (id: string) => ({
  id,
  name: id,
  language: 'fr' as const,
  timeZone: 'UTC',
  workingDays: [1, 5],
});

test('answers, cleans up, and says what it is', async () => {
  await database.ping();
  await database.vacuum();
  expect(['postgresql', 'embedded']).toContain(database.kind);
});

test('every kind of value comes back as it was written', async () => {
  const db = database.scoped('T1');
  await db.workspace.create({ data: workspace('T1') });
  const partner = {
    name: 'جامعة «Ümit» 🎓 O’Neil <!channel>',
    searchText: '\\ \' " % _',
    aliases: ['a, b', '{"x"}', 'NULL', ''],
    international: true,
    country: 'MA',
    createdById: 'U1',
    createdAt: new Date('2026-03-29T01:30:00.123Z'),
  };
  const { id } = await db.partner.create({ data: partner });
  expect(await db.partner.findUnique({ where: { id } })).toMatchObject(partner);

  const agreement = {
    partnerId: id,
    kind: 'framework' as const,
    reference: 'C-1',
    title: 't',
    termKind: 'fixed_end' as const,
    renewal: 'tacit' as const,
    signedOn: new Date('2020-09-24'),
    endsOn: new Date('2025-02-28'),
    ownerId: 'U1',
    createdById: 'U1',
  };
  const made = await db.agreement.create({ data: agreement });
  expect(made).toMatchObject(agreement);
  expect(await db.agreement.count({ where: { endsOn: { lte: new Date('2025-02-28') } } })).toBe(1);
  expect(await db.agreement.count({ where: { endsOn: { lt: new Date('2025-02-28') } } })).toBe(0);

  const subscription = {
    channelId: 'C1',
    kinds: ['renewals'],
    filters: { axes: ['research'], owner: null, 'quo"te': [1.5, true] },
    schedule: [],
    timeZone: 'Africa/Casablanca',
    language: 'en' as const,
    ownerId: 'U1',
    nextRunAt: new Date('2026-10-25T00:59:59.999Z'),
  };
  expect(await db.subscription.create({ data: subscription })).toMatchObject(subscription);
  expect(
    await db.subscription.count({ where: { nextRunAt: { gt: new Date('2026-10-25T00:59:59.998Z') } } }),
  ).toBe(1);
});

test('an instant is the same to SQL and to Prisma', async () => {
  const [row] = await database.prisma.$queryRawUnsafe<{ now: Date; zone: string }[]>(
    `SELECT now() AS "now", current_setting('TimeZone') AS "zone"`,
  );
  expect(Math.abs((row?.now.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  expect(row?.zone).toBe('UTC');
});

test.runIf(serverUrl !== undefined)('the session is in UTC, whatever the address says', async () => {
  const { url, drop } = await emptyServerDatabase(serverUrl ?? '');
  const elsewhere = await openDatabase({ url: `${url}?options=-c%20TimeZone%3DAsia/Tokyo`, dataDir: '' });
  const zone = await elsewhere.prisma.$queryRawUnsafe(`SELECT current_setting('TimeZone') AS "zone"`);
  await elsewhere.close();
  await drop();
  expect(zone).toEqual([{ zone: 'UTC' }]);
});

test('a transaction whose commit fails is reported as failed', async () => {
  const { prisma } = database;
  await prisma.$executeRawUnsafe(
    'CREATE TABLE "late" ("id" int PRIMARY KEY, "next" int REFERENCES "late" DEFERRABLE INITIALLY DEFERRED)',
  );
  const dangling = prisma.$transaction((tx) => tx.$executeRawUnsafe('INSERT INTO "late" VALUES (1, 2)'));
  await expect(dangling).rejects.toThrow();
  const fine = prisma.$transaction((tx) => tx.$executeRawUnsafe('INSERT INTO "late" VALUES (3, 3)'));
  await expect(fine).resolves.toBe(1);
  expect(await prisma.$queryRawUnsafe('SELECT "id" FROM "late"')).toEqual([{ id: 3 }]);
});

test('requests that come while a transaction runs wait for it', async () => {
  const { prisma } = database;
  await prisma.$executeRawUnsafe('CREATE TABLE "counter" AS SELECT 0 AS "n"');
  const add = () =>
    prisma.$transaction(async (tx) => {
      await tx.$executeRawUnsafe('LOCK TABLE "counter"');
      const [row] = await tx.$queryRawUnsafe<{ n: number }[]>('SELECT "n" FROM "counter"');
      await tx.$executeRawUnsafe('UPDATE "counter" SET "n" = $1', (row?.n ?? 0) + 1);
    });
  await Promise.all([...Array.from({ length: 20 }, add), database.ping(), database.ping()]);
  expect(await prisma.$queryRawUnsafe('SELECT "n" FROM "counter"')).toEqual([{ n: 20 }]);
});

test('an embedded database keeps its rows in its folder, for one opener at a time', {
  timeout: 60_000,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'desk-data-'));
  const applied: unknown[] = [];
  const log = { info: (fields: unknown) => applied.push(fields) };
  const first = await openDatabase({ dataDir }, log);
  expect(applied.length).toBeGreaterThan(0);
  await expect(openDatabase({ dataDir })).rejects.toThrow(FolderLockedError);
  await expect(openDatabase({ dataDir })).rejects.toMatchObject({ holder: pid, folder: dataDir });
  await first.scoped('T1').workspace.create({ data: workspace('T1') });
  await first.close();

  applied.length = 0;
  const second = await openDatabase({ dataDir }, log);
  expect(applied).toEqual([]);
  expect(await second.scoped('T1').workspace.findMany()).toMatchObject([{ workingDays: [1, 5] }]);
  await second.close();
  await rm(dataDir, { recursive: true });
});
