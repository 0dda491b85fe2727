import { addDays } from '../calendar/day.js';
import { workingDaysBefore } from '../calendar/working-days.js';
import type { DigestKind } from '../digests/digest-kind.js';
import { partnerWhere } from '../digests/partner-filter.js';
import { followUpItems } from './follow-up-items.js';
import { countFollowUps, listFollowUps } from './follow-up-store.js';

const defaultHorizonDays = 7;

/** What is overdue and what falls due within the horizon (a week unless told), the longest due first. */
export const dueFollowUpsDigest: DigestKind = {
  name: 'followups',
  aliases: ['suivis'],
  filters: ['axis', 'ownerId', 'reach', 'partnerKind', 'horizonDays', 'minOverdueDays'],
  compose: async (database, reading, { calendar }, filters, show) => {
    const { words, today } = reading;
    const due = {
      dueUntil:
        filters.minOverdueDays === undefined
          ? addDays(today, filters.horizonDays ?? defaultHorizonDays)
          : workingDaysBefore(today, filters.minOverdueDays, calendar),
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
      total,
      listCommand: [
        'followups',
        filters.ownerId === undefined ? 'all' : `<@${filters.ownerId}>`,
        filters.axis && `axis:${filters.axis}`,
      ]
        .filter(Boolean)
        .join(' '),
    };
  },
};
