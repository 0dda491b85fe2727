import type { LeadStage } from './lead.js';

/** What a proposed agreement must say before it is sent. */
export const proposalParts = ['signatories', 'object', 'commitments', 'finances', 'duration'] as const;
export type ProposalPart = (typeof proposalParts)[number];

/** A step on the way to an agreement that can be missing. */
export type MissingStep =
  | { readonly step: 'needs' | 'offer' | 'exchanges' | 'proposal' }
  | { readonly step: 'parts'; readonly parts: readonly ProposalPart[] };

/** What the register knows of a lead, as far as its preparation goes. */
export interface Preparation {
  readonly stage: LeadStage;
  readonly object: string;
  readonly needs: string | null;
  readonly offer: string | null;
  readonly exchanges: string | null;
  readonly value: number | null;
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

function isSaid(part: ProposalPart, lead: Preparation): boolean {
  if (lead.agreement?.says.includes(part)) return true;
  if (part === 'object') return !isBlank(lead.object);
  return part === 'finances' && lead.value !== null;
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
