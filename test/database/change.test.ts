import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/client.js';
import { change, latestChange, undo } from '../../src/database/change.js';
import { freshDatabase } from '../support/database.js';

let database: Database;
beforeAll(async () => { database = await freshDatabase(); });
afterAll(() => database.close());

test('tries', async () => {
  const t0 = performance.now();
  const d2 = await freshDatabase(); console.log('open', performance.now()-t0); 
  const t1 = performance.now(); await d2.close(); console.log('close', performance.now()-t1);
  const db = database.scoped('T1');
  const ws = await db.workspace.create({ data: { id: 'T1', name: 'x', language: 'fr', timeZone: 'UTC', workingDays: [1,2] } });
  const at = new Date('2026-01-01T10:00:00Z');
  const out = await change(db, { actorId: 'U1', action: 'lead.created', surface: 'form', submissionKey: 'k', at }, async (tx) => {
    const p = await tx.partner.create({ data: { name: 'P', searchText: 'p', createdById: 'U1', aliases: ['a','b'] } });
    await tx.agreement.create({ data: { partnerId: p.id, kind: 'framework', reference: 'r', title: 't', termKind: 'unknown', renewal: 'none', ownerId: 'u', createdById: 'u', signedOn: new Date('2026-02-03') } });
    return { subjectId: p.id, result: p };
  });
  console.log(ws, out, db.workspaceId, await db.change.findMany({select: {rows: true}}).then(JSON.stringify));
  console.log(await latestChange(db, 'U1'));
  if (out.state !== 'done') throw new Error();
  console.log(await undo(db, { changeId: out.changeId, actorId: 'U1', at, within: 10 }));
  console.log(await db.partner.count(), await db.agreement.count());
  const t2 = performance.now();
  for (let i = 0; i < 50; i++) await change(db, { actorId: 'U1', action: 'lead.created', surface: 'form', at }, async (tx) => {
    const p = await tx.partner.create({ data: { name: 'P', searchText: 'p', createdById: 'U1', aliases: ['a','b'] } });
    return { subjectId: p.id, result: p };
  });
  console.log('per change', (performance.now()-t2)/50);
  const t3 = performance.now();
  for (let i = 0; i < 50; i++) await db.partner.findMany({take: 10});
  console.log('per read', (performance.now()-t3)/50);
});
