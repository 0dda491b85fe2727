import { z } from 'zod';
import { type Given, type Parameter, parameters } from './parameters.js';
import { rawSql, type ScopedDatabase } from './scope.js';

/** How long a lead of a stage must be without news to be cold. */
export interface Silence {
  readonly stage: string;
  /** The last day on which there may have been news, `YYYY-MM-DD`, and the instant at which it ended. */
  readonly lastDay: string;
  readonly until: Date;
}

/** What is asked of a pipeline; all conditions hold together. */
export interface PipelineQuestion {
  /** The stages of accepted leads. */
  readonly stages: readonly string[];
  /** Which proposals are among them: everyone's, one person's, or none. */
  readonly proposals: 'all' | 'none' | { readonly by: string };
  readonly ownerId?: string | undefined;
  readonly partnerId?: string | undefined;
  readonly axis?: string | undefined;
  /** What their partners are to be. */
  readonly partner?: { readonly international?: boolean; readonly kind?: string } | undefined;
  readonly coldOnly?: boolean | undefined;
}

/** A page of a pipeline, and how much there is on all pages. */
export interface PipelinePage {
  readonly ids: readonly string[];
  /** How many leads there are in each group that has any. */
  readonly counts: Readonly<Record<string, number>>;
  /** How many of those that were asked for are cold. */
  readonly cold: number;
}

/** By what a pipeline is judged and ordered. */
export interface PipelineRule {
  readonly silences: readonly Silence[];
  /** Today, `YYYY-MM-DD`: what is held later is no news yet. */
  readonly today: string;
  /** The groups in their order: `proposed`, and the stages of those that are accepted. */
  readonly groups: readonly string[];
}

const pageRows = z.tuple([
  z.object({
    ids: z.array(z.string()).nullable(),
    counts: z.record(z.string(), z.number()).nullable(),
    cold: z.number(),
  }),
]);
const idRows = z.array(z.object({ id: z.string() }));

/** A page of a pipeline: by group, then by the next step, the nearest first. The last page where there is no such one. */
export async function readPipelinePage(
  db: ScopedDatabase,
  asked: PipelineQuestion,
  rule: PipelineRule,
  page: { readonly take: number; readonly skip: number },
): Promise<PipelinePage> {
  const { sql, values } = pipelineStatement(db.workspaceId, asked, rule, page);
  const [{ ids, counts, cold }] = pageRows.parse(await rawSql(db).$queryRawUnsafe(sql, ...values));
  return { ids: ids ?? [], counts: counts ?? {}, cold };
}

/** Which of these leads are cold. */
export async function coldAmong(
  db: ScopedDatabase,
  leadIds: readonly string[],
  rule: Pick<PipelineRule, 'silences' | 'today'>,
): Promise<ReadonlySet<string>> {
  if (leadIds.length === 0) return new Set();
  const { values, given } = parameters();
  const workspace = given(db.workspaceId, 'text');
  const ids = given([...leadIds], 'text[]');
  const sql = `SELECT l."id"::text AS "id" FROM "Lead" l
WHERE l."workspaceId" = ${workspace} AND l."id" = ANY (${ids}::uuid[]) AND ${isCold(workspace, rule, given)}`;
  const rows = idRows.parse(await rawSql(db).$queryRawUnsafe(sql, ...values));
  return new Set(rows.map(({ id }) => id));
}

/**
 * Whether a lead `l` is cold: since the day that its stage allows it did not enter the stage, its partner was not met, and
 * nothing that still holds was written of it or its follow-ups. Each is one look into an index.
 */
function isCold(
  workspace: string,
  { silences, today }: Pick<PipelineRule, 'silences' | 'today'>,
  given: Given,
): string {
  const rows = silences.map(
    ({ stage, lastDay, until }) =>
      `(${given(stage, 'text')}, ${given(lastDay, 'date')}, ${given(until.toISOString(), 'timestamptz')})`,
  );
  const news = `c."at" >= q."until" AND c."undoneAt" IS NULL AND c."action" <> 'undone'`;
  return `coalesce((
    SELECT l."stageSince" < q."until" AND (
      SELECT 1 FROM "MeetingPartner" m
      JOIN "Meeting" g ON g."workspaceId" = m."workspaceId" AND g."id" = m."meetingId"
      WHERE m."workspaceId" = ${workspace} AND m."partnerId" = l."partnerId"
        AND g."heldOn" > q."lastDay" AND g."heldOn" <= ${given(today, 'date')} LIMIT 1
    ) IS NULL AND (
      SELECT 1 FROM "Change" c WHERE c."workspaceId" = ${workspace} AND c."subjectId" = l."id" AND ${news} LIMIT 1
    ) IS NULL AND (
      SELECT 1 FROM "FollowUp" f JOIN "Change" c ON c."workspaceId" = f."workspaceId" AND c."subjectId" = f."id"
      WHERE f."workspaceId" = ${workspace} AND f."leadId" = l."id" AND ${news} LIMIT 1
    ) IS NULL
    FROM (VALUES ${rows.join(', ')}) AS q("stage", "lastDay", "until")
    WHERE l."triage" = 'accepted' AND q."stage" = l."stage"::text
  ), false)`;
}

/** The one statement that a page is, with its parameters. */
export function pipelineStatement(
  workspaceId: string,
  asked: PipelineQuestion,
  rule: PipelineRule,
  { take, skip }: { readonly take: number; readonly skip: number },
): { readonly sql: string; readonly values: readonly Parameter[] } {
  const { values, given } = parameters();
  const workspace = given(workspaceId, 'text');
  // One by one: of an array that is cast the planner would not know how few rows it leaves.
  const stages = asked.stages.map((stage) => given(stage, '"LeadStage"'));
  const { proposals, ownerId, partnerId, axis, partner } = asked;
  const accepted =
    stages.length === 0 ? 'false' : `l."triage" = 'accepted' AND l."stage" IN (${stages.join(', ')})`;
  const proposed =
    proposals === 'all'
      ? `l."triage" = 'proposed'`
      : proposals !== 'none' &&
        `l."triage" = 'proposed' AND l."createdById" = ${given(proposals.by, 'text')}`;
  const conditions = [
    proposed === false ? accepted : `(${accepted} OR ${proposed})`,
    ownerId !== undefined && `l."ownerId" = ${given(ownerId, 'text')}`,
    partnerId !== undefined && `l."partnerId" = ${given(partnerId, 'uuid')}`,
    axis !== undefined && `${given(axis, 'text')} = ANY (l."axes")`,
    partner?.international !== undefined && `p."international" = ${given(partner.international, 'boolean')}`,
    partner?.kind !== undefined && `p."kind"::text = ${given(partner.kind, 'text')}`,
  ].filter((condition) => condition !== false);
  const [size, from] = [given(take, 'int'), given(skip, 'int')];
  const sql = `
WITH asked AS MATERIALIZED (
  SELECT l."id", l."stageSince", ${isCold(workspace, rule, given)} AS "cold",
    CASE WHEN l."triage" = 'proposed' THEN 'proposed' ELSE l."stage"::text END AS "group"
  FROM "Lead" l JOIN "Partner" p ON p."workspaceId" = l."workspaceId" AND p."id" = l."partnerId"
  WHERE l."workspaceId" = ${workspace} AND ${conditions.join(' AND ')}
), listed AS MATERIALIZED (
  SELECT a.*, (
    SELECT min(f."dueOn") FROM "FollowUp" f
    WHERE f."workspaceId" = ${workspace} AND f."leadId" = a."id" AND f."state" IN ('open', 'waiting')
  ) AS "nextOn"
  FROM asked a WHERE a."cold" OR NOT ${given(asked.coldOnly ?? false, 'boolean')}
), placed AS (
  SELECT "id", row_number() OVER (
    ORDER BY array_position(${given([...rule.groups], 'text[]')}, "group"), "nextOn" NULLS LAST, "stageSince", "id"
  ) AS "place" FROM listed
), page AS (
  SELECT least(${from}, (greatest(count(*), 1) - 1) / ${size} * ${size}) AS "from" FROM listed
)
SELECT
  (SELECT array_agg("id"::text ORDER BY "place") FROM placed, page
   WHERE "place" > page."from" AND "place" <= page."from" + ${size}) AS "ids",
  (SELECT jsonb_object_agg("group", "count") FROM (
    SELECT "group", count(*) AS "count" FROM listed GROUP BY "group"
  ) grouped) AS "counts",
  (SELECT count(*)::int FROM asked WHERE "cold") AS "cold"`;
  return { sql, values };
}
