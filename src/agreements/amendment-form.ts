import { z } from 'zod';
import { option } from '../slack/blocks.js';
import { choiceField, pickField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import { defineForm } from '../slack/form.js';
import type { InputOf } from '../slack/form-contract.js';
import { limits } from '../slack/limits.js';
import { dayField } from '../slack/picker-fields.js';
import { numberField, textField } from '../slack/text-fields.js';
import { changeRegister } from '../workspace/register-change.js';
import { listAgreementsOf, readAgreement } from './agreement-store.js';
import { amendmentProblems, amendsOf } from './amendment-checks.js';
import { addAmendment, editAmendment } from './amendment-store.js';
import { readAroundOne } from './around-store.js';
import { lengthField } from './length-field.js';
import { savedAgreement } from './saved-agreement.js';
import { renewals } from './term-columns.js';

const state = z.object({
  /** The agreement that a new amendment changes. */
  agreementId: z.string().nullable(),
  /** The amendment that is edited; none: a new one. */
  amendmentId: z.string().nullable(),
});
type State = z.infer<typeof state>;

async function fields({ database }: Request, { agreementId, amendmentId }: State) {
  const about = await readAgreement(database, amendmentId ?? agreementId ?? '');
  const ofPartner =
    about === null ? [] : await listAgreementsOf(database, about.partner.id, limits.selectOptions);
  return {
    agreement: pickField({
      required: true,
      options: ofPartner
        .filter(({ kind, id }) => kind !== 'amendment' && id !== amendmentId)
        .map(({ id, reference, title }) => option(id, `${reference} – ${title}`)),
    }),
    name: textField({ required: true, max: 300 }),
    startsOn: dayField({ required: true }),
    signedOn: dayField({ required: false }),
    endsOn: dayField({ required: false }),
    longer: lengthField({ units: ['months'], problem: { key: 'agreements.problem.length' } }),
    renewal: choiceField({
      required: false,
      choices: renewals,
      label: (kind) => `agreements.renewal.${kind}`,
    }),
    renewalLength: lengthField({ units: ['months'], problem: { key: 'agreements.problem.length' } }),
    renewalLimit: numberField({ required: false, min: 1, max: 99 }),
    notice: lengthField({ units: ['months', 'days'], problem: { key: 'agreements.problem.notice' } }),
    object: textField({ required: false, multiline: true }),
    text: textField({ required: false, multiline: true }),
  };
}

type Asked = Awaited<ReturnType<typeof fields>>;

async function initial(
  request: Request,
  { agreementId, amendmentId }: State,
): Promise<Partial<InputOf<Asked>>> {
  if (amendmentId === null) {
    const agreement = await readAgreement(request.database, agreementId ?? '');
    if (agreement === null) return {};
    const around = await readAroundOne(request.database, agreement);
    const count = around.family.filter(
      ({ kind, parentId }) => kind === 'amendment' && parentId === agreementId,
    ).length;
    const name = request.words.plain('agreements.amendment_title', {
      number: count + 1,
      title: agreement.title,
    });
    return { agreement: agreement.id, name: name.slice(0, 300) };
  }
  const amendment = await readAgreement(request.database, amendmentId);
  if (amendment === null) return {};
  const { amends, parentId, title, startsOn, signedOn } = amendment;
  const { endsOn = null, longerByMonths, renewal, notice = null, object = null, text = null } = amends;
  const tacit = renewal?.kind === 'tacit' ? renewal : null;
  return {
    ...(parentId === null ? {} : { agreement: parentId }),
    ...(startsOn === null ? {} : { startsOn }),
    ...{ name: title, signedOn, endsOn, notice, object, text },
    longer: longerByMonths === undefined ? null : { unit: 'months', count: longerByMonths },
    renewal: renewal?.kind ?? null,
    renewalLength: tacit === null ? null : { unit: 'months', count: tacit.months },
    renewalLimit: tacit?.limit ?? null,
  };
}

/** The form for an amendment, new or to edit: what it changes, and from which day. */
export const amendmentForm = defineForm({
  name: 'agreements.amendment',
  state,
  fields,
  initial,
  edits: ({ amendmentId }) => amendmentId !== null,
  title: ({ amendmentId }) =>
    amendmentId === null ? 'agreements.amendment.form.title' : 'agreements.amendment.form.edit_title',
  save: async (request, input, { amendmentId }, submissionKey) => {
    const { person, today, workspace, words } = request;
    const { agreement: parentId, name: title, startsOn, signedOn } = input;
    const amended = await readAgreement(request.database, parentId);
    if (amended === null)
      return { kind: 'refused', problems: { agreement: { key: 'agreements.problem.gone' } } };
    const problems = amendmentProblems(input, amended);
    if (Object.keys(problems).length > 0) return { kind: 'refused', problems };
    const written = { title, parentId, startsOn, signedOn, amends: amendsOf(input) };
    const changed = await changeRegister(
      request,
      amendmentId === null ? 'agreement_amended' : 'amendment_edited',
      async (database) => {
        const parent = await readAgreement(database, parentId);
        const edited = amendmentId === null ? null : await readAgreement(database, amendmentId);
        if (parent === null || (amendmentId !== null && edited === null)) return null;
        const saved =
          edited === null
            ? await addAmendment(database, parent, written, person.id, today, workspace)
            : await editAmendment(database, edited, written, today, workspace);
        return { subjectId: saved.id, result: saved };
      },
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    if (changed.state === 'called_off') {
      return { kind: 'refused', problems: { agreement: { key: 'agreements.problem.gone' } } };
    }
    // What the amendment does shows on the agreement that it changes, and in its family there the amendment itself.
    const text = words.plain('agreements.amended', { title: amended.title });
    const about = { changeId: changed.changeId, result: { id: parentId } };
    return { kind: 'saved', message: await savedAgreement(request, about, text) };
  },
});
