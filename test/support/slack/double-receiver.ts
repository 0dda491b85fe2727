import type { App, Receiver } from '@slack/bolt';
import { type JsonObject, overTheWire } from './json.js';

/** How the app took a payload: whether it acknowledged, how late, and what no listener caught. */
export type Reception = { acknowledged: boolean; lateMs: number; error?: unknown };

/** A Bolt receiver that takes payloads by hand, without a network. */
export class DoubleReceiver implements Receiver {
  #app: App | undefined;

  init(app: App): void {
    this.#app = app;
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  /** Hands a payload to the app and returns when every listener is done; `onAck` gets the acknowledgement when it comes. */
  async deliver(
    body: JsonObject,
    now: () => number,
    onAck: (answer: unknown) => void,
    retry?: { retryNum: number; retryReason: string },
  ): Promise<Reception> {
    if (!this.#app) throw new Error('no App uses this receiver');
    const began = { real: performance.now(), clock: now() };
    const reception: Reception = { acknowledged: false, lateMs: 0 };
    try {
      await this.#app.processEvent({
        body: Object(overTheWire(body)),
        ack: async (answer) => {
          if (reception.acknowledged) throw new Error('acknowledged twice');
          reception.acknowledged = true;
          reception.lateMs = Math.max(performance.now() - began.real, now() - began.clock);
          onAck(overTheWire(answer));
        },
        ...retry,
      });
    } catch (error) {
      reception.error = error;
    }
    return reception;
  }
}
