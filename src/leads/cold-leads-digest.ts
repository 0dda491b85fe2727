import type { DigestKind } from '../digests/digest-kind.js';
import { partnerWhere } from '../digests/partner-filter.js';
import { axesOf } from '../workspace/axis.js';
import { openStages } from './lead.js';
import { leadCard } from './lead-card.js';
import { readLeads } from './lead-store.js';
import { pipelineCommand } from './pipeline-request.js';
import { readPipeline } from './pipeline-store.js';

/** The open leads without news for as long as the office's rule says, those nearest to a signature first. */
export const coldLeadsDigest: DigestKind = {
  name: 'cold',
  aliases: ['froides', 'cold-leads', 'pistes-froides'],
  filters: ['axis', 'ownerId', 'reach', 'partnerKind'],
  compose: async (database, reading, _workspace, filters, show) => {
    const { words, today } = reading;
    const { axis, ownerId, reach, partnerKind } = filters;
    const where = { stages: openStages, proposals: 'none', axis, ownerId, coldOnly: true } as const;
    const asked = { ...where, partner: partnerWhere(filters) };
    const { ids, total } = await readPipeline(database, asked, today, { page: 1, size: show });
    if (total === 0) return null;
    const leads = await readLeads(database, ids, today);
    return {
      heading: words.plain('leads.digest_heading'),
      items: leads.map((lead) => leadCard(lead, reading)),
      total,
      listCommand: pipelineCommand({
        stage: null,
        axis: axesOf(axis === undefined ? [] : [axis])[0] ?? null,
        person: ownerId === undefined ? null : `<@${ownerId}>`,
        partner: null,
        ...{ reach, partnerKind },
        coldOnly: true,
        proposedOnly: false,
      }),
    };
  },
};
