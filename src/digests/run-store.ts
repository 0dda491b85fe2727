import { dayAt } from '../calendar/time-zone.js';
import { type CalendarColumns, calendarOf, type WorkingCalendar } from '../calendar/working-days.js';
import type { Database } from '../database/client.js';
import type { ScopedDatabase } from '../database/scope.js';
import { type DigestMemory, storedMemory } from './digest-memory.js';
import { nextRunAfter, plannedFor, storedSchedule } from './schedule.js';
import type { RunState } from './subscription.js';

/** One digest at one scheduled time, held by one process until its lease ends. */
export interface ClaimedRun {
  readonly id: string;
  readonly workspaceId: string;
  readonly subscriptionId: string;
  readonly scheduledAt: Date;
  readonly leaseUntil: Date;
  readonly attempts: number;
  /** Since when it may have arrived in Slack; null where it certainly has not. */
  readonly sendingAt: Date | null;
}

/** How long a run that was missed is still sent, late. */
export const lateLimitMs = 12 * 3_600_000;
/** How long one process has for one run before another takes it over. */
export const leaseMs = 40_000;
const mostSkippedKept = 31;

/** The subscription that is due the longest, locked: of the workspaces `$2`, at the instant `$1`. */
export const dueStatement = `
  SELECT s."id", s."workspaceId", s."schedule", s."timeZone", s."nextRunAt",
    w."workingDays", w."holidayCountry", w."daysOff", w."workedHolidays"
  FROM "Subscription" s JOIN "Workspace" w ON w."id" = s."workspaceId"
  WHERE s."nextRunAt" <= $1::timestamptz AND s."workspaceId" = ANY($2::text[])
  ORDER BY s."nextRunAt" LIMIT 1
  FOR UPDATE OF s SKIP LOCKED`;

/** Takes the run whose lease ended first, until `$3`: of the workspaces `$2`, at the instant `$1`. */
export const endedLeaseStatement = `
  UPDATE "DigestRun" SET "leaseUntil" = $3::timestamptz, "attempts" = "attempts" + 1
  WHERE "id" = (
    SELECT "id" FROM "DigestRun"
    WHERE "state" = 'claimed' AND "leaseUntil" <= $1::timestamptz AND "workspaceId" = ANY($2::text[])
    ORDER BY "leaseUntil" LIMIT 1
    FOR UPDATE SKIP LOCKED
  )
  RETURNING "id", "workspaceId", "subscriptionId", "scheduledAt", "leaseUntil", "attempts", "sendingAt"`;

interface DueRow extends CalendarColumns {
  readonly id: string;
  readonly workspaceId: string;
  readonly schedule: unknown;
  readonly timeZone: string;
  readonly nextRunAt: Date;
}

/**
 * Takes the subscription that is due the longest, if any, and moves it on to its next time. Its missed runs are recorded:
 * the one that is not too old is claimed, the others are skipped. Two processes never get the same one.
 * @returns null where nothing is due, else what is to be sent (nothing where all runs were skipped).
 */
export function claimDue(
  database: Database,
  workspaceIds: readonly string[],
  now: Date,
): Promise<{ readonly run: ClaimedRun | null } | null> {
  return database.prisma.$transaction(async (transaction) => {
    const [due] = await transaction.$queryRawUnsafe<DueRow[]>(dueStatement, now, [...workspaceIds]);
    if (due === undefined) return null;
    const { workspaceId, id: subscriptionId } = due;
    const course = courseOf(due, now);
    if (course === null) {
      const data = { nextRunAt: null, pausedReason: 'schedule' };
      await transaction.subscription.update({ where: { id: subscriptionId }, data });
      return { run: null };
    }
    const { missed, next } = course;
    await transaction.subscription.update({ where: { id: subscriptionId }, data: { nextRunAt: next } });

    const fresh = missed.filter((at) => now.getTime() - at.getTime() <= lateLimitMs).at(-1);
    const leaseUntil = new Date(now.getTime() + leaseMs);
    const [run] = await transaction.digestRun.createManyAndReturn({
      data: [
        ...(fresh === undefined
          ? []
          : [{ workspaceId, subscriptionId, scheduledAt: fresh, state: 'claimed' as const, leaseUntil }]),
        ...missed
          .filter((at) => at !== fresh)
          .slice(-mostSkippedKept)
          .map((scheduledAt) => ({
            workspaceId,
            subscriptionId,
            scheduledAt,
            state: 'skipped' as const,
            leaseUntil: now,
          })),
      ],
      skipDuplicates: true,
    });
    return { run: run !== undefined && run.state === 'claimed' ? run : null };
  });
}

/** The runs of a subscription that have come by now, and the one after; null where none can be computed. */
function courseOf(due: DueRow, now: Date): { readonly missed: readonly Date[]; readonly next: Date } | null {
  const schedule = storedSchedule(due.schedule);
  if (schedule === null) return null;
  try {
    // The office may have changed its working days since the time was set.
    const dueDay = dayAt(due.nextRunAt, due.timeZone);
    const calendar = calendarOf(due);
    const missed = plannedFor(schedule, dueDay, calendar) === null ? [] : [due.nextRunAt];
    let next = due.nextRunAt;
    do {
      next = nextRunAfter(schedule, next, due.timeZone, calendar);
      if (next <= now) missed.push(next);
    } while (next <= now);
    return { missed, next };
  } catch (error) {
    // A zone that this machine does not know, or no working day at all: all others would wait behind it.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const rescheduledAtOnce = 500;

/** Computes anew when the workspace's subscriptions run next: its days off may have changed since it was computed. */
export async function reschedule(
  database: ScopedDatabase,
  calendar: WorkingCalendar,
  now: Date,
): Promise<void> {
  let last: string | undefined;
  do {
    const batch = await database.subscription.findMany({
      where: { nextRunAt: { gt: now }, ...(last === undefined ? {} : { id: { gt: last } }) },
      select: { id: true, schedule: true, timeZone: true, nextRunAt: true },
      orderBy: { id: 'asc' },
      take: rescheduledAtOnce,
    });
    for (const { id, timeZone, nextRunAt, ...stored } of batch) {
      const schedule = storedSchedule(stored.schedule);
      const next = schedule && nextRunAfter(schedule, now, timeZone, calendar);
      if (next === null || next.getTime() === nextRunAt?.getTime()) continue;
      await database.subscription.updateMany({ where: { id, nextRunAt }, data: { nextRunAt: next } });
    }
    last = batch.length < rescheduledAtOnce ? undefined : batch.at(-1)?.id;
  } while (last !== undefined);
}

/** Takes over one run whose lease has ended: its process died, or Slack asked to come back later. */
export async function claimAgain(
  database: Database,
  workspaceIds: readonly string[],
  now: Date,
): Promise<ClaimedRun | null> {
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const [run] = await database.prisma.$queryRawUnsafe<ClaimedRun[]>(
    endedLeaseStatement,
    now,
    [...workspaceIds],
    leaseUntil,
  );
  return run ?? null;
}

const aWeekMs = 7 * 86_400_000;
// A digest of last Monday counts as a week before even where this one comes an hour earlier or on Sunday.
const weekSlackMs = 86_400_000;

/** What the digest before this run showed, and, where it is asked for, the one of a week before; null where there was none. */
export async function readPast(
  database: ScopedDatabase,
  { subscriptionId, scheduledAt }: ClaimedRun,
  withLastWeek: boolean,
): Promise<{ readonly before: DigestMemory | null; readonly lastWeek: DigestMemory | null }> {
  const latest = async (until: Date) => {
    const run = await database.digestRun.findFirst({
      where: { subscriptionId, scheduledAt: { lt: until }, state: { in: ['posted', 'empty'] } },
      orderBy: { scheduledAt: 'desc' },
      select: { shown: true },
    });
    return storedMemory(run?.shown);
  };
  const [before, lastWeek] = await Promise.all([
    latest(scheduledAt),
    withLastWeek ? latest(new Date(scheduledAt.getTime() - aWeekMs + weekSlackMs)) : null,
  ]);
  return { before, lastWeek };
}

type Settled =
  | { readonly state: 'posted'; readonly messageTs: string }
  | { readonly state: 'empty'; readonly shown: DigestMemory }
  | { readonly state: 'failed' | 'uncertain'; readonly problem: string };

/** Records how a run ended. False where the run is no longer held. */
export function settleRun(database: ScopedDatabase, run: ClaimedRun, settled: Settled): Promise<boolean> {
  return updateHeld(database, run, { problem: null, ...settled });
}

/**
 * Notes that Slack is about to be called, and with what. From now on the message may have arrived.
 * @returns the run as it is now held, or null where another process has it.
 */
export async function markSending(
  database: ScopedDatabase,
  run: ClaimedRun,
  now: Date,
  shown: DigestMemory,
): Promise<ClaimedRun | null> {
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const held = await updateHeld(database, run, { sendingAt: now, leaseUntil, shown });
  return held ? { ...run, sendingAt: now, leaseUntil } : null;
}

/** Keeps a run for as long as one process has for it, from now on; null where another process has it. */
export async function holdOn(
  database: ScopedDatabase,
  run: ClaimedRun,
  now: Date,
): Promise<ClaimedRun | null> {
  const leaseUntil = new Date(now.getTime() + leaseMs);
  return (await updateHeld(database, run, { leaseUntil })) ? { ...run, leaseUntil } : null;
}

/** Puts a run off to another time; `arrived` says whether its message may have arrived meanwhile. */
export async function putOff(
  database: ScopedDatabase,
  run: ClaimedRun,
  until: Date,
  problem: string,
  arrived: 'maybe' | 'no',
): Promise<void> {
  await updateHeld(database, run, {
    leaseUntil: until,
    problem,
    ...(arrived === 'no' ? { sendingAt: null } : {}),
  });
}

interface RunChange {
  readonly state?: Settled['state'];
  readonly messageTs?: string;
  readonly problem?: string | null;
  readonly sendingAt?: Date | null;
  readonly leaseUntil?: Date;
  readonly shown?: DigestMemory;
}

// The lease's end is the mark of whoever holds the run: whoever takes it over sets another.
async function updateHeld(database: ScopedDatabase, run: ClaimedRun, data: RunChange): Promise<boolean> {
  const { count } = await database.digestRun.updateMany({
    where: { id: run.id, state: 'claimed', leaseUntil: run.leaseUntil },
    data,
  });
  return count === 1;
}

/** Stops a subscription until somebody resumes it. */
export async function pauseSubscription(
  database: ScopedDatabase,
  subscriptionId: string,
  reason: string,
): Promise<void> {
  await database.subscription.updateMany({
    where: { id: subscriptionId },
    data: { nextRunAt: null, pausedReason: reason },
  });
}

/**
 * Asks for a run at once, beside the schedule: the next tick sends it.
 * @returns false where one was asked for within the same minute already.
 */
export async function requestRun(
  database: ScopedDatabase,
  subscriptionId: string,
  now: Date,
): Promise<boolean> {
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  const { count } = await database.digestRun.createMany({
    data: [{ subscriptionId, scheduledAt: minute, state: 'claimed', leaseUntil: minute }],
    skipDuplicates: true,
  });
  return count === 1;
}

const over: RunState[] = ['posted', 'empty', 'skipped', 'failed', 'uncertain'];
const keptForMs = 366 * 86_400_000;

/** Deletes what is over since more than a year: nothing looks back further than to the digest before. */
export async function forgetOldRuns(database: ScopedDatabase, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptForMs);
  // Not by the time for which it was planned: of the states and leases there is an index.
  await database.digestRun.deleteMany({ where: { state: { in: over }, leaseUntil: { lt: before } } });
}
