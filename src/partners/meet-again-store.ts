import { dateOfDay, dayOfDate } from '../calendar/day.js';
import { dayAt } from '../calendar/time-zone.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { SettleUndo } from '../workspace/undo.js';
import { meetAgainOn } from './meet-again.js';

/**
 * Writes when partners were last met and by when to meet them again, as their meetings and cadences say. To be called,
 * in the same transaction, by whatever writes either.
 */
export async function refreshMeetAgain(
  database: ScopedDatabase,
  partnerIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(partnerIds)];
  if (ids.length === 0) return;
  const [workspace, partners] = [
    await database.workspace.findFirst({ select: { timeZone: true } }),
    await database.partner.findMany({
      where: { id: { in: ids } },
      select: {
        id: true,
        cadenceMonths: true,
        createdAt: true,
        lastMetOn: true,
        meetAgainOn: true,
        meetings: { select: { meeting: { select: { heldOn: true, nextOn: true } } } },
      },
    }),
  ];
  for (const { id, cadenceMonths, createdAt, meetings, ...before } of partners) {
    const held = meetings.map(({ meeting }) => dayOfDate(meeting.heldOn)).toSorted();
    const lastMetOn = held.at(-1) ?? null;
    const again = meetAgainOn({
      lastMetOn,
      agreedOn: meetings.flatMap(({ meeting }) => (meeting.nextOn ? [dayOfDate(meeting.nextOn)] : [])),
      cadenceMonths,
      knownSince: dayAt(createdAt, workspace?.timeZone ?? 'UTC'),
    });
    const now = { lastMetOn: lastMetOn && dateOfDay(lastMetOn), meetAgainOn: again && dateOfDay(again) };
    const same = (['lastMetOn', 'meetAgainOn'] as const).every(
      (column) => before[column]?.getTime() === now[column]?.getTime(),
    );
    if (!same) await database.partner.updateMany({ where: { id }, data: now });
  }
}

/** Keeps those days true where something about partners or their meetings was taken back. */
export const settlePartnersAfterUndo: SettleUndo = async (database, rows) => {
  const named = (model: string, column: string) =>
    rows
      .filter((image) => image.model === model)
      .flatMap(({ before, after }) => {
        const id = (after ?? before)?.[column];
        return typeof id === 'string' ? [id] : [];
      });
  const meetingIds = named('Meeting', 'id');
  const present =
    meetingIds.length === 0
      ? []
      : await database.meetingPartner.findMany({
          where: { meetingId: { in: meetingIds } },
          select: { partnerId: true },
        });
  await refreshMeetAgain(database, [
    ...named('Partner', 'id'),
    ...named('MeetingPartner', 'partnerId'),
    ...present.map(({ partnerId }) => partnerId),
  ]);
};
