import type { KnownBlock } from '@slack/types';
import type { Logger } from 'pino';
import { dayAt } from '../calendar/time-zone.js';
import type { ScopedDatabase } from '../database/scope.js';
import { wordsOf } from '../language/words.js';
import type { Message } from './blocks.js';
import type { WorkspaceSettings } from './context.js';
import { type ItemKind, itemOf, refreshItems } from './item.js';
import type { Outbox } from './outbox.js';
import {
  forgetShown,
  forgetShownBefore,
  latestInChannels,
  listStale,
  markStale,
  recordShown,
  type ShownMessage,
  setRefresh,
} from './shown-store.js';

/** The messages in channels and direct messages that show items: each is kept as the register has its items. */
export interface Copies {
  /** Keeps which items a message shows that was just posted. Never rejects. */
  posted(channelId: string, ts: string, message: Message): Promise<void>;
  /** These rows of the register changed, by a request of this instant. Nobody waits for what follows. */
  changed(rowIds: readonly string[], at: Date): void;
  /** A message was just shown anew after the changes of this instant. */
  shownAnew(channelId: string, ts: string, at: Date): Promise<void>;
  /** Answers below the latest message of each channel that shows an item. */
  reply(itemId: string, message: Message): Promise<void>;
  /** Brings all messages up to date that wait for it; one rewrite a second and channel. Never rejects. */
  work(): Promise<void>;
  /** Forgets the messages that are too old to be brought up to date. */
  forgetOld(): Promise<void>;
  /** From now on `work` is done by itself. */
  start(): void;
  stop(): Promise<void>;
}

interface Parts {
  readonly database: ScopedDatabase;
  readonly outbox: Pick<Outbox, 'rewrite' | 'reply'>;
  readonly kinds: readonly ItemKind[];
  readonly settings: () => Promise<WorkspaceSettings>;
  readonly now: () => Date;
  readonly log: Logger;
  /** Waits for so many milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

const keptForMs = 30 * 24 * 3_600_000;
// Slack takes about one rewrite a second and channel.
const paceMs = 1000;
const leaseMs = 2 * 60_000;
const atOnce = 100;
// What another process left undone is looked for less often than what this one knows of.
const othersEvery = 10;

/** Follows the messages of one workspace. */
export function createCopies(parts: Parts): Copies {
  const { database, outbox, kinds, settings, now, log } = parts;
  const pause =
    parts.pause ?? ((milliseconds) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)));
  const marking = new Set<Promise<unknown>>();
  let isStale = false;
  let working: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const orLog = (what: string) => (error: unknown) => log.warn({ err: error }, what);

  async function bringUpToDate(found: ShownMessage): Promise<void> {
    const { channelId, messageTs, text } = found;
    const lease = new Date(now().getTime() + leaseMs);
    if (!(await setRefresh(database, found, found.refreshAt, lease))) return;
    const { language, timeZone, calendar } = await settings();
    const instant = now();
    const today = dayAt(instant, timeZone);
    const reading = { words: wordsOf[language], today, now: instant, timeZone, calendar };
    const blocks = await refreshItems(known(found.blocks), kinds, database, reading);
    const outcome = await outbox.rewrite(channelId, messageTs, { text, blocks });
    if (outcome === 'gone') await forgetShown(database, found);
    else if (outcome === 'done') await setRefresh(database, found, lease, null);
    else {
      const retryAt = now().getTime() + outcome.retryAfterSeconds * 1000;
      await setRefresh(database, found, lease, new Date(retryAt));
    }
  }

  /** Without the items of kinds that this version has not: there is nothing to show for them. */
  function known(blocks: readonly KnownBlock[]): KnownBlock[] {
    return blocks.filter((block) => {
      const item = itemOf(block.block_id ?? '');
      return item === null || kinds.some(({ name }) => name === item.kind);
    });
  }

  async function workThrough(): Promise<void> {
    await Promise.all(marking);
    isStale = false;
    for (;;) {
      const stale = await listStale(database, now(), atOnce);
      if (stale.length === 0) return;
      const byChannel = new Map<string, ShownMessage[]>();
      for (const message of stale) {
        byChannel.set(message.channelId, [...(byChannel.get(message.channelId) ?? []), message]);
      }
      await Promise.all(
        [...byChannel.values()].map(async (messages) => {
          for (const [index, message] of messages.entries()) {
            if (index > 0) await pause(paceMs);
            await bringUpToDate(message).catch(orLog('A message could not be brought up to date'));
          }
        }),
      );
      await pause(paceMs);
    }
  }

  const work = () => {
    working ??= workThrough()
      .catch(orLog('Messages could not be brought up to date'))
      .finally(() => {
        working = null;
      });
    return working;
  };

  return {
    work,
    posted: (channelId, messageTs, message) =>
      recordShown(database, { channelId, messageTs }, message, now()).catch(
        orLog('It could not be kept what a message shows'),
      ),
    changed: (rowIds, at) => {
      if (rowIds.length === 0) return;
      const mark = markStale(database, rowIds, at)
        .then((count) => {
          if (count > 0) isStale = true;
        }, orLog('Messages could not be marked for being brought up to date'))
        .finally(() => marking.delete(mark));
      marking.add(mark);
    },
    shownAnew: async (channelId, messageTs, at) => {
      await Promise.all(marking);
      await setRefresh(database, { channelId, messageTs }, at, null).catch(
        orLog('A mark could not be removed'),
      );
    },
    reply: async (itemId, message) => {
      for (const { channelId, messageTs } of await latestInChannels(database, itemId)) {
        await outbox.reply(channelId, messageTs, message);
      }
    },
    forgetOld: () => forgetShownBefore(database, new Date(now().getTime() - keptForMs)),
    start: () => {
      let beats = 0;
      timer = setInterval(() => {
        beats += 1;
        if (isStale || beats % othersEvery === 0) void work();
      }, paceMs);
    },
    stop: async () => {
      clearInterval(timer);
      await working;
    },
  };
}
