import type { ScopedDatabase } from '../database/scope.js';
import type { Agreement } from './agreement.js';
import { agreementOf, withPartner } from './agreement-store.js';
import { type Around, alone } from './around.js';
import { listReviews } from './review-store.js';

/** How many agreements of one family are read at most. */
const mostOfFamilies = 500;

/** What the cards of these agreements show beside the agreements themselves, by id. */
export async function readAround(
  database: ScopedDatabase,
  agreements: readonly Agreement[],
): Promise<ReadonlyMap<string, Around>> {
  const [families, reviews] = await Promise.all([
    readFamilies(database, agreements),
    listReviews(
      database,
      agreements.map(({ id }) => id),
    ),
  ]);
  return new Map(
    agreements.map(({ id }) => [
      id,
      { family: families.get(id) ?? [], reviews: reviews.filter(({ agreementId }) => agreementId === id) },
    ]),
  );
}

/** What the card of one agreement shows beside it. */
export async function readAroundOne(database: ScopedDatabase, agreement: Agreement): Promise<Around> {
  return (await readAround(database, [agreement])).get(agreement.id) ?? alone;
}

/** The families of agreements: under one framework there are specific ones, and under each of all these amendments. */
async function readFamilies(
  database: ScopedDatabase,
  agreements: readonly Agreement[],
): Promise<ReadonlyMap<string, Agreement[]>> {
  const parents = await parentsOf(database, [
    ...new Set(agreements.flatMap(({ parentId }) => parentId ?? [])),
  ]);
  const rootOf = ({ id, parentId }: Pick<Agreement, 'id' | 'parentId'>) =>
    parentId === null ? id : (parents.get(parentId) ?? parentId);
  const roots = [...new Set(agreements.map(rootOf))];
  const rows = await database.agreement.findMany({
    where: {
      OR: [
        { id: { in: roots } },
        { parentId: { in: roots } },
        { parent: { is: { parentId: { in: roots } } } },
      ],
    },
    include: withPartner,
    orderBy: [{ startsOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: mostOfFamilies,
  });
  const found = rows.map(agreementOf);
  const parentIds = new Map(found.map(({ id, parentId }) => [id, parentId]));
  const topOf = (id: string): string => {
    const parentId = parentIds.get(id) ?? null;
    if (parentId === null || roots.includes(id)) return id;
    return roots.includes(parentId) ? parentId : (parentIds.get(parentId) ?? parentId);
  };
  return new Map(
    agreements.map((agreement) => {
      const root = rootOf(agreement);
      return [agreement.id, found.filter(({ id }) => topOf(id) === root)];
    }),
  );
}

async function parentsOf(
  database: ScopedDatabase,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await database.agreement.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, parentId: true },
  });
  return new Map(rows.map(({ id, parentId }) => [id, parentId]));
}
