import type { KnownBlock } from '@slack/types';
import type { RenewalQuestion } from '../database/renewal-lines.js';
import { bold } from '../language/mrkdwn.js';
import { actions, section } from '../slack/blocks.js';
import type { Reading, Request } from '../slack/context.js';
import { runButton } from '../slack/shared-actions.js';
import { listRenewals } from './renewal-store.js';
import { defaultHorizon, horizonDay, lineOf, renewalCommand } from './renewals-list.js';

const most = 3;

/** The renewals to decide for a person's desk: those that they look after first. */
export async function renewalsOnDesk(
  request: Reading & Pick<Request, 'database' | 'person'>,
): Promise<KnownBlock[] | null> {
  const { database, today, person, words } = request;
  const filter: RenewalQuestion = { until: horizonDay(today, defaultHorizon), today };
  const { open, total } = await listRenewals(database, filter, { take: most, firstOf: person.id });
  if (total === 0) return null;
  const label = words.plain('agreements.all_renewals', { count: total });
  return [
    section(bold(words.plain('agreements.desk_heading'))),
    ...open.flatMap((agreement) => lineOf(agreement, request)),
    actions([runButton(renewalCommand({ horizon: defaultHorizon }), label)]),
  ];
}
