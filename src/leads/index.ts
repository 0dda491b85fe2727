import { bold, joinMrkdwn } from '../language/mrkdwn.js';
import type { AddsToPartnerCard } from '../partners/partner-section.js';
import { section } from '../slack/blocks.js';
import type { Feature } from '../slack/feature.js';
import { changeRegister } from '../workspace/register-change.js';
import { isLeadStage } from './lead.js';
import { leadCard, leadLine } from './lead-card.js';
import { listPipeline } from './lead-commands.js';
import { leadForm } from './lead-form.js';
import { leadsOfPartner, moveLead, readLeads } from './lead-store.js';

/** Partnerships that are not signed yet. */
export const leadsFeature: Feature & AddsToPartnerCard = {
  name: 'leads',
  forms: [leadForm],
  commands: [
    {
      verb: 'lead',
      aliases: ['piste', 'prospect'],
      usage: 'leads.usage',
      summary: 'leads.summary',
      run: (_request, { rest }) => ({
        kind: 'form',
        form: leadForm.open({ leadId: null, typedName: rest.slice(0, 300) }),
      }),
    },
    {
      verb: 'leads',
      aliases: ['pistes', 'pipeline'],
      usage: 'leads.list_usage',
      summary: 'leads.list_summary',
      run: listPipeline,
    },
  ],
  actions: {
    new: () => ({ kind: 'form', form: leadForm.open({ leadId: null, typedName: '' }) }),
    edit: (_request, { value }) => ({ kind: 'form', form: leadForm.open({ leadId: value, typedName: '' }) }),
    move: async (request, { value }) => {
      const [id = '', stage = ''] = value.split(':');
      if (isLeadStage(stage)) {
        await changeRegister(request, 'lead_moved', async (database) => {
          const moved = await moveLead(database, id, stage, request.now);
          return moved ? { subjectId: id, result: null } : null;
        });
      }
      return { kind: 'refresh' };
    },
  },
  items: [
    {
      name: 'lead',
      show: async (database, ids, reading) =>
        new Map((await readLeads(database, ids)).map((lead) => [lead.id, leadCard(lead, reading)])),
    },
  ],
  shortcuts: [{ label: 'leads.new', action: 'new' }],
  partnerSections: [
    async (request, partnerId) => {
      const leads = await leadsOfPartner(request.database, partnerId, 5);
      if (leads.length === 0) return null;
      const lines = leads.map((lead) => leadLine(lead, request));
      return [section(joinMrkdwn([bold(request.words.plain('leads.of_partner')), ...lines], '\n'))];
    },
  ],
};
