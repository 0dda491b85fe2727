import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { partnerWhere } from '../digests/partner-filter.js';
import { shownName } from '../partners/partner-name.js';
import type { PartnerRef } from '../partners/partner-store.js';
import type { CommitmentState } from './commitment.js';
import type { Side } from './sides.js';

/** What a person says of a commitment. */
export interface CommitmentInput {
  readonly side: Side;
  readonly text: string;
  readonly ownerId: string;
  readonly dueOn: Day | null;
  readonly everyMonths: number | null;
  readonly evidence?: string | null;
}

/** What one side promised in an agreement, with all that its line and its form show. */
export interface Commitment extends CommitmentInput {
  readonly id: string;
  readonly agreement: { readonly id: string; readonly title: string; readonly reference: string };
  readonly partner: PartnerRef;
  readonly state: CommitmentState;
  readonly seriesFromOn: Day | null;
  readonly because: string | null;
  readonly evidence: string | null;
  readonly settled: { readonly byId: string; readonly at: Date } | null;
}

/** Which commitments are meant; all conditions hold together. */
export interface CommitmentFilter {
  readonly agreementId?: string | undefined;
  readonly partnerId?: string | undefined;
  readonly side?: Side | undefined;
  readonly ownerId?: string | undefined;
  readonly axis?: string | undefined;
  readonly partner?: ReturnType<typeof partnerWhere>;
  /** Only those due on this day or before. */
  readonly dueUntil?: Day | undefined;
  /** Settled ones as well; else only open ones of agreements that somebody signed. */
  readonly settledToo?: boolean | undefined;
}

type Query = NonNullable<Parameters<ScopedDatabase['commitment']['findMany']>[0]>;

async function find(
  database: ScopedDatabase,
  query: Pick<Query, 'where' | 'orderBy' | 'take' | 'skip'>,
): Promise<Commitment[]> {
  const rows = await database.commitment.findMany({
    ...query,
    include: {
      agreement: {
        select: {
          id: true,
          title: true,
          reference: true,
          partner: { select: { id: true, name: true, acronym: true } },
        },
      },
    },
  });
  return rows.map(({ agreement: { partner, ...agreement }, settledById, settledAt, ...row }) => ({
    ...row,
    agreement,
    partner: { id: partner.id, shown: shownName(partner) },
    dueOn: row.dueOn && dayOfDate(row.dueOn),
    seriesFromOn: row.seriesFromOn && dayOfDate(row.seriesFromOn),
    settled: settledById === null || settledAt === null ? null : { byId: settledById, at: settledAt },
  }));
}

const prepared = ['draft' as const, 'in_review' as const, 'out_for_signature' as const];

function wanted(filter: CommitmentFilter) {
  const { agreementId, partnerId, side, ownerId, axis, partner, dueUntil, settledToo } = filter;
  const agreement = {
    ...(partnerId === undefined ? {} : { partnerId }),
    ...(axis === undefined ? {} : { axes: { has: axis } }),
    ...(partner === undefined ? {} : { partner }),
    // Nothing is due of what nobody has signed; in the agreement's own list all of it is to be seen.
    ...(agreementId === undefined ? { status: { notIn: prepared } } : {}),
  };
  return {
    ...(settledToo === true ? {} : { state: 'open' as const }),
    ...(agreementId === undefined ? {} : { agreementId }),
    ...(side === undefined ? {} : { side }),
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(dueUntil === undefined ? {} : { dueOn: { lte: dateOfDay(dueUntil) } }),
    agreement,
  };
}

/** A page of commitments, open ones first, of these the longest due first and those without a day last. */
export function listCommitments(
  database: ScopedDatabase,
  filter: CommitmentFilter,
  page: { readonly take: number; readonly skip?: number },
): Promise<Commitment[]> {
  const byDay = { dueOn: { sort: 'asc', nulls: 'last' } } as const;
  return find(database, {
    where: wanted(filter),
    orderBy: filter.settledToo ? [{ state: 'asc' }, byDay, { id: 'asc' }] : [byDay, { id: 'asc' }],
    ...page,
  });
}

/** How many commitments there are. */
export function countCommitments(database: ScopedDatabase, filter: CommitmentFilter): Promise<number> {
  return database.commitment.count({ where: wanted(filter) });
}

/** The commitments of these ids, in the order of the ids. */
export async function readCommitments(
  database: ScopedDatabase,
  ids: readonly string[],
): Promise<Commitment[]> {
  const found = await find(database, { where: { id: { in: [...ids] } } });
  const byId = new Map(found.map((commitment) => [commitment.id, commitment]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function columns({ dueOn, everyMonths, ...rest }: CommitmentInput) {
  return {
    ...rest,
    everyMonths,
    dueOn: dueOn && dateOfDay(dueOn),
    seriesFromOn: everyMonths === null ? null : dueOn && dateOfDay(dueOn),
  };
}

/** Adds commitments to an agreement. */
export async function addCommitments(
  database: ScopedDatabase,
  agreementId: string,
  commitments: readonly CommitmentInput[],
  createdById: string,
): Promise<void> {
  if (commitments.length === 0) return;
  await database.commitment.createMany({
    data: commitments.map((commitment) => ({ ...columns(commitment), agreementId, createdById })),
  });
}

/** Rewrites a commitment. A day or a rhythm that changes begins its series anew. False where it is gone. */
export async function editCommitment(
  database: ScopedDatabase,
  commitment: Commitment,
  input: CommitmentInput,
): Promise<boolean> {
  const { seriesFromOn, ...rest } = columns(input);
  const sameSeries = input.dueOn === commitment.dueOn && input.everyMonths === commitment.everyMonths;
  const { count } = await database.commitment.updateMany({
    where: { id: commitment.id },
    data: sameSeries ? rest : { ...rest, seriesFromOn },
  });
  return count > 0;
}

/** Moves an open commitment to another day; its series stays as it was. False where it is gone or settled. */
export async function putOffCommitment(database: ScopedDatabase, id: string, dueOn: Day): Promise<boolean> {
  const { count } = await database.commitment.updateMany({
    where: { id, state: 'open' },
    data: { dueOn: dateOfDay(dueOn) },
  });
  return count > 0;
}

/** How a commitment was settled. */
export interface Settling {
  readonly state: 'kept' | 'not_kept';
  readonly because: string | null;
  readonly evidence: string | null;
  readonly byId: string;
  readonly at: Date;
}

/**
 * Settles an open commitment; `nextOn` is the day on which it comes due again, if it does.
 * False where somebody was quicker.
 */
export async function settleCommitment(
  database: ScopedDatabase,
  commitment: Commitment,
  { state, because, evidence, byId, at }: Settling,
  nextOn: Day | null,
): Promise<boolean> {
  const { count } = await database.commitment.updateMany({
    where: { id: commitment.id, state: 'open' },
    data: {
      state,
      because,
      settledById: byId,
      settledAt: at,
      ...(evidence === null ? {} : { evidence }),
    },
  });
  if (count === 0) return false;
  if (nextOn !== null) {
    const { side, text, ownerId, everyMonths, seriesFromOn, agreement } = commitment;
    await database.commitment.create({
      data: {
        agreementId: agreement.id,
        side,
        text,
        ownerId,
        everyMonths,
        dueOn: dateOfDay(nextOn),
        seriesFromOn: seriesFromOn && dateOfDay(seriesFromOn),
        previousId: commitment.id,
        createdById: byId,
      },
      select: { id: true },
    });
  }
  return true;
}

/** Takes a commitment out of the register. False where it is gone. */
export async function removeCommitment(database: ScopedDatabase, id: string): Promise<boolean> {
  const { count } = await database.commitment.deleteMany({ where: { id } });
  return count > 0;
}
