import type { ScopedDatabase } from '../database/scope.js';
import type { FoundEntry } from '../database/search-entries.js';
import { searchedText } from './fold.js';
import { shownName } from './partner-title.js';

export { type FoundEntry, type FoundPartner, searchEntries } from '../database/search-entries.js';

const kinds = ['partner', 'contact', 'agreement', 'lead', 'meeting'] as const;

/** What can be found. */
export type SearchedKind = (typeof kinds)[number];

/** Whether a stored word is one of these kinds. */
export function isSearchedKind(word: string): word is SearchedKind {
  return kinds.some((kind) => kind === word);
}

/** By which texts one thing is found, and what is shown of it. */
export interface Searched {
  readonly kind: SearchedKind;
  readonly subjectId: string;
  readonly partnerId: string | null;
  readonly title: string;
  readonly texts: readonly (string | null | undefined)[];
}

const longestTitle = 300;

function columnsOf({ partnerId, title, texts }: Searched) {
  const line = title.trim().replace(/\s+/g, ' ');
  return {
    partnerId,
    title: [...line].slice(0, longestTitle).join(''),
    text: searchedText(texts),
  };
}

/** Makes something findable, or findable by what it now says. Runs inside the change that writes the thing itself. */
export async function indexForSearch(database: ScopedDatabase, entry: Searched): Promise<void> {
  const { workspaceId } = database;
  const { kind, subjectId } = entry;
  const columns = columnsOf(entry);
  await database.searchEntry.upsert({
    where: { workspaceId_kind_subjectId: { workspaceId, kind, subjectId } },
    create: { kind, subjectId, ...columns },
    update: columns,
  });
}

/** Makes something no longer findable, e.g. a contact whose data is erased. */
export async function unindex(
  database: ScopedDatabase,
  kind: SearchedKind,
  subjectId: string,
): Promise<void> {
  await database.searchEntry.deleteMany({ where: { kind, subjectId } });
}

/** Gives all that is found under one partner to another, and the first itself is no longer found. */
export async function moveEntries(database: ScopedDatabase, fromId: string, intoId: string): Promise<void> {
  await unindex(database, 'partner', fromId);
  await database.searchEntry.updateMany({ where: { partnerId: fromId }, data: { partnerId: intoId } });
}

/** A page of the partners in the order of their names, as if found, with how many there are. */
export async function listPartnerEntries(
  database: ScopedDatabase,
  page: { readonly take: number; readonly skip: number },
): Promise<{ readonly total: number; readonly entries: FoundEntry[] }> {
  const [total, partners] = await Promise.all([
    database.partner.count(),
    database.partner.findMany({
      select: { id: true, name: true, acronym: true },
      orderBy: [{ sortName: 'asc' }, { id: 'asc' }],
      ...page,
    }),
  ]);
  const entries = partners.map(({ id, name, acronym }) => ({
    ...{ kind: 'partner', subjectId: id, title: shownName({ name, acronym }), near: false },
    partners: [{ id, name, acronym }],
  }));
  return { total, entries };
}

/** The rows of one table as entries, in the order of their ids: those after an id, at most `take`. */
export type SearchSource = (
  database: ScopedDatabase,
  after: string | null,
  take: number,
) => Promise<readonly Searched[]>;

/** A feature of which something can be found. */
export interface AddsToSearch {
  readonly searchSources: readonly SearchSource[];
}

const batch = 500;

/**
 * Makes everything findable in a register that has partners without entries: written by an earlier version, or as
 * samples. Any other register is left alone. `sources` ends with the partners', so that one that was cut short starts
 * over.
 */
export async function fillSearch(database: ScopedDatabase, sources: readonly SearchSource[]): Promise<void> {
  const [partners, entries] = await Promise.all([
    database.partner.count(),
    database.searchEntry.count({ where: { kind: 'partner' } }),
  ]);
  if (entries >= partners) return;
  for (const source of sources) {
    let after: string | null = null;
    do {
      const entries: readonly Searched[] = await source(database, after, batch);
      await database.searchEntry.createMany({
        data: entries.map((each) => ({ kind: each.kind, subjectId: each.subjectId, ...columnsOf(each) })),
        skipDuplicates: true,
      });
      after = entries.length < batch ? null : (entries.at(-1)?.subjectId ?? null);
    } while (after !== null);
  }
}
