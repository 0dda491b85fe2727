import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../src/database/client.js';
import { confine, ScopeError } from '../../src/database/confine.js';
import type { ScopedDatabase } from '../../src/database/scope.js';
import { freshDatabase } from '../support/database.js';

let database: Database;
let ours: ScopedDatabase;
let theirs: ScopedDatabase;
let ourPartner: { id: string };
let theirPartner: { id: string };

const partner = (name: string) => ({ name, searchText: name.toLowerCase(), createdById: 'U1' });

async function everything() {
  const { prisma } = database;
  return {
    workspaces: await prisma.workspace.findMany({ orderBy: { id: 'asc' } }),
    partners: await prisma.partner.findMany({ where: { workspaceId: 'T2' }, orderBy: { id: 'asc' } }),
    contacts: await prisma.contact.findMany({ where: { workspaceId: 'T2' }, orderBy: { id: 'asc' } }),
  };
}

beforeAll(async () => {
  database = await freshDatabase();
  ours = database.scoped('T1');
  theirs = database.scoped('T2');
  for (const scoped of [ours, theirs]) {
    const id = scoped.workspaceId;
    await scoped.workspace.create({
      data: { id, name: id, language: 'fr', timeZone: 'Africa/Casablanca', workingDays: [1, 2] },
    });
  }
});

afterAll(() => database.close());

beforeEach(async () => {
  await database.prisma.contact.deleteMany();
  await database.prisma.partner.deleteMany();
  ourPartner = await ours.partner.create({ data: partner('Ours') });
  theirPartner = await theirs.partner.create({ data: partner('Theirs') });
  await theirs.contact.create({ data: { partnerId: theirPartner.id, name: 'Amina', createdById: 'U1' } });
});

test('a scoped database is one object for each workspace, and names it', () => {
  expect(database.scoped('T1')).toBe(ours);
  expect(ours.workspaceId).toBe('T1');
});

test('reads find rows of their own workspace only', async () => {
  const id = theirPartner.id;
  expect(await ours.partner.findUnique({ where: { id } })).toBeNull();
  const fullKey = { workspaceId_id: { workspaceId: 'T2', id } };
  expect(await ours.partner.findUnique({ where: fullKey })).toBeNull();
  await expect(ours.partner.findUniqueOrThrow({ where: { id } })).rejects.toThrow();
  expect(await ours.partner.findFirst({ where: { id } })).toBeNull();
  await expect(ours.partner.findFirstOrThrow({ where: { id } })).rejects.toThrow();
  expect(await ours.partner.findFirst({ where: { OR: [{ id }, { workspaceId: 'T2' }] } })).toBeNull();
  expect((await ours.partner.findMany()).map((row) => row.name)).toEqual(['Ours']);
  expect(await ours.partner.findMany({ where: { workspaceId: 'T2' } })).toEqual([]);
  expect(await ours.partner.count()).toBe(1);
  expect(await ours.partner.aggregate({ _count: true, _max: { name: true } })).toEqual({
    _count: 1,
    _max: { name: 'Ours' },
  });
  expect(await ours.partner.groupBy({ by: ['name'], orderBy: { name: 'asc' } })).toEqual([{ name: 'Ours' }]);
  expect((await ours.workspace.findMany()).map((row) => row.id)).toEqual(['T1']);
  expect(await ours.workspace.findUnique({ where: { id: 'T2' } })).toBeNull();
  expect(await ours.contact.findMany({ where: { partner: { name: 'Theirs' } } })).toEqual([]);
  const everyPartner = { partners: { select: { name: true } } };
  expect(await ours.workspace.findMany({ select: everyPartner })).toEqual([{ partners: [{ name: 'Ours' }] }]);
});

test('reads find what is their own', async () => {
  const { id } = ourPartner;
  const fullKey = { workspaceId_id: { workspaceId: 'T1', id } };
  expect(await ours.partner.findUnique({ where: fullKey })).toMatchObject({ id });
  expect(await ours.partner.findUniqueOrThrow({ where: { id, AND: { name: 'Ours' } } })).toMatchObject({
    id,
  });
  expect(await ours.partner.findUnique({ where: { id, AND: [{ name: 'Other' }] } })).toBeNull();
});

test('no write touches a row of another workspace', async () => {
  const before = await everything();
  const where = { id: theirPartner.id };
  const data = { name: 'Taken' };
  await expect(ours.partner.update({ where, data })).rejects.toThrow();
  await expect(ours.partner.delete({ where })).rejects.toThrow();
  await expect(
    ours.partner.upsert({ where, create: { ...partner('Taken'), ...where }, update: data }),
  ).rejects.toThrow();
  expect(await ours.contact.updateMany({ where: {}, data: { name: 'Taken' } })).toEqual({ count: 0 });
  expect(await ours.contact.updateManyAndReturn({ data: { name: 'Taken' } })).toEqual([]);
  expect(await ours.contact.deleteMany()).toEqual({ count: 0 });
  expect(await ours.contact.deleteMany({ where: { workspaceId: 'T2' } })).toEqual({ count: 0 });
  await expect(ours.workspace.update({ where: { id: 'T2' }, data })).rejects.toThrow();
  expect(await ours.workspace.deleteMany({ where: { id: 'T2' } })).toEqual({ count: 0 });
  expect(await everything()).toEqual(before);
});

test('no write makes a row in another workspace, or one that refers to it', async () => {
  const before = await everything();
  const foreign = { ...partner('Planted'), workspaceId: 'T2' };
  await expect(ours.partner.create({ data: foreign })).rejects.toThrow(ScopeError);
  await expect(ours.partner.createMany({ data: [partner('A'), foreign] })).rejects.toThrow(ScopeError);
  await expect(ours.partner.createManyAndReturn({ data: [foreign] })).rejects.toThrow(ScopeError);
  const contact = { partnerId: theirPartner.id, name: 'Planted', createdById: 'U1' };
  await expect(ours.contact.create({ data: contact })).rejects.toThrow();
  expect(await everything()).toEqual(before);
});

test('new rows get their workspace, and every write reaches its own rows', async () => {
  await ours.partner.createMany({ data: [partner('A'), partner('B')] });
  const [made] = await ours.partner.createManyAndReturn({ data: [partner('C')] });
  expect(made).toMatchObject({ workspaceId: 'T1', name: 'C' });
  const { id } = ourPartner;
  expect(await ours.partner.update({ where: { id }, data: { name: 'D' } })).toMatchObject({ name: 'D' });
  const upserted = await ours.partner.upsert({ where: { id }, create: partner('X'), update: { name: 'E' } });
  expect(upserted).toMatchObject({ id, name: 'E' });
  expect(await ours.partner.updateMany({ where: { name: 'A' }, data: { city: 'Fès' } })).toEqual({
    count: 1,
  });
  expect(await ours.partner.deleteMany({ where: { name: 'B' } })).toEqual({ count: 1 });
  expect(await ours.partner.delete({ where: { id } })).toMatchObject({ id });
  const left = await ours.partner.findMany({ orderBy: { name: 'asc' }, select: { name: true } });
  expect(left).toEqual([{ name: 'A' }, { name: 'C' }]);
});

test.each([
  ['a row moved to another workspace', 'update', { where: { id: 'x' }, data: { workspaceId: 'T2' } }],
  ['a key that changes', 'update', { where: { id: 'x' }, data: { id: 'y' } }],
  ['a relation in an update', 'update', { where: { id: 'x' }, data: { contacts: { deleteMany: {} } } }],
  ['a relation in a new row', 'create', { data: { workspace: { connect: { id: 'T2' } } } }],
  ['a relation in an upsert', 'upsert', { where: { id: 'x' }, create: {}, update: { contacts: {} } }],
  ['a cursor', 'findMany', { cursor: { id: 'x' } }],
  ['an operation that is not known here', 'findRaw', {}],
])('%s is refused', (_what, operation, args) => {
  expect(() => confine('T1', 'Partner', operation, args)).toThrow(ScopeError);
});
