import type { Renegotiates } from '../agreements/contributions.js';
import type { AddsDigests } from '../digests/digest-kind.js';
import type { AddsToPartnerCard } from '../partners/partner-section.js';
import type { AddsToSearch } from '../search/search-store.js';
import type { Feature } from '../slack/feature.js';
import { coldForm } from './cold-form.js';
import { coldLeadsDigest } from './cold-leads-digest.js';
import { leadActions } from './lead-actions.js';
import { leadCard, leadItem } from './lead-card.js';
import { listPipeline } from './lead-commands.js';
import { leadForm } from './lead-form.js';
import { leadsToSearch } from './lead-search-store.js';
import { leadsOnPartnerCard, leadWithButton, proposalsOnDesk } from './lead-sections.js';
import { readLeads } from './lead-store.js';
import { lostForm } from './lost-form.js';
import { declineForm, mergeForm } from './triage-forms.js';

/** Partnerships that are not signed yet. */
export const leadsFeature: Feature & AddsToPartnerCard & AddsToSearch & AddsDigests & Renegotiates = {
  name: 'leads',
  searchSources: [leadsToSearch],
  renegotiate: (renegotiates) => leadForm.open({ leadId: null, typedName: '', renegotiates }),
  forms: [leadForm, lostForm, coldForm, declineForm, mergeForm],
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
  actions: leadActions,
  items: [
    {
      name: leadItem,
      alone: true,
      show: async (database, ids, reading) =>
        new Map(
          (await readLeads(database, ids, reading.today)).map((lead) => [lead.id, leadCard(lead, reading)]),
        ),
    },
  ],
  shortcuts: [{ label: 'leads.new', action: 'new' }],
  globalShortcuts: [{ callbackId: 'new_lead', open: () => leadForm.open({ leadId: null, typedName: '' }) }],
  deskSections: [proposalsOnDesk],
  partnerSections: [leadsOnPartnerCard],
  newWithPartner: leadWithButton,
  digestKinds: [coldLeadsDigest],
};
