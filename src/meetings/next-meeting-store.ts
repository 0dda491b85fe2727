import { type Day, dateOfDay } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import { unsettled } from '../follow-ups/follow-up-store.js';

/** Which follow-ups are meant: those that came of one meeting, or those that were due with partners. */
export type NextMeetings =
  | { readonly meetingId: string }
  | { readonly partnerIds: readonly string[]; readonly dueUntil: Day };

/** The follow-ups that remind of a next meeting and are not settled: those whose text begins like one of these. */
export async function nextMeetingFollowUps(
  database: ScopedDatabase,
  which: NextMeetings,
  beginnings: readonly string[],
): Promise<string[]> {
  const rows = await database.followUp.findMany({
    where: {
      state: { in: unsettled },
      OR: beginnings.map((text) => ({ text: { startsWith: text } })),
      ...('meetingId' in which
        ? which
        : {
            dueOn: { lte: dateOfDay(which.dueUntil) },
            meeting: { partners: { some: { partnerId: { in: [...which.partnerIds] } } } },
          }),
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}
