import type { Day } from '../calendar/day.js';
import { bold, mrkdwn } from '../language/mrkdwn.js';
import { section } from '../slack/blocks.js';
import { choiceField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import type { Field, Problem } from '../slack/field.js';
import { defineForm } from '../slack/form.js';
import type { InputOf } from '../slack/form-contract.js';
import { dayField } from '../slack/picker-fields.js';
import { numberField } from '../slack/text-fields.js';
import { changeRegister } from '../workspace/register-change.js';
import type { Agreement } from './agreement.js';
import { dayProblems, durationAnswersOf, durationProblems, termColumnsOf } from './agreement-checks.js';
import { editAgreement, readAgreement } from './agreement-store.js';
import { removeSigningRecord } from './content-store.js';
import { goOnField, leftHalfway, type PartState, partState, thenNext } from './guided.js';
import { lengthField } from './length-field.js';
import {
  type AgreementStatus,
  type ChosenStatus,
  chosenStatuses,
  isPrepared,
  signature,
} from './lifecycle.js';
import { refusedAt } from './save-part.js';
import { savedAgreement } from './saved-agreement.js';
import { signatoriesForm } from './signatories-form.js';
import { endReplaced } from './signing.js';
import { renewals, termKinds } from './term-columns.js';

async function fields({ database }: Request, { agreementId, guided = false }: PartState) {
  const agreement = await readAgreement(database, agreementId);
  return {
    kept: keptNote(guided ? agreement : null),
    ...statusField(agreement?.status ?? 'draft'),
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
    goOn: goOnField(guided, 'contents.go_on.signatories'),
  };
}

type Asked = Awaited<ReturnType<typeof fields>>;

/** Above the questions about an agreement that was registered just now: that it is kept whatever comes of them. */
function keptNote(agreement: Agreement | null): Field<null> {
  return {
    blocks: (id, { words }) =>
      agreement === null
        ? []
        : [
            section(
              mrkdwn`${bold(agreement.title)} — ${words.say('agreements.kept_as_draft', { reference: agreement.reference })}`,
              id,
            ),
          ],
    read: () => ({ value: null }),
  };
}

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

/** Where an agreement stands, how long it lasts and how it renews. */
export const durationForm = defineForm({
  name: 'agreements.duration',
  state: partState,
  fields,
  initial: async ({ database }: Request, { agreementId, guided = false }) => {
    const agreement = await readAgreement(database, agreementId);
    if (agreement === null) return {};
    const status = chosenStatuses.find((each) => each === agreement.status);
    const known = { ...durationAnswersOf(agreement), status };
    // Most of what is registered was signed and lasts for a given time: that is proposed, and can be changed.
    return guided ? { ...known, status: 'signed' as const, termKind: 'period' as const } : known;
  },
  edits: () => true,
  closed: leftHalfway,
  save: async (request, input, { agreementId, guided = false }, submissionKey) => {
    const { today, workspace, words } = request;
    const problems = problemsOf(input, today);
    if (Object.keys(problems).length > 0) return { kind: 'refused', problems };
    const { status, signedOn, goOn } = input;
    const changed = await changeRegister(
      request,
      'agreement_edited',
      async (database) => {
        const edited = await readAgreement(database, agreementId);
        if (edited === null) return null;
        const written = { ...termColumnsOf(input), signedOn, ...(status === undefined ? {} : { status }) };
        const saved = await editAgreement(database, edited, edited.partner.id, written, today, workspace);
        if (!isPrepared(edited) && isPrepared(saved))
          await removeSigningRecord(database, saved.id, signature);
        if (isPrepared(edited) && saved.status === 'signed' && saved.startsOn !== null) {
          await endReplaced(database, request, saved.replacesId, saved.startsOn);
        }
        return { subjectId: saved.id, result: saved };
      },
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    if (changed.state === 'called_off') return refusedAt('termKind', { key: 'agreements.problem.gone' });
    const said = guided ? 'agreements.registered' : 'agreements.edited';
    const message = await savedAgreement(
      request,
      changed,
      words.plain(said, { title: changed.result.title }),
    );
    const next = signatoriesForm.open({ agreementId, guided: true });
    return thenNext({ kind: 'saved', message }, goOn, next);
  },
});
