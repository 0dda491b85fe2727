import type { ScopedDatabase } from '../database/scope.js';
import { indexForSearch, type Searched, type SearchSource } from '../search/search-store.js';

interface LeadTexts {
  readonly partnerId: string;
  readonly object: string;
}

function leadEntry(id: string, { partnerId, object }: LeadTexts): Searched {
  return { kind: 'lead', subjectId: id, partnerId, title: object, texts: [object] };
}

/** Makes a lead findable by its object. */
export function indexLead(database: ScopedDatabase, id: string, lead: LeadTexts): Promise<void> {
  return indexForSearch(database, leadEntry(id, lead));
}

/** Every lead. */
export const leadsToSearch: SearchSource = async (database, after, take) => {
  const rows = await database.lead.findMany({
    where: after === null ? {} : { id: { gt: after } },
    select: { id: true, partnerId: true, object: true },
    orderBy: { id: 'asc' },
    take,
  });
  return rows.map((row) => leadEntry(row.id, row));
};
