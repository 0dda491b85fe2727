import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { Artist } from './artist.js';
import { translatingDelivery } from './incoming.js';
import { translatingFetch } from './outgoing.js';
import { TrialMemory } from './trial-memory.js';
import type { TrialWorkspace } from './workspace.js';

/** The dialect at work, between a Bolt app and the local Slack. */
export interface TrialBridge {
  /** For the `fetch` of Bolt and of every WebClient. */
  readonly fetch: typeof fetch;
  /** The receiver, translating what it hands to the app, and what the app acknowledges. */
  wrapReceiver(receiver: Receiver): Receiver;
}

interface BridgeOptions {
  /** Whose people and channels stand in for Slack's own lists. */
  readonly workspace: TrialWorkspace;
  /** The local Slack's Web API. */
  readonly apiUrl: string;
  /** How to reach it; the global `fetch` unless given. */
  readonly send?: typeof fetch;
}

/** Makes the bridge for one app. Use its `fetch` and its receiver together: each knows what passed the other. */
export function createTrialBridge({ workspace, apiUrl, send = fetch }: BridgeOptions): TrialBridge {
  const artist = new Artist(workspace);
  const memory = new TrialMemory();
  return {
    fetch: translatingFetch({ workspace, apiUrl, artist, memory, send }),
    wrapReceiver: (receiver) => ({
      init: (app) => {
        const deliver = (event: ReceiverEvent) => app.processEvent(event);
        artist.deliver = deliver;
        const processEvent = translatingDelivery({ workspace, artist, memory, deliver });
        const translating: App = Object.create(app, { processEvent: { value: processEvent } });
        receiver.init(translating);
      },
      start: (...options) => receiver.start(...options),
      stop: (...options) => receiver.stop(...options),
    }),
  };
}
