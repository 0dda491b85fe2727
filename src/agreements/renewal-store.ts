import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import {
  type RenewalPage,
  type RenewalQuestion,
  type RenewalRow,
  readRenewalLines,
} from '../database/renewal-lines.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { Agreement } from './agreement.js';
import {
  agreementOf,
  agreementOfLine,
  dateOrNull,
  nextEventColumns,
  withPartner,
} from './agreement-store.js';
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

function withDecisionsOfLine(line: RenewalRow): AgreementWithDecisions {
  const decisions = line.decisions.map((taken) =>
    Object.assign(taken, { decidedAt: new Date(taken.decidedAt) }),
  );
  return Object.assign(agreementOfLine(line), { decisions });
}

/** A page of renewals. */
export interface RenewalList {
  /** What waits for a decision, the most urgent first. What has passed its day stays until somebody decides. */
  readonly open: readonly AgreementWithDecisions[];
  /** What somebody decided of, or put off, in the same horizon; one more than there is room for where more follows. */
  readonly decided: readonly AgreementWithDecisions[];
  /** How many wait for a decision. */
  readonly total: number;
  readonly unknownEnds: number;
}

/** A page of renewals and how many there are, in one statement. */
export async function listRenewals(
  database: ScopedDatabase,
  filter: RenewalQuestion,
  page: RenewalPage,
): Promise<RenewalList> {
  const { open, decided, ...counts } = await readRenewalLines(database, filter, page);
  return { open: open.map(withDecisionsOfLine), decided: decided.map(withDecisionsOfLine), ...counts };
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
