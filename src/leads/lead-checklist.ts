import type { LeadStage } from './lead.js';

/** What a proposed agreement must say before it is sent. */
export const proposalParts = ['signatories', 'object', 'commitments', 'finances', 'duration'] as const;
export type ProposalPart = (typeof proposalParts)[number];

/** The parts among stored words. */
export function partsAmong(stored: readonly string[]): ProposalPart[] {
  return proposalParts.filter((part) => stored.includes(part));
}

/** A step on the way to an agreement that can be missing. */
export type MissingStep =
  | { readonly step: 'needs' | 'offer' | 'exchanges' | 'proposal' }
  | { readonly step: 'parts'; readonly parts: readonly ProposalPart[] };

/** What the register knows of a lead, as far as its preparation goes. */
export interface Preparation {
  readonly stage: LeadStage;
  readonly needs: string | null;
  readonly offer: string | null;
  readonly exchanges: string | null;
  /** What the proposal was said to have, part by part. */
  readonly proposalParts: readonly ProposalPart[];
  /** What the agreement that came of it says; null while there is none. */
  readonly agreement: { readonly says: readonly ProposalPart[] } | null;
}

const proposalStages: readonly LeadStage[] = ['proposal_sent', 'negotiation', 'won'];

/**
 * What is missing of a prospect's preparation, in the order in which it is done: the partner's needs, the benefits
 * for it, the exchanges possible, and a proposal of five parts. A lead that is lost misses nothing any more.
 */
export function missingSteps(lead: Preparation): MissingStep[] {
  if (lead.stage === 'lost') return [];
  const texts = (['needs', 'offer', 'exchanges'] as const)
    .filter((step) => isBlank(lead[step]))
    .map((step) => ({ step }));
  if (lead.agreement === null && !proposalStages.includes(lead.stage))
    return [...texts, { step: 'proposal' }];
  const parts = proposalParts.filter((part) => !isSaid(part, lead));
  return parts.length === 0 ? texts : [...texts, { step: 'parts', parts }];
}

function isSaid(part: ProposalPart, { proposalParts: ticked, agreement }: Preparation): boolean {
  return ticked.includes(part) || (agreement?.says.includes(part) ?? false);
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
