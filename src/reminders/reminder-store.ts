import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import { parseRowImages } from '../database/row-images.js';
import type { ScopedDatabase } from '../database/scope.js';

/** When a person wants to be reminded, and how far that is done. */
export interface Reminder {
  readonly personId: string;
  /** As the clock in their time zone shows: `HH:mm`. */
  readonly time: string;
  readonly enabled: boolean;
  /** The day that they were last reminded for. */
  readonly sentOn: Day | null;
  /** Since when the message of a process that did not finish may have arrived. */
  readonly sendingAt: Date | null;
}

/** When people are reminded who never said anything else. */
export const usualTime = '09:00';

/** What a person has said of their reminders. */
export async function readReminder(
  database: ScopedDatabase,
  personId: string,
): Promise<Pick<Reminder, 'time' | 'enabled'>> {
  const row = await database.reminder.findFirst({ where: { slackUserId: personId } });
  return { time: row?.time ?? usualTime, enabled: row?.enabled ?? true };
}

/** Writes what a person says of their reminders. */
export async function writeReminder(
  database: ScopedDatabase,
  personId: string,
  wish: Partial<Pick<Reminder, 'time' | 'enabled'>>,
): Promise<void> {
  const { count } = await database.reminder.updateMany({ where: { slackUserId: personId }, data: wish });
  if (count === 0) await database.reminder.create({ data: { slackUserId: personId, ...wish } });
}

/** All reminders that nobody is at. */
export async function listReminders(database: ScopedDatabase, now: Date): Promise<Reminder[]> {
  const rows = await database.reminder.findMany({
    where: { enabled: true, ...heldByNobody(now) },
    orderBy: { slackUserId: 'asc' },
  });
  return rows.map(({ slackUserId, time, enabled, sentOn, sendingAt }) => ({
    personId: slackUserId,
    time,
    enabled,
    sentOn: sentOn && dayOfDate(sentOn),
    sendingAt,
  }));
}

/** Adds those among these people who have no reminder yet, with the day that they are not to be reminded for any more. */
export async function addReminders(
  database: ScopedDatabase,
  people: readonly { readonly personId: string; readonly sentOn: Day | null }[],
): Promise<void> {
  const known = await database.reminder.findMany({ select: { slackUserId: true } });
  const missing = people.filter(({ personId }) => !known.some(({ slackUserId }) => slackUserId === personId));
  if (missing.length === 0) return;
  await database.reminder.createMany({
    data: missing.map(({ personId, sentOn }) => ({
      slackUserId: personId,
      sentOn: sentOn && dateOfDay(sentOn),
    })),
    skipDuplicates: true,
  });
}

const heldByNobody = (now: Date) => ({ OR: [{ leaseUntil: null }, { leaseUntil: { lte: now } }] });

/** Takes a person's reminder of a day on. False where another process has it, or it was sent. */
export async function claimReminder(
  database: ScopedDatabase,
  personId: string,
  day: Day,
  now: Date,
  leaseUntil: Date,
): Promise<boolean> {
  const { count } = await database.reminder.updateMany({
    where: {
      slackUserId: personId,
      enabled: true,
      AND: [heldByNobody(now), { OR: [{ sentOn: null }, { sentOn: { lt: dateOfDay(day) } }] }],
    },
    data: { leaseUntil },
  });
  return count > 0;
}

/** Changes a reminder that is held until an instant. False where another process holds it by now. */
export async function updateHeld(
  database: ScopedDatabase,
  personId: string,
  leaseUntil: Date,
  { sentOn, ...rest }: { sentOn?: Day; leaseUntil?: Date | null; sendingAt?: Date | null },
): Promise<boolean> {
  const { count } = await database.reminder.updateMany({
    where: { slackUserId: personId, leaseUntil },
    data: { ...rest, ...(sentOn === undefined ? {} : { sentOn: dateOfDay(sentOn) }) },
  });
  return count > 0;
}

/** The ids of all rows that a person has written since an instant. */
export async function touchedBy(database: ScopedDatabase, personId: string, since: Date): Promise<string[]> {
  const changes = await database.change.findMany({
    where: { actorId: personId, at: { gte: since } },
    select: { subjectId: true, rows: true },
  });
  const ids = changes.flatMap(({ subjectId, rows }) => [
    subjectId,
    ...parseRowImages(rows).map(({ before, after }) => (after ?? before)?.['id']),
  ]);
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}
