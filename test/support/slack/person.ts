import { findElement, isView, type Screen, type Where } from './elements-on-screen.js';
import {
  clientRefusals,
  findOption,
  type Given,
  givenState,
  initialState,
  optionsOf,
} from './field-values.js';
import { isObject, type JsonObject, textAt } from './json.js';
import { Payloads } from './payloads.js';
import type { Message, OpenView, PersonSpec, ViewPayload, Workspace } from './workspace.js';

/** A payload that was sent to the app, by whom and in answer to what. */
export type Delivery = { body: JsonObject; user: string };

/** What a person sees once the app has answered what they did. */
export type Seen = {
  /** What the app showed to them alone since: its messages, or those that it showed anew where it sent none. */
  ephemerals: Message[];
  modal: OpenView | undefined;
  home: OpenView | undefined;
  /** Errors at the fields of the modal, by block id. */
  errors: Record<string, string>;
  messages(channel: string): Message[];
  /** What was sent; nothing where the client keeps to itself what was done. */
  delivery?: Delivery;
};

/** Sends a payload to the app and returns when its listeners are done. */
export type Send = (body: JsonObject, user: string) => Promise<void>;

const isButton = (type: string) => ['button', 'icon_button', 'workflow_button'].includes(type);
const isField = (type: string) => !isButton(type);
const isExternal = (type: string) => type.endsWith('external_select');

/** A person at their screen: what they see, and what they can do. */
export class Person {
  readonly #payloads: Payloads;

  constructor(
    private readonly workspace: Workspace,
    private readonly spec: PersonSpec,
    private readonly send: Send,
    private readonly sendEvent: (event: JsonObject, user: string) => Promise<Delivery>,
  ) {
    this.#payloads = new Payloads(workspace, spec);
  }

  get ephemerals(): Message[] {
    return this.workspace.ephemerals.filter((each) => each.ephemeralFor === this.spec.id);
  }

  get modal(): OpenView | undefined {
    return this.workspace.topModal(this.spec.id);
  }

  get home(): OpenView | undefined {
    return this.workspace.homes.get(this.spec.id);
  }

  /** The messages between this person and the app. */
  get directMessages(): Message[] {
    return this.workspace.directMessages(this.spec.id).messages;
  }

  /** Types a slash command, `/partner lead ODCO`, into a channel (the first one when none is named). */
  command(line: string, { channel = [...this.workspace.channels.keys()][0] ?? '' } = {}): Promise<Seen> {
    const [command = '', ...words] = line.split(' ');
    return this.#act(this.#payloads.command(command, words.join(' '), channel));
  }

  /** Clicks a button, named by its text or action id. */
  async clicks(screen: Screen, button: string, where: Where = {}): Promise<Seen> {
    this.#mustSee(screen);
    const { block, element } = findElement(screen, button, where, isButton);
    return this.#act(this.#actionPayload(screen, block, element, {}));
  }

  /** Sets a field or picks from a menu, named by its action id, label or block id. */
  async chooses(screen: Screen, field: string, given: Given, where: Where = {}): Promise<Seen> {
    this.#mustSee(screen);
    const { block, element } = findElement(screen, field, where, isField);
    if (element['type'] === 'overflow') {
      return this.#act(
        this.#actionPayload(screen, block, element, { selected_option: findOption(element, String(given)) }),
      );
    }
    const offered = isView(screen) ? screen.offered.get(textAt(block, 'block_id')) : undefined;
    const state = givenState(element, given, offered);
    if (isView(screen)) setState(screen.view, block, element, state);
    if (block['type'] === 'input' && block['dispatch_action'] !== true)
      return this.#seen(this.workspace.count());
    return this.#act(this.#actionPayload(screen, block, element, state));
  }

  /** Fills the open modal and submits it; fields that are not named keep what they hold. Throws where the client refuses. */
  async submits(modal: OpenView | string, fields: Record<string, Given> = {}): Promise<Seen> {
    const open = this.#topModal(modal);
    if (!open.view['submit']) throw new Error('this modal has no submit button');
    for (const [field, given] of Object.entries(fields)) await this.#fill(open, field, given);
    const refusals = clientRefusals(open.view.blocks, open.view.state.values);
    if (refusals.length > 0) throw new Error(`the client refuses the form: ${refusals.join('; ')}`);
    open.errors = {};
    return this.#act(this.#payloads.submission(open));
  }

  /** Types a text into a field of the open modal, letter by letter; the app is told of each where the field says so. */
  async writes(modal: OpenView | string, field: string, text: string): Promise<Seen> {
    const open = this.#topModal(modal);
    let seen = this.#seen(this.workspace.count());
    for (let end = 1; end <= text.length; end++) {
      const { block, element } = findElement(open, field, {}, isField);
      const state = givenState(element, text.slice(0, end));
      setState(open.view, block, element, state);
      if (tellsOfLetters(block, element))
        seen = await this.#act(this.#actionPayload(open, block, element, state));
    }
    return seen;
  }

  /** Closes the open modal without sending it. */
  async closes(modal: OpenView | string): Promise<Seen> {
    const open = this.#topModal(modal);
    const stack = this.workspace.modals.get(this.spec.id) ?? [];
    this.workspace.modals.set(this.spec.id, stack.slice(0, -1));
    if (open.view['notify_on_close'] !== true) return this.#seen(this.workspace.count());
    return this.#act(this.#payloads.closing(open));
  }

  /** Types into a menu that asks the app for its options; returns what it then offers. */
  async types(
    screen: OpenView | string,
    field: string,
    text: string,
  ): Promise<{ text: string; value: string }[]> {
    const open = typeof screen === 'string' ? this.#topModal(screen) : screen;
    this.#mustSee(open);
    const { block, element } = findElement(open, field, {}, isExternal);
    const least = Number(element['min_query_length'] ?? 3);
    if (text.length < least) throw new Error(`the client asks only from ${least} characters on`);
    const blockId = textAt(block, 'block_id');
    open.offered.delete(blockId);
    await this.send(
      this.#payloads.suggestion(open, blockId, textAt(element, 'action_id'), text),
      this.spec.id,
    );
    const offered = open.offered.get(blockId) ?? [];
    return offered.map((option) => ({
      text: textAt(option, 'text', 'text'),
      value: textAt(option, 'value'),
    }));
  }

  /** Opens the Home tab of the app. */
  async opensHome(): Promise<Seen> {
    const before = this.workspace.count();
    const delivery = await this.sendEvent(this.#payloads.homeOpened(this.home), this.spec.id);
    return this.#seen(before, delivery);
  }

  /** Writes a message into a channel, or into the thread under another message. */
  says(text: string, { channel, under }: { channel?: string; under?: Message } = {}): Message {
    const id = under?.channel ?? channel ?? [...this.workspace.channels.keys()][0] ?? '';
    const thread = under === undefined ? {} : { thread_ts: under.threadTs ?? under.ts };
    const message = { ...this.workspace.newMessage(id, { text, ...thread }), user: this.spec.id };
    this.workspace.channel(id).messages.push(message);
    return message;
  }

  /** Picks a global shortcut. */
  shortcut(callbackId: string): Promise<Seen> {
    return this.#act(this.#payloads.shortcut(callbackId));
  }

  /** Picks a shortcut from the menu of a message. */
  async messageShortcut(callbackId: string, message: Message): Promise<Seen> {
    if (message.ephemeralFor) throw new Error('there are no shortcuts on ephemeral messages');
    return this.#act(this.#payloads.messageShortcut(callbackId, message));
  }

  /** What this person sees now. */
  sees(): Seen {
    return this.#seen(this.workspace.count());
  }

  async #act(body: JsonObject): Promise<Seen> {
    const before = this.workspace.count();
    await this.send(body, this.spec.id);
    return this.#seen(before, { body, user: this.spec.id });
  }

  #seen(since: number, delivery?: Delivery): Seen {
    const { modal } = this;
    const sent = this.ephemerals.filter((each) => Number(each.ts.split('.')[1]) > since);
    const changed = this.ephemerals.filter(({ changedAt = 0 }) => changedAt > since);
    return {
      ephemerals: sent.length > 0 ? sent : changed,
      modal,
      home: this.home,
      errors: modal?.errors ?? {},
      messages: (channel) => this.workspace.channel(channel).messages,
      ...(delivery ? { delivery } : {}),
    };
  }

  #actionPayload(screen: Screen, block: JsonObject, element: JsonObject, state: JsonObject): JsonObject {
    const action = { ...shownFields(element), ...state, block_id: block['block_id'] };
    if (isView(screen)) return this.#payloads.viewAction(screen, action);
    const values = initialState(screen.blocks);
    const inBlock = values[textAt(block, 'block_id')];
    if (inBlock && state['type']) inBlock[textAt(element, 'action_id')] = state;
    return this.#payloads.messageAction(screen, action, values);
  }

  async #fill(open: OpenView, field: string, given: Given): Promise<void> {
    const { block, element } = findElement(open, field, {}, isField);
    if (isExternal(textAt(element, 'type')) && given !== null)
      await this.#suggest(open, block, element, given);
    const offered = open.offered.get(textAt(block, 'block_id'));
    const state = givenState(element, given, offered);
    setState(open.view, block, element, state);
    // Each letter would be told; the last of them says all that was typed.
    if (tellsOfLetters(block, element)) {
      await this.send(this.#actionPayload(open, block, element, state), this.spec.id);
    }
  }

  /** The client can only pick what the app has offered, so what is not offered yet is typed first. */
  async #suggest(open: OpenView, block: JsonObject, element: JsonObject, given: Given): Promise<void> {
    const blockId = textAt(block, 'block_id');
    for (const each of [given].flat()) {
      const known = open.offered.get(blockId) ?? [];
      const isKnown = optionsOf(element, known).some((one) =>
        [one['value'], textAt(one, 'text', 'text')].includes(each),
      );
      if (isKnown) continue;
      await this.types(open, blockId, String(each));
      open.offered.set(blockId, [...known, ...(open.offered.get(blockId) ?? [])]);
    }
  }

  #topModal(modal: OpenView | string): OpenView {
    const top = this.modal;
    const isTop = typeof modal === 'string' ? top?.view.callback_id === modal : top === modal;
    if (top && isTop) return top;
    throw new Error(
      `${this.spec.name} does not have this modal open, but ${top ? `"${top.view.callback_id}"` : 'none'}`,
    );
  }

  #mustSee(screen: Screen): void {
    if (isView(screen)) {
      if (screen !== this.home) this.#topModal(screen);
      return;
    }
    const visible = screen.ephemeralFor
      ? this.ephemerals.includes(screen)
      : this.workspace.channel(screen.channel).messages.includes(screen);
    if (!visible) throw new Error(`${this.spec.name} doesn't see this message (any more)`);
  }
}

function tellsOfLetters(block: JsonObject, element: JsonObject): boolean {
  const config = element['dispatch_action_config'];
  const triggers = isObject(config) ? config['trigger_actions_on'] : undefined;
  return (
    block['dispatch_action'] === true && Array.isArray(triggers) && triggers.includes('on_character_entered')
  );
}

function setState(view: ViewPayload, block: JsonObject, element: JsonObject, state: JsonObject): void {
  const inBlock = view.state.values[textAt(block, 'block_id')];
  if (inBlock) inBlock[textAt(element, 'action_id')] = state;
}

const NOT_IN_ACTIONS = new Set([
  'options',
  'option_groups',
  'focus_on_load',
  'dispatch_action_config',
  'accessibility_label',
]);

function shownFields(element: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(element).filter(
      ([key, value]) => !NOT_IN_ACTIONS.has(key) && (isObject(value) || value !== undefined),
    ),
  );
}
