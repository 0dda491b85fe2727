import type { ScopedDatabase } from '../database/scope.js';

/** Writes that someone left. False where that is known already. */
export async function markLeft(database: ScopedDatabase, userId: string, at: Date): Promise<boolean> {
  const known = await database.member.findFirst({ where: { slackUserId: userId } });
  if (known === null) {
    await database.member.create({ data: { slackUserId: userId, role: 'focal_point', leftAt: at } });
    return true;
  }
  const { count } = await database.member.updateMany({
    where: { slackUserId: userId, leftAt: null },
    data: { leftAt: at },
  });
  return count > 0;
}

/** Writes that someone is back. False where they had not left. */
export async function markReturned(database: ScopedDatabase, userId: string): Promise<boolean> {
  const { count } = await database.member.updateMany({
    where: { slackUserId: userId, leftAt: { not: null } },
    data: { leftAt: null },
  });
  return count > 0;
}

/** Who left, among these people or among all: by Slack user id, when. */
export async function leftAmong(
  database: ScopedDatabase,
  userIds?: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await database.member.findMany({
    where: {
      leftAt: { not: null },
      ...(userIds === undefined ? {} : { slackUserId: { in: [...userIds] } }),
    },
    orderBy: { leftAt: 'desc' },
  });
  return new Map(rows.flatMap(({ slackUserId, leftAt }) => (leftAt === null ? [] : [[slackUserId, leftAt]])));
}
