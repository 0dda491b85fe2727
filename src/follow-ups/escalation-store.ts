import { type Day, dateOfDay } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';

/** A follow-up that is long overdue, and who else has to do with its partner. */
export interface LongOverdue {
  readonly id: string;
  readonly assigneeId: string;
  readonly ownerId: string | null;
  readonly deputyId: string | null;
  /** The partner's own channel. */
  readonly channelId: string | null;
  /** Since when the message of a process that did not finish may have arrived. */
  readonly sendingAt: Date | null;
}

/** How far telling someone else may take before another process takes it up again. */
const leaseMs = 2 * 60_000;

const takenByNobody = (now: Date) => ({
  OR: [{ escalatingAt: null }, { escalatingAt: { lte: new Date(now.getTime() - leaseMs) } }],
});

/** Open follow-ups that were due on a day or before, of which nobody else was or is being told, the longest due first. */
export async function listLongOverdue(
  database: ScopedDatabase,
  dueUntil: Day,
  now: Date,
  take: number,
): Promise<LongOverdue[]> {
  const rows = await database.followUp.findMany({
    where: {
      state: 'open',
      dueOn: { lte: dateOfDay(dueUntil) },
      escalatedAt: null,
      ...takenByNobody(now),
    },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    take,
    select: {
      id: true,
      assigneeId: true,
      escalatingAt: true,
      partner: { select: { ownerId: true, deputyId: true, slackChannelId: true } },
    },
  });
  return rows.map(({ id, assigneeId, escalatingAt, partner }) => ({
    id,
    assigneeId,
    ownerId: partner?.ownerId ?? null,
    deputyId: partner?.deputyId ?? null,
    channelId: partner?.slackChannelId ?? null,
    sendingAt: escalatingAt,
  }));
}

/** Takes these on: someone else is told of them from this instant on. Gives those that no other process has. */
export async function claimEscalations(
  database: ScopedDatabase,
  ids: readonly string[],
  at: Date,
): Promise<string[]> {
  const rows = await database.followUp.updateManyAndReturn({
    where: { id: { in: [...ids] }, state: 'open', escalatedAt: null, ...takenByNobody(at) },
    data: { escalatingAt: at },
  });
  return rows.map(({ id }) => id);
}

/** Notes what became of those that were taken on at an instant: someone else was told (`told`), or is to be told later. */
export async function settleEscalations(
  database: ScopedDatabase,
  ids: readonly string[],
  takenAt: Date,
  told: Date | null,
): Promise<void> {
  await database.followUp.updateMany({
    where: { id: { in: [...ids] }, escalatingAt: takenAt },
    data: { escalatingAt: null, escalatedAt: told },
  });
}
