import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { change, undo } from '../../src/database/change.js';
import type { Database } from '../../src/database/client.js';
import type { ScopedDatabase } from '../../src/database/scope.js';
import { about, at, changed, databaseOfTwo, partner, removeRows } from './sample-rows.js';

let database: Database;
let db: ScopedDatabase;

beforeAll(async () => {
  database = await databaseOfTwo();
  db = database.scoped('T1');
});

afterAll(() => database.close());

beforeEach(() => removeRows(database));

const done = <T>(write: (tx: ScopedDatabase) => Promise<T>) => changed(db, write);

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
