import type { ScopedDatabase } from '../database/scope.js';
import { refreshMeetAgain } from './meet-again-store.js';
import { foldName, mostSpecific, nameColumns, possibleNames, shownName } from './partner-name.js';
import { indexPartner } from './partner-search-store.js';

/** A partner as menus and lines name it. */
export interface PartnerRef {
  readonly id: string;
  /** The acronym with the name. */
  readonly shown: string;
}

const refColumns = { id: true, name: true, acronym: true } as const;

function refOf(row: { id: string; name: string; acronym: string | null }): PartnerRef {
  return { id: row.id, shown: shownName(row) };
}

/** At most `limit` partners in the order of their names; with `typed`, those whose names hold every word of it. */
export async function listPartners(
  database: ScopedDatabase,
  limit: number,
  typed = '',
  offset = 0,
): Promise<PartnerRef[]> {
  const rows = await database.partner.findMany({
    where: namesHold(typed),
    select: refColumns,
    orderBy: [{ sortName: 'asc' }, { id: 'asc' }],
    take: limit,
    skip: offset,
  });
  return rows.map(refOf);
}

/** At most `limit` partners of which a name begins with a folded text, in the order of their names. */
export async function listPartnersBeginning(
  database: ScopedDatabase,
  folded: string,
  limit: number,
): Promise<PartnerRef[]> {
  const rows = await database.partner.findMany({
    where: { searchText: { contains: `|${folded}` } },
    select: refColumns,
    orderBy: [{ sortName: 'asc' }, { id: 'asc' }],
    take: limit,
  });
  return rows.map(refOf);
}

/** How many partners have names that hold every word of what was typed. */
export function countPartners(database: ScopedDatabase, typed = ''): Promise<number> {
  return database.partner.count({ where: namesHold(typed) });
}

function namesHold(typed: string) {
  const words = foldName(typed).split(' ').filter(Boolean);
  return words.length === 0 ? {} : { AND: words.map((word) => ({ searchText: { contains: word } })) };
}

/** The partner that a typed name means: the one of exactly this name, else the only one whose names hold it; else null. */
export async function findPartnerNamed(database: ScopedDatabase, typed: string): Promise<PartnerRef | null> {
  const folded = foldName(typed);
  if (folded === '') return null;
  const exact = await database.partner.findFirst({
    where: { searchText: { contains: `|${folded}|` } },
    select: refColumns,
    orderBy: { id: 'asc' },
  });
  if (exact !== null) return refOf(exact);
  const [only, another] = await listPartners(database, 2, typed);
  return only !== undefined && another === undefined ? only : null;
}

/** The one partner whose name, acronym or alias stands in a text; null where there is none, or more than one. */
export async function findPartnerMentioned(
  database: ScopedDatabase,
  text: string,
): Promise<PartnerRef | null> {
  const [only, another] = await findPartnersMentioned(database, text);
  return only !== undefined && another === undefined ? only : null;
}

const mostMentioned = 10;

/** The partners whose names, acronyms or aliases stand in a text; where one name is part of another there, the longer one counts. */
export async function findPartnersMentioned(database: ScopedDatabase, text: string): Promise<PartnerRef[]> {
  const names = possibleNames(text);
  if (names.length === 0) return [];
  const rows = await database.partner.findMany({
    where: { OR: names.map((name) => ({ searchText: { contains: `|${name}|` } })) },
    select: { ...refColumns, searchText: true },
    orderBy: [{ sortName: 'asc' }, { id: 'asc' }],
    take: mostMentioned,
  });
  const meant = mostSpecific(
    text,
    rows.map((row) => ({ row, named: names.filter((name) => row.searchText.includes(`|${name}|`)) })),
  );
  return meant.map(({ row }) => refOf(row));
}

/** The partners of these ids, by id. */
export async function readPartners(
  database: ScopedDatabase,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PartnerRef>> {
  const rows = await database.partner.findMany({ where: { id: { in: [...ids] } }, select: refColumns });
  return new Map(rows.map((row) => [row.id, refOf(row)]));
}

/** A partner as its form and its card show it, or null. */
export function readPartner(database: ScopedDatabase, id: string) {
  return database.partner.findFirst({ where: { id } });
}

/** All that the register says of a partner itself. */
export type PartnerRow = NonNullable<Awaited<ReturnType<typeof readPartner>>>;

/** What a person says of a partner. */
export interface PartnerInput {
  readonly name: string;
  readonly nameEn: string | null;
  readonly nameAr: string | null;
  readonly acronym: string | null;
  readonly aliases: string[];
  readonly kind: PartnerRow['kind'];
  readonly international: boolean;
  readonly country: string | null;
  readonly city: string | null;
  readonly website: string | null;
  readonly axes: string[];
  readonly tags: string[];
  readonly ownerId: string | null;
  readonly deputyId: string | null;
  readonly slackChannelId: string | null;
  readonly cadenceMonths: number | null;
  readonly notes: string | null;
}

/** Adds a partner and gives its id. */
export async function createPartner(
  database: ScopedDatabase,
  input: PartnerInput,
  createdById: string,
): Promise<string> {
  const { id } = await database.partner.create({
    data: { ...input, ...nameColumns(input), createdById },
    select: { id: true },
  });
  await indexPartner(database, id, input);
  if (input.cadenceMonths !== null) await refreshMeetAgain(database, [id]);
  return id;
}

/** Rewrites a partner. False where it is gone. */
export async function updatePartner(
  database: ScopedDatabase,
  id: string,
  input: PartnerInput,
): Promise<boolean> {
  const { count } = await database.partner.updateMany({
    where: { id },
    data: { ...input, ...nameColumns(input) },
  });
  if (count > 0) {
    await indexPartner(database, id, input);
    await refreshMeetAgain(database, [id]);
  }
  return count > 0;
}

/** Adds a partner of which only the name is known; where one of exactly this name exists, that one. */
export async function addPartner(
  database: ScopedDatabase,
  name: string,
  createdById: string,
): Promise<PartnerRef> {
  const twin = await database.partner.findFirst({
    where: { searchText: { contains: `|${foldName(name)}|` } },
    select: refColumns,
  });
  if (twin !== null) return refOf(twin);
  const row = await database.partner.create({
    data: { name, ...nameColumns({ name }), ownerId: createdById, createdById },
    select: refColumns,
  });
  await indexPartner(database, row.id, row);
  return refOf(row);
}
