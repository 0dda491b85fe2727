import type { ScopedDatabase } from '../database/scope.js';
import { indexForSearch, type Searched, type SearchSource } from '../search/search-store.js';
import { readAmends } from './amendment.js';

interface AgreementTexts {
  readonly reference: string;
  readonly title: string;
  readonly object: string | null;
  /** The object that an amendment puts in its place, among what it changes. */
  readonly amends: unknown;
}

function agreementEntry(id: string, partnerId: string, agreement: AgreementTexts): Searched {
  const { reference, title, amends } = agreement;
  const object = agreement.object ?? readAmends(amends).object ?? null;
  return {
    kind: 'agreement',
    subjectId: id,
    partnerId,
    title: `${reference} – ${title}`,
    texts: [title, reference, object],
  };
}

/** Makes an agreement findable by reference, title and object. */
export function indexAgreement(
  database: ScopedDatabase,
  agreement: AgreementTexts & { readonly id: string; readonly partner: { readonly id: string } },
): Promise<void> {
  return indexForSearch(database, agreementEntry(agreement.id, agreement.partner.id, agreement));
}

/** Every agreement. */
export const agreementsToSearch: SearchSource = async (database, after, take) => {
  const rows = await database.agreement.findMany({
    where: after === null ? {} : { id: { gt: after } },
    select: { id: true, partnerId: true, reference: true, title: true, object: true, amends: true },
    orderBy: { id: 'asc' },
    take,
  });
  return rows.map((row) => agreementEntry(row.id, row.partnerId, row));
};
