import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import { type FastClock, seeded, timeOn } from './fast-clock.js';

/** A message that a channel has: when it came, and which run of a digest it is. */
export interface Arrived {
  readonly channel: string;
  readonly at: Date;
  readonly run: string;
}

/** How often what goes wrong, as shares of all posts; the rest is answered as it should be. */
export const troubles = {
  /** Asked to come back later. */
  limited: 0.08,
  /** An error of Slack's own, before the message was taken. */
  broken: 0.04,
  /** The same, after it was taken. */
  broken_after: 0.04,
  /** The message was taken, and the connection breaks before the answer. */
  dropped_after: 0.08,
  /** No answer comes, and no message. */
  silent: 0.02,
  /** No answer comes, and the message was taken. */
  silent_after: 0.02,
} as const;

/** A Slack on the loopback interface that takes messages and shows channels' history, in bad weather. */
export interface StormySlack {
  readonly apiUrl: string;
  readonly arrived: readonly Arrived[];
  /** The people who got a direct message about a digest, once for each. */
  readonly told: readonly string[];
  /** How often each trouble was made. */
  readonly made: ReadonlyMap<string, number>;
  /** From now on everything is answered as it should be. */
  clear(): void;
  close(): Promise<void>;
}

/** Starts it on any free port. `readable` says whether channels show their history. */
export async function startStormySlack(
  clock: FastClock,
  seed: number,
  readable: boolean,
): Promise<StormySlack> {
  const random = seeded(seed);
  const arrived: (Arrived & { readonly ts: string; readonly metadata: unknown })[] = [];
  const told: string[] = [];
  const made = new Map<string, number>();

  let isClear = false;

  function trouble(): keyof typeof troubles | null {
    if (isClear) return null;
    let left = random();
    for (const [name, share] of Object.entries(troubles)) {
      left -= share;
      if (left < 0) {
        made.set(name, (made.get(name) ?? 0) + 1);
        return name as keyof typeof troubles;
      }
    }
    return null;
  }

  function take(args: ReturnType<typeof parseForm>): string {
    const at = timeOn(clock);
    const ts = `${Math.floor(at.getTime() / 1000)}.${String(arrived.length).padStart(6, '0')}`;
    const metadata: { event_payload: { run: string } } = JSON.parse(String(args['metadata']));
    arrived.push({ channel: String(args['channel']), at, run: metadata.event_payload.run, ts, metadata });
    return ts;
  }

  function history(args: ReturnType<typeof parseForm>, response: ServerResponse): void {
    if (!readable) {
      answer(response, { ok: false, error: 'missing_scope' });
      return;
    }
    const between = ({ at }: Arrived) =>
      at.getTime() / 1000 >= Number(args['oldest']) && at.getTime() / 1000 <= Number(args['latest']);
    const messages = arrived
      .filter((message) => message.channel === args['channel'] && between(message))
      .map(({ ts, metadata }) => ({ ts, metadata }));
    answer(response, { ok: true, messages, has_more: false });
  }

  function post(args: ReturnType<typeof parseForm>, response: ServerResponse): void {
    if (args['metadata'] === undefined) {
      told.push(String(args['channel']));
      answer(response, { ok: true, ts: '1.1' });
      return;
    }
    const now = trouble();
    const ts = now === null || now.endsWith('_after') ? take(args) : null;
    switch (now) {
      case null:
        answer(response, { ok: true, ts });
        break;
      case 'limited':
        response.setHeader('retry-after', '5');
        answer(response, { ok: false, error: 'ratelimited' }, 429);
        break;
      case 'broken':
      case 'broken_after':
        answer(response, {}, 500);
        break;
      case 'dropped_after':
        response.destroy();
        break;
      default:
      // Never answered.
    }
  }

  const server = createServer(async (request, response) => {
    const args = parseForm(await readText(request));
    const method = request.url?.split('/').at(-1) ?? '';
    if (method === 'conversations.history') history(args, response);
    else if (method === 'chat.postMessage') post(args, response);
    else if (method === 'conversations.open') answer(response, { ok: true, channel: { id: args['users'] } });
    else answer(response, { ok: false, error: 'unknown_method' });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return {
    apiUrl: `http://127.0.0.1:${address.port}/api/`,
    arrived,
    told,
    made,
    clear: () => {
      isClear = true;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  // A process that is killed breaks off in the middle.
  await (async () => {
    for await (const chunk of request) chunks.push(chunk);
  })().catch(() => undefined);
  return Buffer.concat(chunks).toString();
}
