import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { change, latestChange, undo } from '../../src/database/change.js';
import type { Database } from '../../src/database/client.js';
import type { ScopedDatabase } from '../../src/database/scope.js';
import { freshDatabase } from '../support/database.js';

const at = new Date('2026-03-02T09:00:00.250Z');
const about = { actorId: 'U1', action: 'lead.created', surface: 'form', at };
const minutesLater = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

let database: Database;
let db: ScopedDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  for (const id of ['T1', 'T2']) {
    await database
      .scoped(id)
      .workspace.create({ data: { id, name: id, language: 'fr', timeZone: 'UTC', workingDays: [1] } });
  }
  db = database.scoped('T1');
});

afterAll(() => database.close());

beforeEach(async () => {
  const { prisma } = database;
  await prisma.change.deleteMany();
  await prisma.digestRun.deleteMany();
  await prisma.subscription.deleteMany();
  await prisma.followUp.deleteMany();
  await prisma.meeting.deleteMany();
  await prisma.agreement.deleteMany();
  await prisma.contact.deleteMany();
  await prisma.partner.deleteMany();
});

const partner = (name: string) => ({ name, searchText: name.toLowerCase(), createdById: 'U1' });
const agreement = (partnerId: string, reference: string) => ({
  partnerId,
  reference,
  title: reference,
  kind: 'framework' as const,
  termKind: 'fixed_end' as const,
  renewal: 'tacit' as const,
  axes: ['research', 'training'],
  signedOn: new Date('2020-09-24'),
  endsOn: new Date('2025-09-23'),
  ownerId: 'U1',
  createdById: 'U1',
});
const subscription = () => ({
  channelId: 'C1',
  kinds: ['renewals'],
  filters: { axis: ['research'], owner: null },
  schedule: { at: '09:00', days: [1, 2] },
  timeZone: 'Africa/Casablanca',
  language: 'fr' as const,
  ownerId: 'U1',
  nextRunAt: new Date('2026-03-03T08:00:00Z'),
});

async function done<T>(write: (tx: ScopedDatabase) => Promise<T>): Promise<{ changeId: string; result: T }> {
  const outcome = await change(db, about, async (tx) => ({ subjectId: null, result: await write(tx) }));
  if (outcome.state !== 'done') throw new Error(outcome.state);
  return outcome;
}

const takeBack = (changeId: string) => undo(db, { changeId, actorId: 'U1', at: minutesLater(1), within: 10 });

/** Every row of the workspace except the trail, as it stands. */
async function register() {
  const byId = { orderBy: { id: 'asc' } } as const;
  return {
    partners: await db.partner.findMany(byId),
    contacts: await db.contact.findMany(byId),
    agreements: await db.agreement.findMany(byId),
    meetings: await db.meeting.findMany(byId),
    meetingPartners: await db.meetingPartner.findMany({ orderBy: { partnerId: 'asc' } }),
    followUps: await db.followUp.findMany(byId),
    subscriptions: await db.subscription.findMany(byId),
  };
}

describe('a change', () => {
  test('keeps who did what, with every row before and after', async () => {
    const existing = await db.partner.create({ data: partner('Before') });
    const outcome = await change(db, { ...about, submissionKey: 'view-1' }, async (tx) => {
      await tx.partner.update({ where: { id: existing.id }, data: { name: 'After' } });
      const created = await tx.contact.create({
        data: { partnerId: existing.id, name: 'Amina', createdById: 'U1' },
        select: { name: true },
      });
      return { subjectId: existing.id, result: created };
    });
    expect(outcome).toMatchObject({ state: 'done', result: { name: 'Amina' } });
    const [trail] = await db.change.findMany();
    expect(trail).toMatchObject({
      ...about,
      subjectId: existing.id,
      submissionKey: 'view-1',
      undoneAt: null,
    });
    expect(trail?.rows).toMatchObject([
      { model: 'Partner', before: { name: 'Before' }, after: { name: 'After', id: existing.id } },
      { model: 'Contact', before: null, after: { name: 'Amina', partnerId: existing.id } },
    ]);
  });

  test('that throws leaves nothing', async () => {
    const failing = change(db, about, async (tx) => {
      await tx.partner.create({ data: partner('Lost') });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await db.partner.count()).toBe(0);
    expect(await db.change.count()).toBe(0);
  });

  test('whose write went on after a refused statement is not reported as done', async () => {
    const failing = change(db, about, async (tx) => {
      await tx.partner.create({ data: partner('Lost') });
      const dangling = { partnerId: '00000000-0000-7000-8000-000000000000', name: 'x', createdById: 'U1' };
      await tx.contact.create({ data: dangling }).catch(() => undefined);
      return { subjectId: null, result: null };
    });
    await expect(failing).rejects.toThrow();
    expect(await db.partner.count()).toBe(0);
  });

  test('cannot write the trail, nor begin inside another', async () => {
    await expect(
      done((tx) => change(tx, about, async () => ({ subjectId: null, result: 0 }))),
    ).rejects.toThrow();
  });

  test('reaches its own workspace only', async () => {
    const foreign = await database.scoped('T2').partner.create({ data: partner('Theirs') });
    const { changeId } = await done((tx) => tx.partner.updateMany({ data: { name: 'Taken' } }));
    expect(await database.scoped('T2').partner.findMany()).toEqual([foreign]);
    expect(await database.scoped('T2').change.count()).toBe(0);
    const fromThere = { changeId, actorId: 'U1', at, within: 10 };
    expect(await undo(database.scoped('T2'), fromThere)).toEqual({ state: 'not_found' });
  });
});

describe('the same submission', () => {
  const submit = () =>
    change(db, { ...about, submissionKey: 'view-7' }, async (tx) => {
      const { id } = await tx.partner.create({ data: partner('Once') });
      return { subjectId: id, result: id };
    });

  test('delivered again is repeated, and writes nothing', async () => {
    const first = await submit();
    const second = await submit();
    expect(first.state).toBe('done');
    const subjectId = first.state === 'done' ? first.result : undefined;
    expect(second).toEqual({ state: 'repeated', changeId: first.changeId, subjectId });
    expect(await db.partner.count()).toBe(1);
  });

  test('delivered many times at once makes one row', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, submit));
    expect(outcomes.filter((outcome) => outcome.state === 'done')).toHaveLength(1);
    expect(await db.partner.count()).toBe(1);
    expect(await db.change.count()).toBe(1);
  });

  test('of another workspace is another one', async () => {
    await submit();
    const there = database.scoped('T2');
    const outcome = await change(there, { ...about, submissionKey: 'view-7' }, async (tx) => {
      await tx.partner.create({ data: partner('There') });
      return { subjectId: null, result: null };
    });
    expect(outcome.state).toBe('done');
  });
});

describe('undo puts back', () => {
  const writes: [string, (tx: ScopedDatabase, ids: Ids) => Promise<unknown>][] = [
    ['create', (tx) => tx.partner.create({ data: partner('New') })],
    [
      'create without its key asked for',
      (tx) => tx.partner.create({ data: partner('New'), select: { name: true } }),
    ],
    ['createMany', (tx) => tx.partner.createMany({ data: [partner('New'), partner('Newer')] })],
    ['createManyAndReturn', (tx) => tx.partner.createManyAndReturn({ data: [partner('New')] })],
    [
      'update of every kind of column',
      (tx, { agreementId }) =>
        tx.agreement.update({
          where: { id: agreementId },
          data: { axes: [], signedOn: null, endsOn: new Date('2030-01-01'), renewal: 'none', noticeDays: 3 },
        }),
    ],
    [
      'update of structured columns and instants',
      (tx, { subscriptionId }) =>
        tx.subscription.update({
          where: { id: subscriptionId },
          data: { filters: [], schedule: 'x', nextRunAt: null, kinds: { push: 'followups' } },
        }),
    ],
    ['updateMany', (tx) => tx.partner.updateMany({ where: { name: { not: 'B' } }, data: { city: 'Rabat' } })],
    [
      'updateMany of what it looks for',
      (tx) => tx.partner.updateMany({ where: { name: 'A' }, data: { name: 'Z' } }),
    ],
    ['updateManyAndReturn', (tx) => tx.partner.updateManyAndReturn({ data: { aliases: { push: 'x' } } })],
    [
      'upsert of a new row',
      (tx) => {
        const id = '01930000-0000-7000-8000-000000000000';
        return tx.partner.upsert({ where: { id }, create: { ...partner('U'), id }, update: {} });
      },
    ],
    [
      'upsert of a row that is there',
      (tx, { partnerId }) =>
        tx.partner.upsert({ where: { id: partnerId }, create: partner('U'), update: { name: 'U' } }),
    ],
    ['delete', (tx, { agreementId }) => tx.agreement.delete({ where: { id: agreementId } })],
    [
      'delete of a row with others under it',
      (tx, { meetingId }) => tx.meeting.delete({ where: { id: meetingId } }),
    ],
    ['deleteMany', (tx) => tx.meeting.deleteMany()],
    [
      'several writes to the same row, and rows that refer to each other',
      async (tx) => {
        const { id } = await tx.partner.create({ data: partner('New') });
        await tx.agreement.create({ data: agreement(id, 'New') });
        await tx.partner.update({ where: { id }, data: { name: 'Newer' } });
        await tx.agreement.deleteMany({ where: { partnerId: id } });
        await tx.contact.create({ data: { partnerId: id, name: 'C', createdById: 'U1' } });
      },
    ],
  ];
  type Ids = { partnerId: string; agreementId: string; meetingId: string; subscriptionId: string };

  test.each(writes)('%s', async (_what, write) => {
    const [a, b] = await db.partner.createManyAndReturn({ data: [partner('A'), partner('B')] });
    if (a === undefined || b === undefined) throw new Error('not made');
    const { id: agreementId } = await db.agreement.create({ data: agreement(a.id, 'A-1') });
    const { id: subscriptionId } = await db.subscription.create({ data: subscription() });
    const { id: meetingId } = await db.meeting.create({
      data: { kind: 'visit', heldOn: new Date('2026-02-01'), notes: 'n', createdById: 'U1' },
    });
    const attendance = [a, b].map(({ id }) => ({ meetingId, partnerId: id }));
    await db.meetingPartner.createMany({ data: attendance });
    const before = await register();

    const { changeId } = await done((tx) =>
      write(tx, { partnerId: a.id, agreementId, meetingId, subscriptionId }),
    );
    expect(await register()).not.toEqual(before);
    expect(await takeBack(changeId)).toEqual({ state: 'undone', action: 'lead.created', subjectId: null });
    expect(await register()).toEqual(before);
  });
});

describe('undo', () => {
  test('is itself a change, and happens once', async () => {
    const { changeId } = await done((tx) => tx.partner.create({ data: partner('A') }));
    await takeBack(changeId);
    const trail = await db.change.findMany({ orderBy: { at: 'asc' } });
    expect(trail).toMatchObject([
      { id: changeId, undoneAt: minutesLater(1) },
      { action: 'undone', actorId: 'U1', surface: 'form', rows: [{ before: { name: 'A' }, after: null }] },
    ]);
    expect(await takeBack(changeId)).toEqual({ state: 'already_undone' });
    expect(await takeBack(trail[1]?.id ?? '')).toEqual({ state: 'not_found' });
  });

  test('asked for twice at once happens once', async () => {
    const { changeId } = await done((tx) => tx.partner.create({ data: partner('A') }));
    const outcomes = await Promise.all([takeBack(changeId), takeBack(changeId)]);
    expect(outcomes.map((outcome) => outcome.state).sort()).toEqual(['already_undone', 'undone']);
  });

  test('is for the person who made the change, while it is recent', async () => {
    const { changeId } = await done((tx) => tx.partner.create({ data: partner('A') }));
    const asked = { changeId, actorId: 'U1', at: minutesLater(10), within: 10 };
    expect(await undo(db, { ...asked, actorId: 'U2' })).toEqual({ state: 'not_yours' });
    expect(await undo(db, { ...asked, at: new Date(asked.at.getTime() + 1) })).toEqual({ state: 'too_late' });
    expect(await db.partner.count()).toBe(1);
    expect(await undo(db, asked)).toMatchObject({ state: 'undone' });
    const unknown = '01930000-0000-7000-8000-000000000000';
    expect(await undo(db, { ...asked, changeId: unknown })).toEqual({ state: 'not_found' });
  });

  const later: [string, (ids: { id: string; other: string }) => Promise<unknown>][] = [
    ['one of its rows was changed', ({ id }) => db.partner.update({ where: { id }, data: { city: 'Salé' } })],
    ['one of its rows is gone', ({ id }) => db.partner.delete({ where: { id } })],
    ['a later row refers to one', ({ id }) => db.agreement.create({ data: agreement(id, 'later') })],
  ];
  test.each(later)('touches nothing when %s', async (_what, meddle) => {
    const existing = await db.partner.create({ data: partner('Existing') });
    const { changeId, result } = await done(async (tx) => {
      const { id } = await tx.partner.create({ data: partner('A') });
      await tx.partner.update({ where: { id: existing.id }, data: { city: 'Fès' } });
      return id;
    });
    await meddle({ id: result, other: existing.id });
    const before = await register();
    expect(await takeBack(changeId)).toEqual({ state: 'changed_since' });
    expect(await register()).toEqual(before);
    expect(await db.change.count()).toBe(1);
  });

  test('touches nothing when rows came later that the database would delete along', async () => {
    const { changeId, result } = await done((tx) => tx.subscription.create({ data: subscription() }));
    const run = { subscriptionId: result.id, scheduledAt: at, state: 'posted', leaseUntil: at } as const;
    await db.digestRun.create({ data: run });
    expect(await takeBack(changeId)).toEqual({ state: 'changed_since' });
    expect(await db.digestRun.count()).toBe(1);
  });

  test('touches nothing when another row took the place of a deleted one', async () => {
    const { id } = await db.partner.create({ data: partner('A') });
    await db.agreement.create({ data: agreement(id, 'A-1') });
    const { changeId } = await done((tx) => tx.agreement.deleteMany());
    await db.agreement.create({ data: agreement(id, 'A-1') });
    expect(await takeBack(changeId)).toEqual({ state: 'changed_since' });
  });
});

test("the latest change is the person's last one that can be taken back", async () => {
  expect(await latestChange(db, 'U1')).toBeNull();
  const first = await done((tx) => tx.partner.create({ data: partner('A') }));
  const second = await done((tx) => tx.partner.create({ data: partner('B') }));
  await done(async () => 'nothing written');
  await change(db, { ...about, actorId: 'U2' }, async (tx) => {
    return { subjectId: null, result: await tx.partner.create({ data: partner('C') }) };
  });
  const known = { action: 'lead.created', subjectId: null, at };
  expect(await latestChange(db, 'U1')).toEqual({ changeId: second.changeId, ...known });
  await takeBack(second.changeId);
  expect(await latestChange(db, 'U1')).toEqual({ changeId: first.changeId, ...known });
  await takeBack(first.changeId);
  expect(await latestChange(db, 'U1')).toBeNull();
});
