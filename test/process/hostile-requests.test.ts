import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AppProcess, httpSettings, killEveryApp, startApp } from './app-process.js';
import { buildApp } from './built-app.js';
import { ask, commandBody, formHeaders, jsonHeaders, signatureOf } from './signed-requests.js';
import { type SlackServer, startSlackServer } from './slack-server.js';

let slack: SlackServer;
let folder: string;
let app: AppProcess;

beforeAll(async () => {
  await buildApp();
  slack = await startSlackServer();
  folder = await mkdtemp(join(tmpdir(), 'partnership-hostile-'));
  app = await startApp(folder, httpSettings(slack.apiUrl));
  await app.ready();
}, 120_000);

afterAll(async () => {
  await killEveryApp();
  await slack.close();
  await rm(folder, { recursive: true });
});

const help = () =>
  commandBody({ text: 'help', userId: 'U0AMINA', triggerId: 'trigger-1', responseUrl: slack.responseUrl });
const minutes = 60_000;
const signedJson = (body: string) => ({ body, headers: { ...jsonHeaders, ...signatureOf(body) } });
const signedForm = (body: string) => ({ body, headers: { ...formHeaders, ...signatureOf(body) } });
const helpAt = (at: number) => ({
  body: help(),
  headers: { ...formHeaders, ...signatureOf(help(), { at }) },
});

it.each([
  ['a body of null', 400, () => signedJson('null')],
  ['a payload of null', 400, () => signedForm('payload=null')],
  ['bad JSON', 400, () => signedJson('{"type":')],
  ['a list', 400, () => signedJson('[]')],
  ['an interaction that says nothing', 404, () => signedForm('payload={}')],
  ['5 MB', 413, () => signedForm(`text=${'a'.repeat(5_000_000)}`)],
  ['no signature', 401, () => ({ body: help(), headers: formHeaders })],
  [
    'the signature of another secret',
    401,
    () => ({ body: help(), headers: { ...formHeaders, ...signatureOf(help(), { secret: 'guessed' }) } }),
  ],
  [
    'the signature of another body',
    401,
    () => ({ body: help(), headers: { ...formHeaders, ...signatureOf('text=other') } }),
  ],
  ['an old signature', 401, () => helpAt(Date.now() - 6 * minutes)],
  ['a signature of the future', 401, () => helpAt(Date.now() + 6 * minutes)],
] as const)('refuses %s with %i, and goes on', async (_what, status, request) => {
  const answer = await fetch(`${app.url}/slack/events`, { method: 'POST', ...request() });
  expect(answer.status).toBe(status);
  expect(await answer.text()).toBe('');
  expect(await ask(app.url, slack, 'help')).toContain('/partner lead');
});
