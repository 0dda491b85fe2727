import { limits } from '../../../src/slack/limits.js';
import { type CheckOptions, type ForbidTokens, forbidBroadcasts } from '../slack-rules/index.js';
import { takeAcknowledgement } from './acknowledgements.js';
import { DoubleReceiver } from './double-receiver.js';
import { type JsonObject, overTheWire, textAt } from './json.js';
import { eventPayload } from './payloads.js';
import { type Delivery, Person, type Seen } from './person.js';
import { type Call, type Fault, SlackNetwork } from './slack-fetch.js';
import {
  BOT_USER_ID,
  type Channel,
  type ChannelSpec,
  identity,
  type PersonSpec,
  Workspace,
} from './workspace.js';

export { DoubleReceiver } from './double-receiver.js';
export type { Given } from './field-values.js';
export type { Delivery, Person, Seen } from './person.js';
export { buttonsOf, readMarkup, textOf } from './reading.js';
export type { Call, Fault } from './slack-fetch.js';
export type { Channel, ChannelSpec, Message, OpenView, PersonSpec } from './workspace.js';

export type SlackDoubleOptions = {
  /** Milliseconds since the epoch; triggers and response URLs age by it. */
  clock: () => number;
  people: readonly PersonSpec[];
  channels: readonly ChannelSpec[];
  teamId?: string;
  /** Bot scopes granted to the app; every one when left out. */
  scopes?: readonly string[];
};

/**
 * A whole Slack in this process: the Web API behind `fetch`, the people with what they see and do, and the rules.
 * Whatever the app sends that Slack would refuse is kept as a problem until `expectNoProblems` or `takeProblems`.
 */
export class SlackDouble {
  readonly botToken = 'xoxb-double';
  readonly appToken = 'xapp-double';
  readonly botUserId = BOT_USER_ID;
  readonly botId = identity.botId;
  readonly apiUrl = 'https://slack.test/api/';
  readonly receiver = new DoubleReceiver();
  readonly fetch: typeof fetch;
  /** Which tokens the app must not send; a test may forbid more, such as every mention. */
  forbidTokens: ForbidTokens = forbidBroadcasts;

  readonly #workspace: Workspace;
  readonly #network: SlackNetwork;
  readonly #people = new Map<string, Person>();
  readonly #scopes: readonly string[] | undefined;

  constructor({ clock, people, channels, teamId = 'T0UNIVERSITY', scopes }: SlackDoubleOptions) {
    this.#scopes = scopes;
    this.#workspace = new Workspace(teamId, clock, people, channels);
    const tokens = { bot: this.botToken, app: this.appToken };
    this.#network = new SlackNetwork(this.#workspace, tokens, () => this.#rules());
    this.fetch = this.#network.fetch;
  }

  get teamId(): string {
    return this.#workspace.teamId;
  }

  /** Every call that the app made, oldest first. */
  get calls(): readonly Call[] {
    return this.#network.calls;
  }

  /** Someone at their screen. */
  person(id: string): Person {
    const known = this.#people.get(id);
    if (known) return known;
    const fresh = new Person(
      this.#workspace,
      this.#workspace.person(id),
      (body, user) => this.#send({ body, user }),
      (event, user) => this.sendEvent(event, user),
    );
    this.#people.set(id, fresh);
    return fresh;
  }

  /** The same as `person`, for sentences such as `slack.as('U1').command('/partner')`. */
  as(id: string): Person {
    return this.person(id);
  }

  /** Changes what Slack knows of someone: they leave, change language, become a guest. */
  changePerson(id: string, change: Partial<PersonSpec>): void {
    Object.assign(this.#workspace.person(id), change);
  }

  channel(id: string): Channel {
    return this.#workspace.channel(id);
  }

  /** Sends an event of the Events API, as someone does something that the app has asked to hear of. */
  async sendEvent(event: JsonObject, user = ''): Promise<Delivery> {
    const delivery = { body: eventPayload(this.#workspace, event), user };
    await this.#send(delivery);
    return delivery;
  }

  /** Sends the very same payload again, as Slack does when it saw no answer; to another replica when one is given. */
  async redeliver(last: Seen | Delivery, receiver: DoubleReceiver = this.receiver): Promise<void> {
    const delivery = 'body' in last ? last : last.delivery;
    if (!delivery) throw new Error('nothing was sent');
    const trigger = this.#workspace.triggers.get(textAt(delivery.body, 'trigger_id'));
    if (trigger) trigger.redelivered = true;
    await this.#send(delivery, receiver, { retryNum: 1, retryReason: 'http_timeout' });
  }

  /** Lets the next call of a method (or `response_url`) go wrong. */
  failNext(method: string, fault: Fault): void {
    this.#network.failNext(method, fault);
  }

  /** What was wrong so far; the list is empty afterwards. */
  takeProblems(): string[] {
    const unused = this.#network.unusedFaults.map((method) => `${method} was to fail and was not called`);
    this.#network.forgetFaults();
    return [...this.#workspace.problems.splice(0), ...unused];
  }

  /** Throws when the app did anything that Slack would have refused since the last time. */
  expectNoProblems(): void {
    const problems = this.takeProblems();
    if (problems.length > 0) throw new Error(`Slack would have refused:\n  ${problems.join('\n  ')}`);
  }

  #rules(): CheckOptions {
    return {
      forbidTokens: (token) => this.forbidTokens(token),
      ...(this.#scopes ? { scopes: this.#scopes } : {}),
    };
  }

  async #send(
    { body, user }: Delivery,
    receiver = this.receiver,
    retry?: { retryNum: number; retryReason: string },
  ): Promise<void> {
    const what = textAt(body, 'command') || textAt(body, 'event', 'type') || textAt(body, 'type');
    const report = (problem: string) =>
      this.#workspace.problems.push(`${what} by ${user || 'Slack'}: ${problem}`);
    // What the app does to the payload, and what people do next, must not change what a second delivery says.
    Object.assign(body, overTheWire(body));
    const onAck = (answer: unknown) =>
      takeAcknowledgement(this.#workspace, body, answer, this.#rules()).forEach(report);
    const reception = await receiver.deliver(body, this.#workspace.now, onAck, retry);
    if (reception.error) report(`no listener caught ${String(reception.error)}`);
    if (!reception.acknowledged) report('was not acknowledged');
    if (reception.lateMs > limits.ackMs) report(`was acknowledged after ${Math.round(reception.lateMs)} ms`);
  }
}
