import { z } from 'zod';
import type { Day } from '../calendar/day.js';
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
  type Problem,
  personField,
  pickField,
  textField,
} from '../slack/field.js';
import { defineForm, type InputOf } from '../slack/form.js';
import { limits } from '../slack/limits.js';
import { axes, axesOf } from '../workspace/axis.js';
import { changeRegister } from '../workspace/register-change.js';
import { agreementKinds } from './agreement.js';
import { dayProblems, durationProblems, termColumnsOf } from './agreement-checks.js';
import {
  type AgreementInput,
  addAgreement,
  editAgreement,
  listFrameworks,
  readAgreement,
  titleOfReference,
} from './agreement-store.js';
import { removeSigningRecord } from './content-store.js';
import { goOnField } from './guided.js';
import { lengthField } from './length-field.js';
import {
  type AgreementStatus,
  type ChosenStatus,
  chosenStatuses,
  isPrepared,
  signature,
} from './lifecycle.js';
import { savedAgreement } from './saved-agreement.js';
import { signatoriesForm } from './signatories-form.js';
import { endReplaced } from './signing.js';
import { noticeOf, renewals, termKinds } from './term-columns.js';

const longestReference = 60;

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
    parent: pickField({
      required: false,
      options: frameworks.flatMap(({ id, shown }) => (id === agreementId ? [] : option(id, shown))),
    }),
    name: textField({ required: true, max: 300 }),
    reference: textField({ required: false, max: longestReference }),
    ...statusField(edited?.status ?? 'draft'),
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
    owner: personField({ required: true }),
    goOn: goOnField(agreementId === null, 'contents.go_on.signatories'),
  };
}

type Asked = Awaited<ReturnType<typeof fields>>;

/** Where it stands on the way to the signature. What was ended has forms of its own, so then nothing is asked. */
function statusField(status: AgreementStatus): { status: Field<ChosenStatus | undefined> } {
  const asked = choiceField({
    required: true,
    choices: chosenStatuses,
    label: (each) => `contents.chosen.${each}`,
  });
  const isAsked = chosenStatuses.some((each) => each === status);
  return {
    status: isAsked ? asked : { blocks: () => [], read: () => ({ value: undefined }) },
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
      status: 'signed',
      termKind: 'period',
      renewal: 'none',
      owner: request.person.id,
    };
  }
  const agreement = await readAgreement(request.database, agreementId);
  if (agreement === null) return {};
  const {
    partner,
    parentId,
    title,
    axes: stored,
    termMonths,
    renewalMonths,
    ownerId,
    status,
    ...rest
  } = agreement;
  return {
    ...rest,
    status: chosenStatuses.find((each) => each === status),
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
  const { kind, parent, name, reference, status, object, axes: chosen, signedOn, owner } = input;
  return {
    kind,
    parentId: parent,
    title: name,
    reference,
    ...(status === undefined ? {} : { status }),
    object,
    axes: chosen,
    signedOn,
    ownerId: owner,
    ...termColumnsOf(input),
  };
}

type Problems = Partial<Record<keyof Asked, Problem>>;

/** What is wrong with the answers. A draft may be incomplete; what is not signed yet has no day of signature. */
function problemsOf(input: InputOf<Asked>, today: Day): Problems {
  const { status, signedOn } = input;
  if (status !== undefined && isPrepared({ status }) && signedOn !== null) {
    return { signedOn: { key: 'contents.problem.not_signed_yet' } };
  }
  if (signedOn !== null && signedOn > today)
    return { signedOn: { key: 'contents.problem.signed_in_future' } };
  return status === 'draft' ? dayProblems(input) : durationProblems(input);
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
    const problems = problemsOf(input, today);
    if (Object.keys(problems).length > 0) return { kind: 'refused', problems };
    let taken: string | null = null;
    const changed = await changeRegister(
      request,
      agreementId === null ? 'agreement_registered' : 'agreement_edited',
      async (database) => {
        const edited = agreementId === null ? null : await readAgreement(database, agreementId);
        const [partner] = await settlePartners(database, input.partner, person.id);
        if (partner === undefined || (agreementId !== null && edited === null)) return null;
        const { reference } = input;
        taken = reference === null ? null : await titleOfReference(database, reference, agreementId);
        if (taken !== null) return null;
        const written = inputOf(input);
        const saved =
          edited === null
            ? await addAgreement(database, partner.id, written, person.id, today, workspace, origin?.leadId)
            : await editAgreement(database, edited, partner.id, written, today, workspace);
        if (edited !== null && !isPrepared(edited) && isPrepared(saved)) {
          await removeSigningRecord(database, saved.id, signature);
        }
        if (edited !== null && isPrepared(edited) && saved.status === 'signed' && saved.startsOn !== null) {
          await endReplaced(database, request, saved.replacesId, saved.startsOn);
        }
        return { subjectId: saved.id, result: saved };
      },
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    if (changed.state === 'called_off') {
      if (taken !== null) {
        const values = { title: taken };
        return {
          kind: 'refused',
          problems: { reference: { key: 'contents.problem.reference_taken', values } },
        };
      }
      return { kind: 'refused', problems: { partner: { key: 'agreements.problem.partner_gone' } } };
    }
    const text = words.plain(agreementId === null ? 'agreements.registered' : 'agreements.edited', {
      title: changed.result.title,
    });
    const message = await savedAgreement(request, changed, text);
    if (input.goOn.length === 0) return { kind: 'saved', message };
    const next = signatoriesForm.open({ agreementId: changed.result.id, guided: true });
    return { kind: 'next', form: next, message };
  },
});
