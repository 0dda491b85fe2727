import type { KnownBlock } from '@slack/types';
import { bold, joinMrkdwn, mrkdwn } from '../language/mrkdwn.js';
import { button, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import type { Agreement } from './agreement.js';
import { listAgreementsOf, readAgreements } from './agreement-store.js';
import { branchAt, treeLine } from './around.js';
import { familyTree } from './family.js';

const most = 100;
const withButtons = 8;

/** A partner's agreements as a tree, for its card: the first ones with a button, the others as lines. */
export async function agreementsOfPartner(request: Request, partnerId: string): Promise<KnownBlock[] | null> {
  const { words } = request;
  const agreements = await listAgreementsOf(request.database, partnerId, most);
  if (agreements.length === 0) return null;
  const known = [...agreements, ...(await parentsElsewhere(request, agreements))];
  const lines = familyTree(agreements).map(({ member, depth }) => ({
    id: member.id,
    text: mrkdwn`${branchAt(depth)}${treeLine(member, known, request)}`,
  }));
  const rest = lines.slice(withButtons);
  return [
    section(bold(words.plain('agreements.of_partner', { count: agreements.length }))),
    ...lines
      .slice(0, withButtons)
      .map(({ id, text }) =>
        section(
          text,
          undefined,
          button(actionId('agreements', 'details'), words.plain('agreements.details'), id),
        ),
      ),
    ...(rest.length === 0
      ? []
      : [
          section(
            joinMrkdwn(
              rest.map(({ text }) => text),
              '\n',
            ),
          ),
        ]),
  ];
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
