import { wordsOf } from '../language/words.js';
import { type Message, section } from '../slack/blocks.js';
import type { Reading, Request } from '../slack/context.js';
import { isOfficer } from '../workspace/role.js';
import { officers } from '../workspace/role-store.js';
import { tellOffice } from '../workspace/tell-office.js';
import { leadCard } from './lead-card.js';
import { type Lead, readLeads } from './lead-store.js';

/** Whether a new lead of this person waits for the office's word: where there is an office, and they are not of it. */
export async function mustPropose(request: Request): Promise<boolean> {
  if (await isOfficer(request)) return false;
  return (await officers(request.database)).length > 0;
}

/** Whether the person may decline a lead, or say why it is declined: whoever is of the office, or did it while they were. */
export async function mayDecline(
  request: Request,
  declined: Pick<Lead, 'decidedById'> | undefined,
): Promise<boolean> {
  return declined?.decidedById === request.person.id || (await isOfficer(request));
}

/** Shows the office a lead that was just proposed. What can't be sent is logged. Never rejects; nobody needs to wait. */
export async function tellOfProposal(request: Request, leadId: string): Promise<void> {
  try {
    const [lead] = await readLeads(request.database, [leadId], request.today);
    if (lead === undefined) return;
    await tellOffice(request, (reading) => proposalMessage(lead, request.person.name, reading));
  } catch (error) {
    request.log.warn({ err: error }, 'The office could not be told of a proposed lead');
  }
}

function proposalMessage(lead: Lead, name: string, reading: Reading): Message {
  const values = { name, partner: lead.partner.shown };
  return {
    text: reading.words.plain('leads.proposal_for_you', values),
    blocks: [section(reading.words.say('leads.proposal_for_you', values)), ...leadCard(lead, reading)],
  };
}

/** What the office made of a proposal, as its proposer is told. */
export type Verdict =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'merged'; readonly into: string }
  | { readonly kind: 'declined'; readonly because: string }
  /** Declined before; the reason is put in other words. */
  | { readonly kind: 'explained'; readonly because: string };

/**
 * Tells whoever proposed a lead what became of it, in a direct message of their own language; not a person who decided
 * on their own proposal. What can't be sent is logged. Never rejects; nobody needs to wait.
 */
export async function tellProposer(
  request: Request,
  proposal: Pick<Lead, 'createdById' | 'partner' | 'object'>,
  verdict: Verdict,
): Promise<void> {
  const { person, identity, workspace, outbox, log } = request;
  if (proposal.createdById === person.id) return;
  try {
    const who = await identity.whoIs(proposal.createdById);
    if (who.standing !== 'member') return;
    const words = wordsOf[who.colleague.language ?? workspace.language];
    const values = {
      name: person.name,
      partner: proposal.partner.shown,
      object: proposal.object,
      into: verdict.kind === 'merged' ? verdict.into : '',
      because: 'because' in verdict ? verdict.because : '',
    };
    const key = `leads.verdict.${verdict.kind}` as const;
    await outbox.tell(proposal.createdById, null, {
      text: words.plain(key, values),
      blocks: [section(words.say(key, values))],
    });
  } catch (error) {
    log.warn({ err: error }, 'Someone could not be told what became of their lead');
  }
}
