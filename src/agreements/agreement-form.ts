import { z } from 'zod';
import { partnerField, settlePartners } from '../partners/partner-field.js';
import { findPartnerNamed } from '../partners/partner-store.js';
import { option } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import {
  choiceField,
  choicesField,
  dayField,
  type Field,
  numberField,
  personField,
  selectBlock,
  stateOf,
  textField,
} from '../slack/field.js';
import { defineForm, type InputOf } from '../slack/form.js';
import { limits } from '../slack/limits.js';
import { axes, axesOf } from '../workspace/axis.js';
import { changeRegister } from '../workspace/register-change.js';
import { savedCard } from '../workspace/saved-card.js';
import { agreementKinds } from './agreement.js';
import { agreementCard } from './agreement-card.js';
import { durationProblems, termColumnsOf } from './agreement-checks.js';
import {
  type AgreementInput,
  addAgreement,
  editAgreement,
  type FrameworkRef,
  listFrameworks,
  readAgreement,
} from './agreement-store.js';
import { readAroundOne } from './around-store.js';
import { lengthField } from './length-field.js';
import { noticeOf, renewals, termKinds } from './term-columns.js';

const state = z.object({
  /** The agreement that is edited; none: a new one. */
  agreementId: z.string().nullable(),
  /** The partner's name that was typed with the command. */
  typedName: z.string(),
  /** The lead that a new one came of, and what that says. */
  origin: z
    .object({
      leadId: z.string(),
      partner: z.object({ id: z.string(), shown: z.string() }),
      object: z.string(),
      axes: z.array(z.string()),
    })
    .optional(),
});
type State = z.infer<typeof state>;

async function fields({ database }: Request, { agreementId }: State) {
  const edited = agreementId === null ? null : await readAgreement(database, agreementId);
  const frameworks = await listFrameworks(database, limits.selectOptions, edited?.parentId ?? null);
  return {
    partner: await partnerField(database, { several: false }),
    kind: choiceField({
      required: true,
      // Amendments have a form of their own, opened from the agreement that they change.
      choices: agreementKinds.filter((kind): boolean => kind !== 'amendment'),
      label: (kind) => `agreements.kind.${kind}`,
    }),
    ...parentField(frameworks.filter(({ id }) => id !== agreementId)),
    name: textField({ required: true, max: 300 }),
    object: textField({ required: false, multiline: true }),
    axes: choicesField({ choices: axes, label: (axis) => `workspace.axis.${axis}` }),
    signedOn: dayField({ required: false }),
    startsOn: dayField({ required: false }),
    termKind: choiceField({
      required: true,
      choices: termKinds,
      label: (kind) => `agreements.term_kind.${kind}`,
    }),
    endsOn: dayField({ required: false }),
    length: lengthField({ units: ['months'], problem: { key: 'agreements.problem.length' } }),
    renewal: choiceField({
      required: true,
      choices: renewals,
      label: (kind) => `agreements.renewal.${kind}`,
    }),
    renewalLength: lengthField({ units: ['months'], problem: { key: 'agreements.problem.length' } }),
    renewalLimit: numberField({ required: false, min: 1, max: 99 }),
    notice: lengthField({ units: ['months', 'days'], problem: { key: 'agreements.problem.notice' } }),
    signatories: textField({ required: false, multiline: true }),
    commitments: textField({ required: false, multiline: true }),
    finances: textField({ required: false, multiline: true }),
    owner: personField({ required: true }),
  };
}

type Asked = Awaited<ReturnType<typeof fields>>;

/** The framework agreement that it comes under. A menu without choices is no valid block, so then nothing is asked. */
function parentField(frameworks: readonly FrameworkRef[]): { parent: Field<string | null> } {
  const options = frameworks.map(({ id, shown }) => option(id, shown));
  return {
    parent: {
      blocks: (id, writing, value) =>
        options.length === 0 ? [] : [selectBlock(id, writing, true, options, value ?? null)],
      read: (id, values) => {
        const chosen = stateOf(id, values)?.selected_option?.value;
        return { value: frameworks.find((framework) => framework.id === chosen)?.id ?? null };
      },
    },
  };
}

async function initial(
  request: Request,
  { agreementId, typedName, origin }: State,
): Promise<Partial<InputOf<Asked>>> {
  if (agreementId === null) {
    const known = origin?.partner ?? (await findPartnerNamed(request.database, typedName));
    return {
      ...(origin === undefined ? {} : { object: origin.object, axes: axesOf(origin.axes) }),
      partner:
        known === null ? { chosen: [], newName: typedName || null } : { chosen: [known], newName: null },
      kind: 'framework',
      termKind: 'period',
      renewal: 'none',
      owner: request.person.id,
    };
  }
  const agreement = await readAgreement(request.database, agreementId);
  if (agreement === null) return {};
  const { partner, parentId, title, axes: stored, termMonths, renewalMonths, ownerId, ...rest } = agreement;
  return {
    ...rest,
    partner: { chosen: [partner], newName: null },
    parent: parentId,
    name: title,
    axes: axesOf(stored),
    length: termMonths === null ? null : { unit: 'months', count: termMonths },
    renewalLength: renewalMonths === null ? null : { unit: 'months', count: renewalMonths },
    notice: noticeOf(agreement),
    owner: ownerId,
  };
}

function inputOf(input: InputOf<Asked>): AgreementInput {
  const {
    kind,
    parent,
    name,
    object,
    axes: chosen,
    signedOn,
    signatories,
    commitments,
    finances,
    owner,
  } = input;
  return {
    kind,
    parentId: parent,
    title: name,
    object,
    axes: chosen,
    signedOn,
    signatories,
    commitments,
    finances,
    ownerId: owner,
    ...termColumnsOf(input),
  };
}

/** The form for a new agreement, and for editing one. */
export const agreementForm = defineForm({
  name: 'agreements',
  state,
  fields,
  initial,
  edits: ({ agreementId }) => agreementId !== null,
  title: ({ agreementId }) => (agreementId === null ? 'agreements.form.title' : 'agreements.form.edit_title'),
  save: async (request, input, { agreementId, origin }, submissionKey) => {
    const { person, today, workspace, words } = request;
    const problems = durationProblems(input);
    if (Object.keys(problems).length > 0) return { kind: 'refused', problems };
    const changed = await changeRegister(
      request,
      agreementId === null ? 'agreement_registered' : 'agreement_edited',
      async (database) => {
        const edited = agreementId === null ? null : await readAgreement(database, agreementId);
        const [partner] = await settlePartners(database, input.partner, person.id);
        if (partner === undefined || (agreementId !== null && edited === null)) return null;
        const written = inputOf(input);
        const saved =
          edited === null
            ? await addAgreement(database, partner.id, written, person.id, today, workspace, origin?.leadId)
            : await editAgreement(database, edited, partner.id, written, today, workspace);
        return { subjectId: saved.id, result: saved };
      },
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    if (changed.state === 'called_off') {
      return { kind: 'refused', problems: { partner: { key: 'agreements.problem.partner_gone' } } };
    }
    const saved = changed.result;
    const around = await readAroundOne(request.database, saved);
    const text = words.plain(agreementId === null ? 'agreements.registered' : 'agreements.edited', {
      title: saved.title,
    });
    const item = { kind: 'agreement', id: saved.id, blocks: agreementCard(saved, request, around) };
    return { kind: 'saved', message: savedCard(request, text, item, changed.changeId) };
  },
});
