import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/database/client.js';
import { type AppProcess, httpSettings, killEveryApp, startApp } from './app-process.js';
import { buildApp } from './built-app.js';
import { ask, commandBody, postSigned, submissionBody } from './signed-requests.js';
import { type SlackServer, startSlackServer } from './slack-server.js';
import { until } from './until.js';

vi.setConfig({ testTimeout: 60_000 });

let slack: SlackServer;
/** A folder with a database that is migrated and empty, to be copied: making one takes seconds. */
let template: string;
let folder: string;

const newFolder = () => mkdtemp(join(tmpdir(), 'partnership-start-'));

beforeAll(async () => {
  await buildApp();
  template = await newFolder();
  const database = await openDatabase({ dataDir: join(template, 'database') });
  await database.close();
}, 120_000);

beforeEach(async () => {
  slack = await startSlackServer();
  folder = await newFolder();
  await cp(template, folder, { recursive: true });
});

afterEach(async () => {
  await killEveryApp();
  await slack.close();
  await rm(folder, { recursive: true });
});

afterAll(() => rm(template, { recursive: true }));

const start = (settings: Record<string, string> = {}) =>
  startApp(folder, { ...httpSettings(slack.apiUrl), ...settings });

async function startReady(): Promise<AppProcess> {
  const app = await start();
  await app.ready();
  return app;
}

const openForm = (app: AppProcess, triggerId: string) =>
  postSigned(
    app.url,
    commandBody({ text: 'lead', userId: 'U0AMINA', triggerId, responseUrl: slack.responseUrl }),
  );

const called = (method: string) =>
  until(`the app calls ${method}`, () => slack.calls.find((call) => call.method === method));

async function expectCleanExit(app: AppProcess, exit: Promise<number | null>): Promise<void> {
  const code = await exit;
  expect(code, app.output()).toBe(0);
}

/** The app ends with 1 and says why in words only. */
async function expectRefusal(app: AppProcess): Promise<string> {
  expect(await app.exitCode()).toBe(1);
  expect(app.output()).not.toMatch(/^\s+at .+:\d+/m);
  return app.output();
}

describe('health', () => {
  it('is ready once started, and says what it checked', async () => {
    const app = await startReady();
    expect(await (await fetch(`${app.url}/healthz`)).json()).toEqual({ alive: true });
    expect(await (await fetch(`${app.url}/readyz`)).json()).toEqual({
      ready: true,
      checks: { database: true, migrations: true, slack: true },
    });
    expect(app.output()).toContain(`ready in University (health: ${app.url}/readyz)`);
  });

  it('answers nobody before Slack has accepted the token, nor after the stop', async () => {
    slack.stall();
    const app = await start();
    await called('auth.test');
    await expect(fetch(`${app.url}/readyz`)).rejects.toThrow();
    slack.release();
    await app.ready();
    await expectCleanExit(app, app.stop('SIGTERM'));
    await expect(fetch(`${app.url}/healthz`)).rejects.toThrow();
  });
});

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  it('finishes the command under way, answers it and exits with 0', async () => {
    const app = await startReady();
    slack.stall();
    const answer = ask(app.url, slack, 'leads');
    await called('users.info');
    const exit = app.stop(signal);
    await until('the app stops', () => (app.output().includes('Stopping') ? true : undefined));
    slack.release();
    await expectCleanExit(app, exit);
    expect(await answer).toContain('"blocks"');
  });

  it('finishes what goes on after the acknowledgement', async () => {
    const app = await startReady();
    await ask(app.url, slack, 'help');
    slack.stall();
    const answer = await openForm(app, 'trigger-held');
    expect(answer.status).toBe(200);
    const exit = app.stop(signal);
    await until('the app stops', () => (app.output().includes('Stopping') ? true : undefined));
    slack.release();
    await expectCleanExit(app, exit);
    expect(slack.viewOf('trigger-held')).toBeDefined();
  });

  it('leaves a database in which a second start finds everything', async () => {
    const app = await startReady();
    await openForm(app, 'trigger-saved');
    const view = await until('the form is opened', () => slack.viewOf('trigger-saved'));
    const given = { newPartner: 'Atlas Institute', object: 'Exchange of students' };
    expect((await postSigned(app.url, submissionBody(view, 'U0AMINA', given))).status).toBe(200);
    await expectCleanExit(app, app.stop(signal));

    const again = await startReady();
    const answer = await ask(again.url, slack, 'leads');
    expect(answer).toContain('Atlas Institute');
    expect(answer).toContain('Exchange of students');
    await expectCleanExit(again, again.stop(signal));
  });
});

describe('a second process', () => {
  it('is refused at once on the same folder, and told who holds it', async () => {
    const holder = await startReady();
    // The same program with nothing to open: what it takes to load it.
    const before = performance.now();
    await expectRefusal(await start({ LOG_LEVEL: 'loud' }));
    const loading = performance.now() - before;
    const started = performance.now();
    const second = await start();
    expect(await expectRefusal(second)).toContain(`in use by process ${holder.pid}`);
    expect(performance.now() - started - loading).toBeLessThan(1_000);
    expect(await ask(holder.url, slack, 'help')).toContain('/partner lead');
  });

  it('is refused where the port is taken, and leaves the database free', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    const port = await until('a port is taken', () => {
      const address = taken.address();
      return address !== null && typeof address === 'object' ? String(address.port) : undefined;
    });
    try {
      expect(await expectRefusal(await start({ PORT: port }))).toContain(`Port ${port} is in use`);
    } finally {
      taken.close();
    }
    await startReady();
  });
});

describe('a start that cannot be', () => {
  it('lists everything that is wrong with the settings', async () => {
    const app = await start({ PORT: 'abc', LOG_LEVEL: 'loud', DEFAULT_TIME_ZONE: 'Mars/Base' });
    const said = await expectRefusal(app);
    for (const name of ['PORT', 'LOG_LEVEL', 'DEFAULT_TIME_ZONE']) expect(said).toContain(`- ${name} `);
  });

  it.each([
    ['the app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN is missing'],
    ['the signing secret alone', { SLACK_SIGNING_SECRET: 's' }, 'SLACK_BOT_TOKEN is missing'],
    ['the bot token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET (for signed HTTP'],
    ['no credential in production', { NODE_ENV: 'production' }, 'in production there is no trial mode'],
  ])('names what is missing: %s', async (_case, settings, sentence) => {
    expect(await expectRefusal(await startApp(folder, settings))).toContain(sentence);
  });

  it('says that Slack refuses the token', async () => {
    slack.refuse('auth.test', 'invalid_auth');
    expect(await expectRefusal(await start())).toContain('Slack refuses SLACK_BOT_TOKEN (invalid_auth)');
  });

  it('names the migration that does not fit', async () => {
    const database = await openDatabase({ dataDir: join(folder, 'database') });
    const [first] = await database.prisma.$queryRawUnsafe<{ migration_name: string }[]>(
      `UPDATE "_prisma_migrations" SET "checksum" = 'another' RETURNING "migration_name"`,
    );
    await database.close();
    const said = await expectRefusal(await start());
    expect(said).toContain(`Migration ${first?.migration_name}: its file was changed`);
  });
});
