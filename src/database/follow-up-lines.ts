import type { Day } from '../calendar/day.js';
import type { FollowUpState, PartnerKind, Priority } from '../generated/prisma/client.js';
import { type Parameter, parameters } from './parameters.js';
import { rawSql, type ScopedDatabase } from './scope.js';

/** Which follow-ups are meant; all conditions hold together. */
export interface FollowUpQuestion {
  readonly ids?: readonly string[] | undefined;
  readonly states?: readonly FollowUpState[] | undefined;
  /** Those of all these people. */
  readonly assigneeIds?: readonly string[] | undefined;
  /** Left out. */
  readonly exceptIds?: readonly string[] | undefined;
  /** Only those due on this day or before. */
  readonly dueUntil?: Day | undefined;
  /** Only those about this partner, also by way of a meeting with several. */
  readonly partnerId?: string | undefined;
  /** Only those about partners of this axis. */
  readonly axis?: string | undefined;
  /** What their partners are to be. */
  readonly partner?: { readonly international?: boolean; readonly kind?: PartnerKind } | undefined;
}

/** A follow-up with what its line names. */
export interface FollowUpLine {
  readonly id: string;
  readonly text: string;
  readonly assigneeId: string;
  readonly dueOn: Day | null;
  readonly state: FollowUpState;
  readonly priority: Priority;
  readonly stateBecause: string | null;
  readonly everyMonths: number | null;
  readonly sourceLink: string | null;
  readonly settledById: string | null;
  /** An instant as ISO 8601 writes it. */
  readonly settledAt: string | null;
  readonly partnerId: string | null;
  readonly partnerName: string | null;
  readonly partnerAcronym: string | null;
  readonly leadId: string | null;
  readonly leadObject: string | null;
  readonly agreementId: string | null;
  readonly agreementReference: string | null;
  /** How many it has. */
  readonly comments: number;
}

/** How many follow-ups of a state are due on a day. */
export interface DayCount {
  readonly state: FollowUpState;
  readonly dueOn: Day | null;
  readonly count: number;
}

/** A page of follow-ups, by state, then the longest due first and those without a day last. */
export async function readFollowUpLines(
  db: ScopedDatabase,
  asked: FollowUpQuestion,
  page?: { readonly take: number; readonly skip?: number | undefined },
): Promise<FollowUpLine[]> {
  const [row] = await read<{ lines: string }>(db, linesStatement(db.workspaceId, asked, page));
  return JSON.parse(row?.lines ?? '[]');
}

/** How many follow-ups are meant. */
export async function countFollowUpLines(db: ScopedDatabase, asked: FollowUpQuestion): Promise<number> {
  const counted = 'count(*)::int AS "count"';
  const [row] = await read<{ count: number }>(db, statement(counted, db.workspaceId, asked));
  return row?.count ?? 0;
}

/** How many of the follow-ups that are meant are due on each day. */
export async function countFollowUpsByDay(db: ScopedDatabase, asked: FollowUpQuestion): Promise<DayCount[]> {
  const counted = 'f."state"::text AS "state", f."dueOn"::text AS "dueOn", count(*)::int AS "count"';
  const { sql, values } = statement(counted, db.workspaceId, asked);
  return read<DayCount>(db, { sql: `${sql} GROUP BY f."state", f."dueOn"`, values });
}

interface Statement {
  readonly sql: string;
  readonly values: readonly Parameter[];
}

function read<Row>(db: ScopedDatabase, { sql, values }: Statement): Promise<Row[]> {
  return rawSql(db).$queryRawUnsafe<Row[]>(sql, ...values);
}

const columns = `f."id"::text AS "id", f."text", f."assigneeId", f."dueOn"::text AS "dueOn", f."state"::text AS "state",
f."priority"::text AS "priority", f."stateBecause", f."everyMonths", f."sourceLink", f."settledById", f."settledAt",
f."partnerId"::text AS "partnerId", p."name" AS "partnerName", p."acronym" AS "partnerAcronym",
f."leadId"::text AS "leadId", l."object" AS "leadObject",
f."agreementId"::text AS "agreementId", a."reference" AS "agreementReference",
(SELECT count(*)::int FROM "FollowUpComment" c WHERE c."workspaceId" = f."workspaceId" AND c."followUpId" = f."id") AS "comments"`;

/** The one statement that a page is, with its parameters. Its lines come as one value: each costs its way through driver and client. */
export function linesStatement(
  workspaceId: string,
  asked: FollowUpQuestion,
  page?: { readonly take: number; readonly skip?: number | undefined },
): Statement {
  const { sql, values } = statement(columns, workspaceId, asked);
  const inOne = (lines: string) =>
    `SELECT coalesce(json_agg(line), '[]')::text AS "lines" FROM (${lines}) line`;
  const ordered = `${sql} ORDER BY f."state", f."dueOn" NULLS LAST, f."id"`;
  if (page === undefined) return { sql: inOne(ordered), values };
  const { take, skip = 0 } = page;
  const [limit, offset] = [values.length + 1, values.length + 2];
  const part = `${ordered} LIMIT $${limit}::int OFFSET $${offset}::int`;
  return { sql: inOne(part), values: [...values, take, skip] };
}

// Plain joins: Prisma would read what a line names as JSON from lateral subqueries, which takes twice as long. Those that
// a statement makes no use of cost nothing: the keys are unique, so PostgreSQL leaves them out.
function statement(selected: string, workspaceId: string, asked: FollowUpQuestion): Statement {
  const { values, given } = parameters();
  const { ids, states, assigneeIds, exceptIds = [], dueUntil, partnerId, axis, partner } = asked;
  const workspace = given(workspaceId, 'text');
  const conditions = [`f."workspaceId" = ${workspace}`];
  const among = (column: string, all: readonly string[], type: string) =>
    conditions.push(
      all.length === 0 ? 'false' : `${column} IN (${all.map((each) => given(each, type)).join(', ')})`,
    );
  if (ids !== undefined) conditions.push(`f."id" = ANY (${given(ids, 'text[]')}::uuid[])`);
  if (states !== undefined) among('f."state"', states, '"FollowUpState"');
  if (assigneeIds !== undefined) among('f."assigneeId"', assigneeIds, 'text');
  if (exceptIds.length > 0) conditions.push(`f."id" <> ALL (${given(exceptIds, 'text[]')}::uuid[])`);
  if (dueUntil !== undefined) conditions.push(`f."dueOn" <= ${given(dueUntil, 'date')}`);
  if (partnerId !== undefined) {
    const id = given(partnerId, 'uuid');
    conditions.push(`f."id" IN (
      SELECT o."id" FROM "FollowUp" o WHERE o."workspaceId" = ${workspace} AND o."partnerId" = ${id}
      UNION ALL
      SELECT o."id" FROM "MeetingPartner" m
      JOIN "FollowUp" o ON o."workspaceId" = m."workspaceId" AND o."meetingId" = m."meetingId"
      WHERE m."workspaceId" = ${workspace} AND m."partnerId" = ${id}
    )`);
  }
  if (axis !== undefined) conditions.push(`${given(axis, 'text')} = ANY (p."axes")`);
  if (partner?.international !== undefined) {
    conditions.push(`p."international" = ${given(partner.international, 'boolean')}`);
  }
  if (partner?.kind !== undefined) conditions.push(`p."kind" = ${given(partner.kind, '"PartnerKind"')}`);
  const sql = `SELECT ${selected}
FROM "FollowUp" f
LEFT JOIN "Partner" p ON p."workspaceId" = f."workspaceId" AND p."id" = f."partnerId"
LEFT JOIN "Lead" l ON l."workspaceId" = f."workspaceId" AND l."id" = f."leadId"
LEFT JOIN "Agreement" a ON a."workspaceId" = f."workspaceId" AND a."id" = f."agreementId"
WHERE ${conditions.join(' AND ')}`;
  return { sql, values };
}
