import { dateOfDay } from '../calendar/day.js';
import type { AgreementFact } from './agreement-fact.js';
import { dateOrNull, idOf, idOrNull, morningOf, slackIdOf } from './row-values.js';

/** An agreement's own row. */
export function agreementRow(fact: AgreementFact) {
  const {
    key,
    partner,
    parent,
    term,
    owner,
    axes = [],
    signedOn,
    startsOn,
    renewal = 'none' as const,
    terminatedOn,
    replaces,
    signatories: _signatories,
    commitments: _commitments,
    payments: _payments,
    documents: _documents,
    signing: _signing,
    reviewCriteria = [],
    amends,
    ...facts
  } = fact;
  return {
    ...facts,
    id: idOf('agreement', key),
    partnerId: idOf('partner', partner),
    parentId: idOrNull('agreement', parent),
    axes: [...axes],
    reviewCriteria: [...reviewCriteria],
    ...(amends === undefined ? {} : { amends }),
    signedOn: dateOrNull(signedOn),
    startsOn: dateOrNull(startsOn),
    terminatedOn: dateOrNull(terminatedOn),
    replacesId: idOrNull('agreement', replaces),
    termKind: term.kind,
    endsOn: term.kind === 'fixed_end' ? dateOfDay(term.endsOn) : null,
    termMonths: term.kind === 'period' ? term.months : null,
    renewal,
    ownerId: slackIdOf(owner),
    createdById: slackIdOf(owner),
  };
}

/** What the agreements hold, table by table. */
export function partRows(agreements: readonly AgreementFact[]) {
  const each = <Part, Row>(
    partsOf: (fact: AgreementFact) => readonly Part[] | undefined,
    row: (part: Part, place: { agreementId: string; position: number; fact: AgreementFact }) => Row,
  ): Row[] =>
    agreements.flatMap((fact) =>
      (partsOf(fact) ?? []).map((part, position) =>
        row(part, { agreementId: idOf('agreement', fact.key), position, fact }),
      ),
    );
  return {
    signatories: each(
      ({ signatories }) => signatories,
      ({ signedOn, ...signatory }, { agreementId, position }) => ({
        ...signatory,
        agreementId,
        position,
        signedOn: dateOrNull(signedOn),
      }),
    ),
    commitments: each(
      ({ commitments }) => commitments,
      ({ owner, dueOn, state = 'open' as const, ...commitment }, { agreementId, fact }) => {
        const ownerId = slackIdOf(owner ?? fact.owner);
        const isSettled = state !== 'open' && dueOn !== undefined;
        return {
          ...commitment,
          agreementId,
          state,
          ownerId,
          createdById: ownerId,
          dueOn: dateOrNull(dueOn),
          seriesFromOn: commitment.everyMonths === undefined ? null : dateOrNull(dueOn),
          settledById: isSettled ? ownerId : null,
          settledAt: isSettled ? morningOf(dueOn) : null,
        };
      },
    ),
    payments: each(
      ({ payments }) => payments,
      ({ amount, ...payment }, { agreementId, position }) => ({
        ...payment,
        agreementId,
        position,
        amount: BigInt(amount) * 100n,
      }),
    ),
    documents: each(
      ({ documents }) => documents,
      (document, { agreementId, fact }) => ({
        ...document,
        agreementId,
        addedById: slackIdOf(fact.owner),
      }),
    ),
    signingRecords: each(
      ({ signing }) => signing,
      ({ passedOn, ...record }, { agreementId, fact }) => ({
        ...record,
        agreementId,
        passedOn: dateOfDay(passedOn),
        recordedById: slackIdOf(fact.owner),
      }),
    ),
  };
}
