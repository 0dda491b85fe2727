import type { ScopedDatabase } from '../database/scope.js';
import { indexForSearch, type Searched, type SearchSource } from '../search/search-store.js';
import { type PartnerNames, shownName } from './partner-name.js';

function partnerEntry(id: string, { aliases = [], ...names }: PartnerNames): Searched {
  const { name, nameEn, nameAr, acronym = null } = names;
  return {
    kind: 'partner',
    subjectId: id,
    partnerId: id,
    title: shownName({ name, acronym }),
    texts: [name, acronym, nameEn, nameAr, ...aliases],
  };
}

interface ContactNames {
  readonly name: string;
  readonly role: string | null;
  readonly email: string | null;
}

function contactEntry(id: string, partnerId: string, { name, role, email }: ContactNames): Searched {
  const title = [name, role].filter(Boolean).join(', ');
  return { kind: 'contact', subjectId: id, partnerId, title, texts: [name, email, role] };
}

/** Makes a partner findable by its names. */
export function indexPartner(database: ScopedDatabase, id: string, names: PartnerNames): Promise<void> {
  return indexForSearch(database, partnerEntry(id, names));
}

/** Makes a contact findable by name, role and email. */
export function indexContact(
  database: ScopedDatabase,
  id: string,
  partnerId: string,
  names: ContactNames,
): Promise<void> {
  return indexForSearch(database, contactEntry(id, partnerId, names));
}

/** Every contact that has a name. */
export const contactsToSearch: SearchSource = async (database, after, take) => {
  const rows = await database.contact.findMany({
    where: { name: { not: '' }, ...(after === null ? {} : { id: { gt: after } }) },
    orderBy: { id: 'asc' },
    take,
  });
  return rows.map((row) => contactEntry(row.id, row.partnerId, row));
};

/** Every partner. */
export const partnersToSearch: SearchSource = async (database, after, take) => {
  const rows = await database.partner.findMany({
    where: after === null ? {} : { id: { gt: after } },
    orderBy: { id: 'asc' },
    take,
  });
  return rows.map((row) => partnerEntry(row.id, row));
};
