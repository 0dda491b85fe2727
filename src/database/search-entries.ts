import { z } from 'zod';
import { inTransaction, type ScopedDatabase } from './scope.js';

/** What is looked for, folded as the entries' texts are: letters, digits and single spaces only. */
export interface SearchTerms {
  /** All of it. */
  readonly whole: string;
  /** Its words, at least one; `slips` are beginnings that are meant just as well, a dot in them standing for any sign. */
  readonly words: readonly { readonly word: string; readonly slips: readonly string[] }[];
}

/** A partner of something that was found, as the register names it now. */
export interface FoundPartner {
  readonly id: string;
  readonly name: string;
  readonly acronym: string | null;
}

/** An entry that was found, with the partners that it is about: several in the case of a meeting with several. */
export interface FoundEntry {
  readonly kind: string;
  readonly subjectId: string;
  readonly title: string;
  readonly partners: readonly FoundPartner[];
  /** Whether it holds what is looked for as it was typed, or something like it. */
  readonly near: boolean;
}

const foundRows = z.array(
  z.object({
    kind: z.string(),
    subjectId: z.string(),
    title: z.string(),
    rank: z.number(),
    partners: z.array(z.object({ id: z.string(), name: z.string(), acronym: z.string().nullable() })),
  }),
);

/** Entries with slips that are put in order at most. */
const mostCompared = 500;
/** The share of a word's runs of three letters that a partner's names have when they are like it. */
const alike = 0.45;
const nearRank = 4;

/**
 * The page of a workspace's search entries that hold every word of what is looked for, best first: a whole text equals
 * it, begins with it, holds it, holds words that begin with each word; then, where those do not fill the page,
 * entries that hold each word with a slip; and where there is nothing at all, partners whose names are like each word.
 */
export async function searchEntries(
  db: ScopedDatabase,
  terms: SearchTerms,
  page: { readonly take: number; readonly skip: number },
): Promise<FoundEntry[]> {
  const { sql, values } = searchStatement(db.workspaceId, terms, page);
  const rows = await inTransaction(db, async (_tx, inside) => {
    await inside.$executeRawUnsafe(searchSetting);
    return inside.$queryRawUnsafe(sql, ...values);
  });
  return foundRows.parse(rows).map(({ rank, ...entry }) => ({ ...entry, near: rank >= nearRank }));
}

/** What must be set in the transaction for the statement to find names by likeness. */
export const searchSetting = `SET LOCAL pg_trgm.word_similarity_threshold = ${alike}`;

/** The one statement that a search is, with its parameters. */
export function searchStatement(
  workspaceId: string,
  { whole, words }: SearchTerms,
  { take, skip }: { readonly take: number; readonly skip: number },
): { readonly sql: string; readonly values: readonly (string | number)[] } {
  const values: (string | number)[] = [];
  const given = (value: string | number, type = 'text') => `$${values.push(value)}::${type}`;
  const workspace = given(workspaceId);
  const [needed, skipped, taken] = [given(skip + take, 'int'), given(skip, 'int'), given(take, 'int')];
  const [equal, begins, holds] = [`%| ${whole} |%`, `%| ${whole}%`, `% ${whole}%`].map((each) => given(each));

  const begun = words.map(({ word }) => `e."text" LIKE ${given(`% ${word}%`)}`).join(' AND ');
  const slipped = words
    .map(({ word, slips }) =>
      slips.length === 0
        ? `e."text" LIKE ${given(`% ${word}%`)}`
        : `e."text" ~ ${given(` (${[word, ...slips].join('|')})`)}`,
    )
    .join(' AND ');
  const named = words.map(({ word }) => given(word));
  const columns = `e."kind", e."subjectId"::text AS "subjectId", e."partnerId"::text AS "partnerId", e."title",
    array_position(ARRAY['partner', 'contact', 'agreement', 'lead', 'meeting'], e."kind") AS "order",
    left(e."text", 200) COLLATE "C" AS "name"`;

  // A materialised part is planned as if all of it were read, so by the index on texts, and read no further than needed.
  const sql = `
WITH strict AS MATERIALIZED (
  SELECT ${columns}, CASE WHEN e."text" LIKE ${equal} THEN 0 WHEN e."text" LIKE ${begins} THEN 1
    WHEN e."text" LIKE ${holds} THEN 2 ELSE 3 END AS "rank", 1::float8 AS "score"
  FROM "SearchEntry" e
  WHERE e."workspaceId" = ${workspace} AND ${begun}
  ORDER BY "rank", "order", "name", "subjectId" LIMIT ${needed}
), slipped AS MATERIALIZED (
  SELECT ${columns} FROM "SearchEntry" e
  WHERE (SELECT count(*) FROM strict) < ${needed}
    AND e."workspaceId" = ${workspace} AND ${slipped} AND NOT (${begun})
), near AS MATERIALIZED (
  SELECT s.*, ${nearRank} AS "rank", word_similarity(${given(whole)}, s."name")::float8 AS "score"
  FROM (SELECT * FROM slipped LIMIT ${mostCompared}) s
), alike AS MATERIALIZED (
  SELECT ${columns}, ${nearRank + 1} AS "rank",
    (${named.map((word) => `word_similarity(${word}, p."searchText")`).join(' + ')})::float8 AS "score"
  FROM "Partner" p JOIN "SearchEntry" e
    ON e."workspaceId" = p."workspaceId" AND e."kind" = 'partner' AND e."subjectId" = p."id"
  WHERE NOT EXISTS (SELECT 1 FROM strict) AND NOT EXISTS (SELECT 1 FROM near)
    AND p."workspaceId" = ${workspace} AND ${named.map((word) => `p."searchText" %> ${word}`).join(' AND ')}
), page AS MATERIALIZED (
  SELECT * FROM (SELECT * FROM strict UNION ALL SELECT * FROM near UNION ALL SELECT * FROM alike) found
  ORDER BY "rank", "score" DESC, "order", "name", "subjectId" LIMIT ${taken} OFFSET ${skipped}
)
SELECT f."kind", f."subjectId", f."title", f."rank", coalesce((
  SELECT jsonb_agg(jsonb_build_object('id', p."id", 'name', p."name", 'acronym', p."acronym") ORDER BY p."sortName", p."id")
  FROM (
    SELECT f."partnerId"::uuid AS "id"
    UNION
    SELECT m."partnerId" FROM "MeetingPartner" m
    WHERE m."workspaceId" = ${workspace} AND f."kind" = 'meeting' AND m."meetingId" = f."subjectId"::uuid
  ) about JOIN "Partner" p ON p."workspaceId" = ${workspace} AND p."id" = about."id"
), '[]') AS "partners"
FROM page f
ORDER BY f."rank", f."score" DESC, f."order", f."name", f."subjectId"`;
  return { sql, values };
}
