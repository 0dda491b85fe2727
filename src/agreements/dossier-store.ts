import { addDays, type Day, dayOfDate } from '../calendar/day.js';
import { dayAt, instantAt } from '../calendar/time-zone.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { DossierSubject } from './contributions.js';

/** What one side promised. */
export interface DossierCommitment {
  readonly side: 'ours' | 'theirs';
  readonly text: string;
  readonly state: 'open' | 'kept' | 'not_kept';
  readonly dueOn: Day | null;
}

/** What is read of an agreement's own contents for the decision on its renewal. */
export interface DossierContents {
  readonly commitments: readonly DossierCommitment[];
  /** Amounts in hundredths of the currency. */
  readonly payments: readonly {
    readonly payer: 'ours' | 'theirs';
    readonly amount: bigint;
    readonly currency: string;
    readonly schedule: string | null;
  }[];
  readonly withoutFinances: boolean;
  readonly finances: string | null;
}

/** The id of the agreement of this reference, or null. */
export async function findByReference(database: ScopedDatabase, reference: string): Promise<string | null> {
  const row = await database.agreement.findFirst({ where: { reference }, select: { id: true } });
  return row?.id ?? null;
}

/** Commitments and money of an agreement; null where it is gone. */
export async function readContents(
  database: ScopedDatabase,
  agreementId: string,
): Promise<DossierContents | null> {
  const row = await database.agreement.findUnique({
    where: { id: agreementId },
    select: {
      withoutFinances: true,
      finances: true,
      commitments: {
        select: { side: true, text: true, state: true, dueOn: true },
        orderBy: { dueOn: { sort: 'asc', nulls: 'last' } },
      },
      payments: {
        select: { payer: true, amount: true, currency: true, schedule: true },
        orderBy: { position: 'asc' },
      },
    },
  });
  if (row === null) return null;
  const { commitments, ...contents } = row;
  return {
    ...contents,
    commitments: commitments.map(({ dueOn, ...each }) => ({ ...each, dueOn: dueOn && dayOfDate(dueOn) })),
  };
}

/** A follow-up as the dossier tells of it. */
export interface DossierFollowUp {
  readonly text: string;
  readonly done: boolean;
  readonly on: Day | null;
}

const mostFollowUps = 200;

/** The follow-ups about an agreement, or about its partner alone, that were done in the period or are open. */
export async function readFollowUps(
  database: ScopedDatabase,
  { agreementId, partnerId, from, through }: DossierSubject,
  timeZone: string,
): Promise<DossierFollowUp[]> {
  const midnight = (day: Day) => instantAt(day, '00:00', timeZone);
  const rows = await database.followUp.findMany({
    where: {
      AND: [
        { OR: [{ agreementId }, { partnerId, agreementId: null, leadId: null }] },
        {
          OR: [
            { state: { in: ['open', 'waiting'] } },
            { state: 'done', settledAt: { gte: midnight(from), lt: midnight(addDays(through, 1)) } },
          ],
        },
      ],
    },
    select: { text: true, state: true, dueOn: true, settledAt: true },
    orderBy: [{ settledAt: { sort: 'desc', nulls: 'first' } }, { id: 'asc' }],
    take: mostFollowUps,
  });
  return rows.map(({ text, state, dueOn, settledAt }) => {
    const done = state === 'done';
    return { text, done, on: done ? settledAt && dayAt(settledAt, timeZone) : dueOn && dayOfDate(dueOn) };
  });
}
