import { type Day, dateOfDay } from '../calendar/day.js';
import type { Erasure } from '../database/change.js';
import type { ScopedDatabase } from '../database/scope.js';
import { unindex } from '../search/search-store.js';
import type { Contact } from './contact-store.js';
import { foldName } from './partner-name.js';
import { redact } from './redact.js';

const nothing = { name: '', role: null, email: null, phone: null, language: null } as const;

/** Takes all personal data from a contact. False where that was done before, or it is gone. */
export async function blankContact(database: ScopedDatabase, id: string, today: Day): Promise<boolean> {
  const { count } = await database.contact.updateMany({
    where: { id, name: { not: '' } },
    data: nothing,
  });
  await database.contact.updateMany({ where: { id, leftOn: null }, data: { leftOn: dateOfDay(today) } });
  await unindex(database, 'contact', id);
  return count > 0;
}

/** A text as it is after the erasure; what is searched of a text is folded, and so is what stands there instead. */
function redacting(contact: Contact, instead: string) {
  return {
    text: (text: string) => redact(text, contact, instead),
    folded: (text: string) =>
      redact(
        text,
        { name: foldName(contact.name), email: foldName(contact.email ?? ''), phone: contact.phone },
        foldName(instead),
      ),
  };
}

/**
 * Writes other words in the place of a contact's mentions in the texts about its partner.
 * @returns how many texts named it, and the ids of what does not name the partner itself: its meetings and comments.
 */
export async function redactTextsOf(
  database: ScopedDatabase,
  contact: Contact,
  instead: string,
): Promise<{ readonly count: number; readonly aboutIds: readonly string[] }> {
  const { text, folded } = redacting(contact, instead);
  const partnerId = contact.partner.id;
  let count = 0;
  /** The columns of a row that change. */
  function changesOf<Row extends object>(row: Row, columns: readonly (keyof Row)[], how = text) {
    const changed = columns.flatMap((column) => {
      const value: unknown = row[column];
      const written = typeof value === 'string' ? how(value) : value;
      return written === value ? [] : [[column, written] as const];
    });
    return changed.length === 0 ? null : Object.fromEntries(changed);
  }

  const meetings = await database.meeting.findMany({ where: { partners: { some: { partnerId } } } });
  const meetingIds = meetings.map(({ id }) => id);
  for (const row of meetings) {
    const data = changesOf(row, ['notes', 'decisions', 'theirPeople', 'place']);
    if (data === null) continue;
    count += 1;
    await database.meeting.update({ where: { id: row.id }, data });
  }
  const about = { OR: [{ partnerId }, { meetingId: { in: meetingIds } }] };
  for (const row of await database.followUp.findMany({ where: about })) {
    const data = changesOf(row, ['text', 'stateBecause']);
    if (data === null) continue;
    count += 1;
    await database.followUp.update({ where: { id: row.id }, data });
  }
  const comments = await database.followUpComment.findMany({ where: { followUp: about } });
  for (const row of comments) {
    const data = changesOf(row, ['text']);
    if (data === null) continue;
    count += 1;
    await database.followUpComment.update({ where: { id: row.id }, data });
  }
  for (const row of await database.lead.findMany({ where: { partnerId } })) {
    const data = changesOf(row, [
      'object',
      'source',
      'needs',
      'offer',
      'exchanges',
      'lostBecause',
      'declinedBecause',
    ]);
    if (data === null) continue;
    count += 1;
    await database.lead.update({ where: { id: row.id }, data });
  }
  for (const row of await database.partner.findMany({ where: { id: partnerId } })) {
    const data = changesOf(row, ['notes']);
    if (data === null) continue;
    count += 1;
    await database.partner.update({ where: { id: row.id }, data });
  }
  const entries = { OR: [{ partnerId }, { subjectId: { in: meetingIds } }] };
  for (const row of await database.searchEntry.findMany({
    where: { ...entries, kind: { in: ['meeting', 'lead'] } },
  })) {
    const data = { ...changesOf(row, ['title']), ...changesOf(row, ['text'], folded) };
    const { workspaceId, kind, subjectId } = row;
    if (Object.keys(data).length > 0) {
      await database.searchEntry.update({
        where: { workspaceId_kind_subjectId: { workspaceId, kind, subjectId } },
        data,
      });
    }
  }
  return { count, aboutIds: [...meetingIds, ...comments.map(({ id }) => id)] };
}

/** What the trail of changes must lose as well. */
export function erasureOf(contact: Contact, aboutIds: readonly string[], instead: string): Erasure {
  const { text, folded } = redacting(contact, instead);
  return {
    rowIds: [contact.id, contact.partner.id, ...aboutIds],
    clean: (model, row) => {
      if (model === 'Contact' && row['id'] === contact.id) return { ...row, ...nothing };
      if (model === 'Agreement' || model === 'Contact') return row;
      if (model === 'SearchEntry' && row['subjectId'] === contact.id) return { ...row, text: '', title: '' };
      return Object.fromEntries(
        Object.entries(row).map(([column, value]) => {
          if (typeof value !== 'string') return [column, value];
          return [column, model === 'SearchEntry' && column === 'text' ? folded(value) : text(value)];
        }),
      );
    },
  };
}
