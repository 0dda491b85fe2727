import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { change, latestChange, undo } from '../../src/database/change.js';
import type { Database } from '../../src/database/client.js';
import type { ScopedDatabase } from '../../src/database/scope.js';
import {
  about,
  agreement,
  at,
  changed,
  databaseOfTwo,
  partner,
  removeRows,
  subscription,
} from './sample-rows.js';

let database: Database;
let db: ScopedDatabase;

beforeAll(async () => {
  database = await databaseOfTwo();
  db = database.scoped('T1');
});

afterAll(() => database.close());

beforeEach(() => removeRows(database));

const done = <T>(write: (tx: ScopedDatabase) => Promise<T>) => changed(db, write);
const minutesLater = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
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
    expect(await takeBack(changeId)).toMatchObject({
      state: 'undone',
      action: 'lead.created',
      subjectId: null,
    });
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
