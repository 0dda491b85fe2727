import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import { shownName } from '../partners/partner-name.js';
import type { PartnerRef } from '../partners/partner-store.js';
import { type FollowUpGroup, groupOf } from './follow-up.js';

/** Something that someone is to do, with all that its line and its form show. */
export interface FollowUp {
  readonly id: string;
  readonly text: string;
  readonly assigneeId: string;
  readonly dueOn: Day | null;
  readonly partner: PartnerRef | null;
  /** Who did it and when; null while it is open. */
  readonly settled: { readonly byId: string; readonly at: Date } | null;
}

/** What a person says of a follow-up. */
export interface FollowUpInput {
  readonly text: string;
  readonly assigneeId: string;
  readonly dueOn: Day | null;
  readonly partnerId?: string | null;
}

/** A follow-up to be written, and what it comes from. */
export interface NewFollowUp extends FollowUpInput {
  readonly origin: 'note' | 'form' | 'command' | 'message';
  readonly sourceLink?: string;
  readonly leadId?: string;
  readonly agreementId?: string;
  readonly meetingId?: string;
  readonly createdById: string;
}

/** Which open follow-ups are meant; all conditions hold together. */
export interface FollowUpFilter {
  readonly assigneeId?: string | undefined;
  /** Only those due on this day or before. */
  readonly dueUntil?: Day | undefined;
  /** Only those about this partner, also by way of a meeting with several. */
  readonly partnerId?: string | undefined;
  /** Only those about partners of this axis. */
  readonly axis?: string | undefined;
}

type FollowUpQuery = NonNullable<Parameters<ScopedDatabase['followUp']['findMany']>[0]>;

async function findFollowUps(
  database: ScopedDatabase,
  query: Pick<FollowUpQuery, 'where' | 'orderBy' | 'take' | 'skip'>,
): Promise<FollowUp[]> {
  const rows = await database.followUp.findMany({
    ...query,
    include: { partner: { select: { id: true, name: true, acronym: true } } },
  });
  return rows.map(({ id, text, assigneeId, dueOn, partner, settledById, settledAt }) => ({
    id,
    text,
    assigneeId,
    dueOn: dueOn && dayOfDate(dueOn),
    partner: partner && { id: partner.id, shown: shownName(partner) },
    settled: settledById === null || settledAt === null ? null : { byId: settledById, at: settledAt },
  }));
}

function openOnes({ assigneeId, dueUntil, partnerId, axis }: FollowUpFilter) {
  return {
    state: 'open' as const,
    ...(assigneeId === undefined ? {} : { assigneeId }),
    ...(dueUntil === undefined ? {} : { dueOn: { lte: dateOfDay(dueUntil) } }),
    ...(axis === undefined ? {} : { partner: { axes: { has: axis } } }),
    ...(partnerId === undefined
      ? {}
      : { OR: [{ partnerId }, { meeting: { partners: { some: { partnerId } } } }] }),
  };
}

/** The follow-ups of these ids, open or done, in the order of the ids. */
export async function readFollowUps(database: ScopedDatabase, ids: readonly string[]): Promise<FollowUp[]> {
  const found = await findFollowUps(database, { where: { id: { in: [...ids] } } });
  const byId = new Map(found.map((followUp) => [followUp.id, followUp]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** A page of open follow-ups, the longest due first and those without a day last. */
export function listFollowUps(
  database: ScopedDatabase,
  filter: FollowUpFilter,
  page: { readonly take: number; readonly skip?: number },
): Promise<FollowUp[]> {
  return findFollowUps(database, {
    where: openOnes(filter),
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    ...page,
  });
}

/** How many open follow-ups there are. */
export function countFollowUps(database: ScopedDatabase, filter: FollowUpFilter): Promise<number> {
  return database.followUp.count({ where: openOnes(filter) });
}

/** How many open follow-ups there are in each group; groups without any are left out. */
export async function countByGroup(
  database: ScopedDatabase,
  filter: FollowUpFilter,
  today: Day,
): Promise<ReadonlyMap<FollowUpGroup, number>> {
  const days = await database.followUp.groupBy({
    by: ['dueOn'],
    where: openOnes(filter),
    _count: { _all: true },
  });
  const counts = new Map<FollowUpGroup, number>();
  for (const { dueOn, _count } of days) {
    const group = groupOf(dueOn && dayOfDate(dueOn), today);
    counts.set(group, (counts.get(group) ?? 0) + _count._all);
  }
  return counts;
}

function columns({ dueOn, ...rest }: NewFollowUp) {
  return { ...rest, dueOn: dueOn && dateOfDay(dueOn) };
}

/** Adds a follow-up and gives its id. */
export async function addFollowUp(database: ScopedDatabase, followUp: NewFollowUp): Promise<string> {
  const { id } = await database.followUp.create({ data: columns(followUp), select: { id: true } });
  return id;
}

/** Adds follow-ups and gives their ids in the same order. */
export async function addFollowUps(
  database: ScopedDatabase,
  followUps: readonly NewFollowUp[],
): Promise<string[]> {
  if (followUps.length === 0) return [];
  const rows = await database.followUp.createManyAndReturn({ data: followUps.map(columns) });
  return rows.map(({ id }) => id);
}

/** Marks an open follow-up as done. False where it is gone or was done before. */
export async function settleFollowUp(
  database: ScopedDatabase,
  id: string,
  by: { readonly personId: string; readonly at: Date },
): Promise<boolean> {
  const { count } = await database.followUp.updateMany({
    where: { id, state: 'open' },
    data: { state: 'done', settledById: by.personId, settledAt: by.at },
  });
  return count > 0;
}

/** Rewrites what is given of an open follow-up. False where it is gone or done. */
export async function updateFollowUp(
  database: ScopedDatabase,
  id: string,
  { dueOn, ...rest }: Partial<FollowUpInput>,
): Promise<boolean> {
  const { count } = await database.followUp.updateMany({
    where: { id, state: 'open' },
    data: { ...rest, ...(dueOn === undefined ? {} : { dueOn: dueOn && dateOfDay(dueOn) }) },
  });
  return count > 0;
}

/** Moves the open follow-up of a meeting that says one of these texts to another day. False where there is none. */
export async function moveFollowUpOfMeeting(
  database: ScopedDatabase,
  meetingId: string,
  texts: readonly string[],
  dueOn: Day,
): Promise<boolean> {
  const { count } = await database.followUp.updateMany({
    where: { meetingId, state: 'open', text: { in: [...texts] } },
    data: { dueOn: dateOfDay(dueOn) },
  });
  return count > 0;
}
