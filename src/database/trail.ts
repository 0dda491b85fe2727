import { z } from 'zod';
import { parseRowImages, type RowImage } from './row-images.js';
import { rawSql, type ScopedDatabase } from './scope.js';

/** One change of the register, as it was written down with it. */
export interface TrailEntry {
  readonly id: string;
  readonly actorId: string;
  readonly action: string;
  readonly surface: string;
  readonly at: Date;
  readonly undoneAt: Date | null;
  readonly images: readonly RowImage[];
}

/** A page of a partner's trail. */
export interface Trail {
  readonly entries: readonly TrailEntry[];
  /** The ids of the partner, of those that were merged into it, and of all that ever belonged to them. */
  readonly belonging: ReadonlySet<string>;
  /** Those of partners among them. */
  readonly partnerIds: ReadonlySet<string>;
}

const ids = z.array(z.string()).nullable();
const trailRows = z.array(
  z.object({
    id: z.string(),
    actorId: z.string(),
    action: z.string(),
    surface: z.string(),
    at: z.date(),
    undoneAt: z.date().nullable(),
    rows: z.unknown(),
    partnerIds: ids,
    belonging: ids,
  }),
);

/**
 * A page of what was ever changed about a partner, newest first: itself, what belongs to it or did, also what is deleted
 * or taken back by now, and all the same of the partners that were merged into it.
 */
export async function readTrail(
  db: ScopedDatabase,
  partnerId: string,
  page: { readonly take: number; readonly skip: number },
): Promise<Trail> {
  const { sql, values } = trailStatement(db.workspaceId, partnerId, page);
  const rows = trailRows.parse(await rawSql(db).$queryRawUnsafe(sql, ...values));
  return {
    entries: rows.map(({ rows: images, partnerIds: _, belonging: __, ...entry }) => ({
      ...entry,
      images: parseRowImages(images),
    })),
    belonging: new Set(rows[0]?.belonging ?? []),
    partnerIds: new Set(rows[0]?.partnerIds ?? []),
  };
}

/** The one statement that the reading is, with its parameters. */
export function trailStatement(
  workspaceId: string,
  partnerId: string,
  { take, skip }: { readonly take: number; readonly skip: number },
): { readonly sql: string; readonly values: readonly (string | number)[] } {
  // Arrays, since the planner would take joins for many more rows than there ever are. Images that name a partner are looked up by what they hold; what they are about is then looked up by its own id.
  const sql = `
WITH RECURSIVE partners ("id") AS (
  SELECT $2::text
  UNION
  SELECT image->'before'->>'id'
  FROM partners p
  JOIN "Change" c ON c."workspaceId" = $1 AND c."subjectId" = p."id"::uuid
    AND c."action" = 'partners_merged' AND c."undoneAt" IS NULL,
  LATERAL jsonb_array_elements(c."rows") image
  WHERE image->>'model' = 'Partner' AND image->'after' = 'null'::jsonb
), named AS MATERIALIZED (
  SELECT c."id", c."rows", c."action" <> 'undone' AND (c."action" <> 'partners_merged' OR c."undoneAt" IS NULL) AS "lasting"
  FROM partners p
  CROSS JOIN (VALUES ('before', 'id'), ('after', 'id'), ('before', 'partnerId'), ('after', 'partnerId')) AS place(side, key)
  JOIN "Change" c ON c."workspaceId" = $1
    AND c."rows" @> jsonb_build_array(jsonb_build_object(place.side, jsonb_build_object(place.key, p."id")))
), subjects AS MATERIALIZED (
  SELECT "id" FROM partners
  UNION
  SELECT b."id" FROM partners p, LATERAL (
    SELECT "id"::text FROM "Contact" WHERE "workspaceId" = $1 AND "partnerId" = p."id"::uuid
    UNION ALL SELECT "id"::text FROM "Lead" WHERE "workspaceId" = $1 AND "partnerId" = p."id"::uuid
    UNION ALL SELECT "id"::text FROM "Agreement" WHERE "workspaceId" = $1 AND "partnerId" = p."id"::uuid
    UNION ALL SELECT "id"::text FROM "FollowUp" WHERE "workspaceId" = $1 AND "partnerId" = p."id"::uuid
    UNION ALL SELECT "meetingId"::text FROM "MeetingPartner" WHERE "workspaceId" = $1 AND "partnerId" = p."id"::uuid
  ) b
  UNION
  SELECT coalesce(seen->>'id', seen->>'meetingId')
  FROM named n, LATERAL jsonb_array_elements(n."rows") image,
  LATERAL (VALUES (image->'before'), (image->'after')) AS v(seen)
  WHERE n."lasting" AND image->>'model' <> 'SearchEntry'
    AND (seen->>'partnerId' IN (SELECT "id" FROM partners) OR seen->>'id' IN (SELECT "id" FROM partners))
), page AS MATERIALIZED (
  SELECT c."id", c."at" FROM "Change" c
  WHERE c."workspaceId" = $1 AND (c."id" = ANY (ARRAY(SELECT "id" FROM named))
    OR c."subjectId" = ANY (ARRAY(SELECT "id"::uuid FROM subjects)))
  ORDER BY c."at" DESC, c."id" DESC LIMIT $3::int OFFSET $4::int
)
SELECT c."id"::text AS "id", c."actorId", c."action", c."surface", c."at", c."undoneAt", c."rows",
  (SELECT array_agg("id") FROM partners) AS "partnerIds",
  (SELECT array_agg("id") FROM subjects) AS "belonging"
FROM page JOIN "Change" c ON c."id" = page."id"
ORDER BY c."at" DESC, c."id" DESC`;
  return { sql, values: [workspaceId, partnerId, take, skip] };
}
