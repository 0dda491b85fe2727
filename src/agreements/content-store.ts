import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import { readAgreementRules } from '../workspace/agreement-rules-store.js';
import type { Agreement } from './agreement.js';
import { dateOrNull, readAgreements } from './agreement-store.js';
import { alone } from './around.js';
import { readAround } from './around-store.js';
import { talliesOf } from './commitment.js';
import type { AgreementDocument, AgreementParts, Payment, Signatory, WholeAgreement } from './content.js';

const name = { select: { reference: true, title: true } } as const;

/** The parts of the agreements of these ids, by id, as of a day. */
async function readParts(
  database: ScopedDatabase,
  ids: readonly string[],
  today: Day,
): Promise<ReadonlyMap<string, AgreementParts>> {
  const [rules, rows] = await Promise.all([
    readAgreementRules(database),
    database.agreement.findMany({
      where: { id: { in: [...ids] } },
      select: {
        id: true,
        finances: true,
        withoutFinances: true,
        endedBecause: true,
        signatories: { orderBy: { position: 'asc' } },
        commitments: { select: { side: true, state: true, dueOn: true } },
        payments: { orderBy: { position: 'asc' } },
        documents: { orderBy: [{ addedAt: 'asc' }, { id: 'asc' }] },
        signingRecords: { orderBy: [{ passedOn: 'asc' }, { recordedAt: 'asc' }] },
        replaces: name,
        successors: { ...name, orderBy: { id: 'desc' }, take: 1 },
      },
    }),
  ]);
  return new Map(
    rows.map(({ id, commitments, documents, signatories, signingRecords, successors, ...row }) => [
      id,
      {
        ...row,
        signatories: signatories.map((each) => ({
          ...each,
          signedOn: each.signedOn && dayOfDate(each.signedOn),
        })),
        tallies: talliesOf(commitments),
        overdue: commitments.filter(
          ({ state, dueOn }) => state === 'open' && dueOn !== null && dayOfDate(dueOn) < today,
        ).length,
        documents: documents.map((each) => ({ id: each.id, title: each.title, url: each.url })),
        signing: signingRecords.map((each) => ({ ...each, passedOn: dayOfDate(each.passedOn) })),
        steps: rules.signingSteps,
        replacedBy: successors[0] ?? null,
      },
    ]),
  );
}

/** The agreements of these ids with their parts and what is around them, by id. */
export async function readWholeAgreements(
  database: ScopedDatabase,
  ids: readonly string[],
  today: Day,
): Promise<ReadonlyMap<string, WholeAgreement>> {
  const [agreements, parts] = await Promise.all([
    readAgreements(database, ids),
    readParts(database, ids, today),
  ]);
  const around = await readAround(database, [...agreements.values()]);
  return new Map(
    [...agreements].flatMap(([id, agreement]) => {
      const its = parts.get(id);
      const whole = { ...agreement, around: around.get(id) ?? alone };
      return its === undefined ? [] : [[id, { ...whole, parts: its }] as const];
    }),
  );
}

/** The agreement of this id with its parts, or null. */
export async function readWholeAgreement(
  database: ScopedDatabase,
  id: string,
  today: Day,
): Promise<WholeAgreement | null> {
  return (await readWholeAgreements(database, [id], today)).get(id) ?? null;
}

/** Writes who signs an agreement, in place of whoever stood there. */
export async function writeSignatories(
  database: ScopedDatabase,
  agreementId: string,
  signatories: readonly Signatory[],
): Promise<void> {
  const wanted = signatories.map(({ side, name: signatory, capacity, signedOn }, position) => ({
    side,
    name: signatory,
    capacity,
    position,
    signedOn: dateOrNull(signedOn),
  }));
  const there = await database.signatory.findMany({ where: { agreementId } });
  const { gone, fresh } = difference(there, wanted);
  if (gone.length > 0) await database.signatory.deleteMany({ where: { id: { in: gone } } });
  if (fresh.length > 0)
    await database.signatory.createMany({ data: fresh.map((row) => ({ ...row, agreementId })) });
}

/** Which rows go and which come, so that what stays as it was is not written: the trail tells what changed and no more. */
function difference<Row extends object>(
  there: readonly (Row & { readonly id: string })[],
  wanted: readonly Row[],
) {
  const textOf = (row: Row, like: Row) =>
    Object.keys(like)
      .map((column) => String(Reflect.get(row, column)))
      .join('\u0000');
  const [any] = wanted;
  const known = new Map(any === undefined ? [] : there.map((row) => [textOf(row, any), row.id]));
  const kept = wanted.flatMap((row) => known.get(textOf(row, row)) ?? []);
  return {
    gone: there.map(({ id }) => id).filter((id) => !kept.includes(id)),
    fresh: wanted.filter((row) => !known.has(textOf(row, row))),
  };
}

/** What an agreement says of money. */
export interface MoneyInput {
  readonly payments: readonly Payment[];
  readonly finances: string | null;
  readonly withoutFinances: boolean;
}

/** Writes what an agreement says of money, in place of what stood there. */
export async function writeMoneyPart(
  database: ScopedDatabase,
  agreementId: string,
  { payments, finances, withoutFinances }: MoneyInput,
): Promise<void> {
  await database.agreement.update({
    where: { id: agreementId },
    data: { finances, withoutFinances },
    select: { id: true },
  });
  const wanted = payments.map(({ payer, amount, currency, schedule }, position) => ({
    payer,
    amount,
    currency,
    schedule,
    position,
  }));
  const there = await database.payment.findMany({ where: { agreementId } });
  const { gone, fresh } = difference(there, wanted);
  if (gone.length > 0) await database.payment.deleteMany({ where: { id: { in: gone } } });
  if (fresh.length > 0)
    await database.payment.createMany({ data: fresh.map((row) => ({ ...row, agreementId })) });
}

/** A paper to be kept with an agreement. */
export interface NewDocument extends Omit<AgreementDocument, 'id'> {
  readonly slackFileId: string | null;
}

/** Keeps papers with an agreement. */
export async function addDocuments(
  database: ScopedDatabase,
  agreementId: string,
  documents: readonly NewDocument[],
  by: { readonly personId: string; readonly at: Date },
): Promise<void> {
  if (documents.length === 0) return;
  await database.agreementDocument.createMany({
    data: documents.map((document) => ({ ...document, agreementId, addedById: by.personId, addedAt: by.at })),
  });
}

/** One paper, with the agreement that it belongs to; null where it is gone. */
export function readDocument(database: ScopedDatabase, id: string) {
  return database.agreementDocument.findFirst({
    where: { id },
    select: { agreementId: true, title: true, url: true, slackFileId: true },
  });
}

/** Calls a paper otherwise, or says where it is by now. False where it is gone. */
export async function editDocument(
  database: ScopedDatabase,
  id: string,
  document: Pick<AgreementDocument, 'title' | 'url'>,
): Promise<boolean> {
  const { count } = await database.agreementDocument.updateMany({ where: { id }, data: document });
  return count > 0;
}

/** Takes a paper away from its agreement. False where it is gone already. */
export async function removeDocument(database: ScopedDatabase, id: string): Promise<boolean> {
  const { count } = await database.agreementDocument.deleteMany({ where: { id } });
  return count > 0;
}

/** Takes the record of a step away, for instance that of a signature which was no signature after all. */
export async function removeSigningRecord(
  database: ScopedDatabase,
  agreementId: string,
  step: string,
): Promise<void> {
  await database.signingRecord.deleteMany({ where: { agreementId, step } });
}

/** Keeps that a step of the circuit was passed. False where somebody had said so before. */
export async function addSigningRecord(
  database: ScopedDatabase,
  record: {
    readonly agreementId: string;
    readonly step: string;
    readonly passedOn: Day;
    readonly note: string | null;
  },
  by: { readonly personId: string; readonly at: Date },
): Promise<boolean> {
  const { agreementId, step, passedOn, note } = record;
  const passed = await database.signingRecord.findFirst({
    where: { agreementId, step },
    select: { id: true },
  });
  if (passed !== null) return false;
  await database.signingRecord.create({
    data: {
      agreementId,
      step,
      passedOn: dateOfDay(passedOn),
      note,
      recordedById: by.personId,
      recordedAt: by.at,
    },
  });
  return true;
}

/** The agreements that may take the place of one: those with the same partner, the newest first, at most `limit`. */
export async function listSuccessors(
  database: ScopedDatabase,
  agreement: Pick<Agreement, 'id' | 'partner'>,
  limit: number,
): Promise<{ readonly id: string; readonly shown: string }[]> {
  const rows = await database.agreement.findMany({
    where: {
      partnerId: agreement.partner.id,
      id: { not: agreement.id },
      OR: [{ replacesId: null }, { replacesId: agreement.id }],
    },
    select: { id: true, reference: true, title: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map(({ id, reference, title }) => ({ id, shown: `${reference} – ${title}` }));
}
