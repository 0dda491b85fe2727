import type { ReceiverEvent } from '@slack/bolt';
import type { Block, Option, Surroundings, View } from './block-kit.js';
import { plain } from './block-kit.js';
import { drawMessage, drawView, type MessageBody, suggestedElements } from './dialect.js';
import { suggestionsShape } from './shapes.js';
import type { TrialWorkspace } from './workspace.js';

/** Draws what the app sends for one reader: with the workspace's people and channels, and the app's suggestions. */
export class Artist {
  /** Hands an event to the app; there once the app is. */
  deliver: ((event: ReceiverEvent) => Promise<void>) | undefined;

  constructor(private readonly workspace: TrialWorkspace) {}

  /** @param reader the Slack id of who will see it, where that is known */
  async view(sent: View, reader: string | undefined): Promise<View> {
    const suggestions = await this.suggestions(sent.blocks, reader, {
      container: { type: 'view' },
      view: sent,
    });
    return drawView(sent, { ...this.surroundings(reader), suggestions });
  }

  /** @param reader the Slack id of who will see it; none where it is posted to everybody */
  async message<Body extends MessageBody>(sent: Body, reader: string | undefined): Promise<Body> {
    const suggestions = await this.suggestions(sent.blocks ?? [], reader, { container: { type: 'message' } });
    return drawMessage(sent, { ...this.surroundings(reader), suggestions });
  }

  /** A post to a response_url, or a message that acknowledges a command. */
  response(sent: MessageBody, reader: string | undefined): Promise<MessageBody> {
    const changes = sent['replace_original'] === true || sent['delete_original'] === true;
    // Slack shows a response to its reader alone unless told otherwise; the local Slack to the channel.
    return this.message(changes ? sent : { response_type: 'ephemeral', ...sent }, reader);
  }

  /** What is known without asking the app. */
  surroundings(reader: string | undefined): Surroundings {
    const { people, channels } = this.workspace;
    const person = people.find((one) => one.id === reader);
    return {
      language: person?.locale.startsWith('en') ? 'en' : 'fr',
      people: people.map(({ id, name }) => ({ value: id, text: plain(name) })),
      channels: channels.map(({ id, name }) => ({ value: id, text: plain(`#${name}`) })),
      suggestions: new Map(),
    };
  }

  /** Asks the app for suggestions as Slack does while a person types; once for each list, with nothing typed. */
  private async suggestions(
    blocks: readonly Block[],
    reader: string | undefined,
    where: object,
  ): Promise<Map<string, readonly Option[]>> {
    const found = new Map<string, readonly Option[]>();
    const { workspace, deliver } = this;
    if (reader === undefined || deliver === undefined) return found;
    const handle = workspace.people.find((one) => one.id === reader)?.handle;
    for (const { block, element } of suggestedElements(blocks)) {
      const actionId = element.action_id ?? '';
      const body = {
        type: 'block_suggestion',
        user: { id: reader, username: handle, name: handle, team_id: workspace.teamId },
        team: { id: workspace.teamId, domain: workspace.domain },
        api_app_id: workspace.app.id,
        token: 'trial',
        action_id: actionId,
        block_id: block.block_id,
        value: '',
        ...where,
      };
      const ack = async (response: unknown) => {
        found.set(actionId, suggestionsShape.safeParse(response).data?.options ?? []);
      };
      await deliver({ body, ack });
    }
    return found;
  }
}
