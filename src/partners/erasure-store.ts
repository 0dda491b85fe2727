import { type Day, dateOfDay } from '../calendar/day.js';
import type { Erasure } from '../database/change.js';
import type { ScopedDatabase } from '../database/scope.js';
import { unindex } from '../search/search-store.js';
import type { Contact } from './contact-store.js';
import { foldName } from './partner-name.js';
import { indexPartner } from './partner-search-store.js';
import { readPartner } from './partner-store.js';
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
 * @returns how many texts named it, and the ids of what is about the partner without naming it in its row.
 */
export async function redactTextsOf(
  database: ScopedDatabase,
  contact: Contact,
  instead: string,
): Promise<{ readonly count: number; readonly aboutIds: readonly string[] }> {
  const { text, folded } = redacting(contact, instead);
  const partnerId = contact.partner.id;
  const aboutIds: string[] = [];
  let count = 0;
  /** The columns of a row that change. */
  function changesOf<Row extends object>(
    row: Row,
    columns: readonly (keyof Row)[],
    how = text,
  ): Record<string, string> | null {
    const changed = columns.flatMap((column) => {
      const value: unknown = row[column];
      if (typeof value !== 'string') return [];
      const written = how(value);
      return written === value ? [] : [[column, written] as const];
    });
    return changed.length === 0 ? null : Object.fromEntries(changed);
  }
  async function rewrite<Row extends { readonly id: string }>(
    rows: readonly Row[],
    columns: readonly (keyof Row)[],
    update: (written: { where: { id: string }; data: Record<string, string> }) => Promise<unknown>,
  ): Promise<void> {
    for (const row of rows) {
      aboutIds.push(row.id);
      const data = changesOf(row, columns);
      if (data === null) continue;
      count += 1;
      await update({ where: { id: row.id }, data });
    }
  }

  const meetings = await database.meeting.findMany({ where: { partners: { some: { partnerId } } } });
  const meetingIds = meetings.map(({ id }) => id);
  const about = { OR: [{ partnerId }, { meetingId: { in: meetingIds } }] };
  const ofAgreements = { where: { agreement: { partnerId } } };
  const { meeting, followUp, followUpComment, lead, partner } = database;
  const { commitment, review, renewalDecision, signingRecord } = database;
  await rewrite(meetings, ['notes', 'decisions', 'theirPeople', 'place'], (row) => meeting.update(row));
  await rewrite(await followUp.findMany({ where: about }), ['text', 'stateBecause'], (row) =>
    followUp.update(row),
  );
  await rewrite(await followUpComment.findMany({ where: { followUp: about } }), ['text'], (row) =>
    followUpComment.update(row),
  );
  await rewrite(
    await lead.findMany({ where: { partnerId } }),
    ['object', 'source', 'needs', 'offer', 'exchanges', 'lostBecause', 'declinedBecause'],
    (row) => lead.update(row),
  );
  await rewrite(await commitment.findMany(ofAgreements), ['text', 'because', 'evidence'], (row) =>
    commitment.update(row),
  );
  await rewrite(await review.findMany(ofAgreements), ['comment'], (row) => review.update(row));
  await rewrite(await renewalDecision.findMany(ofAgreements), ['because', 'proof'], (row) =>
    renewalDecision.update(row),
  );
  await rewrite(await signingRecord.findMany(ofAgreements), ['note'], (row) => signingRecord.update(row));
  await rewrite(await partner.findMany({ where: { id: partnerId } }), ['notes'], (row) =>
    partner.update(row),
  );

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
  const named = await readPartner(database, partnerId);
  if (named !== null) await indexPartner(database, partnerId, named);
  return { count, aboutIds };
}

/** What stays as it is: agreements with their signatories, and whoever else is a contact. */
const asSigned: ReadonlySet<string> = new Set(['Agreement', 'Signatory', 'Contact']);

/** What the trail of changes must lose as well. */
export function erasureOf(contact: Contact, aboutIds: readonly string[], instead: string): Erasure {
  const { text, folded } = redacting(contact, instead);
  return {
    rowIds: [contact.id, contact.partner.id, ...aboutIds],
    clean: (model, row) => {
      if (model === 'Contact' && row['id'] === contact.id) return { ...row, ...nothing };
      if (asSigned.has(model)) return row;
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
