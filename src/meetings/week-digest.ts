import { addDays } from '../calendar/day.js';
import type { DigestKind } from '../digests/digest-kind.js';
import { partnerWhere } from '../digests/partner-filter.js';
import type { Meeting } from './meeting-store.js';
import { pageCommand } from './page-command.js';
import { weekCard } from './week-card.js';
import { countWeek, listWeek } from './week-store.js';

/** How many days ahead the next meetings are looked for, unless told. */
export const defaultDaysAhead = 7;

/** The meetings of the week: those of the last seven days, and those that are to come. */
export const weekDigest: DigestKind = {
  name: 'meetings',
  aliases: ['rencontres'],
  filters: ['axis', 'ownerId', 'reach', 'partnerKind', 'horizonDays'],
  compose: async (database, reading, _workspace, filters, show) => {
    const { words, today } = reading;
    const { ownerId, axis, reach, partnerKind, horizonDays } = filters;
    const daysAhead = horizonDays ?? defaultDaysAhead;
    const filter = { ownerId, axis, partner: partnerWhere(filters), daysAhead };
    const meetings = await listWeek(database, filter, today, { take: show });
    if (meetings.length === 0) return null;
    const total = meetings.length < show ? meetings.length : await countWeek(database, filter, today);
    // One whose next day went by without a note would stand before those that are to come.
    const isToCome = ({ nextOn }: Meeting) =>
      nextOn !== null && nextOn >= today && nextOn <= addDays(today, daysAhead);
    const inOrder = [...meetings.filter(isToCome), ...meetings.filter((meeting) => !isToCome(meeting))];
    return {
      heading: words.plain('meetings.week.heading'),
      items: inOrder.map((meeting) => weekCard(meeting, reading)),
      groups: inOrder.map((meeting) =>
        words.plain(isToCome(meeting) ? 'meetings.week.group.to_come' : 'meetings.week.group.held'),
      ),
      total,
      listCommand: pageCommand('meetings', { ownerId, axis, reach, partnerKind, horizonDays }),
    };
  },
};
