import { type Day, dateOfDay } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { Agreement } from './agreement.js';
import { indexAgreement } from './agreement-search-store.js';
import {
  addAgreement,
  dateOrNull,
  nextEventColumns,
  readAgreement,
  readAgreements,
} from './agreement-store.js';
import type { Amends } from './amendment.js';
import { removeSigningRecord } from './content-store.js';
import { signature } from './lifecycle.js';
import { type LeadTime, nextEventOf, sameEvent } from './renewal.js';

/** What a form says of an amendment. */
export interface AmendmentInput {
  readonly title: string;
  readonly parentId: string;
  readonly startsOn: Day;
  readonly signedOn: Day | null;
  readonly amends: Amends;
}

/** Adds an amendment to an agreement: a draft, which changes nothing yet, until it is signed. */
export async function addAmendment(
  database: ScopedDatabase,
  parent: Agreement,
  input: AmendmentInput,
  createdById: string,
  today: Day,
  leadTime: LeadTime,
): Promise<Agreement> {
  const { title, startsOn, signedOn, parentId } = input;
  const added = await addAgreement(
    database,
    parent.partner.id,
    {
      kind: 'amendment',
      parentId,
      title,
      ...{ startsOn, signedOn, axes: parent.axes, ownerId: parent.ownerId },
      object: null,
      status: signedOn === null ? 'draft' : 'signed',
      // Its own duration is that of its agreement.
      ...{ termKind: 'open_ended', endsOn: null, termMonths: null, renewal: 'none', renewalMonths: null },
      ...{ renewalLimit: null, noticeMonths: null, noticeDays: null },
    },
    createdById,
    today,
    leadTime,
  );
  await database.agreement.update({
    where: { id: added.id },
    data: { amends: input.amends },
    select: { id: true },
  });
  await refreshNextEvents(database, [parentId], today, leadTime);
  return reread(database, added.id);
}

/** Rewrites an amendment. Once its day of signature is known it is signed, and a draft again where that was a mistake. */
export async function editAmendment(
  database: ScopedDatabase,
  amendment: Agreement,
  input: AmendmentInput,
  today: Day,
  leadTime: LeadTime,
): Promise<Agreement> {
  const { title, startsOn, signedOn, parentId, amends } = input;
  const unsigned = signedOn === null && amendment.status === 'signed';
  await database.agreement.update({
    where: { id: amendment.id },
    data: {
      ...{ title, parentId, amends, termKind: 'open_ended', endsOn: null, termMonths: null, renewal: 'none' },
      startsOn: dateOfDay(startsOn),
      signedOn: dateOrNull(signedOn),
      ...(signedOn !== null ? { status: 'signed' } : unsigned ? { status: 'draft' } : {}),
    },
    select: { id: true },
  });
  if (unsigned) await removeSigningRecord(database, amendment.id, signature);
  const concerned = [amendment.id, parentId, ...(amendment.parentId === null ? [] : [amendment.parentId])];
  await refreshNextEvents(database, concerned, today, leadTime);
  return reread(database, amendment.id);
}

/**
 * Makes what is kept of these agreements' next events true again. To be called in the change that writes what they are
 * computed from: an amendment or its status, a day of termination.
 */
export async function refreshNextEvents(
  database: ScopedDatabase,
  ids: readonly string[],
  today: Day,
  leadTime: LeadTime,
): Promise<void> {
  for (const agreement of (await readAgreements(database, ids)).values()) {
    if (sameEvent(nextEventOf(agreement, today, leadTime), agreement)) continue;
    const data = nextEventColumns(agreement, today, leadTime);
    await database.agreement.update({ where: { id: agreement.id }, data, select: { id: true } });
  }
}

async function reread(database: ScopedDatabase, id: string): Promise<Agreement> {
  const agreement = await readAgreement(database, id);
  if (agreement === null) throw new Error('An amendment that was just written is not there');
  await indexAgreement(database, agreement);
  return agreement;
}
