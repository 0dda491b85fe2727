import type { Mrkdwn } from '../language/mrkdwn.js';
import { readPartners } from '../partners/partner-store.js';
import { actions, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import type { Action, ActionOutcome } from '../slack/feature.js';
import type { Problem } from '../slack/field.js';
import { changeRegister } from '../workspace/register-change.js';
import { undoButton } from '../workspace/saved-card.js';
import type { Agreement } from './agreement.js';
import { menuEntries } from './agreement-buttons.js';
import { agreementForm } from './agreement-form.js';
import { readAgreement } from './agreement-store.js';
import { amendmentForm } from './amendment-form.js';
import { commitmentActions } from './commitment-actions.js';
import { commitmentsForm } from './commitment-forms.js';
import { commitmentsOfAgreement } from './commitments-list.js';
import type { WholeAgreement } from './content.js';
import { listSuccessors, readWholeAgreement } from './content-store.js';
import { documentsForm, editDocumentForm } from './documents-form.js';
import { durationForm } from './duration-form.js';
import { replaceForm, terminateForm } from './ending-forms.js';
import { writeLife } from './life-store.js';
import { nextMove, signature } from './lifecycle.js';
import { moneyForm } from './money-form.js';
import { told } from './renewal-decision.js';
import { criteriaForm, reviewForm } from './review-forms.js';
import { savedAgreement } from './saved-agreement.js';
import { signatoriesForm } from './signatories-form.js';
import { lacking, passStep, sendOn } from './signing.js';
import { signingForm } from './signing-form.js';
import { cardLacking, courseUnfolded, documentsUnfolded } from './unfolded-card.js';

/** The next move on the way to the signature, today. The value is `id:kind:step`; where someone was quicker nothing is done. */
const move: Action = async (request, { value }) => {
  const [id = '', kind = '', ...rest] = value.split(':');
  const step = rest.join(':');
  const { database, today, words } = request;
  const agreement = await readWholeAgreement(database, id, today);
  if (agreement === null) return { kind: 'refresh', also: told(request, 'agreements.problem.gone') };
  const { parts, status } = agreement;
  const next = nextMove(
    status,
    parts.steps,
    parts.signing.map((record) => record.step),
  );
  const wanted = next?.kind === 'pass' ? next.step : '';
  if (next === null || next.kind !== kind || wanted !== step) {
    return { kind: 'refresh', also: told(request, 'contents.moved_already') };
  }
  const missing = lacking(agreement, words);
  if (missing !== null) {
    const said = words.say('contents.problem.lacks', { missing });
    return { kind: 'replace', message: cardLacking(agreement, request, said) };
  }
  let problem: Problem | null = null;
  const action =
    next.kind === 'sign'
      ? 'agreement_signed'
      : next.kind === 'pass'
        ? 'agreement_step_passed'
        : 'agreement_sent_on';
  const changed = await changeRegister(request, action, async (scoped) => {
    const current = await readAgreement(scoped, id);
    if (current === null || current.status !== status) return null;
    if (next.kind === 'review') await sendOn(scoped, request, current, 'in_review');
    else if (next.kind === 'send') await sendOn(scoped, request, current, 'out_for_signature');
    else {
      const passed = next.kind === 'pass' ? next.step : signature;
      const passing = { step: passed, passedOn: today, note: null, startsOn: null };
      problem = await passStep(scoped, request, current, passing);
      if (problem !== null) return null;
    }
    return { subjectId: id, result: current };
  });
  if (changed.state !== 'done') return { kind: 'refresh', also: told(request, 'contents.moved_already') };
  const said = words.say(`contents.moved.${next.kind}`, { title: changed.result.title, step });
  return movedOn(request, changed, said);
};

/** The card as it now stands, with the way back: in its place where only the person sees it, else what was done beside it. */
async function movedOn(
  request: Request,
  changed: { readonly changeId: string; readonly result: Agreement },
  said: Mrkdwn,
): Promise<ActionOutcome> {
  const also = { text: said.text, blocks: [section(said), actions([undoButton(changed.changeId, request)])] };
  return { kind: 'refresh', also, own: await savedAgreement(request, changed, said.text) };
}

/** What ended before its time goes on after all. */
const reinstate: Action = async (request, { value: id }) => {
  const { today, workspace, words } = request;
  const changed = await changeRegister(request, 'agreement_reinstated', async (database) => {
    const agreement = await readAgreement(database, id);
    if (agreement === null || (agreement.status !== 'terminated' && agreement.status !== 'replaced'))
      return null;
    const life = { status: 'signed', terminatedOn: null, endedBecause: null } as const;
    await writeLife(database, agreement, life, today, workspace);
    return { subjectId: id, result: agreement };
  });
  if (changed.state !== 'done') return { kind: 'refresh', also: told(request, 'contents.moved_already') };
  return movedOn(request, changed, words.say('contents.reinstated', { title: changed.result.title }));
};

/** Another agreement takes the place of this one, where there is another one. */
const replace: Action = async (request, { value: agreementId }) => {
  const agreement = await readAgreement(request.database, agreementId);
  const [any] = agreement === null ? [] : await listSuccessors(request.database, agreement, 1);
  return any === undefined
    ? { kind: 'answer', message: told(request, 'contents.no_successor') }
    : { kind: 'form', form: replaceForm.open({ agreementId }) };
};

/** What one is shown of an agreement in the place of its card, or that it is gone. */
async function inItsPlace(
  request: Request,
  id: string,
  show: (agreement: WholeAgreement) => ActionOutcome,
): Promise<ActionOutcome> {
  const agreement = await readWholeAgreement(request.database, id, request.today);
  return agreement === null
    ? { kind: 'refresh', also: told(request, 'agreements.problem.gone') }
    : show(agreement);
}

/** What the buttons of an agreement's card do, by name. */
export const agreementActions: Readonly<Record<string, Action>> = {
  ...commitmentActions,
  new: () => ({ kind: 'form', form: agreementForm.open({ agreementId: null, typedName: '' }) }),
  new_with: async ({ database }, { value }) => {
    const chosen = [...(await readPartners(database, [value])).values()];
    const form = agreementForm.open(
      { agreementId: null, typedName: '' },
      { partner: { chosen, newName: null } },
    );
    return { kind: 'form', form };
  },
  edit: async ({ database }, { value }) => ({
    kind: 'form',
    form:
      (await readAgreement(database, value))?.kind === 'amendment'
        ? amendmentForm.open({ agreementId: null, amendmentId: value })
        : agreementForm.open({ agreementId: value, typedName: '' }),
  }),
  duration: (_request, { value }) => ({ kind: 'form', form: durationForm.open({ agreementId: value }) }),
  amend: (_request, { value }) => ({
    kind: 'form',
    form: amendmentForm.open({ agreementId: value, amendmentId: null }),
  }),
  move,
  /** What the menu of a card offers. The value is `id:entry`. */
  more: (request, { value, itemId }) => {
    const [id = '', chosen = ''] = value.split(':');
    const entry = [...menuEntries, 'terminate', 'replace', 'reinstate'].find((each) => each === chosen);
    const action = entry === undefined ? undefined : agreementActions[entry];
    return action === undefined ? { kind: 'refresh' } : action(request, { value: id, itemId });
  },
  course: (request, { value }) =>
    inItsPlace(request, value, (agreement) => ({
      kind: 'replace',
      message: courseUnfolded(agreement, request),
    })),
  terminate: (_request, { value }) => ({ kind: 'form', form: terminateForm.open({ agreementId: value }) }),
  change_end: (_request, { value }) => ({
    kind: 'form',
    form: terminateForm.open({ agreementId: value, said: true }),
  }),
  replace,
  reinstate,
  review: async ({ database }, { value }) => ({
    kind: 'form',
    // Without criteria there is nothing to judge by: they come first.
    form:
      (await readAgreement(database, value))?.reviewCriteria.length === 0
        ? criteriaForm.open({ agreementId: value })
        : reviewForm.open({ agreementId: value, reviewId: null }),
  }),
  signing: (_request, { value }) => ({ kind: 'form', form: signingForm.open({ agreementId: value }) }),
  signatories: (_request, { value }) => ({
    kind: 'form',
    form: signatoriesForm.open({ agreementId: value }),
  }),
  money: (_request, { value }) => ({ kind: 'form', form: moneyForm.open({ agreementId: value }) }),
  documents: (request, { value }) =>
    inItsPlace(request, value, (agreement) =>
      agreement.parts.documents.length === 0
        ? { kind: 'form', form: documentsForm.open({ agreementId: value }) }
        : { kind: 'replace', message: documentsUnfolded(agreement, request) },
    ),
  add_documents: (_request, { value }) => ({
    kind: 'form',
    form: documentsForm.open({ agreementId: value }),
  }),
  edit_document: (_request, { value }) => ({
    kind: 'form',
    form: editDocumentForm.open({ documentId: value }),
  }),
  commitments: async (request, { value }) => ({
    kind: 'answer',
    message: await commitmentsOfAgreement(request, value),
  }),
  add_commitments: (_request, { value }) => ({
    kind: 'form',
    form: commitmentsForm.open({ agreementId: value }),
  }),
};
