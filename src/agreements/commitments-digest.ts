import { addDays } from '../calendar/day.js';
import type { DigestKind } from '../digests/digest-kind.js';
import { axesOf } from '../workspace/axis.js';
import { commitmentCard } from './commitment-card.js';
import { countCommitments, listCommitments } from './commitment-store.js';
import { commitmentsCommand } from './commitments-request.js';

const usualDays = 30;

/** The commitments of both sides that are overdue or fall due within the horizon (a month unless told), the longest due first. */
export const commitmentsDigest: DigestKind = {
  name: 'commitments',
  aliases: ['engagements'],
  compose: async (database, reading, _workspace, { axis, ownerId, horizonDays = usualDays }, show) => {
    const { words, today } = reading;
    const due = { dueUntil: addDays(today, horizonDays), axis, ownerId };
    const found = await listCommitments(database, due, { take: show });
    if (found.length === 0) return null;
    const total = found.length < show ? found.length : await countCommitments(database, due);
    return {
      heading: words.plain('commitments.digest_heading'),
      items: found.map((commitment) => commitmentCard(commitment, reading)),
      total,
      listCommand: commitmentsCommand({
        axis: axis === undefined ? undefined : axesOf([axis])[0],
        ownerId,
        horizon: { unit: 'days', count: horizonDays },
      }),
    };
  },
};
