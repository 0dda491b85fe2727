import { addDays, type Day, dateOfDay } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { partnerWhere } from '../digests/partner-filter.js';
import { findMeetings, type Meeting } from './meeting-store.js';

/** Which meetings of a week are meant. */
export interface WeekFilter {
  readonly ownerId?: string | undefined;
  readonly axis?: string | undefined;
  readonly partner?: ReturnType<typeof partnerWhere>;
  /** How many days ahead to look for the next ones. */
  readonly daysAhead: number;
}

const daysBack = 7;

function ofWeek({ ownerId, axis, partner, daysAhead }: WeekFilter, today: Day) {
  const held = { gt: dateOfDay(addDays(today, -daysBack)), lte: dateOfDay(today) };
  const next = { gte: dateOfDay(today), lte: dateOfDay(addDays(today, daysAhead)) };
  return {
    OR: [{ heldOn: held }, { nextOn: next }],
    ...(ownerId === undefined && axis === undefined && partner === undefined
      ? {}
      : {
          partners: {
            some: {
              partner: {
                ...(ownerId === undefined ? {} : { ownerId }),
                ...(axis === undefined ? {} : { axes: { has: axis } }),
                ...partner,
              },
            },
          },
        }),
  };
}

/** A page of the meetings of the last seven days and of those after which one is to come: what is to come first. */
export function listWeek(
  database: ScopedDatabase,
  filter: WeekFilter,
  today: Day,
  page: { readonly take: number; readonly skip?: number },
): Promise<Meeting[]> {
  return findMeetings(database, {
    where: ofWeek(filter, today),
    orderBy: [{ nextOn: { sort: 'asc', nulls: 'last' } }, { heldOn: 'desc' }, { id: 'desc' }],
    ...page,
  });
}

/** How many meetings the week has. */
export function countWeek(database: ScopedDatabase, filter: WeekFilter, today: Day): Promise<number> {
  return database.meeting.count({ where: ofWeek(filter, today) });
}
