import { limits } from '../../../src/slack/limits.js';
import { initialState, type StateValues } from './field-values.js';
import { isObject, type JsonObject, objectsIn } from './json.js';

export type PersonSpec = {
  id: string;
  name: string;
  realName?: string;
  email?: string;
  locale?: string;
  tz?: string;
  teamId?: string;
  deleted?: boolean;
  isBot?: boolean;
  isAdmin?: boolean;
  isOwner?: boolean;
  /** A guest in several channels, or in one (then also `isUltraRestricted`). */
  isRestricted?: boolean;
  isUltraRestricted?: boolean;
  /** Someone of another organisation. */
  isStranger?: boolean;
};

export type ChannelSpec = {
  id: string;
  name: string;
  /** Everyone, when left out. */
  members?: readonly string[];
  isPrivate?: boolean;
  isArchived?: boolean;
  isExternallyShared?: boolean;
  /** True when left out. */
  botIsMember?: boolean;
};

export type Channel = {
  id: string;
  name: string;
  kind: 'channels' | 'groups' | 'im';
  members: Set<string>;
  isArchived: boolean;
  isExternallyShared: boolean;
  messages: Message[];
};

/** A message as people see it now; the same object lives on through its updates. */
export type Message = {
  channel: string;
  ts: string;
  user: string;
  text: string;
  blocks: JsonObject[];
  metadata?: unknown;
  threadTs?: string;
  edited: boolean;
  /** The count at which it was last changed. */
  changedAt?: number;
  /** The only person who sees it. */
  ephemeralFor?: string;
  reactions: string[];
};

export type ViewPayload = JsonObject & {
  id: string;
  hash: string;
  type: string;
  callback_id: string;
  private_metadata: string;
  blocks: JsonObject[];
  state: { values: StateValues };
};

/** A modal or Home that someone has before them; the same object lives on through its updates. */
export type OpenView = {
  view: ViewPayload;
  errors: Record<string, string>;
  offered: Map<string, JsonObject[]>;
};

export type Trigger = {
  at: number;
  user: string;
  /** Where the person was; none in App Home. */
  channel?: string;
  inModal: boolean;
  used: boolean;
  redelivered: boolean;
};
export type ResponseUrl = { at: number; uses: number; user: string; channel: string; source?: Message };

/** An error that Slack's Web API answers with. */
export class SlackError extends Error {}

const APP_ID = 'A0PARTNER';
const BOT_ID = 'B0PARTNER';
export const BOT_USER_ID = 'U0PARTNERBOT';
export const identity = {
  appId: APP_ID,
  botId: BOT_ID,
  botUserId: BOT_USER_ID,
  domain: 'university',
} as const;

/** The state of the workspace: who and what there is, and what everyone sees. */
export class Workspace {
  readonly people = new Map<string, PersonSpec>();
  readonly channels = new Map<string, Channel>();
  readonly ephemerals: Message[] = [];
  readonly modals = new Map<string, OpenView[]>();
  readonly homes = new Map<string, OpenView>();
  readonly triggers = new Map<string, Trigger>();
  readonly responseUrls = new Map<string, ResponseUrl>();
  readonly problems: string[] = [];
  #count = 0;

  constructor(
    readonly teamId: string,
    readonly now: () => number,
    people: readonly PersonSpec[],
    channels: readonly ChannelSpec[],
  ) {
    for (const person of people) this.people.set(person.id, { ...person });
    for (const spec of channels) {
      const members = new Set(spec.members ?? people.filter((each) => !each.deleted).map((each) => each.id));
      if (spec.botIsMember !== false) members.add(BOT_USER_ID);
      this.channels.set(spec.id, {
        id: spec.id,
        name: spec.name,
        kind: spec.isPrivate ? 'groups' : 'channels',
        members,
        isArchived: spec.isArchived ?? false,
        isExternallyShared: spec.isExternallyShared ?? false,
        messages: [],
      });
    }
  }

  count(): number {
    this.#count += 1;
    return this.#count;
  }

  /** A time stamp as Slack gives to messages: unique, and later than every one before while the clock doesn't go back. */
  timestamp(): string {
    return `${Math.floor(this.now() / 1000)}.${String(this.count()).padStart(6, '0')}`;
  }

  person(id: string): PersonSpec {
    const person = this.people.get(id);
    if (!person) throw new SlackError('user_not_found');
    return person;
  }

  channel(id: string): Channel {
    const channel = this.channels.get(id);
    if (!channel) throw new SlackError('channel_not_found');
    return channel;
  }

  directMessages(user: string): Channel {
    this.person(user);
    const id = `D${user.slice(1)}`;
    const existing = this.channels.get(id);
    if (existing) return existing;
    const members = new Set([user, BOT_USER_ID]);
    const fresh: Channel = {
      id,
      name: 'directmessage',
      kind: 'im',
      members,
      isArchived: false,
      isExternallyShared: false,
      messages: [],
    };
    this.channels.set(id, fresh);
    return fresh;
  }

  newMessage(channel: string, content: JsonObject, ephemeralFor?: string): Message {
    const threadTs = content['thread_ts'];
    return {
      channel,
      ts: this.timestamp(),
      user: BOT_USER_ID,
      text: String(content['text'] ?? ''),
      blocks: this.withIds(objectsIn(content['blocks'])),
      edited: false,
      reactions: [],
      ...(content['metadata'] === undefined ? {} : { metadata: content['metadata'] }),
      ...(typeof threadTs === 'string' ? { threadTs } : {}),
      ...(ephemeralFor === undefined ? {} : { ephemeralFor }),
    };
  }

  changeMessage(message: Message, content: JsonObject): void {
    if (content['text'] !== undefined) message.text = String(content['text']);
    // Blocks that an update doesn't name stay; an empty list takes them away.
    if (content['blocks'] !== undefined) message.blocks = this.withIds(objectsIn(content['blocks']));
    if (content['metadata'] !== undefined) message.metadata = content['metadata'];
    message.edited = true;
    message.changedAt = this.count();
  }

  /** Gives blocks and elements that have no id one, as Slack does. */
  withIds(blocks: readonly JsonObject[]): JsonObject[] {
    return blocks.map((block) => {
      const withId: JsonObject = { block_id: `auto${this.count()}`, ...block };
      for (const key of ['accessory', 'element']) {
        if (isObject(withId[key])) withId[key] = this.#withActionId(withId[key]);
      }
      if (block['type'] === 'actions' || block['type'] === 'context_actions') {
        withId['elements'] = objectsIn(block['elements']).map((element) => this.#withActionId(element));
      }
      return withId;
    });
  }

  #withActionId(element: JsonObject): JsonObject {
    return element['type'] === 'image' ? element : { action_id: `auto${this.count()}`, ...element };
  }

  newView(definition: JsonObject, previous?: OpenView, channel?: string): OpenView {
    const id = `V${this.count()}`;
    const blocks = this.withIds(objectsIn(definition['blocks']));
    const view: ViewPayload = {
      ...this.#viewFields(definition),
      id,
      blocks,
      state: { values: initialState(blocks, channel) },
      root_view_id: previous ? previous.view['root_view_id'] : id,
      previous_view_id: previous ? previous.view.id : null,
    };
    return { view, errors: {}, offered: new Map() };
  }

  /** What someone has filled in stays where block, action and kind of field are the same. */
  changeView(open: OpenView, definition: JsonObject): void {
    const blocks = this.withIds(objectsIn(definition['blocks']));
    const values = initialState(blocks);
    for (const [blockId, actions] of Object.entries(values)) {
      for (const [actionId, value] of Object.entries(actions)) {
        const before = open.view.state.values[blockId]?.[actionId];
        if (before && before['type'] === value['type']) actions[actionId] = before;
      }
    }
    const { id, root_view_id, previous_view_id } = open.view;
    const fields = this.#viewFields(definition);
    open.view = { ...fields, id, root_view_id, previous_view_id, blocks, state: { values } };
    open.errors = {};
  }

  #viewFields(definition: JsonObject) {
    return {
      title: null,
      submit: null,
      close: null,
      clear_on_close: false,
      notify_on_close: false,
      external_id: '',
      ...definition,
      type: String(definition['type']),
      callback_id: String(definition['callback_id'] ?? ''),
      private_metadata: String(definition['private_metadata'] ?? ''),
      team_id: this.teamId,
      app_id: APP_ID,
      app_installed_team_id: this.teamId,
      bot_id: BOT_ID,
      hash: `${this.timestamp()}.hash`,
    };
  }

  newTrigger(user: string, where: { channel?: string; inModal?: boolean } = {}): string {
    const id = `${this.count()}.${this.teamId}.trigger`;
    const trigger = { at: this.now(), user, inModal: false, used: false, redelivered: false, ...where };
    this.triggers.set(id, trigger);
    return id;
  }

  /** Exchanges a trigger for the right to show one view. */
  useTrigger(id: string): Trigger {
    const trigger = this.triggers.get(id);
    const age = trigger ? this.now() - trigger.at : 0;
    const error = !trigger
      ? 'invalid_trigger_id'
      : trigger.used
        ? 'exchanged_trigger_id'
        : age > limits.triggerMs
          ? 'expired_trigger_id'
          : undefined;
    if (trigger && !error) {
      trigger.used = true;
      return trigger;
    }
    // A payload that comes twice brings its trigger twice; that is Slack's doing and not the app's.
    if (!trigger?.redelivered) this.problems.push(`trigger ${id}: ${error}`);
    throw new SlackError(error);
  }

  newResponseUrl(user: string, channel: string, source?: Message): string {
    const url = `https://hooks.slack.test/actions/${this.teamId}/${this.count()}`;
    this.responseUrls.set(url, { at: this.now(), uses: 0, user, channel, ...(source ? { source } : {}) });
    return url;
  }

  topModal(user: string): OpenView | undefined {
    return this.modals.get(user)?.at(-1);
  }
}
