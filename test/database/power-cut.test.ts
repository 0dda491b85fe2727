import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { change } from '../../src/database/change.js';
import { openPglite } from '../../src/database/client.js';
import { openEmbedded } from '../../src/database/embedded.js';
import { applyMigrations, readMigrations } from '../../src/database/migrations.js';
import { pgliteSession } from '../../src/database/sql-session.js';
import { type Disk, PowerCutFolder, writeDisk } from './power-cut-folder.js';

const cuts = 20;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'desk-power-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('after a power cut every acknowledged row is there', { timeout: 180_000 }, async () => {
  const acknowledged: string[] = [];
  const left: { disk: Disk; acknowledged: string[] }[] = [];
  let moments = 0;
  let storage: PowerCutFolder | undefined;
  // The first ones in the migrations, the others at every tenth change, which are a clean-up and a checkpoint too; by turns
  // before and after a sync.
  const isCut = () => {
    if (left.length < 5) return moments % 3 === 0;
    return (
      left.length < cuts && acknowledged.length >= (left.length - 4) * 10 && moments % 2 === left.length % 2
    );
  };
  const onSync = () => {
    moments++;
    if (storage !== undefined && isCut()) {
      left.push({ disk: storage.afterPowerCut(), acknowledged: [...acknowledged] });
    }
  };

  const pglite = await openEmbedded(join(root, 'database'), (folder) => {
    storage = new PowerCutFolder(folder, onSync);
    return storage;
  });
  const database = await openPglite(pglite);
  const db = database.scoped('T1');
  await db.workspace.create({
    data: { id: 'T1', name: 'T1', language: 'fr', timeZone: 'UTC', workingDays: [1] },
  });
  for (let number = 0; left.length < cuts && number < 500; number++) {
    const name = `Partner ${number}`;
    const about = { actorId: 'U1', action: 'partner.created', surface: 'form', at: new Date(number) };
    await change(db, about, async (tx) => {
      await tx.partner.create({
        data: { name, searchText: name, notes: 'n'.repeat(2000), createdById: 'U1' },
      });
      return { subjectId: null, result: null };
    });
    acknowledged.push(name);
    if (number % 40 === 19) await database.vacuum();
    if (number % 40 === 29) await pglite.exec('CHECKPOINT');
  }
  await database.close();

  expect(left).toHaveLength(cuts);
  expect(left.at(-1)?.acknowledged.length).toBeGreaterThan(100);
  for (const [index, { disk, acknowledged: promised }] of left.entries()) {
    const folder = join(root, `after-${index}`);
    writeDisk(disk, folder);
    const reopened = await openEmbedded(folder);
    await applyMigrations(pgliteSession(reopened), await readMigrations());
    const { rows } = await reopened.query<{ name: string }>('SELECT "name" FROM "Partner"');
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(promised));
    const changes = await reopened.query('SELECT count(*)::int AS "count" FROM "Change"');
    expect(changes.rows).toEqual([{ count: rows.length }]);
    await reopened.close();
    await rm(folder, { recursive: true });
  }
});

test('a first start that was cut short is begun again', { timeout: 30_000 }, async () => {
  const folder = join(root, 'database');
  await mkdir(`${folder}.new`);
  await writeFile(join(`${folder}.new`, 'PG_VERSION'), '18\n');
  const pglite = await openEmbedded(folder);
  expect((await pglite.query('SELECT 1 AS "one"')).rows).toEqual([{ one: 1 }]);
  await pglite.close();
});
