import { agreementForm } from '../agreements/agreement-form.js';
import type { Request } from '../slack/context.js';
import type { OpenForm } from '../slack/form-contract.js';
import { axesOf } from '../workspace/axis.js';
import { type Lead, readLeads } from './lead-store.js';
import { lostForm } from './lost-form.js';

/** The form for the agreement that a lead led to, filled in with what the lead says; null where there is one already. */
export async function agreementFormOf(
  { database, today }: Request,
  leadId: string,
): Promise<OpenForm | null> {
  const [lead] = await readLeads(database, [leadId], today);
  return lead === undefined ? null : agreementFormFor(lead);
}

function agreementFormFor({ id: leadId, partner, object, axes, agreement }: Lead): OpenForm | null {
  if (agreement !== null) return null;
  return agreementForm.open({
    agreementId: null,
    typedName: '',
    origin: { leadId, partner, object, axes: axesOf(axes) },
  });
}

/** What is asked next of a lead that was just won or lost: its agreement, or why; null of any other. */
export function nextForm(lead: Lead): OpenForm | null {
  if (lead.triage !== 'accepted') return null;
  if (lead.stage === 'won') return agreementFormFor(lead);
  return lead.stage === 'lost' && lead.lostReason === null ? lostForm.open({ leadId: lead.id }) : null;
}
