import { z } from 'zod';
import { rawSql, type ScopedDatabase } from './scope.js';

/** What a partner must hold in one of these ways to be looked at: any of the patterns of each list, all lists together. */
export type TwinWay = readonly (readonly string[])[];

const candidateRows = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    nameEn: z.string().nullable(),
    nameAr: z.string().nullable(),
    acronym: z.string().nullable(),
    aliases: z.array(z.string()),
  }),
);
/** A partner whose names may mean what a new name means. */
export type TwinCandidate = z.infer<typeof candidateRows>[number];

const mostCandidates = 10_000;

/** The partners of a workspace whose names are as one of the ways says; patterns are those of LIKE. */
export async function findTwinCandidates(
  db: ScopedDatabase,
  ways: readonly TwinWay[],
): Promise<TwinCandidate[]> {
  const { sql, values } = twinStatement(db.workspaceId, ways);
  const rows = await rawSql(db).$queryRawUnsafe(sql, ...values);
  return candidateRows.parse(rows);
}

/** The one statement that the look-up is, with its parameters. */
export function twinStatement(
  workspaceId: string,
  ways: readonly TwinWay[],
): { readonly sql: string; readonly values: readonly string[] } {
  const values = [workspaceId];
  const like = (pattern: string) => `p."searchText" LIKE $${values.push(pattern)}`;
  const conditions = ways.map((way) =>
    way.map((patterns) => `(${patterns.map(like).join(' OR ')})`).join(' AND '),
  );
  // A materialised part is planned as if all of it were read, so by the index on names and not by the order of ids.
  const sql = `
WITH candidate AS MATERIALIZED (
  SELECT p."id", p."name", p."nameEn", p."nameAr", p."acronym", p."aliases" FROM "Partner" p
  WHERE p."workspaceId" = $1 AND (${conditions.map((each) => `(${each})`).join(' OR ')})
)
SELECT c."id"::text AS "id", c."name", c."nameEn", c."nameAr", c."acronym", c."aliases"
FROM candidate c ORDER BY c."id" LIMIT ${mostCandidates}`;
  return { sql, values };
}
