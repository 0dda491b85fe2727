import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createOutbox } from '../../src/slack/outbox.js';

const message = { text: 'Hello', blocks: [] };

/** An outbox on a Slack that answers the posts to each channel as the test says. */
function openOutbox(answer: (channel: string) => Promise<Response>) {
  const clock = { now: 0 };
  const asked: string[] = [];
  const outbox = createOutbox(
    'xoxb-test',
    {
      slackApiUrl: 'https://slack.test/api/',
      fetch: async (_url, init) => {
        const channel = new URLSearchParams(String(init?.body)).get('channel') ?? '';
        asked.push(channel);
        return answer(channel);
      },
    },
    pino({ level: 'silent' }),
    async () => false,
    { now: () => clock.now },
  );
  return { outbox, asked, clock };
}

const json = (body: object, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

it('leaves a channel alone for as long as Slack said, and no other', async () => {
  const limited = () => json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': '40' });
  const { outbox, asked, clock } = openOutbox(async (channel) =>
    channel === 'C1' && clock.now < 40_000 ? limited() : json({ ok: true, ts: '1.1' }),
  );
  expect(await outbox.post('C1', message)).toEqual({ kind: 'later', retryAfterSeconds: 40 });
  clock.now = 15_000;
  expect(await outbox.post('C1', message)).toEqual({ kind: 'later', retryAfterSeconds: 25 });
  expect(await outbox.post('C2', message)).toEqual({ kind: 'posted', ts: '1.1' });
  clock.now = 40_000;
  expect(await outbox.post('C1', message)).toEqual({ kind: 'posted', ts: '1.1' });
  expect(asked).toEqual(['C1', 'C2', 'C1']);
});

it('posts one message after the other in a channel, and lets other channels pass', async () => {
  const waiting: (() => void)[] = [];
  const { outbox, asked } = openOutbox(async (channel) => {
    if (channel === 'C1') await new Promise<void>((resolve) => waiting.push(resolve));
    return json({ ok: true, ts: '1.1' });
  });
  const first = outbox.post('C1', message);
  const second = outbox.post('C1', message);
  await outbox.post('C2', message);
  expect(asked).toEqual(['C1', 'C2']);
  waiting.shift()?.();
  await first;
  await expect.poll(() => waiting.length).toBe(1);
  waiting.shift()?.();
  expect(await second).toEqual({ kind: 'posted', ts: '1.1' });
});

it('answers people while digests wait for Slack, or Slack asks them to wait', async () => {
  const waiting: (() => void)[] = [];
  const { outbox, asked } = openOutbox(async (channel) => {
    if (channel === 'C1') return json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': '300' });
    if (channel.startsWith('C2')) await new Promise<void>((resolve) => waiting.push(resolve));
    return json({ ok: true, ts: '1.1' });
  });
  expect(await outbox.post('C1', message)).toEqual({ kind: 'later', retryAfterSeconds: 300 });
  // More than a client of Slack's sends at a time.
  const posts = Array.from({ length: 120 }, (_, index) => outbox.post(`C2-${index}`, message));
  await expect.poll(() => waiting.length).toBeGreaterThan(90);
  await outbox.tell('U1', 'C3', message);
  await outbox.openView('trigger', { type: 'modal', title: { type: 'plain_text', text: 'A' }, blocks: [] });
  expect(asked.at(-2)).toBe('C3');
  while (waiting.length > 0) {
    for (const end of waiting.splice(0)) end();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(posts);
});

it.each([
  ['is_archived', { kind: 'refused', error: 'is_archived' }],
  ['token_revoked', { kind: 'refused', error: 'token_revoked' }],
  ['service_unavailable', { kind: 'later', retryAfterSeconds: 30 }],
  // Slack says of these that part of the work may have been done.
  ['internal_error', { kind: 'unknown' }],
  ['fatal_error', { kind: 'unknown' }],
])('takes the error %s for what it is', async (error, outcome) => {
  const { outbox } = openOutbox(async () => json({ ok: false, error }));
  expect(await outbox.post('C1', message)).toEqual(outcome);
});

it('does not know what became of a message where Slack broke', async () => {
  const { outbox } = openOutbox(async () => new Response('oops', { status: 500 }));
  expect(await outbox.post('C1', message)).toEqual({ kind: 'unknown' });
});
