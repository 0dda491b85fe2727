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
}

/** Open follow-ups that were due on a day or before, of which nobody else was told, the longest due first. */
export async function listLongOverdue(
  database: ScopedDatabase,
  dueUntil: Day,
  take: number,
): Promise<LongOverdue[]> {
  const rows = await database.followUp.findMany({
    where: { state: 'open', dueOn: { lte: dateOfDay(dueUntil) }, escalatedAt: null },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    take,
    select: {
      id: true,
      assigneeId: true,
      partner: { select: { ownerId: true, deputyId: true, slackChannelId: true } },
    },
  });
  return rows.map(({ id, assigneeId, partner }) => ({
    id,
    assigneeId,
    ownerId: partner?.ownerId ?? null,
    deputyId: partner?.deputyId ?? null,
    channelId: partner?.slackChannelId ?? null,
  }));
}

/** Notes that someone else is told of these now; gives those of which nobody was before. */
export async function markEscalated(
  database: ScopedDatabase,
  ids: readonly string[],
  at: Date,
): Promise<string[]> {
  const rows = await database.followUp.updateManyAndReturn({
    where: { id: { in: [...ids] }, state: 'open', escalatedAt: null },
    data: { escalatedAt: at },
  });
  return rows.map(({ id }) => id);
}

/** Takes that note back: Slack did not take the message. */
export async function unmarkEscalated(database: ScopedDatabase, ids: readonly string[]): Promise<void> {
  await database.followUp.updateMany({ where: { id: { in: [...ids] } }, data: { escalatedAt: null } });
}
