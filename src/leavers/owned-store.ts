import type { ScopedDatabase } from '../database/scope.js';
import { unsettled } from '../follow-ups/follow-up-store.js';
import { shownName } from '../partners/partner-name.js';
import { nothingOwned, type OwnedCounts, type OwnedKind, ownedKinds } from './owned.js';

/** Something that someone looks after, as a line names it. */
export type Owned = OwnedThing | OwnedSubscription;

interface OwnedThing {
  readonly kind: Exclude<OwnedKind, 'subscription'>;
  readonly id: string;
  readonly title: string;
  /** The partner that it is about; null where it is one itself, or about none. */
  readonly about: string | null;
}

interface OwnedSubscription {
  readonly kind: 'subscription';
  readonly id: string;
  /** The names of the kinds of digest. */
  readonly kinds: readonly string[];
  readonly channelId: string;
}

const openLead = { stage: { notIn: ['won' as const, 'lost' as const] } };
const openFollowUp = { state: { in: unsettled } };
const openCommitment = { state: 'open' as const };
const names = { select: { name: true, acronym: true } } as const;

/** How much each of these people looks after, one query a kind. What is settled counts no more. */
export async function countOwned(
  database: ScopedDatabase,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, OwnedCounts>> {
  const ids = [...new Set(userIds)];
  const owner = { ownerId: { in: ids } };
  const count = { _count: { _all: true } } as const;
  const [partner, deputies, lead, agreement, commitment, followUp, subscription] = await Promise.all([
    database.partner.groupBy({ by: ['ownerId'], where: owner, ...count }),
    database.partner.groupBy({ by: ['deputyId'], where: { deputyId: { in: ids } }, ...count }),
    database.lead.groupBy({ by: ['ownerId'], where: { ...owner, ...openLead }, ...count }),
    database.agreement.groupBy({ by: ['ownerId'], where: owner, ...count }),
    database.commitment.groupBy({ by: ['ownerId'], where: { ...owner, ...openCommitment }, ...count }),
    database.followUp.groupBy({
      by: ['assigneeId'],
      where: { assigneeId: { in: ids }, ...openFollowUp },
      ...count,
    }),
    database.subscription.groupBy({ by: ['ownerId'], where: owner, ...count }),
  ]);
  const follow_up = followUp.map(({ assigneeId, _count }) => ({ ownerId: assigneeId, _count }));
  const deputy = deputies.map(({ deputyId, _count }) => ({ ownerId: deputyId, _count }));
  const byKind = { partner, deputy, lead, agreement, commitment, follow_up, subscription };
  const counted = (id: string): OwnedCounts => {
    const counts: Record<OwnedKind, number> = { ...nothingOwned };
    for (const kind of ownedKinds) {
      counts[kind] = byKind[kind].find(({ ownerId }) => ownerId === id)?._count._all ?? 0;
    }
    return counts;
  };
  return new Map(ids.map((id) => [id, counted(id)]));
}

/** Everybody who looks after something, by Slack user id, one query a kind. */
export async function ownersOf(database: ScopedDatabase): Promise<ReadonlySet<string>> {
  const [partners, deputies, leads, agreements, commitments, followUps, subscriptions] = await Promise.all([
    database.partner.groupBy({ by: ['ownerId'] }),
    database.partner.groupBy({ by: ['deputyId'] }),
    database.lead.groupBy({ by: ['ownerId'], where: openLead }),
    database.agreement.groupBy({ by: ['ownerId'] }),
    database.commitment.groupBy({ by: ['ownerId'], where: openCommitment }),
    database.followUp.groupBy({ by: ['assigneeId'], where: openFollowUp }),
    database.subscription.groupBy({ by: ['ownerId'] }),
  ]);
  const owners = [...partners, ...leads, ...agreements, ...commitments, ...subscriptions].flatMap(
    ({ ownerId }) => ownerId ?? [],
  );
  return new Set([
    ...owners,
    ...deputies.flatMap(({ deputyId }) => deputyId ?? []),
    ...followUps.map(({ assigneeId }) => assigneeId),
  ]);
}

/** A page of what someone looks after of one kind. */
export async function listOwned(
  database: ScopedDatabase,
  ownerId: string,
  { kind, skip, take }: { readonly kind: OwnedKind; readonly skip: number; readonly take: number },
): Promise<Owned[]> {
  const page = { orderBy: { id: 'asc' as const }, skip, take };
  switch (kind) {
    case 'partner':
    case 'deputy': {
      const where = kind === 'partner' ? { ownerId } : { deputyId: ownerId };
      const rows = await database.partner.findMany({ where, ...page });
      return rows.map((row) => ({ kind, id: row.id, title: shownName(row), about: null }));
    }
    case 'lead': {
      const where = { ownerId, ...openLead };
      const rows = await database.lead.findMany({ where, ...page, include: { partner: names } });
      return rows.map((row) => ({ kind, id: row.id, title: row.object, about: shownName(row.partner) }));
    }
    case 'agreement': {
      const where = { ownerId };
      const rows = await database.agreement.findMany({ where, ...page, include: { partner: names } });
      return rows.map((row) => ({ kind, id: row.id, title: row.title, about: shownName(row.partner) }));
    }
    case 'commitment': {
      const where = { ownerId, ...openCommitment };
      const include = { agreement: { select: { partner: names } } } as const;
      const rows = await database.commitment.findMany({ where, ...page, include });
      return rows.map(({ id, text, agreement }) => ({
        kind,
        id,
        title: text,
        about: shownName(agreement.partner),
      }));
    }
    case 'follow_up': {
      const where = { assigneeId: ownerId, ...openFollowUp };
      const rows = await database.followUp.findMany({ where, ...page, include: { partner: names } });
      return rows.map(({ id, text, partner }) => ({
        kind,
        id,
        title: text,
        about: partner && shownName(partner),
      }));
    }
    case 'subscription': {
      const rows = await database.subscription.findMany({ where: { ownerId }, ...page });
      return rows.map(({ id, kinds, channelId }) => ({ kind, id, kinds, channelId }));
    }
  }
}

/** Gives one thing from one person to another. False where it is not theirs (any more), or settled. */
export async function handOver(
  database: ScopedDatabase,
  one: { readonly kind: OwnedKind; readonly id: string },
  from: string,
  to: string,
): Promise<boolean> {
  return (await hand(database, one.kind, { id: one.id }, from, to)) > 0;
}

/** Gives all that one person looks after to another; says how much of each kind it was. */
export async function handAllOver(database: ScopedDatabase, from: string, to: string): Promise<OwnedCounts> {
  const counts: Record<OwnedKind, number> = { ...nothingOwned };
  for (const kind of ownedKinds) counts[kind] = await hand(database, kind, {}, from, to);
  return counts;
}

async function hand(
  database: ScopedDatabase,
  kind: OwnedKind,
  only: { id?: string },
  from: string,
  to: string,
): Promise<number> {
  const owner = { where: { ...only, ownerId: from }, data: { ownerId: to } };
  switch (kind) {
    case 'partner':
    case 'deputy': {
      const given =
        kind === 'partner' ? owner : { where: { ...only, deputyId: from }, data: { deputyId: to } };
      const { count } = await database.partner.updateMany(given);
      // Nobody stands in for themselves.
      await database.partner.updateMany({ where: { deputyId: to, ownerId: to }, data: { deputyId: null } });
      return count;
    }
    case 'lead':
      return (await database.lead.updateMany({ ...owner, where: { ...owner.where, ...openLead } })).count;
    case 'agreement':
      return (await database.agreement.updateMany(owner)).count;
    case 'commitment':
      return (
        await database.commitment.updateMany({ ...owner, where: { ...owner.where, ...openCommitment } })
      ).count;
    case 'follow_up': {
      const where = { ...only, assigneeId: from, ...openFollowUp };
      return (await database.followUp.updateMany({ where, data: { assigneeId: to } })).count;
    }
    case 'subscription':
      return (await database.subscription.updateMany(owner)).count;
  }
}
