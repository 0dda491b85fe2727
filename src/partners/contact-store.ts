import { type Day, dateOfDay } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import { type ContactLine, contactLineOf } from './partner-facts-store.js';
import { foldName, shownName } from './partner-name.js';
import { indexContact } from './partner-search-store.js';
import type { PartnerRef } from './partner-store.js';

/** A contact with the partner that it is at. */
export interface Contact extends ContactLine {
  readonly partner: PartnerRef;
}

/** What a person says of a contact. */
export interface ContactInput {
  readonly name: string;
  readonly role: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: string | null;
  readonly leftOn: Day | null;
}

type ContactQuery = NonNullable<Parameters<ScopedDatabase['contact']['findMany']>[0]>;

async function findContacts(
  database: ScopedDatabase,
  query: Pick<ContactQuery, 'where' | 'orderBy' | 'take' | 'skip'>,
): Promise<Contact[]> {
  const rows = await database.contact.findMany({
    ...query,
    include: { partner: { select: { id: true, name: true, acronym: true } } },
  });
  return rows.map((row) => ({
    ...contactLineOf(row),
    partner: { id: row.partner.id, shown: shownName(row.partner) },
  }));
}

/** The contacts of these ids, in no order. */
export function readContacts(database: ScopedDatabase, ids: readonly string[]): Promise<Contact[]> {
  return findContacts(database, { where: { id: { in: [...ids] } } });
}

/** A page of a partner's contacts by name; those who left or are erased come last. */
export function listContacts(
  database: ScopedDatabase,
  partnerId: string,
  page: { readonly take: number; readonly skip: number },
): Promise<Contact[]> {
  return findContacts(database, {
    where: { partnerId },
    orderBy: [{ leftOn: { sort: 'desc', nulls: 'first' } }, { name: 'asc' }, { id: 'asc' }],
    ...page,
  });
}

/** How many contacts of a partner the register has, those who left among them. */
export function countContacts(database: ScopedDatabase, partnerId: string): Promise<number> {
  return database.contact.count({ where: { partnerId } });
}

const mostLookedAt = 1000;

/** The contacts whose names hold every word of what was typed, at most `limit`, and one of exactly this name first. */
export async function findContactsNamed(
  database: ScopedDatabase,
  typed: string,
  limit: number,
): Promise<Contact[]> {
  const wanted = foldName(typed);
  const words = wanted.split(' ').filter(Boolean);
  if (words.length === 0) return [];
  // What is searched of a contact is more than its name, so the names are looked at once more.
  const entries = await database.searchEntry.findMany({
    where: { kind: 'contact', AND: words.map((word) => ({ text: { contains: word } })) },
    select: { subjectId: true },
    orderBy: { subjectId: 'asc' },
    take: mostLookedAt,
  });
  const contacts = await readContacts(
    database,
    entries.map(({ subjectId }) => subjectId),
  );
  return contacts
    .map((contact) => ({ contact, folded: foldName(contact.name) }))
    .filter(({ folded }) => words.every((word) => folded.includes(word)))
    .sort(
      (one, other) =>
        Number(other.folded === wanted) - Number(one.folded === wanted) ||
        one.folded.localeCompare(other.folded) ||
        (one.contact.id < other.contact.id ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ contact }) => contact);
}

/** Adds a contact and gives its id. */
export async function addContact(
  database: ScopedDatabase,
  partnerId: string,
  input: ContactInput,
  createdById: string,
): Promise<string> {
  const { id } = await database.contact.create({
    data: { partnerId, ...columns(input), createdById },
    select: { id: true },
  });
  await indexContact(database, id, partnerId, input);
  return id;
}

/** Rewrites a contact. False where it is gone, or its personal data was erased. */
export async function updateContact(
  database: ScopedDatabase,
  id: string,
  input: ContactInput,
): Promise<boolean> {
  const [row] = await database.contact.updateManyAndReturn({
    where: { id, name: { not: '' } },
    data: columns(input),
  });
  if (row === undefined) return false;
  await indexContact(database, id, row.partnerId, input);
  return true;
}

function columns({ leftOn, ...input }: ContactInput) {
  return { ...input, leftOn: leftOn && dateOfDay(leftOn) };
}
