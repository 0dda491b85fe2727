import { z } from 'zod';
import { choiceField } from '../slack/choice-fields.js';
import { defineForm } from '../slack/form.js';
import { textField } from '../slack/text-fields.js';
import { changeRegister } from '../workspace/register-change.js';
import { savedCard } from '../workspace/saved-card.js';
import { lostReasons } from './lead.js';
import { leadCard, leadItem } from './lead-card.js';
import { loseLead, readLeads } from './lead-store.js';

/** The form that marks a lead as lost, with the reason. */
export const lostForm = defineForm({
  name: 'leads.lost',
  state: z.object({
    leadId: z.string(),
    /** Whether it is lost already, and what was said of it is edited. */
    said: z.boolean().optional(),
  }),
  fields: () => ({
    lostReason: choiceField({
      required: true,
      choices: lostReasons,
      label: (reason) => `leads.lost_reason.${reason}`,
    }),
    lostBecause: textField({ required: false, multiline: true, max: 1000 }),
  }),
  initial: async ({ database, today }, { leadId, said }) => {
    const [lead] = said ? await readLeads(database, [leadId], today) : [];
    if (lead === undefined) return {};
    const { lostReason, lostBecause } = lead;
    return { lostBecause, ...(lostReason === null ? {} : { lostReason }) };
  },
  edits: ({ said }) => said === true,
  save: async (request, why, { leadId }, submissionKey) => {
    const changed = await changeRegister(
      request,
      'lead_lost',
      async (database) =>
        (await loseLead(database, leadId, why, request.now)) ? { subjectId: leadId, result: null } : null,
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    const [lead] = await readLeads(request.database, [leadId], request.today);
    if (changed.state === 'called_off' || lead === undefined) {
      return { kind: 'refused', problems: { lostReason: { key: 'leads.gone' } } };
    }
    const text = request.words.plain('leads.was_lost', { partner: lead.partner.shown });
    const item = { kind: leadItem, id: leadId, blocks: leadCard(lead, request) };
    return { kind: 'saved', message: savedCard(request, text, item, changed.changeId) };
  },
});
