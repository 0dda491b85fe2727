import { addDays } from '../calendar/day.js';
import { workingDaysBefore } from '../calendar/working-days.js';
import type { DigestKind } from '../digests/digest-kind.js';
import { partnerWhere } from '../digests/partner-filter.js';
import { axesOf } from '../workspace/axis.js';
import { groupOf } from './follow-up.js';
import { followUpItems } from './follow-up-items.js';
import { countFollowUps, listFollowUps } from './follow-up-store.js';
import { listCommand } from './list-request.js';

const defaultHorizonDays = 7;

/** What is overdue and what falls due within the horizon (a week unless told), the longest due first. */
export const dueFollowUpsDigest: DigestKind = {
  name: 'followups',
  aliases: ['suivis'],
  filters: ['axis', 'ownerId', 'reach', 'partnerKind', 'horizonDays', 'minOverdueDays'],
  compose: async (database, reading, { calendar }, filters, show) => {
    const { words, today } = reading;
    const { minOverdueDays, horizonDays = defaultHorizonDays } = filters;
    const due = {
      dueUntil:
        minOverdueDays === undefined
          ? addDays(today, horizonDays)
          : workingDaysBefore(today, minOverdueDays, calendar),
      assigneeId: filters.ownerId,
      axis: filters.axis,
      partner: partnerWhere(filters),
    };
    const followUps = await listFollowUps(database, due, { take: show });
    if (followUps.length === 0) return null;
    const total = followUps.length < show ? followUps.length : await countFollowUps(database, due);
    return {
      heading: words.plain('follow_ups.digest_heading'),
      items: [...(await followUpItems(database, followUps, reading)).values()],
      groups: followUps.map((followUp) => words.plain(`follow_ups.group.${groupOf(followUp, today)}`)),
      total,
      listCommand: listCommand({
        whose: filters.ownerId === undefined ? 'all' : 'person',
        person: filters.ownerId === undefined ? null : `<@${filters.ownerId}>`,
        only: null,
        axis: axesOf(filters.axis === undefined ? [] : [filters.axis])[0] ?? null,
        partner: null,
        reach: filters.reach,
        partnerKind: filters.partnerKind,
        ...(minOverdueDays === undefined ? { horizonDays } : { minOverdueDays }),
      }),
    };
  },
};
