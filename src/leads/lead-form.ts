import { z } from 'zod';
import { writeDecided } from '../agreements/renewal-decision.js';
import type { Day } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import {
  addFollowUp,
  type SettledBy,
  settleFollowUp,
  updateFollowUp,
} from '../follow-ups/follow-up-store.js';
import { currencyNamed } from '../language/money.js';
import { partnerField, settlePartners } from '../partners/partner-field.js';
import { findPartnerNamed } from '../partners/partner-store.js';
import { choiceField, choicesField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import type { Field } from '../slack/field.js';
import { defineForm } from '../slack/form.js';
import type { InputOf } from '../slack/form-contract.js';
import { dayField, personField } from '../slack/picker-fields.js';
import { numberField, textField } from '../slack/text-fields.js';
import { axes, axesOf } from '../workspace/axis.js';
import { onlyMembers } from '../workspace/members.js';
import { changeRegister } from '../workspace/register-change.js';
import { savedCard } from '../workspace/saved-card.js';
import { type LeadStage, leadStages } from './lead.js';
import { leadCard, leadItem } from './lead-card.js';
import { proposalParts } from './lead-checklist.js';
import { nextForm } from './lead-outcome.js';
import {
  createLead,
  type Lead,
  type LeadInput,
  linkToAgreement,
  readLeads,
  updateLead,
} from './lead-store.js';
import { mustPropose, tellOfProposal } from './triage.js';

const state = z.object({
  /** The lead that is edited; none: a new one. */
  leadId: z.string().nullable(),
  /** The name that was typed with the command. */
  typedName: z.string(),
  /** The agreement that a new one is to renegotiate, and the renewal about which that is decided. */
  renegotiates: z
    .object({
      agreementId: z.string(),
      renewal: z.string(),
      partner: z.object({ id: z.string(), shown: z.string() }),
      object: z.string(),
      axes: z.array(z.string()).readonly(),
    })
    .optional(),
});
type State = z.infer<typeof state>;

const mostValue = 2_000_000_000;

async function fields({ database }: Request) {
  return {
    partner: await partnerField(database, { several: false }),
    object: textField({ required: true, max: 300 }),
    stage: choiceField({ required: true, choices: leadStages, label: (stage) => `leads.stage.${stage}` }),
    owner: personField({ required: true }),
    nextStep: textField({ required: false, max: 1000 }),
    nextStepOn: dayField({ required: false }),
    needs: textField({ required: false, multiline: true }),
    offer: textField({ required: false, multiline: true }),
    exchanges: textField({ required: false, multiline: true }),
    proposalParts: choicesField({
      choices: proposalParts,
      label: (part) => `leads.proposal_part.${part}`,
    }),
    axes: choicesField({ choices: axes, label: (axis) => `workspace.axis.${axis}` }),
    source: textField({ required: false, max: 300 }),
    expectedSignatureOn: dayField({ required: false }),
    value: numberField({ required: false, min: 0, max: mostValue }),
    currency: currencyField,
  };
}

const typedCurrency = textField({ required: false, max: 3 });

/** An ISO 4217 code, in capitals or not. */
const currencyField: Field<string | null> = {
  blocks: typedCurrency.blocks,
  read: (id, values) => {
    const typed = typedCurrency.read(id, values);
    if (!('value' in typed) || typed.value === null) return typed;
    const code = currencyNamed(typed.value);
    return code === null ? { blockId: id, problem: { key: 'leads.unknown_currency' } } : { value: code };
  },
};

type Asked = Awaited<ReturnType<typeof fields>>;

async function initial(
  request: Request,
  { leadId, typedName, renegotiates }: State,
): Promise<Partial<InputOf<Asked>>> {
  if (leadId === null) {
    if (renegotiates !== undefined) {
      const { partner, object, axes: ofAgreement } = renegotiates;
      return {
        partner: { chosen: [partner], newName: null },
        object: object.slice(0, 300),
        stage: 'in_discussion',
        owner: request.person.id,
        axes: axesOf(ofAgreement),
      };
    }
    const known = await findPartnerNamed(request.database, typedName);
    return {
      partner:
        known === null ? { chosen: [], newName: typedName || null } : { chosen: [known], newName: null },
      stage: 'identified',
      owner: request.person.id,
    };
  }
  const [lead] = await readLeads(request.database, [leadId], request.today);
  if (lead === undefined) return {};
  const { object, stage, needs, offer, exchanges, source, expectedSignatureOn, value, currency } = lead;
  return {
    ...{ object, stage, needs, offer, exchanges, source, expectedSignatureOn, value, currency },
    partner: { chosen: [lead.partner], newName: null },
    owner: lead.ownerId,
    nextStep: lead.nextStep?.text ?? null,
    nextStepOn: lead.nextStep?.dueOn ?? null,
    axes: axesOf(lead.axes),
    proposalParts: [...lead.proposalParts],
  };
}

interface StepInput {
  readonly text: string | null;
  readonly dueOn: Day | null;
}

/** The next step is a follow-up: the open one that the form showed is rewritten, or done where it was emptied. */
async function writeNextStep(
  database: ScopedDatabase,
  before: Lead['nextStep'],
  { text, dueOn }: StepInput,
  lead: { readonly id: string; readonly partnerId: string; readonly ownerId: string },
  by: SettledBy,
): Promise<void> {
  if (text === null) {
    if (before !== null) await settleFollowUp(database, before.id, by);
  } else if (before === null) {
    const { id: leadId, partnerId, ownerId: assigneeId } = lead;
    const createdById = by.personId;
    await addFollowUp(database, { text, assigneeId, dueOn, origin: 'form', partnerId, leadId, createdById });
  } else if (before.text !== text || before.dueOn !== dueOn) {
    await updateFollowUp(database, before.id, { text, dueOn });
  }
}

/** The form for a new lead, and for editing one. */
export const leadForm = defineForm({
  name: 'leads',
  state,
  fields,
  initial,
  edits: ({ leadId }) => leadId !== null,
  title: ({ leadId }) => (leadId === null ? 'leads.form.title' : 'leads.form.edit_title'),
  save: async (request, input, { leadId, renegotiates }, submissionKey) => {
    const { partner: choice, owner, nextStep, nextStepOn, ...rest } = input;
    if (nextStep === null && nextStepOn !== null) {
      return { kind: 'refused', problems: { nextStep: { key: 'leads.next_step_missing' } } };
    }
    if (rest.value !== null && rest.currency === null) {
      return { kind: 'refused', problems: { currency: { key: 'leads.currency_missing' } } };
    }
    const { person, now, today } = request;
    const [edited] = leadId === null ? [] : await readLeads(request.database, [leadId], today);
    const wrongOwner = await onlyMembers(request, { owner }, [edited?.ownerId]);
    if (wrongOwner !== null) return wrongOwner;
    const proposes = leadId === null && (await mustPropose(request));
    const by = { personId: person.id, at: now, today };
    let movedTo: LeadStage | null = null;
    const changed = await changeRegister(
      request,
      leadId !== null ? 'lead_edited' : proposes ? 'lead_proposed' : 'lead_created',
      async (database) => {
        const [before] = leadId === null ? [] : await readLeads(database, [leadId], today);
        const [partner] = await settlePartners(database, choice, person.id);
        if (partner === undefined || (leadId !== null && before === undefined)) return null;
        movedTo = before?.stage === rest.stage ? null : rest.stage;
        const lead: LeadInput = { ...rest, ownerId: owner, partnerId: partner.id };
        const id = leadId ?? (await createLead(database, lead, proposes ? 'proposed' : 'accepted', by));
        if (leadId !== null) await updateLead(database, leadId, lead, now);
        if (renegotiates !== undefined) {
          await linkToAgreement(database, id, renegotiates.agreementId);
          // Somebody may have decided meanwhile; the lead is wanted all the same.
          if (!proposes) {
            await writeDecided(request, database, renegotiates.renewal, { choice: 'renegotiate' });
          }
        }
        const step = { text: nextStep, dueOn: nextStepOn };
        await writeNextStep(database, before?.nextStep ?? null, step, { ...lead, id }, by);
        return { subjectId: id, result: id };
      },
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    const [lead] = changed.state === 'done' ? await readLeads(request.database, [changed.result], today) : [];
    if (changed.state === 'called_off' || lead === undefined) {
      return { kind: 'refused', problems: { partner: { key: 'leads.partner_gone' } } };
    }
    if (proposes) void tellOfProposal(request, lead.id);
    const text = request.words.plain(proposes ? 'leads.proposed' : 'leads.saved', {
      partner: lead.partner.shown,
    });
    const item = { kind: leadItem, id: lead.id, blocks: leadCard(lead, request) };
    const message = savedCard(request, text, item, changed.changeId);
    const form = movedTo === lead.stage ? nextForm(lead) : null;
    return form === null ? { kind: 'saved', message } : { kind: 'next', form, message };
  },
});
