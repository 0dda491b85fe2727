import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ParsedUrlQuery, parse as parseForm } from 'node:querystring';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { createGracefulServer, type GracefulServer, reply, type ServerLog } from './graceful-server.js';
import { limits } from './limits.js';

const EVENTS_PATH = '/slack/events';
const BODY_LIMIT_BYTES = 1_000_000;
const SIGNATURE_BYTES = 32;

/** What the health checks ask: is the process well, and can it do its work now. */
export type Health = {
  alive(): boolean;
  ready(): Promise<{ ready: boolean; checks: Record<string, boolean> }>;
};

export type HttpReceiverOptions = {
  signingSecret: string;
  health: Health;
  /** Milliseconds since the epoch. */
  now: () => number;
  log: ServerLog;
  /** How long a listener has to acknowledge, in milliseconds (3000, as Slack waits). */
  ackWithinMs?: number;
  /** How long a stop waits for requests under way, in milliseconds (10000). */
  stopWithinMs?: number;
};

/** A Bolt receiver for signed HTTP that also answers the health checks. */
export type HttpReceiver = GracefulServer & Pick<Receiver, 'init'>;

/** Receives events, commands and interactions of Slack on one path; refuses everything that Slack did not sign. */
export function createHttpReceiver(options: HttpReceiverOptions): HttpReceiver {
  const { health, now, log, ackWithinMs = limits.ackMs } = options;
  const key = createSecretKey(Buffer.from(options.signingSecret));
  let app: App | undefined;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    if (path !== EVENTS_PATH) {
      if (!(await answerHealth(path, request, response, health, log))) reply(response, 404);
      return;
    }
    if (request.method !== 'POST') return reply(response, 405, { allow: 'POST' });

    const body = await readBody(request);
    if (body === 'too large') return refuseTooLarge(log, request, response);
    if (body === 'aborted') return;

    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
    const refusal = signatureProblem(request, body, key, now());
    if (refusal) {
      // Slack checks the certificate with an unsigned form; nothing of it is passed on.
      if (isForm && parseForm(body.toString())['ssl_check'] === '1') return reply(response, 200);
      return refuse(log, response, 401, refusal);
    }
    const payload = isForm ? parseFormBody(body.toString()) : parseObject(body.toString());
    if (!payload) return refuse(log, response, 400, 'malformed body');
    if (payload['ssl_check'] === '1') return reply(response, 200);
    if (payload['type'] === 'url_verification')
      return reply(response, 200, {}, { challenge: payload['challenge'] });
    if (!app) return refuse(log, response, 503, 'no app yet');
    await dispatch(app, payload, request, response);
  }

  async function dispatch(bolt: App, body: Payload, request: IncomingMessage, response: ServerResponse) {
    const unanswered = setTimeout(() => {
      log.error({ type: body['type'] ?? body['command'] }, 'not acknowledged in time');
      reply(response, 404);
    }, ackWithinMs);
    let acknowledged = false;
    const event: ReceiverEvent = {
      body,
      ack: async (answer) => {
        if (acknowledged) throw new Error('acknowledged twice');
        acknowledged = true;
        clearTimeout(unanswered);
        // Slack has gone by then; what the listener did still stands, so it must not be told of a failure.
        if (response.headersSent) return log.warn({}, 'acknowledged too late');
        reply(response, 200, {}, answer || undefined);
      },
      ...retryOf(request),
    };
    try {
      await bolt.processEvent(event);
    } catch (error) {
      clearTimeout(unanswered);
      log.error({ err: error }, 'processing a request failed');
      if (!response.headersSent) reply(response, 500);
    }
  }

  const server = createGracefulServer(handle, log, options.stopWithinMs);
  return {
    ...server,
    init: (bolt) => {
      app = bolt;
    },
  };
}

/** Serves the health checks alone, for Socket Mode, where no request of Slack comes in. */
export function createHealthServer(options: {
  health: Health;
  log: ServerLog;
  stopWithinMs?: number;
}): GracefulServer {
  const { health, log } = options;
  return createGracefulServer(
    async (request, response) => {
      if (!(await answerHealth(pathOf(request), request, response, health, log))) reply(response, 404);
    },
    log,
    options.stopWithinMs,
  );
}

async function answerHealth(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  health: Health,
  log: ServerLog,
): Promise<boolean> {
  if (path !== '/healthz' && path !== '/readyz') return false;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    reply(response, 405, { allow: 'GET, HEAD' });
  } else if (path === '/healthz') {
    const alive = health.alive();
    reply(response, alive ? 200 : 503, {}, { alive });
  } else {
    const state = await health.ready().catch((error: unknown) => {
      log.error({ err: error }, 'readiness could not be checked');
      return { ready: false, checks: {} };
    });
    reply(response, state.ready ? 200 : 503, {}, state);
  }
  return true;
}

type Payload = ParsedUrlQuery | { [key: string]: unknown };

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? '';
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

function refuse(log: ServerLog, response: ServerResponse, status: number, reason: string): void {
  log.warn({ status, reason }, 'request refused');
  reply(response, status);
}

function refuseTooLarge(log: ServerLog, request: IncomingMessage, response: ServerResponse): void {
  log.warn({ status: 413 }, 'request refused');
  response.writeHead(413, { connection: 'close', 'content-length': 0 }).flushHeaders();
  // Ending now would reset the connection under the sender, who would then never see the answer.
  request.once('end', () => response.end());
}

/** The whole body, unless it is larger than the limit; what is over it is read past and never kept. */
function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'aborted'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const tooLarge = () => {
      chunks.length = 0;
      request.removeListener('data', keep).resume();
      resolve('too large');
    };
    const keep = (chunk: Buffer) => {
      length += chunk.length;
      if (length > BODY_LIMIT_BYTES) return tooLarge();
      chunks.push(chunk);
    };
    request.on('error', () => resolve('aborted'));
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    if (Number(request.headers['content-length']) > BODY_LIMIT_BYTES) return tooLarge();
    request.on('data', keep);
  });
}

function signatureProblem(
  request: IncomingMessage,
  body: Buffer,
  key: KeyObject,
  now: number,
): string | undefined {
  const signature = request.headers['x-slack-signature'];
  const timestamp = request.headers['x-slack-request-timestamp'];
  if (typeof signature !== 'string' || typeof timestamp !== 'string') return 'signature missing';
  if (!/^\d{1,12}$/.test(timestamp)) return 'timestamp malformed';
  if (Math.abs(now / 1000 - Number(timestamp)) > limits.signatureSeconds)
    return 'timestamp too old or too new';
  if (!signature.startsWith('v0=')) return 'signature malformed';
  const given = Buffer.from(signature.slice(3), 'hex');
  const expected = createHmac('sha256', key).update(`v0:${timestamp}:`).update(body).digest();
  const same = given.length === SIGNATURE_BYTES && timingSafeEqual(given, expected);
  return same ? undefined : 'signature wrong';
}

function parseFormBody(text: string): Payload | undefined {
  const form = parseForm(text);
  const payload = form['payload'];
  return typeof payload === 'string' ? parseObject(payload) : form;
}

function parseObject(text: string): Payload | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function retryOf(request: IncomingMessage): Pick<ReceiverEvent, 'retryNum' | 'retryReason'> {
  const number = request.headers['x-slack-retry-num'];
  const reason = request.headers['x-slack-retry-reason'];
  if (typeof number !== 'string') return {};
  return {
    retryNum: Number.parseInt(number, 10),
    ...(typeof reason === 'string' ? { retryReason: reason } : {}),
  };
}
