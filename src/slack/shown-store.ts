import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { ScopedDatabase } from '../database/scope.js';
import { itemOf } from './item.js';

/** A message of the app that shows items. Of their blocks it has the ids only: what they show is read when it is needed. */
export interface ShownMessage {
  readonly channelId: string;
  readonly messageTs: string;
  readonly text: string;
  readonly blocks: KnownBlock[];
  /** When it was to be brought up to date, as it was found. */
  readonly refreshAt: Date;
}

interface Place {
  readonly channelId: string;
  readonly messageTs: string;
}

// What Slack took as blocks is read back as blocks; the items among them are stubs with nothing but their id.
const storedBlocks = z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() }));

/**
 * Keeps where a message shows items, so that it can be rewritten as the rows change that they show. Nothing is kept of one
 * without items.
 */
export async function recordShown(
  database: ScopedDatabase,
  place: Place,
  message: { readonly text: string; readonly blocks: readonly KnownBlock[] },
  at: Date,
  rowOf: (kind: string, id: string) => string,
): Promise<void> {
  const items = new Map<string, { kind: string; itemId: string }>();
  const blocks = message.blocks.map((block) => {
    const item = itemOf(block.block_id ?? '');
    if (item === null) return block;
    const itemId = rowOf(item.kind, item.id);
    items.set(`${item.kind}:${itemId}`, { kind: item.kind, itemId });
    return { type: 'divider', block_id: block.block_id ?? '' };
  });
  if (items.size === 0) return;
  await database.shownMessage.createMany({
    data: [{ ...place, text: message.text, blocks: z.array(z.json()).parse(blocks), postedAt: at }],
    skipDuplicates: true,
  });
  await database.shownItem.createMany({
    data: [...items.values()].map((item) => ({ ...place, ...item, postedAt: at })),
    skipDuplicates: true,
  });
}

/** Notes that the messages that show any of these items are to be brought up to date. How many messages there are. */
export async function markStale(
  database: ScopedDatabase,
  itemIds: readonly string[],
  at: Date,
): Promise<number> {
  const places = await database.shownItem.findMany({
    where: { itemId: { in: [...itemIds] } },
    select: { channelId: true, messageTs: true },
    distinct: ['channelId', 'messageTs'],
  });
  if (places.length === 0) return 0;
  const { count } = await database.shownMessage.updateMany({
    where: { OR: places },
    data: { refreshAt: at },
  });
  return count;
}

/** Messages that wait to be brought up to date, the longest first. */
export async function listStale(database: ScopedDatabase, now: Date, take: number): Promise<ShownMessage[]> {
  const rows = await database.shownMessage.findMany({
    where: { refreshAt: { lte: now } },
    orderBy: [{ refreshAt: 'asc' }, { channelId: 'asc' }, { messageTs: 'asc' }],
    take,
  });
  return rows.flatMap(({ channelId, messageTs, text, blocks, refreshAt }) => {
    const stored = storedBlocks.safeParse(blocks);
    if (refreshAt === null || !stored.success) return [];
    return [{ channelId, messageTs, text, blocks: stored.data as KnownBlock[], refreshAt }];
  });
}

/**
 * Changes when a message is to be brought up to date (null: it is), unless that has changed since it was found. Whoever
 * takes it on sets an instant to come, so that nobody else does meanwhile, and it is taken up again where they die.
 */
export async function setRefresh(
  database: ScopedDatabase,
  { channelId, messageTs }: Place,
  found: Date,
  refreshAt: Date | null,
): Promise<boolean> {
  const { count } = await database.shownMessage.updateMany({
    where: { channelId, messageTs, refreshAt: found },
    data: { refreshAt },
  });
  return count > 0;
}

/** Forgets a message that is gone from Slack. */
export async function forgetShown(database: ScopedDatabase, { channelId, messageTs }: Place): Promise<void> {
  await database.shownItem.deleteMany({ where: { channelId, messageTs } });
  await database.shownMessage.deleteMany({ where: { channelId, messageTs } });
}

/** Forgets what was posted before an instant. */
export async function forgetShownBefore(database: ScopedDatabase, before: Date): Promise<void> {
  await database.shownItem.deleteMany({ where: { postedAt: { lt: before } } });
  await database.shownMessage.deleteMany({ where: { postedAt: { lt: before } } });
}

/** The latest message of each channel (not of direct messages) that shows an item. */
export async function latestInChannels(database: ScopedDatabase, itemId: string): Promise<Place[]> {
  const rows = await database.shownItem.findMany({
    where: { itemId, NOT: { channelId: { startsWith: 'D' } } },
    select: { channelId: true, messageTs: true },
    orderBy: [{ postedAt: 'desc' }, { messageTs: 'desc' }],
  });
  const latest = new Map<string, Place>();
  for (const place of rows) if (!latest.has(place.channelId)) latest.set(place.channelId, place);
  return [...latest.values()];
}
