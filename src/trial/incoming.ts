import type { ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import type { Artist } from './artist.js';
import type { Block } from './block-kit.js';
import { drawnElement, drawProblems, originalBlocks, readView } from './dialect.js';
import { readAction } from './fields.js';
import { jsonObject, readCommand } from './payloads.js';
import {
  blockActionsShape,
  messageShape,
  personShape,
  refusalShape,
  submissionShape,
  viewShape,
} from './shapes.js';
import type { TrialMemory } from './trial-memory.js';
import type { TrialWorkspace } from './workspace.js';

type Deliver = (event: ReceiverEvent) => Promise<void>;
type Ack = ReceiverEvent['ack'];

interface Incoming {
  readonly workspace: TrialWorkspace;
  readonly artist: Artist;
  readonly memory: TrialMemory;
  /** Hands a translated event to the app. */
  readonly deliver: Deliver;
}

/** What a receiver calls with each event from the local Slack: translates it, and the app's acknowledgement. */
export function translatingDelivery({ workspace, artist, memory, deliver }: Incoming): Deliver {
  return async (event) => {
    const body = jsonObject(event.body) ?? {};
    const reader = personShape.safeParse(body['user']).data?.id ?? stringIn(body['user_id']);
    const trigger = stringIn(body['trigger_id']);
    if (reader !== undefined && trigger !== undefined) memory.readers.set(trigger, reader);
    const ack = drawingAck(event.ack, reader);
    const submission = submissionShape.safeParse(body);
    if (submission.success) return submitted(event, submission.data, ack);
    const actions = blockActionsShape.safeParse(body);
    if (actions.success) return used(event, actions.data, ack);
    return deliver({ ...event, body: readCommand(workspace, body), ack });
  };

  async function submitted(
    event: ReceiverEvent,
    body: z.infer<typeof submissionShape>,
    ack: Ack,
  ): Promise<void> {
    const { view, problems, button } = readView(body.view, artist.surroundings(body.user.id));
    if (button !== null) {
      // The page takes the form for submitted; an empty list of errors keeps it open for what the button does.
      await event.ack({ response_action: 'errors', errors: {} });
      const { type: _submission, response_urls: _none, ...rest } = body;
      const viewId = stringIn(view.id) ?? '';
      memory.typed.set(viewId, view.state?.values ?? {});
      const container = { type: 'view', view_id: viewId };
      const pressed = { ...rest, type: 'block_actions', container, view, actions: [button] };
      return deliver({ ...event, body: pressed, ack: async () => {} });
    }
    if (Object.keys(problems).length > 0) {
      await event.ack({ response_action: 'errors', errors: drawProblems(problems, view.blocks) });
      return;
    }
    return deliver({ ...event, body: { ...body, view }, ack: labellingAck(ack, view.blocks) });
  }

  async function used(
    event: ReceiverEvent,
    body: z.infer<typeof blockActionsShape>,
    ack: Ack,
  ): Promise<void> {
    const { message, container, channel, response_url: responseUrl, ...rest } = body;
    const home = message === undefined ? memory.homes.get(body.user.id) : undefined;
    const drawn = message?.blocks ?? home?.blocks ?? [];
    const actions = body.actions.map((one) => readAction(drawnElement(drawn, one), one));
    // The empty entry of a list was picked, which Slack's own lists do not have.
    if (actions.includes(null)) {
      await ack();
      return;
    }
    const blocks = originalBlocks(drawn);
    if (message === undefined) {
      const place = {
        container: { type: 'view', view_id: home?.id },
        view: { ...home, type: 'home', blocks },
      };
      return deliver({ ...event, body: { ...rest, ...place, actions }, ack });
    }
    const ephemeral = message.subtype === 'ephemeral';
    const place = {
      channel,
      response_url: responseUrl,
      container: { ...container, is_ephemeral: ephemeral },
    };
    // Slack sends no message along with what was done in an ephemeral one.
    const shown = ephemeral ? {} : { message: { ...message, blocks } };
    return deliver({ ...event, body: { ...rest, ...place, ...shown, actions }, ack });
  }

  function drawingAck(ack: Ack, reader: string | undefined): Ack {
    const withView = z.looseObject({ response_action: z.string(), view: viewShape });
    return async (response?: unknown) => {
      if (typeof response === 'string') return ack(await artist.response({ text: response }, reader));
      const shown = withView.safeParse(response);
      if (shown.success) return ack({ ...shown.data, view: await artist.view(shown.data.view, reader) });
      const said = messageShape.safeParse(response);
      const isMessage = said.success && (said.data.text !== undefined || said.data.blocks !== undefined);
      return ack(isMessage ? await artist.response(said.data, reader) : response);
    };
  }
}

function labellingAck(ack: Ack, blocks: readonly Block[]): Ack {
  return async (response?: unknown) => {
    const refusal = refusalShape.safeParse(response);
    return ack(
      refusal.success ? { ...refusal.data, errors: drawProblems(refusal.data.errors, blocks) } : response,
    );
  };
}

function stringIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
