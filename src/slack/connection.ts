import { type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { boltLogger } from './bolt-logger.js';
import { createHealthServer, createHttpReceiver, type Health } from './http-receiver.js';

/** The way in which Slack's requests reach the app, with the server for the health checks. */
export interface Connection {
  readonly receiver: Receiver;
  /** Whether Slack can reach the app now. */
  isConnected(): boolean;
  /** Starts to listen for health checks, and connects. Rejects where the port is taken or Slack refuses. */
  start(port: number, host: string): Promise<void>;
  /** Takes no more requests, and waits for those under way. */
  stop(): Promise<void>;
}

interface Common {
  readonly health: Health;
  readonly log: Logger;
}

/** Signed HTTP requests, which Slack sends to `/slack/events`. */
export function connectByHttp(options: Common & { signingSecret: string; now: () => number }): Connection {
  const receiver = createHttpReceiver(options);
  let listening = false;
  return {
    receiver,
    isConnected: () => listening,
    start: async (port, host) => {
      await receiver.start(port, host);
      listening = true;
    },
    stop: async () => {
      listening = false;
      await receiver.stop();
    },
  };
}

/** Socket Mode: a web socket that the app opens. `wrap` may stand between the receiver and the app. */
export function connectBySocket(
  options: Common & { appToken: string; slack: WebClientOptions; wrap?: (receiver: Receiver) => Receiver },
): Connection {
  const { log, health, slack, wrap = (receiver) => receiver } = options;
  const server = createHealthServer({ health, log });
  const socket = new SocketModeReceiver({
    appToken: options.appToken,
    logger: boltLogger(log),
    installerOptions: { clientOptions: slack },
  });
  let connected = false;
  let underWay = 0;
  socket.client.on('connected', () => {
    connected = true;
  });
  for (const event of ['disconnected', 'reconnecting', 'disconnecting']) {
    socket.client.on(event, () => {
      connected = false;
    });
  }
  const wrapped = wrap(socket);
  const receiver: Receiver = {
    init: (app) => {
      const processEvent: typeof app.processEvent = async (event) => {
        underWay += 1;
        try {
          await app.processEvent(event);
        } finally {
          underWay -= 1;
        }
      };
      wrapped.init(Object.create(app, { processEvent: { value: processEvent } }));
    },
    start: (...parts) => wrapped.start(...parts),
    stop: (...parts) => wrapped.stop(...parts),
  };
  return {
    receiver,
    isConnected: () => connected,
    start: async (port, host) => {
      await server.start(port, host);
      await receiver.start();
    },
    stop: async () => {
      await receiver.stop();
      const until = performance.now() + 10_000;
      while (underWay > 0 && performance.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await server.stop();
    },
  };
}
