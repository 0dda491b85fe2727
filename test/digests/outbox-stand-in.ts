import type { MessageMetadata } from '@slack/types';
import type { Message } from '../../src/slack/blocks.js';
import type { Outbox, RewriteOutcome } from '../../src/slack/outbox.js';
import type { PostOutcome } from '../../src/slack/post-outcome.js';

/** A message that a channel has. */
interface Posted {
  readonly channelId: string;
  readonly message: Message;
  readonly metadata: MessageMetadata | undefined;
  readonly ts: string;
}

/** How Slack is to behave on the next post to a channel. */
export type Behaviour =
  | PostOutcome
  /** The message arrives, and the process dies before it knows. */
  | { readonly kind: 'arrives_then_throws' }
  /** The message arrives, and no answer comes. */
  | { readonly kind: 'arrives_then_unknown' }
  | { readonly kind: 'hangs' };

/** Slack's side of the outbox: keeps what was posted, and behaves as the test says. */
export class OutboxStandIn implements Outbox {
  readonly posted: Posted[] = [];
  readonly told: { readonly userId: string; readonly message: Message }[] = [];
  readonly calls: string[] = [];
  /** What `findPosted` answers in place of looking. */
  history: 'readable' | 'unreadable' | 'rate_limited' = 'readable';
  /** What telling a person ends with; they are told where it is null. */
  untold: Error | null = null;
  readonly #behaviours = new Map<string, Behaviour[]>();

  /** Lets the posts that hang end without an answer. */
  release(): void {
    for (const end of this.#hanging.splice(0)) end();
  }
  readonly #hanging: (() => void)[] = [];
  /** Whether every post hangs. */
  hangs = false;

  /** What the next posts to the channel come to, in turn; after them, messages arrive. */
  next(channelId: string, ...behaviours: Behaviour[]): void {
    this.#behaviours.set(channelId, behaviours);
  }

  async post(channelId: string, message: Message, metadata?: MessageMetadata): Promise<PostOutcome> {
    this.calls.push(channelId);
    const usual = { kind: this.hangs ? ('hangs' as const) : ('arrives' as const) };
    const behaviour = this.#behaviours.get(channelId)?.shift() ?? usual;
    switch (behaviour.kind) {
      case 'arrives':
        return { kind: 'posted', ts: this.#arrive(channelId, message, metadata) };
      case 'arrives_then_unknown':
        this.#arrive(channelId, message, metadata);
        return { kind: 'unknown' };
      case 'arrives_then_throws':
        this.#arrive(channelId, message, metadata);
        throw new Error('the process dies here');
      case 'hangs':
        return new Promise((resolve) => {
          this.#hanging.push(() => resolve({ kind: 'unknown' }));
        });
      default:
        return behaviour;
    }
  }

  #arrive(channelId: string, message: Message, metadata: MessageMetadata | undefined): string {
    const ts = `1700000000.${String(this.posted.length).padStart(6, '0')}`;
    this.posted.push({ channelId, message, metadata, ts });
    return ts;
  }

  async findPosted(channelId: string, metadata: MessageMetadata): Promise<string | null | 'unreadable'> {
    if (this.history === 'unreadable') return 'unreadable';
    if (this.history === 'rate_limited') throw new Error('slack_webapi_rate_limited_error');
    const wanted = JSON.stringify(metadata);
    const found = this.posted.find(
      (each) => each.channelId === channelId && JSON.stringify(each.metadata) === wanted,
    );
    return found?.ts ?? null;
  }

  async tell(userId: string, _channelId: string | null, message: Message): Promise<void> {
    if (this.untold !== null) throw this.untold;
    this.told.push({ userId, message });
  }

  async directChannel(userId: string): Promise<string> {
    return `D${userId}`;
  }

  answer(): Promise<boolean> {
    return Promise.reject(new Error('Digests answer no interaction'));
  }
  removeOriginal(): Promise<void> {
    return Promise.reject(new Error('Digests answer no interaction'));
  }
  rewrite(): Promise<RewriteOutcome> {
    return Promise.reject(new Error('Digests rewrite no message'));
  }
  reply(): Promise<void> {
    return Promise.reject(new Error('Digests answer in no thread'));
  }
  update(): Promise<boolean> {
    return Promise.reject(new Error('Digests rewrite no message'));
  }
  openView(): Promise<void> {
    return Promise.reject(new Error('Digests open no view'));
  }
  updateView(): Promise<void> {
    return Promise.reject(new Error('Digests open no view'));
  }
  react(): Promise<void> {
    return Promise.reject(new Error('Digests mark no message'));
  }
  linkTo(): Promise<null> {
    return Promise.reject(new Error('Digests link to no message'));
  }
  readThread(): Promise<null> {
    return Promise.reject(new Error('Digests read no thread'));
  }
  publishHome(): Promise<void> {
    return Promise.reject(new Error('Digests publish no Home tab'));
  }
}
