import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Erasure, eraseImages, latestChange } from '../../src/database/change.js';
import type { Database } from '../../src/database/client.js';
import type { ScopedDatabase } from '../../src/database/scope.js';
import { about, changed, databaseOfTwo, partner, removeRows } from './sample-rows.js';

let database: Database;
let db: ScopedDatabase;

beforeAll(async () => {
  database = await databaseOfTwo();
  db = database.scoped('T1');
});

afterAll(() => database.close());

beforeEach(() => removeRows(database));

const secret = 'Amina Secret';

async function contactIn(scoped: ScopedDatabase) {
  const { result } = await changed(scoped, async (tx) => {
    const { id: partnerId } = await tx.partner.create({ data: partner('P') });
    return tx.contact.create({ data: { partnerId, name: secret, createdById: 'U1' } });
  });
  await changed(scoped, (tx) => tx.contact.update({ where: { id: result.id }, data: { role: 'Head' } }));
  return result.id;
}

const erasureOf = (id: string): Erasure => ({
  rowIds: [id],
  clean: (model, row) => (model === 'Contact' && row['id'] === id ? { ...row, name: '' } : row),
});

const erase = (scoped: ScopedDatabase, id: string) =>
  eraseImages(scoped, { ...about, submissionKey: 'view-1' }, async (tx) => {
    await tx.contact.update({ where: { id }, data: { name: '' } });
    return { subjectId: id, result: null, erasure: erasureOf(id) };
  });

describe('an erasure', () => {
  test('leaves nothing in the trail but that it was done, and nothing to take back', async () => {
    const id = await contactIn(db);
    const [other, there] = [await contactIn(db), await contactIn(database.scoped('T2'))];
    const before = await latestChange(db, 'U1');
    expect((await erase(db, id)).state).toBe('done');
    const trail = await db.change.findMany({ orderBy: { id: 'asc' } });
    expect(JSON.stringify(trail.slice(0, 2))).not.toContain(secret);
    expect(trail[0]?.rows).toMatchObject([{ model: 'Partner' }, { model: 'Contact', after: { name: '' } }]);
    expect(trail.at(-1)).toMatchObject({ ...about, subjectId: id, rows: [] });
    expect((await latestChange(db, 'U1'))?.changeId).toBe(before?.changeId);
    expect(JSON.stringify(trail.filter(({ rows }) => JSON.stringify(rows).includes(other)))).toContain(
      secret,
    );
    expect(JSON.stringify(await database.scoped('T2').change.findMany())).toContain(secret);
    expect(there).not.toBe(id);
  });

  test('that is delivered twice is repeated, and one that fails leaves everything', async () => {
    const id = await contactIn(db);
    const failing = eraseImages(db, about, async (tx) => {
      await tx.contact.update({ where: { id }, data: { name: '' } });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await db.contact.findMany()).toMatchObject([{ name: secret }]);
    expect(JSON.stringify(await db.change.findMany())).toContain(secret);
    expect((await erase(db, id)).state).toBe('done');
    expect((await erase(db, id)).state).toBe('repeated');
  });
});
