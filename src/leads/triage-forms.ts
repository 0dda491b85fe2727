import { z } from 'zod';
import { option } from '../slack/blocks.js';
import { selectBlock } from '../slack/choice-fields.js';
import { type Field, stateOf } from '../slack/field.js';
import { defineForm } from '../slack/form.js';
import { textField } from '../slack/text-fields.js';
import { changeRegister } from '../workspace/register-change.js';
import { isOfficer } from '../workspace/role.js';
import { savedCard } from '../workspace/saved-card.js';
import { leadCard, leadItem } from './lead-card.js';
import { readLeads } from './lead-store.js';
import { mayDecline, tellProposer } from './triage.js';
import { declineLead, explainDecline, type LeadRef, leadsToMergeInto, mergeLead } from './triage-store.js';

const state = z.object({ leadId: z.string() });

/** The form in which an officer says why a proposed lead is declined, or puts the reason in other words later. */
export const declineForm = defineForm({
  name: 'leads.decline',
  state: state.extend({
    /** Whether it is declined already, and what was said of it is edited. */
    said: z.boolean().optional(),
  }),
  fields: () => ({ because: textField({ required: true, multiline: true, max: 1000 }) }),
  edits: ({ said }) => said === true,
  initial: async ({ database, today }, { leadId, said }) => {
    const [lead] = said ? await readLeads(database, [leadId], today) : [];
    return lead?.triage === 'declined' ? { because: lead.declinedBecause ?? '' } : {};
  },
  title: ({ said }) => (said ? 'leads.decline.form.edit_title' : 'leads.decline.form.title'),
  save: async (request, { because }, { leadId, said = false }, submissionKey) => {
    const [before] = await readLeads(request.database, [leadId], request.today);
    if (!(await mayDecline(request, said ? before : undefined))) {
      return { kind: 'refused', problems: { because: { key: 'leads.officers_only' } } };
    }
    const changed = await changeRegister(
      request,
      said ? 'decline_explained' : 'lead_declined',
      async (database) => {
        const by = { personId: request.person.id, at: request.now };
        const written = said
          ? await explainDecline(database, leadId, because)
          : await declineLead(database, leadId, because, by);
        return written ? { subjectId: leadId, result: null } : null;
      },
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    const [lead] = await readLeads(request.database, [leadId], request.today);
    if (changed.state === 'called_off' || lead === undefined) {
      return { kind: 'refused', problems: { because: { key: 'leads.decided_before' } } };
    }
    if (!said || before?.declinedBecause !== because) {
      void tellProposer(request, lead, { kind: said ? 'explained' : 'declined', because });
    }
    const text = request.words.plain('leads.was_declined', { partner: lead.partner.shown });
    const item = { kind: leadItem, id: leadId, blocks: leadCard(lead, request) };
    return { kind: 'saved', message: savedCard(request, text, item, changed.changeId) };
  },
});

/** The form in which an officer chooses the lead that a proposed one is merged into. */
export const mergeForm = defineForm({
  name: 'leads.merge',
  state,
  fields: async ({ database }, { leadId }) => ({
    target: targetField(await leadsToMergeInto(database, leadId)),
  }),
  initial: () => ({}),
  save: async (request, { target }, { leadId }, submissionKey) => {
    if (!(await isOfficer(request))) {
      return { kind: 'refused', problems: { target: { key: 'leads.officers_only' } } };
    }
    const [proposal] = await readLeads(request.database, [leadId], request.today);
    let tooLong = false;
    const changed = await changeRegister(
      request,
      'lead_merged',
      async (database) => {
        const merged = await mergeLead(database, leadId, target);
        tooLong = merged === 'too_long';
        return merged === 'merged' ? { subjectId: target, result: null } : null;
      },
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    const [lead] = await readLeads(request.database, [target], request.today);
    if (changed.state === 'called_off' || lead === undefined || proposal === undefined) {
      const key = tooLong ? 'leads.merge_too_long' : 'leads.decided_before';
      return { kind: 'refused', problems: { target: { key } } };
    }
    void tellProposer(request, proposal, { kind: 'merged', into: lead.object });
    const text = request.words.plain('leads.was_merged', { partner: lead.partner.shown });
    const item = { kind: leadItem, id: lead.id, blocks: leadCard(lead, request) };
    return { kind: 'saved', message: savedCard(request, text, item, changed.changeId) };
  },
});

/** One of the partner's leads. The menu is only opened where there is one. */
function targetField(leads: readonly LeadRef[]): Field<string> {
  const options = leads.map(({ id, object }) => option(id, object));
  return {
    blocks: (id, writing, value) =>
      options.length === 0 ? [] : [selectBlock(id, writing, false, options, value ?? null)],
    read: (id, values) => {
      const chosen = stateOf(id, values)?.selected_option?.value;
      const target = leads.find((lead) => lead.id === chosen);
      return target === undefined
        ? { blockId: id, problem: { key: 'leads.decided_before' } }
        : { value: target.id };
    },
  };
}
