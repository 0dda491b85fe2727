import type { DigestKind } from '../digests/digest-kind.js';
import { partnerWhere } from '../digests/partner-filter.js';
import { axesOf } from '../workspace/axis.js';
import { openStages } from './lead.js';
import { leadCard } from './lead-card.js';
import { readLeads } from './lead-store.js';
import { inOrder } from './pipeline.js';
import { pipelineCommand } from './pipeline-request.js';
import { surveyPipeline } from './pipeline-store.js';

/** The open leads without news for as long as the office's rule says, those nearest to a signature first. */
export const coldLeadsDigest: DigestKind = {
  name: 'cold',
  aliases: ['froides', 'cold-leads', 'pistes-froides'],
  filters: ['axis', 'ownerId', 'reach', 'partnerKind'],
  compose: async (database, reading, _workspace, filters, show) => {
    const { words, today } = reading;
    const { axis, ownerId } = filters;
    const where = { stages: openStages, proposals: 'none', axis, ownerId } as const;
    const surveyed = await surveyPipeline(database, { ...where, partner: partnerWhere(filters) }, today);
    const cold = inOrder(surveyed.filter((entry) => entry.cold));
    if (cold.length === 0) return null;
    const leads = await readLeads(
      database,
      cold.slice(0, show).map(({ id }) => id),
      today,
    );
    return {
      heading: words.plain('leads.digest_heading'),
      items: leads.map((lead) => leadCard(lead, reading)),
      total: cold.length,
      listCommand: pipelineCommand({
        stage: null,
        axis: axesOf(axis === undefined ? [] : [axis])[0] ?? null,
        person: ownerId === undefined ? null : `<@${ownerId}>`,
        partner: null,
        coldOnly: true,
        proposedOnly: false,
      }),
    };
  },
};
