import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import { isObject, type JsonObject, textAt } from '../support/slack/json.js';

/** A call of the Web API, or a post to a response_url, that the app made. */
export interface SlackCall {
  readonly method: string;
  readonly args: JsonObject;
}

/**
 * Slack's Web API for an app that runs in another process: a server on the loopback interface that answers the methods
 * that the app uses. Everybody in its workspace is a member who reads English.
 */
export interface SlackServer {
  /** For SLACK_API_URL. */
  readonly apiUrl: string;
  /** The response_url of every command; what is posted there is a call of the method `response_url`. */
  readonly responseUrl: string;
  /** Oldest first; calls that are held are among them. */
  readonly calls: readonly SlackCall[];
  /** The view that was opened with a trigger, with the id that it was given. */
  viewOf(triggerId: string): JsonObject | undefined;
  /** Answers nothing from now on. */
  stall(): void;
  /** Answers everything that was held, and whatever comes. */
  release(): void;
  /** Every call of a method gets this error from now on. */
  refuse(method: string, error: string): void;
  close(): Promise<void>;
}

const teamId = 'T0UNIVERSITY';
const botUserId = 'U0DESK';

/** Starts the server on any free port. */
export async function startSlackServer(): Promise<SlackServer> {
  const calls: SlackCall[] = [];
  const views = new Map<string, JsonObject>();
  const refusals = new Map<string, string>();
  let held: (() => void)[] | null = null;
  let count = 0;

  function answer({ method, args }: SlackCall): JsonObject {
    const error = refusals.get(method);
    if (error !== undefined) return { ok: false, error };
    count += 1;
    const ts = `1790000000.${String(count).padStart(6, '0')}`;
    switch (method) {
      case 'auth.test':
        return { ok: true, team: 'University', team_id: teamId, user_id: botUserId, bot_id: 'B0DESK' };
      case 'users.info':
        return { ok: true, user: member(textAt(args, 'user')) };
      case 'users.list':
        return { ok: true, members: [member('U0AMINA'), member('U0OMAR')] };
      case 'conversations.open':
        return { ok: true, channel: { id: `D0${textAt(args, 'users')}` } };
      case 'conversations.history':
        return { ok: true, messages: [], has_more: false };
      case 'chat.postMessage':
      case 'chat.update':
        return { ok: true, channel: textAt(args, 'channel'), ts };
      case 'chat.postEphemeral':
        return { ok: true, message_ts: ts };
      case 'views.open':
      case 'views.push':
      case 'views.update':
      case 'views.publish': {
        const view = { ...(isObject(args['view']) ? args['view'] : {}), id: `V0${count}`, team_id: teamId };
        views.set(textAt(args, 'trigger_id'), view);
        return { ok: true, view };
      }
      case 'response_url':
        return { ok: true };
      default:
        return { ok: false, error: 'unknown_method' };
    }
  }

  const server = createServer(async (request, response) => {
    const body = await readText(request);
    const call = { method: request.url?.split('/').at(-1) ?? '', args: argumentsOf(request, body) };
    calls.push(call);
    if (held !== null) {
      const waiting = held;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer(call)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  const base = `http://127.0.0.1:${address.port}`;

  function release(): void {
    const waiting = held ?? [];
    held = null;
    for (const go of waiting) go();
  }

  return {
    apiUrl: `${base}/api/`,
    responseUrl: `${base}/response_url`,
    calls,
    viewOf: (triggerId) => views.get(triggerId),
    stall: () => {
      held ??= [];
    },
    release,
    refuse: (method, error) => refusals.set(method, error),
    close: async () => {
      release();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function member(id: string): JsonObject {
  return {
    id,
    team_id: teamId,
    name: id.toLowerCase(),
    real_name: `Person ${id}`,
    tz: 'Africa/Casablanca',
    locale: 'en-GB',
    profile: { display_name: id.toLowerCase() },
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** The arguments as the app meant them: its client sends a form in which objects are JSON. */
function argumentsOf(request: IncomingMessage, body: string): JsonObject {
  if (request.headers['content-type']?.includes('json')) return JSON.parse(body);
  return Object.fromEntries(
    Object.entries(parseForm(body)).map(([name, value]) => {
      const text = String(value);
      return [name, /^[[{]/.test(text) ? JSON.parse(text) : text];
    }),
  );
}
