import { z } from 'zod';
import { addFollowUp } from '../follow-ups/follow-up-store.js';
import { partnerField, settlePartners } from '../partners/partner-field.js';
import { findPartnerNamed } from '../partners/partner-store.js';
import type { Request } from '../slack/context.js';
import { choiceField, choicesField, dayField, personField, textField } from '../slack/field.js';
import { defineForm, type InputOf } from '../slack/form.js';
import { axes, axesOf } from '../workspace/axis.js';
import { changeRegister } from '../workspace/register-change.js';
import { savedCard } from '../workspace/saved-card.js';
import { leadStages } from './lead.js';
import { leadCard } from './lead-card.js';
import { createLead, type LeadInput, readLeads, updateLead } from './lead-store.js';

const state = z.object({
  /** The lead that is edited; none: a new one. */
  leadId: z.string().nullable(),
  /** The name that was typed with the command. */
  typedName: z.string(),
});
type State = z.infer<typeof state>;

async function fields({ database }: Request) {
  return {
    partner: await partnerField(database, { several: false }),
    object: textField({ required: true, max: 300 }),
    stage: choiceField({ required: true, choices: leadStages, label: (stage) => `leads.stage.${stage}` }),
    owner: personField({ required: true }),
    nextStep: textField({ required: false, max: 300 }),
    nextStepOn: dayField({ required: false }),
    needs: textField({ required: false, multiline: true }),
    offer: textField({ required: false, multiline: true }),
    exchanges: textField({ required: false, multiline: true }),
    axes: choicesField({ choices: axes, label: (axis) => `workspace.axis.${axis}` }),
    source: textField({ required: false, max: 300 }),
    expectedSignatureOn: dayField({ required: false }),
  };
}

type Asked = Awaited<ReturnType<typeof fields>>;

async function initial(request: Request, { leadId, typedName }: State): Promise<Partial<InputOf<Asked>>> {
  if (leadId === null) {
    const known = await findPartnerNamed(request.database, typedName);
    return {
      partner:
        known === null ? { chosen: [], newName: typedName || null } : { chosen: [known], newName: null },
      stage: 'identified',
      owner: request.person.id,
    };
  }
  const [lead] = await readLeads(request.database, [leadId]);
  if (lead === undefined) return {};
  const { partner, ownerId, axes: stored, ...rest } = lead;
  return { ...rest, axes: axesOf(stored), owner: ownerId, partner: { chosen: [partner], newName: null } };
}

/** The form for a new lead, and for editing one. */
export const leadForm = defineForm({
  name: 'leads',
  state,
  fields,
  initial,
  title: ({ leadId }) => (leadId === null ? 'leads.form.title' : 'leads.form.edit_title'),
  save: async (request, input, { leadId }, submissionKey) => {
    const { person, now } = request;
    const changed = await changeRegister(
      request,
      leadId === null ? 'lead_created' : 'lead_edited',
      async (database) => {
        const { partner: choice, owner, nextStep, nextStepOn, ...rest } = input;
        const [partner] = await settlePartners(database, choice, person.id);
        if (partner === undefined) return null;
        const lead: LeadInput = { ...rest, ownerId: owner, partnerId: partner.id };
        const id = leadId ?? (await createLead(database, lead, { personId: person.id, at: now }));
        if (leadId !== null) await updateLead(database, leadId, lead, now);
        if (nextStep !== null) {
          await addFollowUp(database, {
            text: nextStep,
            assigneeId: owner,
            dueOn: nextStepOn,
            origin: 'form',
            partnerId: partner.id,
            leadId: id,
            createdById: person.id,
          });
        }
        return { subjectId: id, result: id };
      },
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    const [lead] = changed.state === 'done' ? await readLeads(request.database, [changed.result]) : [];
    if (changed.state === 'called_off' || lead === undefined) {
      return { kind: 'refused', problems: { partner: { key: 'leads.partner_gone' } } };
    }
    const text = request.words.plain('leads.saved', { partner: lead.partner.shown });
    const item = { kind: 'lead', id: lead.id, blocks: leadCard(lead, request) };
    return { kind: 'saved', message: savedCard(request, text, item, changed.changeId) };
  },
});
