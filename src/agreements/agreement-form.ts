import { z } from 'zod';
import { partnerField, settlePartners } from '../partners/partner-field.js';
import { findPartnerNamed } from '../partners/partner-store.js';
import { option } from '../slack/blocks.js';
import { choiceField, choicesField, pickField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import { defineForm } from '../slack/form.js';
import type { InputOf } from '../slack/form-contract.js';
import { limits } from '../slack/limits.js';
import { personField } from '../slack/picker-fields.js';
import { textField } from '../slack/text-fields.js';
import { axes, axesOf } from '../workspace/axis.js';
import { onlyMembers } from '../workspace/members.js';
import { changeRegister } from '../workspace/register-change.js';
import { agreementKinds } from './agreement.js';
import {
  addAgreement,
  editAgreement,
  listFrameworks,
  readAgreement,
  titleOfReference,
} from './agreement-store.js';
import { durationForm } from './duration-form.js';
import { savedAgreement } from './saved-agreement.js';

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
    object: textField({ required: false, multiline: true }),
    axes: choicesField({ choices: axes, label: (axis) => `workspace.axis.${axis}` }),
    owner: personField({ required: true }),
  };
}

type Asked = Awaited<ReturnType<typeof fields>>;

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
      owner: request.person.id,
    };
  }
  const agreement = await readAgreement(request.database, agreementId);
  if (agreement === null) return {};
  const { partner, parentId, kind, title, reference, object, axes: stored, ownerId } = agreement;
  return {
    partner: { chosen: [partner], newName: null },
    parent: parentId,
    name: title,
    axes: axesOf(stored),
    owner: ownerId,
    ...{ kind, reference, object },
  };
}

function factsOf({ kind, parent, name, reference, object, axes: chosen, owner }: InputOf<Asked>) {
  return { kind, parentId: parent, title: name, reference, object, axes: chosen, ownerId: owner };
}

/** What a new agreement says until the next step: it is a draft of which nobody knows how long it lasts. */
const noDuration = {
  status: 'draft',
  termKind: 'unknown',
  renewal: 'none',
  signedOn: null,
  startsOn: null,
  endsOn: null,
  termMonths: null,
  renewalMonths: null,
  renewalLimit: null,
  noticeMonths: null,
  noticeDays: null,
} as const;

/** With whom an agreement is made and about what. A new one is kept as a draft, and asked next is how long it lasts. */
export const agreementForm = defineForm({
  name: 'agreements',
  state,
  fields,
  initial,
  edits: ({ agreementId }) => agreementId !== null,
  title: ({ agreementId }) => (agreementId === null ? 'agreements.form.title' : 'agreements.form.edit_title'),
  save: async (request, input, { agreementId, origin }, submissionKey) => {
    const { person, today, workspace, words } = request;
    const before = agreementId === null ? null : await readAgreement(request.database, agreementId);
    const wrongOwner = await onlyMembers(request, { owner: input.owner }, [before?.ownerId]);
    if (wrongOwner !== null) return wrongOwner;
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
        const facts = factsOf(input);
        const added = { ...facts, ...noDuration };
        const saved =
          edited === null
            ? await addAgreement(database, partner.id, added, person.id, today, workspace, origin?.leadId)
            : await editAgreement(database, edited, partner.id, facts, today, workspace);
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
    const { result, changeId } = changed;
    if (agreementId !== null) {
      const text = words.plain('agreements.edited', { title: result.title });
      return { kind: 'saved', message: await savedAgreement(request, changed, text) };
    }
    return { kind: 'next', form: durationForm.open({ agreementId: result.id, guided: true, changeId }) };
  },
});
