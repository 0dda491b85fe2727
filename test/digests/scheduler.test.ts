import { pino } from 'pino';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createScheduler, type DailyWork } from '../../src/digests/scheduler.js';
import { readSettings } from '../../src/workspace/workspace-store.js';
import { freshDatabase } from '../support/database.js';
import { OutboxStandIn } from './outbox-stand-in.js';

const team = 'T1';
const everySecond = '* * * * * *';

/** A scheduler that beats every second, with a clock that the test sets and a record of its daily work. */
async function openScheduler(
  daily: DailyWork = async () => undefined,
  asking: DailyWork = async () => undefined,
) {
  const database = await freshDatabase();
  const clock = { now: new Date('2026-11-23T22:30:00Z') };
  const outbox = new OutboxStandIn();
  const done: string[] = [];
  const settings = () =>
    readSettings(database.scoped(team), { name: 'U', language: 'en', timeZone: 'Africa/Casablanca' });
  await settings();
  const scheduler = createScheduler(
    {
      database,
      workspaces: new Map([[team, { outbox, settings }]]),
      kinds: [],
      items: [],
      now: () => clock.now,
      log: pino({ level: 'silent' }),
    },
    async (scoped, workspace, today) => {
      await daily(scoped, workspace, today);
      done.push(`${workspace.id} ${today}`);
    },
    everySecond,
    undefined,
    asking,
  );
  onTestFinished(async () => {
    await scheduler.stop();
    await database.close();
  });
  return { scheduler, database, clock, done };
}

describe('the scheduler', () => {
  it('does the daily work once a day, by the workspace’s calendar, and sends what is due', async () => {
    const { scheduler, database, clock, done } = await openScheduler();
    const { id } = await database.scoped(team).subscription.create({
      data: {
        channelId: 'C1',
        kinds: [],
        filters: {},
        schedule: { every: 'day', time: '09:00' },
        timeZone: 'Africa/Casablanca',
        language: 'en',
        ownerId: 'U1',
        nextRunAt: clock.now,
      },
    });
    const runs = () => database.scoped(team).digestRun.count({ where: { subscriptionId: id } });
    scheduler.start();
    await vi.waitFor(async () => expect(await runs()).toBe(1), 20_000);
    expect(done).toEqual(['T1 2026-11-23']);
    clock.now = new Date('2026-11-23T23:00:00Z');
    await vi.waitFor(() => expect(done).toContain('T1 2026-11-24'), 20_000);
    await database.scoped(team).subscription.update({ where: { id }, data: { nextRunAt: clock.now } });
    await vi.waitFor(async () => expect(await runs()).toBe(2), 20_000);
    expect(done).toEqual(['T1 2026-11-23', 'T1 2026-11-24']);
  }, 60_000);

  it('tries its daily work again at the next beat where it failed', async () => {
    let failures = 1;
    const { scheduler, done } = await openScheduler(async () => {
      if (failures-- > 0) throw new Error('the database was busy');
    });
    scheduler.start();
    await vi.waitFor(() => expect(done).toEqual(['T1 2026-11-23']), 20_000);
  }, 60_000);

  it('sends what is due while the day’s questions to Slack are not answered', async () => {
    let answer: () => void = () => undefined;
    let asked = 0;
    const { scheduler, database, clock } = await openScheduler(undefined, () => {
      asked += 1;
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    const due = { schedule: { every: 'day', time: '09:00' }, nextRunAt: clock.now, timeZone: 'UTC' };
    await database.scoped(team).subscription.create({
      data: { ...due, channelId: 'C1', kinds: [], filters: {}, language: 'en', ownerId: 'U1' },
    });
    scheduler.start();
    await vi.waitFor(async () => expect(await database.scoped(team).digestRun.count()).toBe(1), 20_000);
    expect(asked).toBe(1);
    answer();
  }, 60_000);

  it('finishes what is under way when it is stopped, and begins nothing more', async () => {
    let finish: () => void = () => undefined;
    let begun = 0;
    const { scheduler, done } = await openScheduler(() => {
      begun += 1;
      return new Promise((resolve) => {
        finish = resolve;
      });
    });
    scheduler.start();
    await vi.waitFor(() => expect(begun).toBe(1), 20_000);
    let stopped = false;
    const stopping = scheduler.stop().then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    finish();
    await stopping;
    expect(done).toEqual(['T1 2026-11-23']);
    expect(begun).toBe(1);
  }, 60_000);
});
