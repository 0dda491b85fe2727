import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import { shownName } from '../partners/partner-name.js';
import type { LeadStage } from './lead.js';

/** A lead with all that its line and its form show. */
export interface Lead {
  readonly id: string;
  readonly partner: { readonly id: string; readonly shown: string };
  readonly object: string;
  readonly stage: LeadStage;
  readonly stageSince: Date;
  readonly axes: readonly string[];
  readonly source: string | null;
  readonly needs: string | null;
  readonly offer: string | null;
  readonly exchanges: string | null;
  readonly expectedSignatureOn: Day | null;
  readonly ownerId: string;
}

/** What a person says of a lead. */
export interface LeadInput {
  readonly partnerId: string;
  readonly object: string;
  readonly stage: LeadStage;
  readonly axes: string[];
  readonly source: string | null;
  readonly needs: string | null;
  readonly offer: string | null;
  readonly exchanges: string | null;
  readonly expectedSignatureOn: Day | null;
  readonly ownerId: string;
}

const withPartner = { include: { partner: { select: { id: true, name: true, acronym: true } } } } as const;

async function findLeads(
  database: ScopedDatabase,
  query: Pick<
    NonNullable<Parameters<ScopedDatabase['lead']['findMany']>[0]>,
    'where' | 'orderBy' | 'take' | 'skip'
  >,
): Promise<Lead[]> {
  const rows = await database.lead.findMany({ ...query, ...withPartner });
  return rows.map((row) => ({
    id: row.id,
    partner: { id: row.partner.id, shown: shownName(row.partner) },
    object: row.object,
    stage: row.stage,
    stageSince: row.stageSince,
    axes: row.axes,
    source: row.source,
    needs: row.needs,
    offer: row.offer,
    exchanges: row.exchanges,
    expectedSignatureOn: row.expectedSignatureOn && dayOfDate(row.expectedSignatureOn),
    ownerId: row.ownerId,
  }));
}

/** The leads of these ids, in no order. */
export function readLeads(database: ScopedDatabase, ids: readonly string[]): Promise<Lead[]> {
  return findLeads(database, { where: { id: { in: [...ids] } } });
}

/** A page of leads in these stages, the furthest stage first and within it the longest there first. */
export function listLeads(
  database: ScopedDatabase,
  stages: readonly LeadStage[],
  page: { readonly take: number; readonly skip: number },
): Promise<Lead[]> {
  return findLeads(database, {
    where: { stage: { in: [...stages] } },
    orderBy: [{ stage: 'desc' }, { stageSince: 'asc' }, { id: 'asc' }],
    ...page,
  });
}

/** The newest leads of one partner. */
export function leadsOfPartner(database: ScopedDatabase, partnerId: string, take: number): Promise<Lead[]> {
  return findLeads(database, { where: { partnerId }, orderBy: { createdAt: 'desc' }, take });
}

/** How many leads there are in each stage; stages without any are left out. */
export async function countByStage(database: ScopedDatabase): Promise<ReadonlyMap<LeadStage, number>> {
  const groups = await database.lead.groupBy({ by: ['stage'], _count: { _all: true } });
  return new Map(groups.map(({ stage, _count }) => [stage, _count._all]));
}

/** Adds a lead and gives its id. */
export async function createLead(
  database: ScopedDatabase,
  input: LeadInput,
  by: { readonly personId: string; readonly at: Date },
): Promise<string> {
  const { id } = await database.lead.create({
    data: {
      ...columns(input),
      stageSince: by.at,
      createdById: by.personId,
    },
    select: { id: true },
  });
  return id;
}

/** Rewrites a lead; moving it to another stage starts that stage's time anew. */
export async function updateLead(
  database: ScopedDatabase,
  id: string,
  input: LeadInput,
  at: Date,
): Promise<void> {
  const before = await database.lead.findFirstOrThrow({ where: { id }, select: { stage: true } });
  await database.lead.update({
    where: { id },
    data: { ...columns(input), ...(before.stage === input.stage ? {} : { stageSince: at }) },
  });
}

/** Moves a lead to a stage. False where it is gone or there already. */
export async function moveLead(
  database: ScopedDatabase,
  id: string,
  stage: LeadStage,
  at: Date,
): Promise<boolean> {
  const { count } = await database.lead.updateMany({
    where: { id, stage: { not: stage } },
    data: { stage, stageSince: at },
  });
  return count > 0;
}

function columns({ expectedSignatureOn, ...input }: LeadInput) {
  return { ...input, expectedSignatureOn: expectedSignatureOn && dateOfDay(expectedSignatureOn) };
}
