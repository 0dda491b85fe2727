import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { App, LogLevel } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHealthServer, createHttpReceiver, type HttpReceiver } from '../../src/slack/http-receiver.js';

const SECRET = 'a signing secret';
const NOW = Date.UTC(2026, 10, 20, 9, 0, 0);
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };

let receiver: HttpReceiver;
let app: App;
let base: string;
let logged: string[];
let readiness: () => Promise<{ ready: boolean; checks: Record<string, boolean> }>;
const log = {
  warn: (_fields: object, message: string) => logged.push(message),
  error: (_fields: object, message: string) => logged.push(message),
};

async function startWith(options: { ackWithinMs?: number; stopWithinMs?: number } = {}) {
  receiver = createHttpReceiver({
    signingSecret: SECRET,
    health: { alive: () => true, ready: () => readiness() },
    now: () => NOW,
    log,
    ...options,
  });
  app = new App({
    receiver,
    logLevel: LogLevel.ERROR,
    authorize: async () => ({ botToken: 'xoxb-test', botId: 'B1', botUserId: 'UBOT' }),
  });
  app.command('/partner', async ({ command, ack }) => ack(`you said ${command.text}`));
  const address = await receiver.start(0, '127.0.0.1');
  base = `http://127.0.0.1:${address.port}`;
}

beforeEach(async () => {
  logged = [];
  readiness = async () => ({ ready: true, checks: { database: true } });
  await startWith();
});
afterEach(() => receiver.stop());

function sign(body: string, { at = NOW / 1000, secret = SECRET } = {}) {
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${signature}` };
}

function post(body: string, headers: Record<string, string>) {
  return fetch(`${base}/slack/events`, { method: 'POST', body, headers });
}

const command = (text = 'help') =>
  new URLSearchParams({
    command: '/partner',
    text,
    user_id: 'U1',
    team_id: 'T1',
    channel_id: 'C1',
  }).toString();

/** A promise that the test settles by hand. */
function createGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const signedCommand = (body = command()) => post(body, { ...FORM, ...sign(body) });

describe('a signed request', () => {
  it('reaches the command, whose acknowledgement is the answer', async () => {
    const answer = await signedCommand(command('piste Université «É»'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(await answer.text()).toBe('you said piste Université «É»');
  });

  it('reaches the view as JSON inside a form, and is answered with JSON or nothing', async () => {
    app.view('lead', async ({ ack }) => ack({ response_action: 'errors', errors: { name: 'missing' } }));
    app.action('done', async ({ ack }) => ack());
    const submit = {
      type: 'view_submission',
      team: { id: 'T1' },
      user: { id: 'U1' },
      view: { callback_id: 'lead' },
    };
    const refused = await signedCommand(new URLSearchParams({ payload: JSON.stringify(submit) }).toString());
    expect(await refused.json()).toEqual({ response_action: 'errors', errors: { name: 'missing' } });
    const action = { type: 'button', action_id: 'done', block_id: 'b', action_ts: '1' };
    const click = { type: 'block_actions', team: { id: 'T1' }, user: { id: 'U1' }, actions: [action] };
    const settled = await signedCommand(new URLSearchParams({ payload: JSON.stringify(click) }).toString());
    expect([settled.status, await settled.text()]).toEqual([200, '']);
  });

  it('hands on an event with its retry number and reason', async () => {
    let seen: unknown;
    app.event('app_home_opened', async ({ context }) => {
      seen = [context.retryNum, context.retryReason];
    });
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: 'T1',
      event: { type: 'app_home_opened', user: 'U1', tab: 'home' },
    });
    const retried = { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' };
    const answer = await post(body, { ...JSON_TYPE, ...sign(body), ...retried });
    expect(answer.status).toBe(200);
    await vi.waitFor(() => expect(seen).toEqual([2, 'http_timeout']));
  });

  it('answers the URL verification and both kinds of certificate check', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c0ffee' });
    expect(await (await post(body, { ...JSON_TYPE, ...sign(body) })).json()).toEqual({ challenge: 'c0ffee' });
    expect((await post('ssl_check=1&token=x', FORM)).status).toBe(200);
    expect((await signedCommand('ssl_check=1&token=x')).status).toBe(200);
  });

  it.each([-300, 300])('is taken %i seconds from now', async (seconds) => {
    const body = command();
    expect((await post(body, { ...FORM, ...sign(body, { at: NOW / 1000 + seconds }) })).status).toBe(200);
  });
});

describe('a hostile request', () => {
  let reached: boolean;
  beforeEach(() => {
    reached = false;
    app.use(async ({ next }) => {
      reached = true;
      await next();
    });
  });
  // Whatever came in: nothing got through to a listener, and the process still serves.
  afterEach(async () => {
    expect(reached).toBe(false);
    expect((await signedCommand()).status).toBe(200);
  });

  const body = command();
  const good = sign(body);
  it.each<[string, number, Record<string, string>]>([
    ['no signature', 401, { 'x-slack-request-timestamp': good['x-slack-request-timestamp'] }],
    ['no timestamp', 401, { 'x-slack-signature': good['x-slack-signature'] }],
    ['nothing at all', 401, {}],
    ['another secret', 401, sign(body, { secret: 'another' })],
    ['the signature of another body', 401, sign(`${body}x`)],
    ['an old timestamp', 401, sign(body, { at: NOW / 1000 - 301 })],
    ['a future timestamp', 401, sign(body, { at: NOW / 1000 + 301 })],
    ['a timestamp that is no number', 401, { ...good, 'x-slack-request-timestamp': 'NaN' }],
    ['an empty timestamp', 401, { ...good, 'x-slack-request-timestamp': '' }],
    [
      'a timestamp other than the signed one',
      401,
      { ...good, 'x-slack-request-timestamp': `${NOW / 1000 + 1}` },
    ],
    ['another version', 401, { ...good, 'x-slack-signature': good['x-slack-signature'].replace('v0', 'v1') }],
    ['a shortened signature', 401, { ...good, 'x-slack-signature': good['x-slack-signature'].slice(0, -2) }],
    ['a signature that is not hexadecimal', 401, { ...good, 'x-slack-signature': `v0=${'é'.repeat(64)}` }],
    ['an empty signature', 401, { ...good, 'x-slack-signature': '' }],
  ])('with %s gets %i', async (_what, status, headers) => {
    const encoded = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, encodeURI(value)]),
    );
    expect((await post(body, { ...FORM, ...encoded })).status).toBe(status);
  });

  it('with an unsigned certificate check is answered, and its payload goes nowhere', async () => {
    expect((await post(`ssl_check=1&${command()}`, FORM)).status).toBe(200);
  });

  it.each(['null', '[]', '"text"', '42', 'true', '', '{', '{"type":', '\u0000'])(
    'signed JSON %j gets 400',
    async (text) => {
      expect((await post(text, { ...JSON_TYPE, ...sign(text) })).status).toBe(400);
      const form = `payload=${encodeURIComponent(text)}`;
      expect((await post(form, { ...FORM, ...sign(form) })).status).toBe(400);
    },
  );

  it('of 5 MB gets 413, with its length declared or not, signed or not', async () => {
    const large = JSON.stringify({ type: 'x', filler: 'x'.repeat(5_000_000) });
    expect((await post(large, { ...JSON_TYPE, ...sign(large) })).status).toBe(413);
    expect((await post(large, JSON_TYPE)).status).toBe(413);
    const stream = new Blob([large]).stream();
    const init = {
      method: 'POST',
      body: stream,
      headers: { ...JSON_TYPE, ...sign(large) },
      duplex: 'half' as const,
    };
    expect((await fetch(`${base}/slack/events`, init)).status).toBe(413);
  });

  it('that declares 5 MB is refused before it sends them', async () => {
    const first = await rawAnswer(
      'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 5000000\r\n\r\n{',
    );
    expect(first).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('that breaks off in the middle leaves nothing behind', async () => {
    const socket = connect(Number(new URL(base).port), '127.0.0.1');
    await new Promise<void>((resolve) => {
      const text = 'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\nhalf';
      socket.write(text, () => resolve());
    });
    socket.destroy();
    await receiver.stop();
    await startWith();
  });

  it('in no HTTP at all gets 400', async () => {
    expect(await rawAnswer('\u0000\u0001 nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it.each([
    ['GET', '/slack/events', 405],
    ['PUT', '/slack/events', 405],
    ['GET', '/', 404],
    ['POST', '/slack/event', 404],
    ['POST', '/healthz', 405],
    ['POST', '/slack/events/../events/x', 404],
  ])('%s %s gets %i', async (method, path, status) => {
    expect((await fetch(base + path, { method })).status).toBe(status);
  });
});

function rawAnswer(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(base).port), '127.0.0.1', () => socket.write(text));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString());
    });
    socket.once('error', reject);
  });
}

describe('an acknowledgement', () => {
  it('that never comes is a 404 and a line in the log', async () => {
    await receiver.stop();
    await startWith({ ackWithinMs: 20 });
    app.command('/silent', async () => {});
    expect((await signedCommand('command=%2Fsilent&text=&team_id=T1')).status).toBe(404);
    expect(logged).toEqual(['not acknowledged in time']);
  });

  it('that comes too late is logged, and the listener goes on', async () => {
    await receiver.stop();
    await startWith({ ackWithinMs: 20 });
    const gate = createGate();
    let finished = false;
    app.command('/slow', async ({ ack }) => {
      await gate.opened;
      await ack('sorry');
      finished = true;
    });
    expect((await signedCommand('command=%2Fslow&text=&team_id=T1')).status).toBe(404);
    gate.open();
    await vi.waitFor(() => expect(finished).toBe(true));
    expect(logged).toEqual(['not acknowledged in time', 'acknowledged too late']);
  });

  it('given twice is an error of the listener; the first one counts', async () => {
    let error: unknown;
    app.error(async (raised) => {
      error = raised;
    });
    app.command('/twice', async ({ ack }) => {
      await ack('first');
      await ack('second');
    });
    const answer = await signedCommand('command=%2Ftwice&text=&team_id=T1');
    expect(await answer.text()).toBe('first');
    await vi.waitFor(() => expect(String(error)).toContain('acknowledged twice'));
  });

  it('lost to an error that nobody handles is a 500', async () => {
    app.error(async (error) => {
      throw error;
    });
    app.command('/broken', async () => {
      throw new Error('broken');
    });
    expect((await signedCommand('command=%2Fbroken&text=&team_id=T1')).status).toBe(500);
    expect(logged).toContain('processing a request failed');
  });
});

describe('health', () => {
  it('is answered beside the events', async () => {
    const alive = await fetch(`${base}/healthz?probe=1`);
    expect([alive.status, await alive.json()]).toEqual([200, { alive: true }]);
    const ready = await fetch(`${base}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, checks: { database: true } }]);
    expect(await (await fetch(`${base}/readyz`, { method: 'HEAD' })).text()).toBe('');
  });

  it('is 503 while a check fails or cannot be made', async () => {
    readiness = async () => ({ ready: false, checks: { database: false } });
    expect((await fetch(`${base}/readyz`)).status).toBe(503);
    readiness = async () => Promise.reject(new Error('no answer'));
    const answer = await fetch(`${base}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([503, { ready: false, checks: {} }]);
  });

  it('can be served alone', async () => {
    const server = createHealthServer({ health: { alive: () => false, ready: () => readiness() }, log });
    const { port } = await server.start(0, '127.0.0.1');
    const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    expect([await status('/healthz'), await status('/readyz'), await status('/slack/events')]).toEqual([
      503, 200, 404,
    ]);
    await server.stop();
  });
});

describe('connections', () => {
  it('serve one request after another', async () => {
    const body = command('again');
    const headers = Object.entries({
      ...FORM,
      ...sign(body),
      host: 'x',
      'content-length': String(body.length),
    });
    const request = `POST /slack/events HTTP/1.1\r\n${headers.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n${body}`;
    const socket = connect(Number(new URL(base).port), '127.0.0.1');
    let received = '';
    socket.on('data', (data) => {
      received += data.toString();
    });
    for (const count of [1, 2, 3]) {
      socket.write(request);
      await vi.waitFor(() => expect(received.split('you said again')).toHaveLength(count + 1));
    }
    // An idle connection must not hold up a stop.
    await receiver.stop();
    await vi.waitFor(() => expect(socket.readableEnded || socket.destroyed).toBe(true));
  });

  it('fail to start on a taken port, with the reason', async () => {
    const other = createHealthServer({ health: { alive: () => true, ready: () => readiness() }, log });
    await expect(other.start(Number(new URL(base).port), '127.0.0.1')).rejects.toThrow('EADDRINUSE');
    await other.stop();
  });
});

describe('stopping', () => {
  it('finishes what is under way, also after the answer has left, and takes nothing new', async () => {
    const beforeAck = createGate();
    const afterAck = createGate();
    const steps: string[] = [];
    app.command('/busy', async ({ ack }) => {
      steps.push('began');
      await beforeAck.opened;
      await ack('done');
      await afterAck.opened;
      steps.push('ended');
    });
    const answer = signedCommand('command=%2Fbusy&text=&team_id=T1');
    await vi.waitFor(() => expect(steps).toEqual(['began']));
    const stopped = receiver.stop().then(() => steps.push('stopped'));
    await expect(signedCommand()).rejects.toThrow();
    beforeAck.open();
    expect(await (await answer).text()).toBe('done');
    expect(steps).toEqual(['began']);
    afterAck.open();
    await stopped;
    expect(steps).toEqual(['began', 'ended', 'stopped']);
  });

  it('cuts off what does not end in time, and says so', async () => {
    await receiver.stop();
    await startWith({ stopWithinMs: 20 });
    let began = false;
    app.command('/endless', () => {
      began = true;
      return new Promise(() => {});
    });
    const answer = signedCommand('command=%2Fendless&text=&team_id=T1').catch(() => 'cut off');
    await vi.waitFor(() => expect(began).toBe(true));
    await receiver.stop();
    expect(await answer).toBe('cut off');
    expect(logged).toContain('requests still under way were cut off');
  });
});
