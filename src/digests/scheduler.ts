import { schedule } from 'node-cron';
import type { Day } from '../calendar/day.js';
import { dayAt } from '../calendar/time-zone.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { WorkspaceSettings } from '../slack/context.js';
import { type Delivery, tick } from './delivery.js';

/** What a workspace's register needs done once a day, before its digests are sent. */
export type DailyWork = (database: ScopedDatabase, workspace: WorkspaceSettings, today: Day) => Promise<void>;

/** The heartbeat of the digests. */
export interface Scheduler {
  start(): void;
  /** No beat begins any more; what is under way is finished. */
  stop(): Promise<void>;
}

const everyTenSeconds = '*/10 * * * * *';
// One that waits for Slack must not hold up the others; ticks may overlap, since each run is claimed once.
const mostAtOnce = 16;

/** Does the work at most once a minute, however often it is called. */
export function everyMinute(now: () => Date, work: () => Promise<void>): () => Promise<void> {
  let done = -1;
  return async () => {
    const minute = Math.floor(now().getTime() / 60_000);
    if (minute === done) return;
    done = minute;
    await work();
  };
}

/** Does the work once a day for each workspace, by its calendar; where it failed it is done again at the next call. */
function onceADay({ database, workspaces, now }: Delivery, work: DailyWork): () => Promise<void> {
  const doneOn = new Map<string, Day>();
  let underWay: Promise<void> | null = null;

  async function doAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const [id, { settings }] of workspaces) {
      try {
        const workspace = await settings();
        const today = dayAt(now(), workspace.timeZone);
        if (doneOn.get(id) === today) continue;
        await work(database.scoped(id), workspace, today);
        doneOn.set(id, today);
      } catch (error) {
        // The other workspaces have nothing to do with it.
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'The daily work is not done everywhere');
  }

  return () => {
    underWay ??= doAll().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

/**
 * `also` is done with every beat, after the daily work. `asking` is daily work that asks Slack: nothing waits for it.
 * `heartbeat` is a cron expression with seconds; every ten seconds unless told.
 */
export function createScheduler(
  delivery: Delivery,
  daily: DailyWork,
  heartbeat: string = everyTenSeconds,
  also: () => Promise<void> = async () => undefined,
  asking: DailyWork = async () => undefined,
): Scheduler {
  const underWay = new Set<Promise<void>>();
  const doDailyWork = onceADay(delivery, daily);
  const doAskingWork = onceADay(delivery, asking);
  let lastAsking: Promise<void> = Promise.resolve();

  async function beat(): Promise<void> {
    await doDailyWork().catch(tryAgain);
    lastAsking = doAskingWork().catch(tryAgain);
    await Promise.all([tick(delivery).catch(tryAgain), also().catch(tryAgain)]);
  }

  function tryAgain(error: unknown): void {
    delivery.log.error({ err: error }, 'The digests could not be looked after; the next beat tries again');
  }

  // The beat itself knows neither time zones nor what is due: that stands in the database.
  const task = schedule(
    heartbeat,
    () => {
      if (underWay.size >= mostAtOnce) return;
      const work = beat().finally(() => underWay.delete(work));
      underWay.add(work);
    },
    { timezone: 'UTC', suppressMissedWarning: true },
  );
  task.stop();

  return {
    start: () => {
      task.start();
    },
    stop: async () => {
      await task.destroy();
      await Promise.all(underWay);
      await lastAsking;
    },
  };
}
