import type { KnownBlock } from '@slack/types';
import { bold, joinMrkdwn, mrkdwn } from '../language/mrkdwn.js';
import { button, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { agreementLine } from './agreement-card.js';
import { listAgreementsOf } from './agreement-store.js';
import { familyTree } from './family.js';

const most = 100;
const withButtons = 8;
const branch = '\u2003└ ';

/** A partner's agreements as a tree, for its card: the first ones with a button, the others as lines. */
export async function agreementsOfPartner(request: Request, partnerId: string): Promise<KnownBlock[] | null> {
  const { words } = request;
  const agreements = await listAgreementsOf(request.database, partnerId, most);
  if (agreements.length === 0) return null;
  const lines = familyTree(agreements).map(({ member, depth }) => ({
    id: member.id,
    text: mrkdwn`${'\u2003'.repeat(Math.max(0, depth - 1))}${depth === 0 ? '' : branch}${agreementLine(member, request)}`,
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
