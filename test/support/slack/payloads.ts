import { messagePayload } from './api-objects.js';
import type { StateValues } from './field-values.js';
import type { JsonObject } from './json.js';
import {
  BOT_USER_ID,
  identity,
  type Message,
  type OpenView,
  type PersonSpec,
  type Workspace,
} from './workspace.js';

const TOKEN = 'verification-token';

/** Builds what Slack sends to an app when a person does something. */
export class Payloads {
  constructor(
    private readonly workspace: Workspace,
    private readonly person: PersonSpec,
  ) {}

  command(command: string, text: string, channelId: string): JsonObject {
    const channel = this.workspace.channel(channelId);
    const { teamId } = this.workspace;
    return {
      token: TOKEN,
      team_id: teamId,
      team_domain: identity.domain,
      channel_id: channel.id,
      channel_name: channel.kind === 'groups' ? 'privategroup' : channel.name,
      user_id: this.person.id,
      user_name: this.person.name,
      command,
      text,
      api_app_id: identity.appId,
      is_enterprise_install: 'false',
      response_url: this.workspace.newResponseUrl(this.person.id, channel.id),
      trigger_id: this.workspace.newTrigger(this.person.id, { channel: channel.id }),
    };
  }

  messageAction(message: Message, action: JsonObject, values: StateValues): JsonObject {
    const isEphemeral = message.ephemeralFor !== undefined;
    return {
      type: 'block_actions',
      ...this.#common(),
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: isEphemeral,
      },
      trigger_id: this.workspace.newTrigger(this.person.id, { channel: message.channel }),
      channel: this.#channel(message.channel),
      // Slack keeps no copy of what it showed to one person only.
      ...(isEphemeral ? {} : { message: { ...messagePayload(message, true), team: this.workspace.teamId } }),
      state: { values },
      response_url: this.workspace.newResponseUrl(this.person.id, message.channel, message),
      actions: [this.#dated(action)],
    };
  }

  viewAction({ view }: OpenView, action: JsonObject): JsonObject {
    return {
      type: 'block_actions',
      ...this.#common(),
      container: { type: 'view', view_id: view.id },
      trigger_id: this.workspace.newTrigger(this.person.id, { inModal: view.type === 'modal' }),
      view,
      state: view.state,
      actions: [this.#dated(action)],
    };
  }

  submission({ view }: OpenView): JsonObject {
    return {
      type: 'view_submission',
      ...this.#common(),
      trigger_id: this.workspace.newTrigger(this.person.id, { inModal: true }),
      view,
      response_urls: [],
    };
  }

  closing({ view }: OpenView): JsonObject {
    return { type: 'view_closed', ...this.#common(), view, is_cleared: false };
  }

  suggestion({ view }: OpenView, blockId: string, actionId: string, value: string): JsonObject {
    return {
      type: 'block_suggestion',
      ...this.#common(),
      container: { type: 'view', view_id: view.id },
      action_id: actionId,
      block_id: blockId,
      value,
      view,
    };
  }

  shortcut(callbackId: string): JsonObject {
    return {
      type: 'shortcut',
      ...this.#common(),
      action_ts: this.workspace.timestamp(),
      callback_id: callbackId,
      trigger_id: this.workspace.newTrigger(this.person.id),
    };
  }

  messageShortcut(callbackId: string, message: Message): JsonObject {
    return {
      type: 'message_action',
      ...this.#common(),
      action_ts: this.workspace.timestamp(),
      callback_id: callbackId,
      trigger_id: this.workspace.newTrigger(this.person.id, { channel: message.channel }),
      response_url: this.workspace.newResponseUrl(this.person.id, message.channel),
      message_ts: message.ts,
      channel: this.#channel(message.channel),
      message: { ...this.#asFirstOfThread(message), ...messagePayload(message, true) },
    };
  }

  homeOpened(home: OpenView | undefined): JsonObject {
    return {
      type: 'app_home_opened',
      user: this.person.id,
      channel: this.workspace.directMessages(this.person.id).id,
      tab: 'home',
      event_ts: this.workspace.timestamp(),
      ...(home ? { view: home.view } : {}),
    };
  }

  #common(): JsonObject {
    const { id, name } = this.person;
    const teamId = this.person.teamId ?? this.workspace.teamId;
    return {
      token: TOKEN,
      api_app_id: identity.appId,
      team: { id: this.workspace.teamId, domain: identity.domain },
      user: { id, username: name, name, team_id: teamId },
      enterprise: null,
      is_enterprise_install: false,
    };
  }

  /** The first message of a thread says that it is one. */
  #asFirstOfThread({ channel, ts }: Message): JsonObject {
    const replies = this.workspace.channel(channel).messages.filter((each) => each.threadTs === ts);
    return replies.length === 0 ? {} : { thread_ts: ts, reply_count: replies.length };
  }

  #channel(id: string): JsonObject {
    return { id, name: this.workspace.channel(id).name };
  }

  #dated(action: JsonObject): JsonObject {
    return { ...action, action_ts: this.workspace.timestamp() };
  }
}

/** The envelope in which Slack sends an event. */
export function eventPayload(workspace: Workspace, event: JsonObject): JsonObject {
  return {
    token: TOKEN,
    team_id: workspace.teamId,
    context_team_id: workspace.teamId,
    context_enterprise_id: null,
    api_app_id: identity.appId,
    event,
    type: 'event_callback',
    event_id: `Ev${workspace.count()}`,
    event_time: Math.floor(workspace.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.teamId,
        user_id: BOT_USER_ID,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}
