import { addDays } from '../calendar/day.js';
import { workingDaysBefore } from '../calendar/working-days.js';
import type { DigestKind } from '../digests/digest-kind.js';
import { partnerWhere } from '../digests/partner-filter.js';
import { groupOf } from '../follow-ups/follow-up.js';
import { axesOf } from '../workspace/axis.js';
import { commitmentCard } from './commitment-card.js';
import { countCommitments, listCommitments } from './commitment-store.js';
import { commitmentsCommand } from './commitments-request.js';

const usualDays = 30;

/** The commitments of both sides that are overdue or fall due within the horizon (a month unless told), the longest due first. */
export const commitmentsDigest: DigestKind = {
  name: 'commitments',
  aliases: ['engagements'],
  filters: ['axis', 'ownerId', 'reach', 'partnerKind', 'horizonDays', 'minOverdueDays'],
  compose: async (database, reading, { calendar }, filters, show) => {
    const { words, today } = reading;
    const { axis, ownerId, reach, partnerKind, horizonDays = usualDays, minOverdueDays } = filters;
    const dueUntil =
      minOverdueDays === undefined
        ? addDays(today, horizonDays)
        : workingDaysBefore(today, minOverdueDays, calendar);
    const due = { dueUntil, axis, ownerId, partner: partnerWhere(filters) };
    const found = await listCommitments(database, due, { take: show });
    if (found.length === 0) return null;
    const total = found.length < show ? found.length : await countCommitments(database, due);
    return {
      heading: words.plain('commitments.digest_heading'),
      items: found.map((commitment) => commitmentCard(commitment, reading)),
      groups: found.map(({ dueOn }) =>
        words.plain(`follow_ups.group.${groupOf({ state: 'open', dueOn }, today)}`),
      ),
      total,
      listCommand: commitmentsCommand({
        axis: axis === undefined ? undefined : axesOf([axis])[0],
        ownerId,
        horizon: minOverdueDays === undefined ? { unit: 'days', count: horizonDays } : undefined,
        ...{ reach, partnerKind, minOverdueDays },
      }),
    };
  },
};
