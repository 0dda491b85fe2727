import { createHash } from 'node:crypto';
import { dayAt } from '../calendar/time-zone.js';
import { type CalendarColumns, calendarOf } from '../calendar/working-days.js';
import type { Database } from '../database/client.js';
import { storedMemory } from './digest-memory.js';
import { type ClaimedRun, lateLimitMs, leaseMs } from './run-store.js';
import { nextRunAfter, plannedFor, storedSchedule } from './schedule.js';
import { type SubscriptionRow, subscriptionOf } from './subscription-store.js';

const mostSkippedKept = 31;
const candidatesAtOnce = 64;

/** The subscriptions of the workspace `$2` that are due the longest at the instant `$1`, at most `$3`. */
export const dueStatement = `
  SELECT s."id", s."workspaceId", s."schedule", s."timeZone", s."nextRunAt",
    w."workingDays", w."holidayCountry", w."daysOff", w."workedHolidays"
  FROM "Subscription" s JOIN "Workspace" w ON w."id" = s."workspaceId"
  WHERE s."nextRunAt" <= $1::timestamptz AND s."workspaceId" = $2
  ORDER BY s."nextRunAt" LIMIT $3::int`;

const shownBefore = (instant: string) => `(
    SELECT p."shown" FROM "DigestRun" p
    WHERE p."subscriptionId" = r."subscriptionId" AND p."scheduledAt" < ${instant} AND p."state" IN ('posted', 'empty')
    ORDER BY p."scheduledAt" DESC LIMIT 1
  )`;

// A digest of last Monday counts as a week before even where this one comes an hour earlier or on Sunday.
const claimedColumns = `r."id", r."workspaceId", r."subscriptionId", r."scheduledAt", r."leaseUntil", r."attempts",
    r."sendingAt", r."problem", s."channelId", s."personId", s."kinds", s."filters", s."schedule", s."timeZone",
    s."language"::text AS "language", s."ownerId", s."nextRunAt", s."pausedReason",
    ${shownBefore('r."scheduledAt"')} AS "before",
    ${shownBefore(`r."scheduledAt" - interval '6 days'`)} AS "lastWeek"`;

/**
 * Moves the subscription `$1` on to its next time `$5`, where nobody else is at it and it still has the time `$2`, the
 * schedule `$3` and the time zone `$4` of which that was computed, and writes its runs `$9` at `$6`, each in a state of `$7`,
 * held until `$8`. In one statement, so that it is all done or nothing.
 */
export const claimStatement = `
  WITH s AS (
    UPDATE "Subscription" SET "nextRunAt" = $5::timestamptz
    WHERE "id" = (
      SELECT "id" FROM "Subscription"
      WHERE "id" = $1::uuid AND "nextRunAt" = $2::timestamptz AND "schedule" = $3::jsonb AND "timeZone" = $4
      FOR UPDATE SKIP LOCKED
    )
    RETURNING *
  ), r AS (
    INSERT INTO "DigestRun" ("id", "workspaceId", "subscriptionId", "scheduledAt", "state", "leaseUntil")
    SELECT missed."id", s."workspaceId", s."id", missed."at", missed."state"::"DigestRunState", $8::timestamptz
    FROM s, unnest($6::timestamptz[], $7::text[], $9::uuid[]) missed("at", "state", "id")
    ON CONFLICT ("subscriptionId", "scheduledAt") DO NOTHING
    RETURNING *
  )
  SELECT ${claimedColumns} FROM r, s WHERE r."state" = 'claimed'`;

/** Takes the run whose lease ended first, until `$3`: of the workspace `$2`, at the instant `$1`. */
export const endedLeaseStatement = `
  UPDATE "DigestRun" r SET "leaseUntil" = $3::timestamptz, "attempts" = r."attempts" + 1
  FROM "Subscription" s
  WHERE s."id" = r."subscriptionId" AND r."id" = (
    SELECT "id" FROM "DigestRun"
    WHERE "state" = 'claimed' AND "leaseUntil" <= $1::timestamptz AND "workspaceId" = $2
    ORDER BY "leaseUntil" LIMIT 1
    FOR UPDATE SKIP LOCKED
  )
  RETURNING ${claimedColumns}`;

interface DueRow extends CalendarColumns {
  readonly id: string;
  readonly workspaceId: string;
  readonly schedule: unknown;
  readonly timeZone: string;
  readonly nextRunAt: Date;
}

type ClaimedRow = Omit<ClaimedRun, 'subscription' | 'before' | 'lastWeek'> &
  Omit<SubscriptionRow, 'id' | 'runs'> & {
    readonly subscriptionId: string;
    readonly before: unknown;
    readonly lastWeek: unknown;
  };

/** Takes what is due in a workspace, for one process of many, until nothing is. */
export interface Claiming {
  /**
   * Takes the run that is due the longest, or, where none is, one whose process died or that Slack asked to bring later. Nobody
   * else gets the same one. @returns null where there is nothing to send.
   */
  next(now: Date): Promise<ClaimedRun | null>;
}

/**
 * Reads what is due in small pages, and claims each when it is its turn; several may be claimed at the same time. What
 * another process claims meanwhile, and what somebody has changed, is passed over.
 */
export function claiming(database: Database, workspaceId: string): Claiming {
  let page: DueRow[] = [];
  let reading: Promise<void> | null = null;
  let over = false;

  async function readPage(now: Date): Promise<void> {
    page = await database.prisma.$queryRawUnsafe<DueRow[]>(dueStatement, now, workspaceId, candidatesAtOnce);
  }

  async function due(now: Date): Promise<DueRow | undefined> {
    if (page.length === 0) {
      reading ??= readPage(now).finally(() => {
        reading = null;
      });
      await reading;
    }
    return page.shift();
  }

  async function next(now: Date): Promise<ClaimedRun | null> {
    while (!over) {
      const candidate = await due(now);
      const run = await (candidate === undefined
        ? claimAgain(database, workspaceId, now)
        : claim(database, candidate, now));
      if (run !== null) return run;
      over ||= candidate === undefined;
    }
    return null;
  }

  return { next };
}

/**
 * Moves a subscription that is due on to its next time. Its missed runs are recorded: the one that is not too old is
 * claimed, the others are skipped. @returns null where all were, or where it was not as it was read.
 */
async function claim(database: Database, due: DueRow, now: Date): Promise<ClaimedRun | null> {
  const { id, workspaceId, schedule, timeZone, nextRunAt } = due;
  const course = courseOf(due, now);
  if (course === null) {
    const data = { nextRunAt: null, pausedReason: 'schedule' };
    await database.scoped(workspaceId).subscription.updateMany({ where: { id, nextRunAt }, data });
    return null;
  }
  const { missed, next } = course;
  const fresh = missed.filter((at) => now.getTime() - at.getTime() <= lateLimitMs).at(-1);
  const kept = [
    ...missed.filter((at) => at !== fresh).slice(-mostSkippedKept),
    ...(fresh === undefined ? [] : [fresh]),
  ];
  const [row] = await database.sql<ClaimedRow>(claimStatement, [
    ...[id, nextRunAt, JSON.stringify(schedule), timeZone, next],
    kept.map((at) => at.toISOString()),
    kept.map((at) => (at === fresh ? 'claimed' : 'skipped')),
    leaseFrom(now),
    kept.map((at) => runIdOf(id, at)),
  ]);
  return row === undefined ? null : claimedRun(row);
}

/** There is one run of a subscription at each instant, so it has the same id whoever claims it. */
function runIdOf(subscriptionId: string, scheduledAt: Date): string {
  const hash = createHash('sha256').update(`${subscriptionId} ${scheduledAt.toISOString()}`).digest('hex');
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

async function claimAgain(database: Database, workspaceId: string, now: Date): Promise<ClaimedRun | null> {
  const held = [now, workspaceId, leaseFrom(now)];
  const [row] = await database.sql<ClaimedRow>(endedLeaseStatement, held);
  return row === undefined ? null : claimedRun(row);
}

function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + leaseMs);
}

function claimedRun({ subscriptionId, before, lastWeek, ...row }: ClaimedRow): ClaimedRun {
  const { id, workspaceId, scheduledAt, leaseUntil, attempts, sendingAt, problem, ...columns } = row;
  return {
    ...{ id, workspaceId, scheduledAt, leaseUntil, attempts, sendingAt, problem },
    subscription: subscriptionOf({ ...columns, id: subscriptionId, runs: [] }),
    before: storedMemory(before),
    lastWeek: storedMemory(lastWeek),
  };
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
