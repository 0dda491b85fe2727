import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import { coldAmong } from '../database/pipeline.js';
import type { ScopedDatabase } from '../database/scope.js';
import { unsettled } from '../follow-ups/follow-up-store.js';
import { shownName } from '../partners/partner-name.js';
import type { PartnerRef } from '../partners/partner-store.js';
import { readColdRule, silencesOf } from './cold-rule-store.js';
import { isOpenStage, type LeadStage, type LeadTriage, type LostReason } from './lead.js';
import { type ProposalPart, partsAmong, proposalParts } from './lead-checklist.js';
import { indexLead } from './lead-search-store.js';

/** A lead with all that its card and its form show. */
export interface Lead {
  readonly id: string;
  readonly partner: PartnerRef;
  readonly object: string;
  readonly stage: LeadStage;
  readonly stageSince: Date;
  readonly axes: readonly string[];
  readonly source: string | null;
  readonly needs: string | null;
  readonly offer: string | null;
  readonly exchanges: string | null;
  /** Which parts the proposal has, as people ticked them. */
  readonly proposalParts: readonly ProposalPart[];
  readonly expectedSignatureOn: Day | null;
  /** What it may be worth, in whole units of the currency. */
  readonly value: number | null;
  /** ISO 4217. */
  readonly currency: string | null;
  readonly ownerId: string;
  readonly triage: LeadTriage;
  readonly declinedBecause: string | null;
  /** Who accepted or declined it where it was proposed, and when. */
  readonly decidedById: string | null;
  readonly decidedAt: Date | null;
  readonly lostReason: LostReason | null;
  readonly lostBecause: string | null;
  readonly createdById: string;
  /** Its open follow-up that is due first. */
  readonly nextStep: { readonly id: string; readonly text: string; readonly dueOn: Day | null } | null;
  /** The first agreement that came of it, and what that says. */
  readonly agreement: {
    readonly id: string;
    readonly reference: string;
    readonly says: readonly ProposalPart[];
  } | null;
  /** The agreement that it is to renegotiate. */
  readonly renegotiates: { readonly reference: string; readonly title: string } | null;
  /** The working days of silence that made it cold; null where it is not. */
  readonly coldAfter: number | null;
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
  readonly proposalParts: string[];
  readonly expectedSignatureOn: Day | null;
  readonly value: number | null;
  readonly currency: string | null;
  readonly ownerId: string;
}

type LeadQuery = NonNullable<Parameters<ScopedDatabase['lead']['findMany']>[0]>;

async function findLeads(
  database: ScopedDatabase,
  today: Day,
  query: Pick<LeadQuery, 'where' | 'orderBy' | 'take'>,
): Promise<Lead[]> {
  const rows = await database.lead.findMany({
    ...query,
    include: {
      partner: { select: { id: true, name: true, acronym: true } },
      followUps: {
        select: { id: true, text: true, dueOn: true, state: true },
        orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
      },
      renegotiates: { select: { reference: true, title: true } },
      agreements: {
        select: {
          id: true,
          reference: true,
          object: true,
          signatories: { select: { id: true }, take: 1 },
          commitments: { select: { id: true }, take: 1 },
          payments: { select: { id: true }, take: 1 },
          finances: true,
          withoutFinances: true,
          termKind: true,
        },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: 1,
      },
    },
  });
  const rule = await readColdRule(database);
  const silences = silencesOf(rule, today);
  const cold = await coldAmong(
    database,
    rows.map(({ id }) => id),
    { silences, today },
  );
  return rows.map((row) => {
    const { partner, followUps, agreements, expectedSignatureOn, createdAt, workspaceId, ...columns } = row;
    const step = followUps.find(({ state }) => unsettled.includes(state));
    const [agreement] = agreements;
    const { id, stage } = row;
    return {
      ...columns,
      partner: { id: partner.id, shown: shownName(partner) },
      proposalParts: partsAmong(row.proposalParts),
      expectedSignatureOn: expectedSignatureOn && dayOfDate(expectedSignatureOn),
      nextStep: step ? { id: step.id, text: step.text, dueOn: step.dueOn && dayOfDate(step.dueOn) } : null,
      agreement: agreement
        ? { id: agreement.id, reference: agreement.reference, says: partsOf(agreement) }
        : null,
      coldAfter: isOpenStage(stage) && cold.has(id) ? rule.after[stage] : null,
    };
  });
}

function partsOf({
  object,
  signatories,
  commitments,
  payments,
  finances,
  withoutFinances,
  termKind,
}: {
  object: string | null;
  signatories: readonly unknown[];
  commitments: readonly unknown[];
  payments: readonly unknown[];
  finances: string | null;
  withoutFinances: boolean;
  termKind: string;
}): ProposalPart[] {
  const said = {
    signatories: signatories.length > 0,
    object: object !== null,
    commitments: commitments.length > 0,
    finances: payments.length > 0 || finances !== null || withoutFinances,
    duration: termKind !== 'unknown',
  };
  return proposalParts.filter((part) => said[part]);
}

/** The leads of these ids, in the order of the ids. */
export async function readLeads(
  database: ScopedDatabase,
  ids: readonly string[],
  today: Day,
): Promise<Lead[]> {
  const found = await findLeads(database, today, { where: { id: { in: [...ids] } } });
  const byId = new Map(found.map((lead) => [lead.id, lead]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The newest leads of one partner; those that the office declined are left out. */
export function leadsOfPartner(
  database: ScopedDatabase,
  partnerId: string,
  today: Day,
  take: number,
): Promise<Lead[]> {
  return findLeads(database, today, {
    where: { partnerId, triage: { not: 'declined' } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });
}

/** How many leads a partner has that the office did not decline. */
export function countLeadsOfPartner(database: ScopedDatabase, partnerId: string): Promise<number> {
  return database.lead.count({ where: { partnerId, triage: { not: 'declined' } } });
}

/** Adds a lead and gives its id. */
export async function createLead(
  database: ScopedDatabase,
  input: LeadInput,
  triage: LeadTriage,
  by: { readonly personId: string; readonly at: Date },
): Promise<string> {
  const { id } = await database.lead.create({
    data: { ...columns(input), triage, stageSince: by.at, createdById: by.personId },
    select: { id: true },
  });
  await indexLead(database, id, input);
  return id;
}

/** Keeps which agreement a lead is to renegotiate; one that is gone meanwhile is left out. */
export async function linkToAgreement(
  database: ScopedDatabase,
  id: string,
  agreementId: string,
): Promise<void> {
  const agreement = await database.agreement.findFirst({ where: { id: agreementId }, select: { id: true } });
  await database.lead.update({ where: { id }, data: { renegotiatesId: agreement?.id ?? null } });
}

/** Rewrites a lead; moving it to another stage starts that stage's time anew. False where it is gone. */
export async function updateLead(
  database: ScopedDatabase,
  id: string,
  input: LeadInput,
  at: Date,
): Promise<boolean> {
  const before = await database.lead.findFirst({ where: { id }, select: { stage: true } });
  if (before === null) return false;
  await database.lead.update({
    where: { id },
    data: { ...columns(input), ...(before.stage === input.stage ? {} : entering(input.stage, at)) },
  });
  await indexLead(database, id, input);
  return true;
}

/** Moves a lead to a stage. False where it is gone, there already, or not accepted yet. */
export async function moveLead(
  database: ScopedDatabase,
  id: string,
  stage: LeadStage,
  at: Date,
): Promise<boolean> {
  const { count } = await database.lead.updateMany({
    where: { id, triage: 'accepted', stage: { not: stage } },
    data: { stage, ...entering(stage, at) },
  });
  return count > 0;
}

/** Marks a lead as lost, or says anew why it was. False where it is gone or not accepted yet. */
export async function loseLead(
  database: ScopedDatabase,
  id: string,
  why: { readonly lostReason: LostReason; readonly lostBecause: string | null },
  at: Date,
): Promise<boolean> {
  const before = await database.lead.findFirst({
    where: { id, triage: 'accepted' },
    select: { stage: true },
  });
  if (before === null) return false;
  await database.lead.update({
    where: { id },
    data: { ...why, ...(before.stage === 'lost' ? {} : { stage: 'lost', stageSince: at }) },
  });
  return true;
}

/** What a move writes beside the stage: a lead that is worked on again has no reason for its loss any more. */
function entering(stage: LeadStage, at: Date) {
  return { stageSince: at, ...(stage === 'lost' ? {} : { lostReason: null, lostBecause: null }) };
}

function columns({ expectedSignatureOn, ...input }: LeadInput) {
  return { ...input, expectedSignatureOn: expectedSignatureOn && dateOfDay(expectedSignatureOn) };
}
