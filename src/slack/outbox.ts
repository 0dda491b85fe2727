import type { MessageMetadata, View } from '@slack/types';
import { WebClient as Client, type WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { asSent, type Message } from './blocks.js';
import { errorWord, isRefusal, outcomeOf, type PostOutcome } from './post-outcome.js';

/** A message of a thread as Slack has it. */
export interface ThreadMessage {
  readonly authorId: string | null;
  readonly markup: string;
  readonly at: Date;
}

/** What became of rewriting a message: done, or the message is gone, or Slack did not take it now. */
export type RewriteOutcome =
  | 'done'
  | 'gone'
  /** `limited`: Slack asks to leave all messages alone until then. */
  | { readonly retryAfterSeconds: number; readonly limited: boolean };

/** The only place that sends anything to Slack that people see. */
export interface Outbox {
  /**
   * Shows a message to one person only: in the channel where there is one and the app may write, else as a direct
   * message. Whoever has left gets none.
   */
  tell(userId: string, channelId: string | null, message: Message): Promise<void>;
  /** Answers an interaction by its response_url, beside the message or in its place. False where the address is used up. */
  answer(responseUrl: string, message: Message, place: 'beside' | 'instead'): Promise<boolean>;
  /** Takes the ephemeral message of an interaction away. */
  removeOriginal(responseUrl: string): Promise<void>;
  /** Posts a message for all of a channel to see; in the thread under `threadTs` where given. Never tries twice by itself. */
  post(
    channelId: string,
    message: Message,
    metadata?: MessageMetadata,
    threadTs?: string,
  ): Promise<PostOutcome>;
  /** Marks a message with an emoji, by name. Never rejects: what can't be marked is logged. */
  react(channelId: string, ts: string, emoji: string): Promise<void>;
  /** Rewrites a message of the app. False where it is gone. */
  update(channelId: string, ts: string, message: Message): Promise<boolean>;
  /** Rewrites a message that nobody waits for: it never stands in the way of what people do. Never throws. */
  rewrite(channelId: string, ts: string, message: Message): Promise<RewriteOutcome>;
  /** Answers in the thread of a message. What can't be posted is logged. */
  reply(channelId: string, ts: string, message: Message): Promise<void>;
  /** The direct messages between a person and the app, as a channel. @throws where Slack can't be asked */
  directChannel(userId: string): Promise<string>;
  /**
   * The message that carries this metadata among those that the channel got around the time of sending, or null;
   * `unreadable` without the right.
   */
  findPosted(
    channelId: string,
    metadata: MessageMetadata,
    sentAt: Date,
  ): Promise<string | null | 'unreadable'>;
  /** The address of a message; null where Slack does not give it. */
  linkTo(channelId: string, ts: string): Promise<string | null>;
  /** All messages of a thread in their order; null where the app may not read it. @throws where Slack can't be asked. */
  readThread(channelId: string, threadTs: string): Promise<readonly ThreadMessage[] | null>;
  openView(triggerId: string, view: View): Promise<void>;
  /** Shows an open view anew unless it is another one by now: `hash` tells which one was meant. */
  updateView(viewId: string, hash: string, view: View): Promise<void>;
  publishHome(userId: string, view: View): Promise<void>;
}

/** Slack's errors on rewriting a message after which it can't be rewritten any more. */
const unchangeable = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);
// How far the clocks of Slack and of this machine may differ, and how long a message may be under way.
const clockDifferenceSeconds = 5 * 60;
const longestSendingSeconds = 5 * 60;
// How long one call of Slack may take, and how long a message waits for those before it: together less than a digest waits.
const longestPostMs = 15_000;
const longestTurnMs = 4_000;

/** What an outbox is given besides its client. */
export interface OutboxSurroundings {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Told of every message that was posted and stays. */
  readonly posted?: (channelId: string, ts: string, message: Message) => Promise<void>;
}

/**
 * `hasLeft` says who gets no direct message any more. People's requests and scheduled posts have a client each: while
 * one waits for Slack's rate limit, the other must not.
 * `options` carries the API's address and the fetch to use.
 */
export function createOutbox(
  token: string,
  options: WebClientOptions,
  log: Logger,
  hasLeft: (userId: string) => Promise<boolean>,
  { now = Date.now, posted = async () => undefined }: OutboxSurroundings = {},
): Outbox {
  const quick = { ...options, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
  const client: WebClient = new Client(token, { ...quick, timeout: 8_000 });
  const posting: WebClient = new Client(token, {
    ...quick,
    timeout: Math.min(options.timeout ?? longestPostMs, longestPostMs),
  });
  const send: typeof globalThis.fetch =
    (options.fetch as typeof globalThis.fetch | undefined) ?? globalThis.fetch;

  const queues = new Map<string, Promise<PostOutcome>>();
  const closedUntil = new Map<string, number>();

  /** One message after the other in each channel; one that Slack asked to leave alone is left alone. */
  function inTurn(channelId: string, send: () => Promise<PostOutcome>): Promise<PostOutcome> {
    const asked = performance.now();
    const turn = (queues.get(channelId) ?? Promise.resolve()).then(async () => {
      const waitMs = (closedUntil.get(channelId) ?? 0) - now();
      if (waitMs > 0) return { kind: 'later', retryAfterSeconds: Math.ceil(waitMs / 1000) } as const;
      // Whoever asked may soon count the message as lost: it must not be sent after that.
      if (performance.now() - asked > longestTurnMs) return { kind: 'later', retryAfterSeconds: 5 } as const;
      closedUntil.delete(channelId);
      const outcome = await send();
      if (outcome.kind === 'later') closedUntil.set(channelId, now() + outcome.retryAfterSeconds * 1000);
      return outcome;
    });
    queues.set(channelId, turn);
    return turn.finally(() => {
      if (queues.get(channelId) === turn) queues.delete(channelId);
    });
  }

  async function directChannel(userId: string): Promise<string> {
    const { channel } = await client.conversations.open({ users: userId });
    return channel?.id ?? userId;
  }

  async function respond(responseUrl: string, body: object): Promise<boolean> {
    const response = await send(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(8_000),
    });
    if (!response.ok) log.warn({ status: response.status }, 'response_url refused the answer');
    return response.ok;
  }

  return {
    tell: async (userId, channelId, message) => {
      if (channelId !== null) {
        try {
          await client.chat.postEphemeral({ channel: channelId, user: userId, ...asSent(message) });
          return;
        } catch (error) {
          if (!isRefusal(error)) throw error;
        }
      }
      if (await hasLeft(userId)) return;
      const channel = await directChannel(userId);
      const { ts } = await client.chat.postMessage({ channel, ...asSent(message) });
      if (ts !== undefined) await posted(channel, ts, message);
    },
    answer: (responseUrl, message, place) =>
      respond(responseUrl, {
        response_type: 'ephemeral',
        replace_original: place === 'instead',
        ...asSent(message),
      }),
    removeOriginal: async (responseUrl) => {
      await respond(responseUrl, { delete_original: true });
    },
    react: async (channelId, ts, emoji) => {
      try {
        await client.reactions.add({ channel: channelId, timestamp: ts, name: emoji });
      } catch (error) {
        if (errorWord(error) === 'already_reacted') return;
        log.warn({ channelId, err: error }, 'A message could not be marked');
      }
    },
    post: (channelId, message, metadata, threadTs) =>
      inTurn(channelId, async () => {
        try {
          const { ts } = await posting.chat.postMessage({
            channel: channelId,
            ...asSent(message),
            unfurl_links: false,
            unfurl_media: false,
            ...(metadata === undefined ? {} : { metadata }),
            ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
          });
          if (ts === undefined) return { kind: 'unknown' };
          await posted(channelId, ts, message);
          return { kind: 'posted', ts };
        } catch (error) {
          const outcome = outcomeOf(error);
          log.warn({ channelId, outcome: outcome.kind, err: error }, 'A message could not be posted');
          return outcome;
        }
      }),
    update: async (channelId, ts, message) => {
      try {
        await client.chat.update({ channel: channelId, ts, ...asSent(message) });
        return true;
      } catch (error) {
        const said = errorWord(error);
        if (said === 'channel_not_found' || unchangeable.has(said ?? '')) return false;
        throw error;
      }
    },
    rewrite: async (channelId, ts, message) => {
      try {
        await posting.chat.update({ channel: channelId, ts, ...asSent(message) });
        return 'done';
      } catch (error) {
        if (isRefusal(error) || unchangeable.has(errorWord(error) ?? '')) return 'gone';
        log.warn({ channelId, err: error }, 'A message could not be brought up to date');
        const outcome = outcomeOf(error);
        return outcome.kind === 'later'
          ? { retryAfterSeconds: outcome.retryAfterSeconds, limited: true }
          : { retryAfterSeconds: 300, limited: false };
      }
    },
    reply: async (channelId, ts, message) => {
      try {
        await posting.chat.postMessage({ channel: channelId, thread_ts: ts, ...asSent(message) });
      } catch (error) {
        log.warn({ channelId, err: error }, 'A thread could not be answered in');
      }
    },
    directChannel,
    findPosted: async (channelId, metadata, sentAt) => {
      const wanted = JSON.stringify(metadata.event_payload);
      const sentSeconds = sentAt.getTime() / 1000;
      let cursor: string | undefined;
      try {
        do {
          const page = await posting.conversations.history({
            channel: channelId,
            oldest: String(sentSeconds - clockDifferenceSeconds),
            latest: String(sentSeconds + clockDifferenceSeconds + longestSendingSeconds),
            include_all_metadata: true,
            limit: 200,
            ...(cursor === undefined ? {} : { cursor }),
          });
          const found = page.messages?.find(
            (message) =>
              message.metadata?.event_type === metadata.event_type &&
              JSON.stringify(message.metadata?.event_payload) === wanted,
          );
          if (found?.ts !== undefined) return found.ts;
          cursor = page.response_metadata?.next_cursor || undefined;
        } while (cursor !== undefined);
        return null;
      } catch (error) {
        if (isRefusal(error)) return 'unreadable';
        throw error;
      }
    },
    linkTo: async (channelId, ts) => {
      try {
        return (await client.chat.getPermalink({ channel: channelId, message_ts: ts })).permalink ?? null;
      } catch (error) {
        log.warn({ channelId, err: error }, 'Slack gave no address of a message');
        return null;
      }
    },
    readThread: async (channelId, threadTs) => {
      const read: ThreadMessage[] = [];
      let cursor: string | undefined;
      try {
        do {
          const page = await client.conversations.replies({
            channel: channelId,
            ts: threadTs,
            limit: 200,
            ...(cursor === undefined ? {} : { cursor }),
          });
          for (const { user, text, ts } of page.messages ?? []) {
            if (text) read.push({ authorId: user ?? null, markup: text, at: new Date(Number(ts) * 1000) });
          }
          cursor = page.response_metadata?.next_cursor || undefined;
        } while (cursor !== undefined);
        return read;
      } catch (error) {
        if (isRefusal(error)) return null;
        throw error;
      }
    },
    openView: async (triggerId, view) => {
      await client.views.open({ trigger_id: triggerId, view });
    },
    updateView: async (viewId, hash, view) => {
      try {
        await client.views.update({ view_id: viewId, hash, view });
      } catch (error) {
        const said = errorWord(error);
        if (said !== 'hash_conflict' && said !== 'not_found') throw error;
      }
    },
    publishHome: async (userId, view) => {
      await client.views.publish({ user_id: userId, view });
    },
  };
}
