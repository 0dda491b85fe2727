import type { KnownBlock } from '@slack/types';
import { bold } from '../language/mrkdwn.js';
import { allButton, type PartnerSection } from '../partners/partner-section.js';
import { actions, section } from '../slack/blocks.js';
import { commitmentLine } from './commitment-card.js';
import { countCommitments, listCommitments } from './commitment-store.js';
import { commitmentsCommand } from './commitments-request.js';

const shownAtOnce = 5;

/** On a partner's card: what both sides still have to do for each other, one line each. */
export const commitmentsOfPartner: PartnerSection = async (request, partnerId) => {
  const { database, words } = request;
  const found = await listCommitments(database, { partnerId }, { take: shownAtOnce + 1 });
  if (found.length === 0) return null;
  const blocks: KnownBlock[] = [
    section(bold(words.plain('commitments.of_partner'))),
    ...found.slice(0, shownAtOnce).flatMap((commitment) => commitmentLine(commitment, request)),
  ];
  if (found.length > shownAtOnce) {
    const count = await countCommitments(database, { partnerId });
    blocks.push(actions([allButton(commitmentsCommand({ partnerId }), count, request)]));
  }
  return blocks;
};
