import { isDeepStrictEqual } from 'node:util';
import type { ScopedDatabase } from '../database/scope.js';
import type { Language } from '../language/words.js';
import type { DigestFilters } from './digest-kind.js';
import { type Schedule, storedSchedule } from './schedule.js';
import { filtersSchema, type RunState, type Subscription } from './subscription.js';

const withLastRun = { runs: { orderBy: { scheduledAt: 'desc' }, take: 1 } } as const;

/** What the database has of a subscription. */
export interface SubscriptionRow {
  readonly id: string;
  readonly channelId: string;
  readonly personId: string | null;
  readonly kinds: string[];
  readonly filters: unknown;
  readonly schedule: unknown;
  readonly timeZone: string;
  readonly language: Language;
  readonly ownerId: string;
  readonly nextRunAt: Date | null;
  readonly pausedReason: string | null;
  readonly runs: readonly { scheduledAt: Date; state: RunState; problem: string | null }[];
}

/** The subscription that a row is. */
export function subscriptionOf({ runs, filters, schedule, ...row }: SubscriptionRow): Subscription {
  return {
    ...row,
    filters: filtersSchema.safeParse(filters).data ?? {},
    schedule: storedSchedule(schedule),
    lastRun: runs[0] ?? null,
  };
}

/** The subscriptions of a channel, with a person's own where one is given, the oldest first. */
export async function listSubscriptions(
  database: ScopedDatabase,
  channelId: string | null,
  personId: string | null = null,
): Promise<Subscription[]> {
  const places = [
    ...(channelId === null ? [] : [{ channelId }]),
    ...(personId === null ? [] : [{ personId }]),
  ];
  const rows = await database.subscription.findMany({
    where: { OR: places },
    include: withLastRun,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(subscriptionOf);
}

/** The subscriptions of these ids; those that are gone are missing. */
export async function readSubscriptions(
  database: ScopedDatabase,
  ids: readonly string[],
): Promise<Subscription[]> {
  const rows = await database.subscription.findMany({
    where: { id: { in: [...ids] } },
    include: withLastRun,
  });
  return rows.map(subscriptionOf);
}

/** A page of all subscriptions of the workspace, the oldest first, and how many there are. */
export async function listAllSubscriptions(
  database: ScopedDatabase,
  page: { readonly take: number; readonly skip: number },
): Promise<{ readonly subscriptions: Subscription[]; readonly total: number }> {
  const [rows, total] = await Promise.all([
    database.subscription.findMany({
      include: withLastRun,
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      ...page,
    }),
    database.subscription.count(),
  ]);
  return { subscriptions: rows.map(subscriptionOf), total };
}

/** What is asked of a subscription, with all that it needs besides. */
export interface NewSubscription {
  readonly channelId: string;
  readonly personId: string | null;
  readonly kinds: readonly string[];
  readonly filters: DigestFilters;
  readonly schedule: Schedule;
  readonly timeZone: string;
  readonly language: Language;
  readonly ownerId: string;
  readonly nextRunAt: Date;
}

/**
 * Subscribes a channel. Kinds that it gets already by the same filters are taken from their old subscriptions, so that
 * none comes twice.
 * @returns the subscription's id and the kinds that it had before.
 */
export async function saveSubscription(
  database: ScopedDatabase,
  wanted: NewSubscription,
): Promise<{ readonly id: string; readonly replaced: readonly string[] }> {
  const { channelId, ...columns } = wanted;
  const data = { ...columns, kinds: [...wanted.kinds], filters: { ...wanted.filters }, pausedReason: null };
  const existing = (await listSubscriptions(database, channelId)).filter(({ filters }) =>
    isDeepStrictEqual(filters, wanted.filters),
  );
  const same = existing.find(
    ({ kinds }) => kinds.length === wanted.kinds.length && kinds.every((kind) => wanted.kinds.includes(kind)),
  );
  const replaced = await dropKinds(
    database,
    existing.filter((each) => each !== same),
    wanted.kinds,
  );
  if (same !== undefined) {
    await database.subscription.update({ where: { id: same.id }, data });
    return { id: same.id, replaced: [...same.kinds, ...replaced] };
  }
  const { id } = await database.subscription.create({ data: { channelId, ...data } });
  return { id, replaced };
}

/** Changes what a subscription asks for; one that is paused stays so. False where it is gone. */
export async function updateSubscription(
  database: ScopedDatabase,
  id: string,
  wanted: Pick<NewSubscription, 'kinds' | 'filters' | 'schedule' | 'timeZone' | 'language' | 'nextRunAt'>,
): Promise<boolean> {
  const existing = await database.subscription.findFirst({ where: { id }, select: { nextRunAt: true } });
  if (existing === null) return false;
  const { nextRunAt, ...columns } = wanted;
  await database.subscription.update({
    where: { id },
    data: {
      ...columns,
      kinds: [...wanted.kinds],
      filters: { ...wanted.filters },
      ...(existing.nextRunAt === null ? {} : { nextRunAt }),
    },
  });
  return true;
}

/** Ends the kinds named for a channel, all where none is given. @returns the kinds that it had of them. */
export async function endKinds(
  database: ScopedDatabase,
  channelId: string,
  kinds: readonly string[] | null,
): Promise<readonly string[]> {
  const existing = await listSubscriptions(database, channelId);
  return dropKinds(database, existing, kinds ?? existing.flatMap((each) => each.kinds));
}

async function dropKinds(
  database: ScopedDatabase,
  subscriptions: readonly Subscription[],
  kinds: readonly string[],
): Promise<readonly string[]> {
  const dropped: string[] = [];
  for (const subscription of subscriptions) {
    const left = subscription.kinds.filter((kind) => !kinds.includes(kind));
    if (left.length === subscription.kinds.length) continue;
    dropped.push(...subscription.kinds.filter((kind) => kinds.includes(kind)));
    const where = { id: subscription.id };
    if (left.length === 0) await database.subscription.delete({ where });
    else await database.subscription.update({ where, data: { kinds: left } });
  }
  return dropped;
}

/** Ends a subscription. False where it is gone already. */
export async function removeSubscription(database: ScopedDatabase, id: string): Promise<boolean> {
  return (await database.subscription.deleteMany({ where: { id } })).count === 1;
}

/** Sets when a subscription runs next; with null it is paused, for the reason given. False where it is gone. */
export async function setNextRun(
  database: ScopedDatabase,
  id: string,
  next:
    | { readonly nextRunAt: Date; readonly pausedReason: null }
    | { readonly nextRunAt: null; readonly pausedReason: string },
): Promise<boolean> {
  return (await database.subscription.updateMany({ where: { id }, data: next })).count === 1;
}
