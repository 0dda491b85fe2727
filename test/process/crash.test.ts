import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/client.js';
import { type AppProcess, httpSettings, killEveryApp, startApp } from './app-process.js';
import { buildApp } from './built-app.js';
import { type SlackServer, startSlackServer } from './slack-server.js';
import { createSubmitters } from './submissions.js';
import { until } from './until.js';

let slack: SlackServer;
let folder: string;

beforeAll(async () => {
  await buildApp();
  slack = await startSlackServer();
  folder = await mkdtemp(join(tmpdir(), 'partnership-crash-'));
}, 120_000);

afterAll(async () => {
  await killEveryApp();
  await slack.close();
  await rm(folder, { recursive: true });
});

const start = () => startApp(folder, httpSettings(slack.apiUrl));

/** Numbers from 0 up to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** How often each lead stands in the register, by its object. */
async function countLeads(): Promise<ReadonlyMap<string, number>> {
  const database = await openDatabase({ dataDir: join(folder, 'database') });
  try {
    const groups = await database.prisma.lead.groupBy({ by: ['object'], _count: { _all: true } });
    return new Map(groups.map(({ object, _count }) => [object, _count._all]));
  } finally {
    await database.close();
  }
}

it('keeps every acknowledged submission once through 20 kills, the first boot and the migration included', async () => {
  const random = seeded(20_241_124);
  const submitters = createSubmitters(slack);
  const databaseFolder = join(folder, 'database', 'database');
  const filesOfDatabase = () =>
    existsSync(databaseFolder) ? readdirSync(join(databaseFolder, 'base', '5')).length : 0;
  let kills = 0;
  const kill = async (app: AppProcess, within: number) => {
    await delay(random() * within);
    await app.stop('SIGKILL');
    kills += 1;
  };

  const unfinished = await start();
  await until('the database is being made', () => existsSync(`${databaseFolder}.new`) || undefined);
  await kill(unfinished, 300);
  expect(existsSync(databaseFolder)).toBe(false);

  const migrating = await start();
  const empty = await until('the database is made', () => filesOfDatabase() || undefined);
  await until('the migration makes tables', () => filesOfDatabase() > empty + 5 || undefined);
  await kill(migrating, 0);

  while (kills < 6) await kill(await start(), 1_500);

  while (kills < 20) {
    const app = await start();
    await app.ready();
    await submitters.sendAgain(app.url, submitters.unanswered);
    const enough = submitters.acknowledged.length + 1 + Math.floor(random() * 12);
    const killed = until('submissions run', () => submitters.acknowledged.length >= enough || undefined);
    await Promise.all([submitters.submitUntilItDies(app.url, 4), killed.then(() => kill(app, 50))]);
  }

  const last = await start();
  await last.ready();
  await submitters.sendAgain(last.url, submitters.unanswered);
  expect(await last.stop('SIGTERM')).toBe(0);
  const acknowledged = submitters.acknowledged.map(({ object }) => object).sort();
  const once = acknowledged.map((object) => [object, 1]);
  expect(acknowledged.length).toBeGreaterThan(50);
  expect([...(await countLeads())].sort()).toEqual(once.sort());

  const again = await start();
  await again.ready();
  await submitters.sendAgain(again.url, submitters.acknowledged);
  expect(await again.stop('SIGTERM')).toBe(0);
  expect([...(await countLeads())].sort()).toEqual(once.sort());
}, 300_000);
