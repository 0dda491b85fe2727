import type { Day } from '../calendar/day.js';
import {
  type Agreement,
  type PartnerKind,
  Prisma,
  type RenewalDecision,
} from '../generated/prisma/client.js';
import { type Given, type Parameter, parameters } from './parameters.js';
import { rawSql, type ScopedDatabase } from './scope.js';

/** Which agreements are meant; all conditions hold together. */
export interface AgreementQuestion {
  readonly axis?: string | undefined;
  readonly ownerId?: string | undefined;
  /** What their partners are to be. */
  readonly partner?: { readonly international?: boolean; readonly kind?: PartnerKind } | undefined;
}

/** Which renewals are meant. */
export interface RenewalQuestion extends AgreementQuestion {
  /** Those to decide on by this day. A term's end lies after it, so those that end by then are among them. */
  readonly until: Day;
  readonly today: Day;
}

/** Which part of a list is to be read. */
export interface RenewalPage {
  readonly take: number;
  readonly skip?: number | undefined;
  /** Whose come before all others, as many as the page has. */
  readonly firstOf?: string | undefined;
  /** After what waits for a decision: what was decided already, or put off, in the same horizon. */
  readonly decided?: boolean | undefined;
  /** Also how many ends are unknown; zero is told where it is not asked. */
  readonly unknownEnds?: boolean | undefined;
}

/** A row as JSON has it: its days are text. */
type InJson<Row> = {
  readonly [Column in keyof Row]: Date extends Row[Column] ? Exclude<Row[Column], Date> | Day : Row[Column];
};

/** An agreement with all that its line names and its next event is computed from. */
export interface AgreementLine extends InJson<Omit<Agreement, 'createdAt'>> {
  readonly partner: { readonly id: string; readonly name: string; readonly acronym: string | null };
  /** Those that are signed and take effect on a day. */
  readonly amendments: readonly InJson<
    Pick<Agreement, 'id' | 'reference' | 'title' | 'startsOn' | 'amends'>
  >[];
}

/** Such an agreement with what was decided on it. */
export interface RenewalRow extends AgreementLine {
  /** The latest first. */
  readonly decisions: readonly RenewalDecisionRow[];
}

interface RenewalDecisionRow
  extends InJson<Omit<RenewalDecision, 'workspaceId' | 'agreementId' | 'decidedAt'>> {
  /** An instant as ISO 8601 writes it. */
  readonly decidedAt: string;
}

/** A page of a list of renewals, and how much there is on all pages. */
export interface RenewalLines {
  /** What waits for a decision, the most urgent first. */
  readonly open: readonly RenewalRow[];
  /** The rest of the page, in the order of the terms' ends; one more than it has room for where another page follows. */
  readonly decided: readonly RenewalRow[];
  readonly total: number;
  readonly unknownEnds: number;
}

interface FoundLines {
  readonly total: number;
  readonly unknownEnds: number;
  /** As JSON. */
  readonly lines: string;
}

/** A page of renewals with its counts, in one statement. */
export async function readRenewalLines(
  db: ScopedDatabase,
  asked: RenewalQuestion,
  page: RenewalPage,
): Promise<RenewalLines> {
  const { sql, values } = renewalsStatement(db.workspaceId, asked, page);
  const [found] = await rawSql(db).$queryRawUnsafe<FoundLines[]>(sql, ...values);
  const { total, unknownEnds, lines } = found ?? { total: 0, unknownEnds: 0, lines: '[]' };
  const rows: { readonly place: number; readonly line: RenewalRow }[] = JSON.parse(lines);
  const at = (isAt: (place: number) => boolean) =>
    rows.flatMap(({ place, line }) => (isAt(place) ? [line] : []));
  return {
    open: at((place) => place < places.decided).slice(0, page.take),
    decided: at((place) => place === places.decided),
    total,
    unknownEnds,
  };
}

/** A page of the agreements whose end nobody knows, the latest signed first, and how many there are on all pages. */
export async function readUnknownEnds(
  db: ScopedDatabase,
  asked: AgreementQuestion,
  { take, skip }: { readonly take: number; readonly skip: number },
): Promise<{ readonly agreements: readonly AgreementLine[]; readonly total: number }> {
  const { values, given } = parameters();
  const unknown = withUnknownEnd(agreementsMeant(db.workspaceId, asked, given));
  const page = `LIMIT ${given(take, 'int')} OFFSET ${given(skip, 'int')}`;
  const sql = `SELECT (SELECT count(*)::int FROM ${unknown}) AS "total", (
  SELECT coalesce(json_agg(line), '[]')::text FROM (
    SELECT ${columns.l}, ${named}
    FROM (SELECT a.* FROM ${unknown} ORDER BY a."signedOn" DESC NULLS LAST, a."id" ${page}) l
    ORDER BY l."signedOn" DESC NULLS LAST, l."id"
  ) line
) AS "lines"`;
  const [found] = await rawSql(db).$queryRawUnsafe<{ total: number; lines: string }[]>(sql, ...values);
  return { agreements: JSON.parse(found?.lines ?? '[]'), total: found?.total ?? 0 };
}

/** How many agreements have an end that nobody knows. */
export async function countUnknownEnds(db: ScopedDatabase, asked: AgreementQuestion): Promise<number> {
  const { values, given } = parameters();
  const sql = `SELECT ${unknownEnds(agreementsMeant(db.workspaceId, asked, given))} AS "count"`;
  const [row] = await rawSql(db).$queryRawUnsafe<{ count: number }[]>(sql, ...values);
  return row?.count ?? 0;
}

/** Where on a page an agreement stands. */
const places = { first: 0, open: 1, decided: 2 };

const columnsOf = (agreements: string) =>
  Object.values(Prisma.AgreementScalarFieldEnum)
    .filter((column) => column !== 'createdAt')
    .map((column) => `${agreements}."${column}"`)
    .join(', ');
const columns = { a: columnsOf('a'), l: columnsOf('l') };

// Each by its own look into an index: how many lines there are is known when the statement runs, not when it is planned,
// so that a join might be planned for far more.
const named = `(
    SELECT json_build_object('id', q."id", 'name', q."name", 'acronym', q."acronym")
    FROM "Partner" q WHERE q."workspaceId" = l."workspaceId" AND q."id" = l."partnerId"
  ) AS "partner", (
    SELECT coalesce(json_agg(json_build_object('id', m."id", 'reference', m."reference", 'title', m."title",
      'startsOn', m."startsOn", 'amends', m."amends")), '[]')
    FROM "Agreement" m WHERE m."workspaceId" = l."workspaceId" AND m."parentId" = l."id"
      AND m."kind" = 'amendment' AND m."status" = 'signed' AND m."startsOn" IS NOT NULL
  ) AS "amendments"`;
const parts = `${named}, (
    SELECT coalesce(json_agg(json_build_object('id', d."id", 'choice', d."choice", 'termEndsOn', d."termEndsOn",
      'askAgainOn', d."askAgainOn", 'because', d."because", 'noticeOn', d."noticeOn", 'proof', d."proof",
      'decidedById', d."decidedById", 'decidedAt', d."decidedAt") ORDER BY d."decidedAt" DESC), '[]')
    FROM "RenewalDecision" d WHERE d."workspaceId" = l."workspaceId" AND d."agreementId" = l."id"
  ) AS "decisions"`;

/**
 * The one statement that a page is, with its parameters. Its lines come as one value: each costs its way through driver
 * and client, and every column of theirs.
 */
export function renewalsStatement(
  workspaceId: string,
  asked: RenewalQuestion,
  { take, skip = 0, firstOf, decided, unknownEnds: counted }: RenewalPage,
): { readonly sql: string; readonly values: readonly Parameter[] } {
  const { values, given } = parameters();
  const meant = agreementsMeant(workspaceId, asked, given);
  const [today, until] = [given(asked.today, 'date'), given(asked.until, 'date')];
  const [size, from] = [given(take, 'int'), given(skip, 'int')];
  const waiting = `${meant} AND a."decideByOn" <= ${until} AND (a."askAgainOn" IS NULL OR a."askAgainOn" <= ${today})`;
  const listed = (place: number, by: string, which: string, limit: string, offset: string) => `(
    SELECT ${place} AS "place", a."${by}" AS "by", ${columns.a} FROM ${which}
    ORDER BY a."${by}", a."id" LIMIT ${limit} OFFSET ${offset}
  )`;
  const open = (place: number, which: string) => listed(place, 'decideByOn', which, size, from);
  const me = firstOf === undefined ? null : given(firstOf, 'text');
  const lists = [
    ...(me === null
      ? [open(places.open, waiting)]
      : [
          open(places.first, `${waiting} AND a."ownerId" = ${me}`),
          open(places.open, `${waiting} AND a."ownerId" <> ${me}`),
        ]),
    ...(decided
      ? [
          listed(
            places.decided,
            'currentEndsOn',
            `${meant} AND a."currentEndsOn" BETWEEN ${today} AND ${until} AND (
      a."decideByOn" IS NULL AND a."settledEndsOn" >= ${today} OR a."askAgainOn" > ${today})`,
            `greatest(0, least(0, ${from} - n."total") + ${size} + 1)`,
            `greatest(0, ${from} - n."total")`,
          ),
        ]
      : []),
  ];
  // With OFFSET 0 each count is taken once: else it would be put in every place that names it.
  const sql = `SELECT n."total", n."unknownEnds", (
  SELECT coalesce(
    json_agg(json_build_object('place', l."place", 'line', line) ORDER BY l."place", l."by", l."id"), '[]'
  )::text
  FROM (${lists.join(' UNION ALL ')}) l, LATERAL (SELECT ${columns.l}, ${parts}) line
) AS "lines"
FROM (
  SELECT (SELECT count(*)::int FROM ${waiting}) AS "total", ${counted ? unknownEnds(meant) : '0'} AS "unknownEnds" OFFSET 0
) n`;
  return { sql, values };
}

function unknownEnds(meant: string): string {
  return `(SELECT count(*)::int FROM ${withUnknownEnd(meant)})`;
}

function withUnknownEnd(meant: string): string {
  return `${meant} AND a."currentEndsOn" IS NULL
      AND a."termKind" <> 'open_ended' AND a."kind" <> 'amendment' AND a."status" = 'signed'`;
}

/** Agreements `a` of a workspace, as a FROM to which conditions can be added. */
function agreementsMeant(
  workspaceId: string,
  { axis, ownerId, partner: wanted }: AgreementQuestion,
  given: Given,
): string {
  const conditions = [
    `a."workspaceId" = ${given(workspaceId, 'text')}`,
    axis !== undefined && `${given(axis, 'text')} = ANY (a."axes")`,
    ownerId !== undefined && `a."ownerId" = ${given(ownerId, 'text')}`,
    wanted?.international !== undefined && `p."international" = ${given(wanted.international, 'boolean')}`,
    wanted?.kind !== undefined && `p."kind" = ${given(wanted.kind, '"PartnerKind"')}`,
  ].filter((condition) => condition !== false);
  const from =
    wanted === undefined
      ? '"Agreement" a'
      : '"Agreement" a JOIN "Partner" p ON p."workspaceId" = a."workspaceId" AND p."id" = a."partnerId"';
  return `${from} WHERE ${conditions.join(' AND ')}`;
}
