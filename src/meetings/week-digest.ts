import type { DigestKind } from '../digests/digest-kind.js';
import { weekCard } from './week-card.js';
import { countWeek, listWeek } from './week-store.js';

/** How many days ahead the next meetings are looked for, unless told. */
export const defaultDaysAhead = 7;

/** The meetings of the week: those of the last seven days, and those that are to come. */
export const weekDigest: DigestKind = {
  name: 'meetings',
  aliases: ['rencontres'],
  compose: async (database, reading, _workspace, { ownerId, axis, horizonDays }, show) => {
    const filter = { ownerId, axis, daysAhead: horizonDays ?? defaultDaysAhead };
    const meetings = await listWeek(database, filter, reading.today, { take: show });
    if (meetings.length === 0) return null;
    const total = meetings.length < show ? meetings.length : await countWeek(database, filter, reading.today);
    return {
      heading: reading.words.plain('meetings.week.heading'),
      items: meetings.map((meeting) => weekCard(meeting, reading)),
      total,
      listCommand: ['meetings', ownerId && `<@${ownerId}>`, axis && `axis:${axis}`].filter(Boolean).join(' '),
    };
  },
};
