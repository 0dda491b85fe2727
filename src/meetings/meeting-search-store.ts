import type { ScopedDatabase } from '../database/scope.js';
import { indexForSearch, type Searched, type SearchSource } from '../search/search-store.js';

interface MeetingTexts {
  readonly notes: string;
  readonly decisions: string | null;
}

function meetingEntry(id: string, partnerId: string | null, { notes, decisions }: MeetingTexts): Searched {
  const title = notes.trim().split('\n')[0] ?? '';
  return { kind: 'meeting', subjectId: id, partnerId, title, texts: [notes, decisions] };
}

/** Makes a meeting findable by its notes and decisions, under the first of its partners. */
export function indexMeeting(
  database: ScopedDatabase,
  id: string,
  meeting: MeetingTexts,
  partnerIds: readonly string[],
): Promise<void> {
  return indexForSearch(database, meetingEntry(id, partnerIds[0] ?? null, meeting));
}

/** Every meeting. */
export const meetingsToSearch: SearchSource = async (database, after, take) => {
  const rows = await database.meeting.findMany({
    where: after === null ? {} : { id: { gt: after } },
    select: {
      id: true,
      notes: true,
      decisions: true,
      partners: { select: { partnerId: true }, orderBy: { partnerId: 'asc' }, take: 1 },
    },
    orderBy: { id: 'asc' },
    take,
  });
  return rows.map((row) => meetingEntry(row.id, row.partners[0]?.partnerId ?? null, row));
};
