import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import type { AgreementLine } from '../database/renewal-lines.js';
import type { ScopedDatabase } from '../database/scope.js';
import { shownName } from '../partners/partner-name.js';
import { readAgreementRules } from '../workspace/agreement-rules-store.js';
import type { Agreement, AgreementFacts, AgreementState } from './agreement.js';
import { indexAgreement } from './agreement-search-store.js';
import { type Amendment, readAmends } from './amendment.js';
import { aroundNumber, nextReference } from './reference.js';
import { type LeadTime, nextEventOf, untouched } from './renewal.js';
import type { TermColumns } from './term-columns.js';

/** What a form writes about an agreement; what decisions change stays as it is. */
export type AgreementInput = AgreementFacts &
  Omit<TermColumns, 'extensionMonths' | 'noticeGivenOn'> &
  AgreementState;

/** What every reading of agreements needs: the partner's name, and the amendments that change the terms. */
export const withPartner = {
  partner: { select: { id: true, name: true, acronym: true } },
  children: {
    where: { kind: 'amendment', status: 'signed', startsOn: { not: null } },
    select: { id: true, reference: true, title: true, startsOn: true, amends: true },
  },
} as const;

type Row = Awaited<ReturnType<typeof readRows>>[number];

function readRows(database: ScopedDatabase, ids: readonly string[]) {
  return database.agreement.findMany({ where: { id: { in: [...ids] } }, include: withPartner });
}

/** A row of the database as the product knows it. */
export function agreementOf({ children, ...row }: Row): Agreement {
  return {
    ...row,
    ...joined({
      partner: row.partner,
      amends: row.amends,
      amendments: children.map(({ startsOn, ...about }) => ({ ...about, startsOn: dayOrNull(startsOn) })),
    }),
    signedOn: dayOrNull(row.signedOn),
    startsOn: dayOrNull(row.startsOn),
    endsOn: dayOrNull(row.endsOn),
    currentEndsOn: dayOrNull(row.currentEndsOn),
    decideByOn: dayOrNull(row.decideByOn),
    settledEndsOn: dayOrNull(row.settledEndsOn),
    noticeGivenOn: dayOrNull(row.noticeGivenOn),
    askAgainOn: dayOrNull(row.askAgainOn),
    missedEndsOn: dayOrNull(row.missedEndsOn),
    rollsOn: dayOrNull(row.rollsOn),
    terminatedOn: dayOrNull(row.terminatedOn),
  };
}

/** A line of a list as the product knows it. The line itself becomes that: a copy of each costs more than the rest. */
export function agreementOfLine<Line extends AgreementLine>(
  line: Line,
): Omit<Line, keyof JoinedColumns> & Agreement {
  return Object.assign(line, joined(line));
}

interface JoinedColumns {
  readonly partner: Row['partner'];
  readonly amends: unknown;
  readonly amendments: readonly (Pick<Amendment, 'id' | 'reference' | 'title'> & {
    readonly startsOn: Day | null;
    readonly amends: unknown;
  })[];
}

function joined(row: JoinedColumns): Pick<Agreement, 'amendments' | 'amends' | 'partner'> {
  return {
    amendments: row.amendments
      .flatMap(({ startsOn, amends, ...about }) =>
        startsOn === null ? [] : [{ ...about, from: startsOn, changes: readAmends(amends) }],
      )
      .sort((one, other) => `${one.from} ${one.id}`.localeCompare(`${other.from} ${other.id}`)),
    amends: readAmends(row.amends),
    partner: { id: row.partner.id, shown: shownName(row.partner) },
  };
}

function dayOrNull(date: Date | null): Day | null {
  return date === null ? null : dayOfDate(date);
}

/** The value of a DATE column for a day that may be missing. */
export function dateOrNull(day: Day | null): Date | null {
  return day === null ? null : dateOfDay(day);
}

/** The agreement of this id, or null. */
export async function readAgreement(database: ScopedDatabase, id: string): Promise<Agreement | null> {
  return (await readAgreements(database, [id])).get(id) ?? null;
}

/** The agreements of these ids, by id. */
export async function readAgreements(
  database: ScopedDatabase,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Agreement>> {
  const rows = await readRows(database, ids);
  return new Map(rows.map((row) => [row.id, agreementOf(row)]));
}

/** The agreements with one partner in the order of their start, at most `limit`. */
export async function listAgreementsOf(
  database: ScopedDatabase,
  partnerId: string,
  limit: number,
): Promise<Agreement[]> {
  const rows = await database.agreement.findMany({
    where: { partnerId },
    include: withPartner,
    orderBy: [{ startsOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: limit,
  });
  return rows.map(agreementOf);
}

/** A framework agreement as a menu names it. */
export interface FrameworkRef {
  readonly id: string;
  readonly shown: string;
}

/** At most `limit` framework agreements by partner and title; the one of `always` is among them in any case. */
export async function listFrameworks(
  database: ScopedDatabase,
  limit: number,
  always: string | null,
): Promise<FrameworkRef[]> {
  const columns = { id: true, title: true, ...{ partner: withPartner.partner } } as const;
  const chosen =
    always === null ? null : await database.agreement.findUnique({ where: { id: always }, select: columns });
  const rows = await database.agreement.findMany({
    where: { kind: 'framework', ...(always === null ? {} : { id: { not: always } }) },
    select: columns,
    orderBy: [{ partner: { name: 'asc' } }, { title: 'asc' }, { id: 'asc' }],
    take: chosen === null ? limit : limit - 1,
  });
  return [...(chosen === null ? [] : [chosen]), ...rows].map(({ id, title, partner }) => ({
    id,
    shown: `${partner.acronym ?? partner.name} – ${title}`,
  }));
}

/**
 * Adds an agreement, under the next reference of the year unless it has one of its own. Must run inside a change: those
 * of one workspace wait for each other, so that no two get the same number.
 */
export async function addAgreement(
  database: ScopedDatabase,
  partnerId: string,
  input: AgreementInput,
  createdById: string,
  today: Day,
  leadTime: LeadTime,
  /** The lead that it came of; one that is gone meanwhile is left out. */
  leadId: string | null = null,
): Promise<Agreement> {
  const lead =
    leadId === null ? null : await database.lead.findFirst({ where: { id: leadId }, select: { id: true } });
  const { reference, status = 'signed' } = input;
  const { id } = await database.agreement.create({
    data: {
      partnerId,
      leadId: lead?.id ?? null,
      createdById,
      ...columnsOf(input),
      reference: reference ?? (await freeReference(database, today)),
      ...nextEventColumns({ ...untouched, ...input, status }, today, leadTime),
    },
    select: { id: true },
  });
  return written(database, id);
}

/** The next reference by the workspace's pattern. */
async function freeReference(database: ScopedDatabase, today: Day): Promise<string> {
  const { referencePattern } = await readAgreementRules(database);
  const year = today.slice(0, 4);
  const { before, after } = aroundNumber(referencePattern, year);
  const given = await database.agreement.findMany({
    where: { reference: { startsWith: before, endsWith: after } },
    select: { reference: true },
  });
  return nextReference(
    referencePattern,
    year,
    given.map(({ reference }) => reference),
  );
}

/** The title of the agreement that has this reference, other than the one of `exceptId`; null where it is free. */
export async function titleOfReference(
  database: ScopedDatabase,
  reference: string,
  exceptId: string | null,
): Promise<string | null> {
  const row = await database.agreement.findFirst({
    where: { reference, ...(exceptId === null ? {} : { id: { not: exceptId } }) },
    select: { title: true },
  });
  return row?.title ?? null;
}

/** Writes what a form says about an agreement that is in the register; what it does not ask stays. */
export async function editAgreement(
  database: ScopedDatabase,
  agreement: Agreement,
  partnerId: string,
  input: Partial<AgreementInput>,
  today: Day,
  leadTime: LeadTime,
): Promise<Agreement> {
  const { reference, status, ...facts } = input;
  await database.agreement.update({
    where: { id: agreement.id },
    data: {
      partnerId,
      ...columnsOf({
        ...facts,
        ...(reference ? { reference } : {}),
        ...(status === undefined ? {} : { status }),
      }),
      ...nextEventColumns({ ...agreement, ...facts, status: status ?? agreement.status }, today, leadTime),
    },
    select: { id: true },
  });
  return written(database, agreement.id);
}

/** The columns that keep an agreement's next event. */
export function nextEventColumns(
  agreement: Parameters<typeof nextEventOf>[0],
  today: Day,
  leadTime: LeadTime,
) {
  const { currentEndsOn, decideByOn, missedEndsOn, rollsOn } = nextEventOf(agreement, today, leadTime);
  return {
    rollsOn: dateOrNull(rollsOn),
    currentEndsOn: dateOrNull(currentEndsOn),
    decideByOn: dateOrNull(decideByOn),
    missedEndsOn: dateOrNull(missedEndsOn),
  };
}

function columnsOf<Input extends Partial<Omit<AgreementInput, 'reference'>>>(input: Input) {
  const { signedOn, startsOn, endsOn, axes, ...rest } = input;
  return {
    ...rest,
    ...(axes === undefined ? {} : { axes: [...axes] }),
    ...(signedOn === undefined ? {} : { signedOn: dateOrNull(signedOn) }),
    ...(startsOn === undefined ? {} : { startsOn: dateOrNull(startsOn) }),
    ...(endsOn === undefined ? {} : { endsOn: dateOrNull(endsOn) }),
  };
}

async function written(database: ScopedDatabase, id: string): Promise<Agreement> {
  const agreement = await readAgreement(database, id);
  if (agreement === null) throw new Error('An agreement that was just written is not there');
  await indexAgreement(database, agreement);
  return agreement;
}
