import { addDays } from '../calendar/day.js';
import type { DigestKind } from '../digests/digest-kind.js';
import { followUpItems } from './follow-up-items.js';
import { countFollowUps, listFollowUps } from './follow-up-store.js';

const defaultHorizonDays = 7;

/** What is overdue and what falls due within the horizon (a week unless told), the longest due first. */
export const dueFollowUpsDigest: DigestKind = {
  name: 'followups',
  aliases: ['suivis'],
  compose: async (database, reading, _workspace, filters, show) => {
    const { words, today } = reading;
    const due = {
      dueUntil: addDays(today, filters.horizonDays ?? defaultHorizonDays),
      assigneeId: filters.ownerId,
      axis: filters.axis,
    };
    const followUps = await listFollowUps(database, due, { take: show });
    if (followUps.length === 0) return null;
    const total = followUps.length < show ? followUps.length : await countFollowUps(database, due);
    return {
      heading: words.plain('follow_ups.digest_heading'),
      items: [...(await followUpItems(database, followUps, reading)).values()],
      total,
      listCommand: filters.ownerId === undefined ? 'followups all' : `followups <@${filters.ownerId}>`,
    };
  },
};
