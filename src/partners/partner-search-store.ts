import type { ScopedDatabase } from '../database/scope.js';
import { indexForSearch, type Searched, type SearchSource } from '../search/search-store.js';
import { type PartnerNames, shownName } from './partner-name.js';

/** By what a partner is found: its names before all, and what is noted of it. */
interface PartnerTexts extends PartnerNames {
  readonly tags?: readonly string[];
  readonly notes?: string | null;
}

function partnerEntry(id: string, texts: PartnerTexts): Searched {
  const { name, nameEn, nameAr, acronym = null, aliases = [], tags = [], notes } = texts;
  return {
    kind: 'partner',
    subjectId: id,
    partnerId: id,
    title: shownName({ name, acronym }),
    texts: [name, acronym, nameEn, nameAr, ...aliases, ...tags, notes],
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

/** Makes a partner findable by its names, its tags and its notes. */
export function indexPartner(database: ScopedDatabase, id: string, texts: PartnerTexts): Promise<void> {
  return indexForSearch(database, partnerEntry(id, texts));
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
