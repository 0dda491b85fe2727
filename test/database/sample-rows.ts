import { change } from '../../src/database/change.js';
import type { Database } from '../../src/database/client.js';
import type { ScopedDatabase } from '../../src/database/scope.js';
import { freshDatabase } from '../support/database.js';

export const at = new Date('2026-03-02T09:00:00.250Z');
export const about = { actorId: 'U1', action: 'lead.created', surface: 'form', at };

/** A new database with the workspaces T1 and T2, without other rows. */
export async function databaseOfTwo(): Promise<Database> {
  const database = await freshDatabase();
  for (const id of ['T1', 'T2']) {
    await database
      .scoped(id)
      .workspace.create({ data: { id, name: id, language: 'fr', timeZone: 'UTC', workingDays: [1] } });
  }
  return database;
}

/** Removes every row but the workspaces. */
export async function removeRows({ prisma }: Database): Promise<void> {
  await prisma.change.deleteMany();
  await prisma.digestRun.deleteMany();
  await prisma.subscription.deleteMany();
  await prisma.followUp.deleteMany();
  await prisma.meeting.deleteMany();
  await prisma.agreement.deleteMany();
  await prisma.contact.deleteMany();
  await prisma.partner.deleteMany();
}

export const partner = (name: string) => ({ name, searchText: name.toLowerCase(), createdById: 'U1' });
export const agreement = (partnerId: string, reference: string) => ({
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
export const subscription = () => ({
  channelId: 'C1',
  kinds: ['renewals'],
  filters: { axis: ['research'], owner: null },
  schedule: { at: '09:00', days: [1, 2] },
  timeZone: 'Africa/Casablanca',
  language: 'fr' as const,
  ownerId: 'U1',
  nextRunAt: new Date('2026-03-03T08:00:00Z'),
});

/** Makes a change that is expected to be done. */
export async function changed<T>(
  db: ScopedDatabase,
  write: (tx: ScopedDatabase) => Promise<T>,
): Promise<{ changeId: string; result: T }> {
  const outcome = await change(db, about, async (tx) => ({ subjectId: null, result: await write(tx) }));
  if (outcome.state !== 'done') throw new Error(outcome.state);
  return outcome;
}
