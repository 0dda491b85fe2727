import { remembering } from '../calendar/remembering.js';
import type { WorkingCalendar } from '../calendar/working-days.js';
import type { Database } from '../database/client.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { DigestMemory } from './digest-memory.js';
import { nextRunAfter, storedSchedule } from './schedule.js';
import type { RunState, Subscription } from './subscription.js';

/** One digest at one scheduled time, held by one process until its lease ends. */
export interface ClaimedRun {
  readonly id: string;
  readonly workspaceId: string;
  readonly subscription: Subscription;
  readonly scheduledAt: Date;
  readonly leaseUntil: Date;
  readonly attempts: number;
  /** Since when it may have arrived in Slack; null where it certainly has not. */
  readonly sendingAt: Date | null;
  /** Why it was put off; null where it was not. */
  readonly problem: string | null;
  /** What the digest before this one showed, and the one of a week before; null where there was none. */
  readonly before: DigestMemory | null;
  readonly lastWeek: DigestMemory | null;
}

/** How long a run that was missed is still sent, late. */
export const lateLimitMs = 12 * 3_600_000;
/** How long an owner is still told of a digest that did not come, once the app has access to the workspace again. */
export const tellingLimitMs = 31 * 86_400_000;
/** How long one process has for one run before another takes it over. */
export const leaseMs = 40_000;

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

type Settled =
  | { readonly state: 'posted'; readonly messageTs: string }
  | { readonly state: 'empty'; readonly shown: DigestMemory }
  | { readonly state: 'failed' | 'uncertain'; readonly problem: string };

/** Records how a run ended. False where the run is no longer held. */
export function settleRun(database: Database, run: ClaimedRun, settled: Settled): Promise<boolean> {
  return updateHeld(database, run, { problem: null, ...settled });
}

/**
 * Notes that Slack is about to be called, and with what. From now on the message may have arrived.
 * @returns the run as it is now held, or null where another process has it.
 */
export async function markSending(
  database: Database,
  run: ClaimedRun,
  now: Date,
  shown: DigestMemory,
): Promise<ClaimedRun | null> {
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const held = await updateHeld(database, run, { sendingAt: now, leaseUntil, shown });
  return held ? { ...run, sendingAt: now, leaseUntil } : null;
}

/** Keeps a run for as long as one process has for it, from now on; null where another process has it. */
export async function holdOn(database: Database, run: ClaimedRun, now: Date): Promise<ClaimedRun | null> {
  const leaseUntil = new Date(now.getTime() + leaseMs);
  return (await updateHeld(database, run, { leaseUntil })) ? { ...run, leaseUntil } : null;
}

/** Puts a run off to another time; `arrived` says whether its message may have arrived meanwhile. */
export async function putOff(
  database: Database,
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

const typeOf: Readonly<Record<keyof RunChange, string>> = {
  state: '"DigestRunState"',
  messageTs: 'text',
  problem: 'text',
  sendingAt: 'timestamptz',
  leaseUntil: 'timestamptz',
  shown: 'jsonb',
};

const updateOf = remembering(20, (columns: string) => {
  const changes = (columns.split(' ') as (keyof RunChange)[]).map(
    (column, index) => `"${column}" = $${index + 4}::${typeOf[column]}`,
  );
  return `UPDATE "DigestRun" SET ${changes.join(', ')}
     WHERE "id" = $1::uuid AND "workspaceId" = $2 AND "leaseUntil" = $3::timestamptz AND "state" = 'claimed'
     RETURNING "id"`;
});

// The lease's end is the mark of whoever holds the run: whoever takes it over sets another.
async function updateHeld(database: Database, run: ClaimedRun, change: RunChange): Promise<boolean> {
  const { shown, ...others } = change;
  const written = shown === undefined ? others : { ...others, shown: JSON.stringify(shown) };
  const update = updateOf(Object.keys(written).join(' '));
  const values = [run.id, run.workspaceId, run.leaseUntil, ...Object.values(written)];
  return (await database.sql(update, values)).length === 1;
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
