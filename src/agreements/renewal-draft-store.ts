import type { Day } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { Agreement } from './agreement.js';
import { addAgreement, readAgreement } from './agreement-store.js';
import { objectOn } from './amendment.js';
import type { LeadTime } from './renewal.js';

/** How many amendments an agreement has, signed or not. */
export function countAmendments(database: ScopedDatabase, agreementId: string): Promise<number> {
  return database.agreement.count({ where: { parentId: agreementId, kind: 'amendment' } });
}

/**
 * Drafts the agreement that takes another's place once that ends, with what both sides agreed on in that: who signs, what
 * each promised, who pays what, and by what it is judged.
 */
export async function addSuccessor(
  database: ScopedDatabase,
  agreement: Agreement,
  term: { readonly startsOn: Day; readonly months: number },
  createdById: string,
  today: Day,
  leadTime: LeadTime,
): Promise<Agreement> {
  const { kind, parentId, title, axes, ownerId } = agreement;
  const { renewal, renewalMonths, renewalLimit, noticeMonths, noticeDays } = agreement;
  const added = await addAgreement(
    database,
    agreement.partner.id,
    {
      ...{ kind, parentId, title, axes, ownerId, status: 'draft' },
      ...{ renewal, renewalMonths, renewalLimit, noticeMonths, noticeDays },
      object: objectOn(agreement, today),
      signedOn: null,
      ...{ startsOn: term.startsOn, termKind: 'period', endsOn: null, termMonths: term.months },
    },
    createdById,
    today,
    leadTime,
  );
  const replaced = await database.agreement.findUniqueOrThrow({
    where: { id: agreement.id },
    select: {
      finances: true,
      withoutFinances: true,
      reviewCriteria: true,
      signatories: { select: { side: true, name: true, capacity: true, position: true } },
      commitments: { select: { side: true, text: true, ownerId: true, everyMonths: true } },
      payments: { select: { payer: true, amount: true, currency: true, schedule: true, position: true } },
    },
  });
  const { signatories, commitments, payments, ...columns } = replaced;
  const agreementId = added.id;
  await database.agreement.update({
    where: { id: agreementId },
    data: { ...columns, replacesId: agreement.id },
    select: { id: true },
  });
  await database.signatory.createMany({ data: signatories.map((row) => ({ ...row, agreementId })) });
  await database.commitment.createMany({
    data: distinct(commitments).map((row) => ({ ...row, agreementId, createdById })),
  });
  await database.payment.createMany({ data: payments.map((row) => ({ ...row, agreementId })) });
  return (await readAgreement(database, agreementId)) ?? added;
}

/** What came due again and again is one promise. */
function distinct<Row extends { readonly side: string; readonly text: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [`${row.side} ${row.text}`, row])).values()];
}
