import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import { refreshMeetAgain } from '../partners/meet-again-store.js';
import { shownName } from '../partners/partner-name.js';
import type { PartnerRef } from '../partners/partner-store.js';
import type { MeetingKind } from './meeting.js';
import { indexMeeting } from './meeting-search-store.js';

/** What a person says of a meeting. */
export interface MeetingInput {
  readonly kind: MeetingKind;
  readonly heldOn: Day;
  readonly place: string | null;
  readonly ourPeople: readonly string[];
  readonly theirPeople: string | null;
  readonly notes: string;
  readonly decisions: string | null;
  readonly nextOn: Day | null;
}

/** A meeting with all that its card and its form show. */
export interface Meeting extends MeetingInput {
  readonly id: string;
  readonly partners: readonly PartnerRef[];
}

type MeetingQuery = NonNullable<Parameters<ScopedDatabase['meeting']['findMany']>[0]>;

async function findMeetings(
  database: ScopedDatabase,
  query: Pick<MeetingQuery, 'where' | 'orderBy' | 'take'>,
): Promise<Meeting[]> {
  const rows = await database.meeting.findMany({
    ...query,
    include: {
      partners: {
        select: { partner: { select: { id: true, name: true, acronym: true } } },
        orderBy: { partner: { name: 'asc' } },
      },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    heldOn: dayOfDate(row.heldOn),
    place: row.place,
    ourPeople: row.ourPeople,
    theirPeople: row.theirPeople,
    notes: row.notes,
    decisions: row.decisions,
    nextOn: row.nextOn && dayOfDate(row.nextOn),
    partners: row.partners.map(({ partner }) => ({ id: partner.id, shown: shownName(partner) })),
  }));
}

/** The meetings of these ids, in no order. */
export function readMeetings(database: ScopedDatabase, ids: readonly string[]): Promise<Meeting[]> {
  return findMeetings(database, { where: { id: { in: [...ids] } } });
}

/** The latest meetings with a partner, the last one first. */
export function meetingsOfPartner(
  database: ScopedDatabase,
  partnerId: string,
  take: number,
): Promise<Meeting[]> {
  return findMeetings(database, {
    where: { partners: { some: { partnerId } } },
    orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
    take,
  });
}

/** How many meetings there were with a partner. */
export function countMeetings(database: ScopedDatabase, partnerId: string): Promise<number> {
  return database.meetingPartner.count({ where: { partnerId } });
}

function columns({ heldOn, nextOn, ourPeople, ...rest }: MeetingInput) {
  return {
    ...rest,
    ourPeople: [...ourPeople],
    heldOn: dateOfDay(heldOn),
    nextOn: nextOn && dateOfDay(nextOn),
  };
}

/** Adds a meeting with its partners and gives its id. */
export async function addMeeting(
  database: ScopedDatabase,
  meeting: MeetingInput,
  partnerIds: readonly string[],
  createdById: string,
): Promise<string> {
  const { id } = await database.meeting.create({
    data: { ...columns(meeting), createdById },
    select: { id: true },
  });
  await database.meetingPartner.createMany({
    data: partnerIds.map((partnerId) => ({ meetingId: id, partnerId })),
  });
  await indexMeeting(database, id, meeting, partnerIds);
  await refreshMeetAgain(database, partnerIds);
  return id;
}

/** Rewrites a meeting and its partners. */
export async function updateMeeting(
  database: ScopedDatabase,
  id: string,
  meeting: MeetingInput,
  partnerIds: readonly string[],
): Promise<void> {
  const before = await database.meetingPartner.findMany({ where: { meetingId: id } });
  await database.meeting.update({ where: { id }, data: columns(meeting) });
  await database.meetingPartner.deleteMany({
    where: { meetingId: id, partnerId: { notIn: [...partnerIds] } },
  });
  await database.meetingPartner.createMany({
    data: partnerIds.map((partnerId) => ({ meetingId: id, partnerId })),
    skipDuplicates: true,
  });
  await indexMeeting(database, id, meeting, partnerIds);
  await refreshMeetAgain(database, [...partnerIds, ...before.map(({ partnerId }) => partnerId)]);
}
