import type { Button, KnownBlock } from '@slack/types';
import { bold, mrkdwn } from '../language/mrkdwn.js';
import { partnerMeant } from '../partners/partner-commands.js';
import { allButton } from '../partners/partner-section.js';
import { actions, button, type Message, section } from '../slack/blocks.js';
import { type CommandText, pageOf } from '../slack/command-text.js';
import type { Reading, Request } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { pageButtons, postListButton } from '../slack/shared-actions.js';
import type { Agreement } from './agreement.js';
import { listAgreementsOf, readAgreements } from './agreement-store.js';
import { branchAt, treeLine } from './around.js';
import { familyTree } from './family.js';
import { told } from './renewal-decision.js';

const most = 1000;
const shownAtOnce = 8;
const pageSize = 20;

/** A partner's agreements as a tree, for its card: the first ones, each with its button, and the button for all. */
export async function agreementsOfPartner(request: Request, partnerId: string): Promise<KnownBlock[] | null> {
  const lines = await treeOf(request, partnerId);
  if (lines.length === 0) return null;
  const count = lines.length;
  const all = allButton(`agreements id:${partnerId}`, count, request);
  return [
    section(bold(request.words.plain('agreements.of_partner', { count }))),
    ...lines.slice(0, shownAtOnce),
    ...(count > shownAtOnce ? [actions([all])] : []),
  ];
}

/** `/partner agreements NAME`: a page of the tree of a partner's agreements. */
export async function listAgreementsWith(request: Request, { rest }: CommandText): Promise<Message> {
  const { words } = request;
  const { typed, page: asked } = pageOf(rest);
  const partner = typed === '' ? null : await partnerMeant(request, typed);
  if (partner === null) {
    return told(request, typed === '' ? 'agreements.whose' : 'partners.not_found', { typed });
  }
  const lines = await treeOf(request, partner.id);
  const page = Math.min(asked, Math.max(1, Math.ceil(lines.length / pageSize)));
  const title = words.plain('agreements.with_partner', { count: lines.length, partner: partner.shown });
  const at = (number: number) => `agreements id:${partner.id} page:${number}`;
  const shown = lines.slice((page - 1) * pageSize, page * pageSize);
  return {
    text: title,
    blocks: [
      section(bold(title)),
      ...shown,
      actions([
        ...pageButtons(at, { page, more: page * pageSize < lines.length }, words),
        newAgreementButton(request, partner.id),
        postListButton(at(page), words),
      ]),
    ],
  };
}

/** The button that registers an agreement with a partner. */
export function newAgreementButton({ words }: Reading, partnerId: string): Button {
  return button(actionId('agreements', 'new_with'), words.plain('agreements.agreement_shortcut'), partnerId);
}

async function treeOf(request: Request, partnerId: string): Promise<KnownBlock[]> {
  const agreements = await listAgreementsOf(request.database, partnerId, most);
  const known = [...agreements, ...(await parentsElsewhere(request, agreements))];
  return familyTree(agreements).map(({ member, depth }) => {
    const details = button(
      actionId('agreements', 'details'),
      request.words.plain('agreements.details'),
      member.id,
    );
    return section(mrkdwn`${branchAt(depth)}${treeLine(member, known, request)}`, undefined, details);
  });
}

/** The agreements that some of these come under, but that were made with other partners. */
async function parentsElsewhere(
  { database }: Request,
  agreements: readonly Agreement[],
): Promise<Agreement[]> {
  const known = new Set(agreements.map(({ id }) => id));
  const missing = agreements.flatMap(({ parentId }) => parentId ?? []).filter((id) => !known.has(id));
  return missing.length === 0 ? [] : [...(await readAgreements(database, missing)).values()];
}
