import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { partnerWhere } from '../digests/partner-filter.js';
import type { Agreement } from './agreement.js';
import { agreementOf, dateOrNull, nextEventColumns, withPartner } from './agreement-store.js';
import type { DecisionEffect, LeadTime } from './renewal.js';

/** What somebody says of a decision beside it. */
export interface DecisionDetails {
  readonly because: string | null;
  /** With notice: the day on which it was sent, and where the proof is. */
  readonly noticeOn: Day | null;
  readonly proof: string | null;
}

/** A decision that somebody took on the renewal of one term. */
export interface TakenDecision extends DecisionDetails {
  readonly id: string;
  readonly termEndsOn: Day;
  readonly choice: 'renew' | 'renegotiate' | 'lapse' | 'later';
  readonly askAgainOn: Day | null;
  readonly decidedById: string;
  readonly decidedAt: Date;
}

/** An agreement with the decisions that were taken on it, the latest first. */
export interface AgreementWithDecisions extends Agreement {
  readonly decisions: readonly TakenDecision[];
}

const withDecisions = {
  ...withPartner,
  decisions: {
    select: {
      ...{ id: true, choice: true, termEndsOn: true, askAgainOn: true, because: true, noticeOn: true },
      ...{ proof: true, decidedById: true, decidedAt: true },
    },
    orderBy: { decidedAt: 'desc' },
  },
} as const;

type Row = Parameters<typeof agreementOf>[0] & {
  decisions: (Omit<TakenDecision, 'termEndsOn' | 'askAgainOn' | 'noticeOn'> & {
    termEndsOn: Date;
    askAgainOn: Date | null;
    noticeOn: Date | null;
  })[];
};

function withDecisionsOf(row: Row): AgreementWithDecisions {
  return {
    ...agreementOf(row),
    decisions: row.decisions.map(({ termEndsOn, askAgainOn, noticeOn, ...decision }) => ({
      ...decision,
      termEndsOn: dayOfDate(termEndsOn),
      askAgainOn: askAgainOn && dayOfDate(askAgainOn),
      noticeOn: noticeOn && dayOfDate(noticeOn),
    })),
  };
}

/** Which renewals a list is about. */
export interface RenewalFilter {
  /** Those to decide on by this day. A term's end lies after it, so those that end by then are among them. */
  readonly until: Day;
  readonly today: Day;
  readonly axis?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly notOwnerId?: string | undefined;
  readonly partner?: ReturnType<typeof partnerWhere>;
}

function whereToDecide({ until, today, ...narrower }: RenewalFilter) {
  return {
    decideByOn: { lte: dateOfDay(until) },
    OR: [{ askAgainOn: null }, { askAgainOn: { lte: dateOfDay(today) } }],
    ...whereNarrower(narrower),
  };
}

function whereNarrower({
  axis,
  ownerId,
  notOwnerId,
  partner,
}: Pick<RenewalFilter, 'axis' | 'ownerId' | 'notOwnerId' | 'partner'>) {
  return {
    ...(axis === undefined ? {} : { axes: { has: axis } }),
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(notOwnerId === undefined ? {} : { ownerId: { not: notOwnerId } }),
    ...(partner === undefined ? {} : { partner }),
  };
}

/** The renewals to decide, the most urgent first. Those whose day has passed stay until somebody decides. */
export async function listRenewals(
  database: ScopedDatabase,
  filter: RenewalFilter,
  limit: number,
  offset = 0,
): Promise<AgreementWithDecisions[]> {
  const rows = await database.agreement.findMany({
    where: whereToDecide(filter),
    include: withDecisions,
    orderBy: [{ decideByOn: 'asc' }, { id: 'asc' }],
    take: limit,
    skip: offset,
  });
  return rows.map(withDecisionsOf);
}

/**
 * The renewals in the same horizon of which somebody has decided, or that somebody has put off, in the order of their
 * terms' ends.
 */
export async function listDecided(
  database: ScopedDatabase,
  { until, today, ...narrower }: RenewalFilter,
  limit: number,
  offset = 0,
): Promise<AgreementWithDecisions[]> {
  const rows = await database.agreement.findMany({
    where: {
      currentEndsOn: { gte: dateOfDay(today), lte: dateOfDay(until) },
      OR: [
        { decideByOn: null, settledEndsOn: { gte: dateOfDay(today) } },
        { askAgainOn: { gt: dateOfDay(today) } },
      ],
      ...whereNarrower(narrower),
    },
    include: withDecisions,
    orderBy: [{ currentEndsOn: 'asc' }, { id: 'asc' }],
    take: limit,
    skip: offset,
  });
  return rows.map(withDecisionsOf);
}

/** How many renewals there are to decide. */
export function countRenewals(database: ScopedDatabase, filter: RenewalFilter): Promise<number> {
  return database.agreement.count({ where: whereToDecide(filter) });
}

/** How many agreements have an end that nobody knows. */
export function countUnknownEnds(
  database: ScopedDatabase,
  filter: Pick<RenewalFilter, 'axis' | 'ownerId' | 'partner'>,
): Promise<number> {
  return database.agreement.count({
    where: {
      currentEndsOn: null,
      termKind: { not: 'open_ended' },
      kind: { not: 'amendment' },
      status: 'signed',
      ...whereNarrower(filter),
    },
  });
}

/** The agreements of these ids with their decisions, by id. */
export async function readRenewals(
  database: ScopedDatabase,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AgreementWithDecisions>> {
  const rows = await database.agreement.findMany({
    where: { id: { in: [...new Set(ids)] } },
    include: withDecisions,
  });
  return new Map(rows.map((row) => [row.id, withDecisionsOf(row)]));
}

/** Keeps a decision on the term that ends on `termEndsOn`, and what it changes. */
export async function writeDecision(
  database: ScopedDatabase,
  agreement: Agreement,
  termEndsOn: Day,
  decision: Pick<TakenDecision, 'choice' | 'decidedById' | 'decidedAt'> & Partial<DecisionDetails>,
  effect: DecisionEffect,
  today: Day,
  leadTime: LeadTime,
): Promise<string> {
  const { settledEndsOn, noticeGivenOn, noticeHeldInTime, extensionMonths, askAgainOn } = effect;
  await database.agreement.update({
    where: { id: agreement.id },
    data: {
      ...(settledEndsOn === undefined ? {} : { settledEndsOn: dateOfDay(settledEndsOn) }),
      ...(noticeGivenOn === undefined ? {} : { noticeGivenOn: dateOfDay(noticeGivenOn) }),
      ...(noticeHeldInTime === undefined ? {} : { noticeHeldInTime }),
      ...(extensionMonths === undefined ? {} : { extensionMonths }),
      askAgainOn: dateOrNull(askAgainOn),
      ...nextEventColumns({ ...agreement, ...effect }, today, leadTime),
    },
    select: { id: true },
  });
  const { noticeOn = null, ...taken } = decision;
  const { id } = await database.renewalDecision.create({
    data: {
      agreementId: agreement.id,
      termEndsOn: dateOfDay(termEndsOn),
      askAgainOn: dateOrNull(askAgainOn),
      noticeOn: dateOrNull(noticeOn),
      ...taken,
    },
    select: { id: true },
  });
  return id;
}

/** Why a decision was taken, and by whom; null where it is gone. */
export function readReason(
  database: ScopedDatabase,
  decisionId: string,
): Promise<{ readonly because: string | null; readonly agreementId: string } | null> {
  return database.renewalDecision.findFirst({
    where: { id: decisionId },
    select: { because: true, agreementId: true },
  });
}

/** Keeps why a decision was taken. */
export async function writeReason(
  database: ScopedDatabase,
  decisionId: string,
  because: string | null,
): Promise<void> {
  await database.renewalDecision.update({
    where: { id: decisionId },
    data: { because },
    select: { id: true },
  });
}
