import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const STOP_WITHIN_MS = 10_000;
const CLIENT_PATIENCE_MS = 10_000;
// Longer than the idle time-out of the usual load balancers, so that they and not we end a quiet connection.
const KEEP_ALIVE_MS = 65_000;

/** The part of a pino logger that the server needs. */
export type ServerLog = Record<'warn' | 'error', (fields: object, message: string) => void>;

/** A server that can stop without cutting anyone off. */
export type GracefulServer = {
  /** Listens; port 0 takes any free one. Rejects when the address is taken. */
  start(port: number, host: string): Promise<AddressInfo>;
  /** Stops accepting, waits for requests under way, closes every connection. */
  stop(): Promise<void>;
};

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Wraps a request handler in a server whose stop waits at most `stopWithinMs`; a handler that rejects answers 500. */
export function createGracefulServer(
  handle: Handle,
  log: ServerLog,
  stopWithinMs = STOP_WITHIN_MS,
): GracefulServer {
  let underWay = 0;
  let stopping: Promise<void> | undefined;
  let allDone: (() => void) | undefined;
  const finish = () => {
    underWay -= 1;
    if (underWay === 0) allDone?.();
  };

  const server = createServer(
    {
      keepAliveTimeout: KEEP_ALIVE_MS,
      requestTimeout: CLIENT_PATIENCE_MS,
      headersTimeout: CLIENT_PATIENCE_MS,
      connectionsCheckingInterval: CLIENT_PATIENCE_MS / 5,
    },
    (request, response) => {
      if (stopping) return reply(response, 503, { connection: 'close' });
      // A listener may go on after its answer has left, and an answer may still leave after its listener: both count.
      underWay += 2;
      response.once('close', finish);
      handle(request, response)
        .catch((error: unknown) => {
          log.error({ err: error }, 'handling a request failed');
          if (!response.headersSent) reply(response, 500);
        })
        .finally(finish);
    },
  );

  async function stop(): Promise<void> {
    if (!server.listening) return;
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    const deadline = setTimeout(() => {
      log.warn({ requests: underWay }, 'requests still under way were cut off');
      server.closeAllConnections();
      allDone?.();
    }, stopWithinMs);
    await new Promise<void>((resolve) => {
      allDone = resolve;
      if (underWay === 0) resolve();
    });
    clearTimeout(deadline);
    server.closeAllConnections();
    await closed;
  }

  return {
    start: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.removeListener('error', reject);
          server.on('error', (error) => log.error({ err: error }, 'server error'));
          const address = server.address();
          if (address && typeof address === 'object') resolve(address);
          else reject(new Error('not listening on a port'));
        });
      }),
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** Answers once: nothing for no body, text as text, anything else as JSON. A second answer is dropped. */
export function reply(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body?: unknown,
): void {
  if (response.headersSent) return;
  if (body === undefined) {
    response.writeHead(status, { ...headers, 'content-length': 0 }).end();
    return;
  }
  const isText = typeof body === 'string';
  const content = isText ? body : JSON.stringify(body);
  response
    .writeHead(status, {
      ...headers,
      'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(content),
    })
    // As text, it leaves together with the headers.
    .end(content);
}
