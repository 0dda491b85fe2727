import type { RowImage } from '../database/row-images.js';

type Model = RowImage['model'];

/** The columns that people know, by table, in the order in which they are told; others are the machine's own. */
const columnsOf = {
  Partner:
    'name nameEn nameAr acronym aliases kind international country city website axes tags ownerId deputyId slackChannelId cadenceMonths notes',
  Contact: 'name role email phone language leftOn partnerId',
  Lead: 'object stage axes source needs offer exchanges proposalParts expectedSignatureOn value currency triage declinedBecause lostReason lostBecause ownerId partnerId',
  Agreement:
    'title reference kind object axes signedOn startsOn termKind endsOn termMonths renewal renewalMonths renewalLimit noticeMonths noticeDays extensionMonths noticeGivenOn noticeHeldInTime askAgainOn amends reviewCriteria finances withoutFinances status terminatedOn endedBecause parentId replacesId ownerId partnerId',
  Signatory: 'side name capacity signedOn',
  Commitment: 'side text ownerId dueOn everyMonths state because evidence',
  Payment: 'payer amount currency schedule',
  AgreementDocument: 'title url',
  SigningRecord: 'step passedOn note',
  Review: 'kind heldOn scores comment',
  RenewalDecision: 'choice termEndsOn noticeOn proof because',
  Meeting: 'kind heldOn heldAtTime place link ourPeople theirPeople notes decisions nextOn',
  MeetingPartner: 'partnerId',
  FollowUp: 'text assigneeId dueOn state stateBecause priority everyMonths partnerId',
} as const satisfies Partial<Record<Model, string>>;

/** The tables of which changes are told. */
export type ToldModel = keyof typeof columnsOf;
type ColumnsOf<Words extends string> = Words extends `${infer First} ${infer Rest}`
  ? First | ColumnsOf<Rest>
  : Words;
/** The columns that are told. */
export type ToldColumn = ColumnsOf<(typeof columnsOf)[ToldModel]>;

/** One field of one row, before and after; null where it held nothing or the row was not there. */
export interface FieldChange {
  readonly model: ToldModel;
  readonly column: ToldColumn;
  readonly before: unknown;
  readonly after: unknown;
}

function isTold(model: Model): model is ToldModel {
  return model in columnsOf;
}

/**
 * What row images say of a partner and of what belongs to it, field by field. `partnerIds` holds its id and those of the
 * partners that were merged into it, `belonging` those of all that belongs to them.
 */
export function fieldChanges(
  images: readonly RowImage[],
  partnerIds: ReadonlySet<string>,
  belonging: ReadonlySet<string>,
): FieldChange[] {
  return images.flatMap(({ model, before, after }) => {
    const belongs = [before, after].some(
      (row) =>
        belonging.has(String(row?.['id'])) ||
        belonging.has(String(row?.['agreementId'])) ||
        partnerIds.has(String(row?.['partnerId'])),
    );
    if (!isTold(model) || !belongs) return [];
    const columns = columnsOf[model].split(' ') as ToldColumn[];
    return (
      columns
        .map((column) => ({
          model,
          column,
          before: orNothing(before?.[column]),
          after: orNothing(after?.[column]),
        }))
        .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after))
        // What a new row does not claim goes without saying.
        .filter((change) => before !== null || change.after !== false)
        .filter(({ column }) => column !== 'partnerId' || model === 'MeetingPartner' || before !== null)
    );
  });
}

function orNothing(value: unknown): unknown {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  return value;
}
