import type { Key } from '../language/words.js';
import { readPartners } from '../partners/partner-store.js';
import { actions, type Message, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import type { Action, ActionOutcome } from '../slack/feature.js';
import { changeRegister } from '../workspace/register-change.js';
import { isOfficer } from '../workspace/role.js';
import { undoButton } from '../workspace/saved-card.js';
import { coldForm } from './cold-form.js';
import { isLeadStage } from './lead.js';
import { leadCard } from './lead-card.js';
import { leadForm } from './lead-form.js';
import { agreementFormOf } from './lead-outcome.js';
import { type Lead, moveLead, readLeads } from './lead-store.js';
import { lostForm } from './lost-form.js';
import { mayDecline, tellProposer } from './triage.js';
import { declineForm, mergeForm } from './triage-forms.js';
import { acceptLead, leadsToMergeInto } from './triage-store.js';

/** What the buttons and menus of leads do. */
export const leadActions: Readonly<Record<string, Action>> = {
  new: () => ({ kind: 'form', form: leadForm.open({ leadId: null, typedName: '' }) }),
  new_with: async ({ database }, { value }) => {
    const chosen = [...(await readPartners(database, [value])).values()];
    const form = leadForm.open({ leadId: null, typedName: '' }, { partner: { chosen, newName: null } });
    return { kind: 'form', form };
  },
  details: async (request, { value }) => {
    const [lead] = await readLeads(request.database, [value], request.today);
    const message =
      lead === undefined
        ? told(request, 'leads.gone')
        : { text: lead.partner.shown, blocks: leadCard(lead, request) };
    return { kind: 'answer', message };
  },
  edit: (_request, { value }) => ({ kind: 'form', form: leadForm.open({ leadId: value, typedName: '' }) }),
  move: async (request, { value }): Promise<ActionOutcome> => {
    const [id = '', stage = ''] = value.split(':');
    if (!isLeadStage(stage)) return { kind: 'refresh' };
    if (stage === 'lost') return { kind: 'form', form: lostForm.open({ leadId: id }) };
    const moved = await changeRegister(request, 'lead_moved', async (database) =>
      (await moveLead(database, id, stage, request.now)) ? { subjectId: id, result: null } : null,
    );
    if (stage !== 'won' || moved.state !== 'done') return { kind: 'refresh' };
    const form = await agreementFormOf(request, id);
    return form === null ? { kind: 'refresh' } : { kind: 'form', form, refresh: true };
  },
  say_why: (_request, { value }) => ({ kind: 'form', form: lostForm.open({ leadId: value, said: true }) }),
  register: async (request, { value }): Promise<ActionOutcome> => {
    const form = await agreementFormOf(request, value);
    return form === null ? { kind: 'refresh' } : { kind: 'form', form };
  },
  cold_rule: (request): ActionOutcome =>
    request.person.administrator
      ? { kind: 'form', form: coldForm.open(null) }
      : { kind: 'answer', message: told(request, 'leads.administrators_only') },
  accept: async (request, { value }): Promise<ActionOutcome> => {
    const proposal = await proposalFor(request, value);
    if ('refused' in proposal) return proposal.refused;
    const accepted = await changeRegister(request, 'lead_accepted', async (database) =>
      (await acceptLead(database, value, { personId: request.person.id, at: request.now }))
        ? { subjectId: value, result: null }
        : null,
    );
    if (accepted.state !== 'done') return decidedBefore(request);
    void tellProposer(request, proposal.lead, { kind: 'accepted' });
    const message = told(request, 'leads.was_accepted', { partner: proposal.lead.partner.shown });
    const undo = actions([undoButton(accepted.changeId, request)]);
    return { kind: 'refresh', also: { ...message, blocks: [...message.blocks, undo] } };
  },
  decline: async (request, { value }): Promise<ActionOutcome> => {
    const proposal = await proposalFor(request, value);
    return 'refused' in proposal
      ? proposal.refused
      : { kind: 'form', form: declineForm.open({ leadId: value }) };
  },
  change_decline: async (request, { value }): Promise<ActionOutcome> => {
    const [lead] = await readLeads(request.database, [value], request.today);
    if (lead?.triage !== 'declined') return decidedBefore(request);
    return (await mayDecline(request, lead))
      ? { kind: 'form', form: declineForm.open({ leadId: value, said: true }) }
      : { kind: 'answer', message: told(request, 'leads.officers_only') };
  },
  merge: async (request, { value }): Promise<ActionOutcome> => {
    const proposal = await proposalFor(request, value);
    if ('refused' in proposal) return proposal.refused;
    const { partner } = proposal.lead;
    if ((await leadsToMergeInto(request.database, value)).length === 0) {
      return { kind: 'answer', message: told(request, 'leads.nothing_to_merge', { partner: partner.shown }) };
    }
    return { kind: 'form', form: mergeForm.open({ leadId: value }) };
  },
};

/** The proposal that an officer wants to decide, or what they are told instead. */
async function proposalFor(
  request: Request,
  leadId: string,
): Promise<{ readonly lead: Lead } | { readonly refused: ActionOutcome }> {
  if (!(await isOfficer(request))) {
    return { refused: { kind: 'answer', message: told(request, 'leads.officers_only') } };
  }
  const [lead] = await readLeads(request.database, [leadId], request.today);
  return lead?.triage === 'proposed' ? { lead } : { refused: decidedBefore(request) };
}

function decidedBefore(request: Request): ActionOutcome {
  return { kind: 'refresh', also: told(request, 'leads.decided_before') };
}

function told({ words }: Request, key: Key, values: Record<string, string> = {}): Message {
  return { text: words.plain(key, values), blocks: [section(words.say(key, values))] };
}
