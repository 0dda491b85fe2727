import type { KnownBlock } from '@slack/types';
import { bold } from '../language/mrkdwn.js';
import { allButton, type PartnerSection } from '../partners/partner-section.js';
import { actions, section } from '../slack/blocks.js';
import type { DeskSection } from '../slack/feature.js';
import { runButton } from '../slack/shared-actions.js';
import { followUpCard, followUpLine } from './follow-up-card.js';
import { countFollowUps, listFollowUps } from './follow-up-store.js';

const shownAtOnce = 5;

/** On the desk: the person's most urgent open follow-ups. */
export const myFollowUps: DeskSection = async (request) => {
  const { database, words } = request;
  const mine = { assigneeId: request.person.id };
  const found = await listFollowUps(database, mine, { take: shownAtOnce + 1 });
  if (found.length === 0) return null;
  const blocks: KnownBlock[] = [
    section(bold(words.plain('follow_ups.yours'))),
    ...found.slice(0, shownAtOnce).flatMap((followUp) => followUpCard(followUp, request)),
  ];
  if (found.length > shownAtOnce) {
    const count = await countFollowUps(database, mine);
    blocks.push(actions([runButton('followups', words.plain('follow_ups.all_yours', { count }))]));
  }
  return blocks;
};

/** On a partner's card: what is still to be done with it, one line each. */
export const followUpsOfPartner: PartnerSection = async (request, partnerId) => {
  const { database, words } = request;
  const about = { partnerId, waiting: 'too' } as const;
  const found = await listFollowUps(database, about, { take: shownAtOnce + 1 });
  if (found.length === 0) return null;
  const blocks: KnownBlock[] = [
    section(bold(words.plain('follow_ups.of_partner'))),
    ...found.slice(0, shownAtOnce).flatMap((followUp) => followUpLine(followUp, request)),
  ];
  if (found.length > shownAtOnce) {
    const count = await countFollowUps(database, about);
    blocks.push(actions([allButton(`followups all id:${partnerId}`, count, request)]));
  }
  return blocks;
};
