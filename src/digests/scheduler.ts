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
const mostAtOnce = 3;

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

/**
 * `also` is done with every beat, after the daily work. `heartbeat` is a cron expression with seconds; every ten seconds
 * unless told.
 */
export function createScheduler(
  delivery: Delivery,
  daily: DailyWork,
  heartbeat: string = everyTenSeconds,
  also: () => Promise<void> = async () => undefined,
): Scheduler {
  const underWay = new Set<Promise<void>>();
  const doneOn = new Map<string, Day>();
  let dailyWork: Promise<void> | null = null;

  async function doDailyWork(): Promise<void> {
    for (const [id, { settings }] of delivery.workspaces) {
      const workspace = await settings();
      const today = dayAt(delivery.now(), workspace.timeZone);
      if (doneOn.get(id) === today) continue;
      await daily(delivery.database.scoped(id), workspace, today);
      doneOn.set(id, today);
    }
  }

  async function beat(): Promise<void> {
    dailyWork ??= doDailyWork().finally(() => {
      dailyWork = null;
    });
    await dailyWork.catch(tryAgain);
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
    },
  };
}
