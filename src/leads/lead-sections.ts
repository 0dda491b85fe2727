import type { Button } from '@slack/types';
import { bold, joinMrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { allButton, type PartnerSection } from '../partners/partner-section.js';
import { actions, button, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId, type DeskSection } from '../slack/feature.js';
import { runButton } from '../slack/shared-actions.js';
import { isOfficer } from '../workspace/role.js';
import { leadLine } from './lead-card.js';
import { countLeadsOfPartner, leadsOfPartner, readLeads } from './lead-store.js';
import { readPipeline } from './pipeline-store.js';

const most = 5;
const mostOnDesk = 3;

/** On a partner's card: its newest leads, one line each with its button, and the button for all of them. */
export const leadsOnPartnerCard: PartnerSection = async (request, partnerId) => {
  const { database, today, words } = request;
  const leads = await leadsOfPartner(database, partnerId, today, most);
  if (leads.length === 0) return null;
  const count = leads.length < most ? leads.length : await countLeadsOfPartner(database, partnerId);
  const all = allButton(`leads id:${partnerId}`, count, request);
  return [
    section(bold(words.plain('leads.of_partner'))),
    ...leads.map((lead) => {
      const details = button(actionId('leads', 'details'), words.plain('leads.details'), lead.id);
      return section(leadLine(lead, request), undefined, details);
    }),
    ...(count > leads.length ? [actions([all])] : []),
  ];
};

/** The button that notes a lead with a partner. */
export function leadWithButton({ words }: Reading, partnerId: string): Button {
  return button(actionId('leads', 'new_with'), words.plain('leads.new'), partnerId);
}

/** On the desk of the office: the leads that wait for its word, the longest waiting first. */
export const proposalsOnDesk: DeskSection = async (request) => {
  const { database, today, words } = request;
  if (!(await isOfficer(request))) return null;
  const asked = { stages: [], proposals: 'all' } as const;
  const { ids, total: count } = await readPipeline(database, asked, today, { page: 1, size: mostOnDesk });
  if (count === 0) return null;
  const lines = (await readLeads(database, ids, today)).map(
    ({ partner, object, createdById }) =>
      mrkdwn`• ${bold(partner.shown)} — ${object} · ${mention(createdById)}`,
  );
  const title = bold(words.plain('leads.proposals_wait', { count }));
  return [
    section(joinMrkdwn([title, ...lines], '\n')),
    actions([runButton('leads proposed', words.plain('leads.show_proposals'))]),
  ];
};
