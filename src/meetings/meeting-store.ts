import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import { refreshMeetAgain } from '../partners/meet-again-store.js';
import { shownName } from '../partners/partner-name.js';
import type { PartnerRef } from '../partners/partner-store.js';
import { unindex } from '../search/search-store.js';
import type { MeetingKind } from './meeting.js';
import { indexMeeting } from './meeting-search-store.js';

/** What a person says of a meeting. */
export interface MeetingInput {
  readonly kind: MeetingKind;
  readonly heldOn: Day;
  /** As clocks show it: `HH:mm`. */
  readonly heldAtTime: string | null;
  readonly place: string | null;
  /** Where it was held online. */
  readonly link: string | null;
  readonly ourPeople: readonly string[];
  readonly theirPeople: string | null;
  readonly notes: string;
  readonly decisions: string | null;
  readonly nextOn: Day | null;
}

/** Whom and what a meeting concerns, by id. */
export interface MeetingLinks {
  readonly partnerIds: readonly string[];
  readonly contactIds: readonly string[];
  readonly leadIds: readonly string[];
  readonly agreementIds: readonly string[];
}

/** A lead or an agreement that a meeting was about. */
export interface MeetingAbout {
  readonly kind: 'lead' | 'agreement';
  readonly id: string;
  readonly shown: string;
}

/** A meeting with all that its card and its form show. */
export interface Meeting extends MeetingInput {
  readonly id: string;
  readonly partners: readonly PartnerRef[];
  readonly contacts: readonly { readonly id: string; readonly name: string }[];
  readonly subjects: readonly MeetingAbout[];
  /** The message that it was written down from. */
  readonly sourceLink: string | null;
  readonly createdById: string;
}

type MeetingQuery = NonNullable<Parameters<ScopedDatabase['meeting']['findMany']>[0]>;

/** What a query of meetings asks for besides which. */
type Page = Pick<MeetingQuery, 'where' | 'orderBy' | 'take' | 'skip'>;

/** Meetings as their cards show them, read with one query. */
export async function findMeetings(database: ScopedDatabase, query: Page): Promise<Meeting[]> {
  const rows = await database.meeting.findMany({
    ...query,
    include: {
      partners: {
        select: { partner: { select: { id: true, name: true, acronym: true } } },
        orderBy: { partner: { name: 'asc' } },
      },
      contacts: {
        select: { contact: { select: { id: true, name: true } } },
        orderBy: { contact: { name: 'asc' } },
      },
      subjects: {
        select: {
          lead: { select: { id: true, object: true } },
          agreement: { select: { id: true, reference: true } },
        },
        orderBy: { id: 'asc' },
      },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    heldOn: dayOfDate(row.heldOn),
    heldAtTime: row.heldAtTime,
    place: row.place,
    link: row.link,
    ourPeople: row.ourPeople,
    theirPeople: row.theirPeople,
    notes: row.notes,
    decisions: row.decisions,
    nextOn: row.nextOn && dayOfDate(row.nextOn),
    sourceLink: row.sourceLink,
    createdById: row.createdById,
    partners: row.partners.map(({ partner }) => ({ id: partner.id, shown: shownName(partner) })),
    // Nothing is left of the name of a contact whose personal data was erased.
    contacts: row.contacts.flatMap(({ contact }) => (contact.name === '' ? [] : [contact])),
    subjects: row.subjects.flatMap(({ lead, agreement }): MeetingAbout[] => [
      ...(agreement === null
        ? []
        : [{ kind: 'agreement' as const, id: agreement.id, shown: agreement.reference }]),
      ...(lead === null ? [] : [{ kind: 'lead' as const, id: lead.id, shown: lead.object }]),
    ]),
  }));
}

/** The meetings of these ids, in no order. */
export function readMeetings(database: ScopedDatabase, ids: readonly string[]): Promise<Meeting[]> {
  return findMeetings(database, { where: { id: { in: [...ids] } } });
}

const latestFirst = [{ heldOn: 'desc' as const }, { id: 'desc' as const }];

/** A page of the meetings with a partner, the last one first. */
export function meetingsOfPartner(
  database: ScopedDatabase,
  partnerId: string,
  page: { readonly take: number; readonly skip: number },
): Promise<Meeting[]> {
  return findMeetings(database, {
    where: { partners: { some: { partnerId } } },
    orderBy: latestFirst,
    ...page,
  });
}

/** The latest meetings at which each of these contacts was, by contact, the last one first. One query for all of them. */
export async function meetingsOfContacts(
  database: ScopedDatabase,
  contactIds: readonly string[],
  most: number,
): Promise<ReadonlyMap<string, readonly { readonly kind: MeetingKind; readonly heldOn: Day }[]>> {
  const rows = await database.contact.findMany({
    where: { id: { in: [...contactIds] } },
    select: {
      id: true,
      meetings: {
        select: { meeting: { select: { kind: true, heldOn: true } } },
        orderBy: { meeting: { heldOn: 'desc' } },
        take: most,
      },
    },
  });
  return new Map(
    rows.map(({ id, meetings }) => [
      id,
      meetings.map(({ meeting }) => ({ kind: meeting.kind, heldOn: dayOfDate(meeting.heldOn) })),
    ]),
  );
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

/** Adds a meeting with whom and what it concerns and gives its id. */
export async function addMeeting(
  database: ScopedDatabase,
  meeting: MeetingInput & { readonly sourceLink: string | null },
  links: MeetingLinks,
  createdById: string,
): Promise<string> {
  const { sourceLink, ...input } = meeting;
  const { id } = await database.meeting.create({
    data: { ...columns(input), sourceLink, createdById },
    select: { id: true },
  });
  await writeLinks(database, id, links);
  await indexMeeting(database, id, meeting, links.partnerIds);
  await refreshMeetAgain(database, links.partnerIds);
  return id;
}

/** Rewrites a meeting with whom and what it concerns. */
export async function updateMeeting(
  database: ScopedDatabase,
  id: string,
  meeting: MeetingInput,
  links: MeetingLinks,
): Promise<void> {
  const before = await database.meetingPartner.findMany({ where: { meetingId: id } });
  await database.meeting.update({ where: { id }, data: columns(meeting) });
  await writeLinks(database, id, links);
  await indexMeeting(database, id, meeting, links.partnerIds);
  const partnersBefore = before.map(({ partnerId }) => partnerId);
  await takeAlong(database, id, partnersBefore, links.partnerIds);
  await refreshMeetAgain(database, [...links.partnerIds, ...partnersBefore]);
}

/** A meeting that turns out to have been with another partner takes along what came of it. */
async function takeAlong(
  database: ScopedDatabase,
  meetingId: string,
  partnersBefore: readonly string[],
  partnerIds: readonly string[],
): Promise<void> {
  const wrong = partnersBefore.filter((id) => !partnerIds.includes(id));
  if (wrong.length === 0) return;
  const [only, another] = partnerIds;
  await database.followUp.updateMany({
    where: { meetingId, partnerId: { in: wrong } },
    // Leads and agreements belong to one partner.
    data: { partnerId: another === undefined ? (only ?? null) : null, leadId: null, agreementId: null },
  });
}

async function writeLinks(database: ScopedDatabase, meetingId: string, links: MeetingLinks): Promise<void> {
  const { partnerIds, contactIds, leadIds, agreementIds } = links;
  await database.meetingPartner.deleteMany({ where: { meetingId, partnerId: { notIn: [...partnerIds] } } });
  await database.meetingPartner.createMany({
    data: partnerIds.map((partnerId) => ({ meetingId, partnerId })),
    skipDuplicates: true,
  });
  await database.meetingContact.deleteMany({ where: { meetingId, contactId: { notIn: [...contactIds] } } });
  if (contactIds.length > 0) {
    await database.meetingContact.createMany({
      data: contactIds.map((contactId) => ({ meetingId, contactId })),
      skipDuplicates: true,
    });
  }
  const before = await database.meetingSubject.findMany({ where: { meetingId } });
  const isKept = (row: { leadId: string | null; agreementId: string | null }) =>
    leadIds.some((id) => id === row.leadId) || agreementIds.some((id) => id === row.agreementId);
  const gone = before.filter((row) => !isKept(row)).map(({ id }) => id);
  if (gone.length > 0) await database.meetingSubject.deleteMany({ where: { id: { in: gone } } });
  const fresh = [
    ...leadIds
      .filter((id) => !before.some(({ leadId }) => leadId === id))
      .map((leadId) => ({ meetingId, leadId })),
    ...agreementIds
      .filter((id) => !before.some(({ agreementId }) => agreementId === id))
      .map((agreementId) => ({ meetingId, agreementId })),
  ];
  if (fresh.length > 0) await database.meetingSubject.createMany({ data: fresh });
}

/** Deletes a meeting; what was to be done after it stays to be done. False where it is gone. */
export async function deleteMeeting(database: ScopedDatabase, id: string): Promise<boolean> {
  const partners = await database.meetingPartner.findMany({ where: { meetingId: id } });
  const [only, another] = partners;
  const partnerId = only !== undefined && another === undefined ? only.partnerId : undefined;
  if (partnerId !== undefined) {
    await database.followUp.updateMany({ where: { meetingId: id, partnerId: null }, data: { partnerId } });
  }
  await database.followUp.updateMany({ where: { meetingId: id }, data: { meetingId: null } });
  const { count } = await database.meeting.deleteMany({ where: { id } });
  if (count === 0) return false;
  await unindex(database, 'meeting', id);
  await refreshMeetAgain(
    database,
    partners.map((row) => row.partnerId),
  );
  return true;
}

/** The message of a channel under which a lead or an agreement is talked about: the last one that showed it there. */
export async function threadAbout(
  database: ScopedDatabase,
  channelId: string,
  itemIds: readonly string[],
): Promise<string | null> {
  if (itemIds.length === 0) return null;
  const shown = await database.shownItem.findFirst({
    where: { channelId, itemId: { in: [...itemIds] } },
    orderBy: { postedAt: 'desc' },
    select: { messageTs: true },
  });
  return shown?.messageTs ?? null;
}

/** All follow-ups that came of a meeting, the first due first. */
export async function followUpIdsOf(database: ScopedDatabase, meetingId: string): Promise<string[]> {
  const rows = await database.followUp.findMany({
    where: { meetingId },
    select: { id: true },
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
  });
  return rows.map(({ id }) => id);
}
