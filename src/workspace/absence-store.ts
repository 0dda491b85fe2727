import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';

/** Someone is away through a day, and who is told of what is due meanwhile. */
export interface Absence {
  readonly personId: string;
  readonly deputyId: string;
  /** The last day of it. */
  readonly untilOn: Day;
}

/** Which of these people are away today, by Slack user id. */
export async function absencesOf(
  database: ScopedDatabase,
  userIds: readonly string[],
  today: Day,
): Promise<ReadonlyMap<string, Absence>> {
  const rows = await database.absence.findMany({
    where: { slackUserId: { in: [...userIds] }, untilOn: { gte: dateOfDay(today) } },
  });
  return new Map(
    rows.map(({ slackUserId, deputyId, untilOn }) => [
      slackUserId,
      { personId: slackUserId, deputyId, untilOn: dayOfDate(untilOn) },
    ]),
  );
}

/** The absences of today in which this person stands in for somebody. */
export async function absencesCoveredBy(
  database: ScopedDatabase,
  deputyId: string,
  today: Day,
): Promise<readonly Absence[]> {
  const rows = await database.absence.findMany({
    where: { deputyId, untilOn: { gte: dateOfDay(today) } },
    orderBy: { slackUserId: 'asc' },
  });
  return rows.map(({ slackUserId, untilOn }) => ({
    personId: slackUserId,
    deputyId,
    untilOn: dayOfDate(untilOn),
  }));
}

/** Writes that someone is away, in the place of what was known before. */
export async function setAbsence(database: ScopedDatabase, absence: Absence): Promise<void> {
  const { personId: slackUserId, deputyId, untilOn } = absence;
  const data = { deputyId, untilOn: dateOfDay(untilOn) };
  const { count } = await database.absence.updateMany({ where: { slackUserId }, data });
  if (count === 0) await database.absence.create({ data: { slackUserId, ...data } });
}

/** Writes that someone is there again. False where they were not away. */
export async function endAbsence(database: ScopedDatabase, userId: string): Promise<boolean> {
  const { count } = await database.absence.deleteMany({ where: { slackUserId: userId } });
  return count > 0;
}
