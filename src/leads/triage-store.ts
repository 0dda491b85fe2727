import type { ScopedDatabase } from '../database/scope.js';
import { unindex } from '../search/search-store.js';
import { limits } from '../slack/limits.js';
import { combineLeads } from './combine-leads.js';

/** A lead as a menu names it. */
export interface LeadRef {
  readonly id: string;
  readonly object: string;
}

/** Who decides on a proposal, and when. */
export interface Decider {
  readonly personId: string;
  readonly at: Date;
}

/** Accepts a proposed lead. False where it is gone or was decided before. */
export async function acceptLead(database: ScopedDatabase, id: string, by: Decider): Promise<boolean> {
  const { count } = await database.lead.updateMany({
    where: { id, triage: 'proposed' },
    data: { triage: 'accepted', decidedById: by.personId, decidedAt: by.at },
  });
  return count > 0;
}

/** Declines a proposed lead. False where it is gone or was decided before. */
export async function declineLead(
  database: ScopedDatabase,
  id: string,
  because: string,
  by: Decider,
): Promise<boolean> {
  const { count } = await database.lead.updateMany({
    where: { id, triage: 'proposed' },
    data: {
      triage: 'declined',
      declinedBecause: because,
      decidedById: by.personId,
      decidedAt: by.at,
    },
  });
  return count > 0;
}

/** Puts in other words why a lead was declined. False where it is gone or is not declined any more. */
export async function explainDecline(
  database: ScopedDatabase,
  id: string,
  because: string,
): Promise<boolean> {
  const { count } = await database.lead.updateMany({
    where: { id, triage: 'declined' },
    data: { declinedBecause: because },
  });
  return count > 0;
}

/** The accepted leads of a proposal's partner into which it can be merged, the newest first; at most 100. */
export async function leadsToMergeInto(database: ScopedDatabase, proposalId: string): Promise<LeadRef[]> {
  const proposal = await database.lead.findFirst({ where: { id: proposalId }, select: { partnerId: true } });
  if (proposal === null) return [];
  return database.lead.findMany({
    where: { partnerId: proposal.partnerId, triage: 'accepted' },
    select: { id: true, object: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: limits.selectOptions,
  });
}

/**
 * Merges a proposed lead into another one: what it says is added there, its follow-ups move there, and it is gone.
 * `gone` where either is gone or the proposal was decided before; `too_long` where no form could hold all that is said.
 */
export async function mergeLead(
  database: ScopedDatabase,
  proposalId: string,
  targetId: string,
): Promise<'merged' | 'gone' | 'too_long'> {
  const proposal = await database.lead.findFirst({ where: { id: proposalId, triage: 'proposed' } });
  const target = await database.lead.findFirst({ where: { id: targetId, triage: 'accepted' } });
  if (proposal === null || target === null) return 'gone';
  const combined = combineLeads(target, proposal);
  const texts = [combined.needs, combined.offer, combined.exchanges];
  if (texts.some((text) => (text?.length ?? 0) > limits.inputText)) return 'too_long';
  await database.lead.update({ where: { id: targetId }, data: combined });
  await database.followUp.updateMany({ where: { leadId: proposalId }, data: { leadId: targetId } });
  await database.agreement.updateMany({ where: { leadId: proposalId }, data: { leadId: targetId } });
  await database.meetingSubject.updateMany({ where: { leadId: proposalId }, data: { leadId: targetId } });
  await unindex(database, 'lead', proposalId);
  await database.lead.delete({ where: { id: proposalId } });
  return 'merged';
}
