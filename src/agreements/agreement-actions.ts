import { readPartners } from '../partners/partner-store.js';
import { actions, button, type Message, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import { type Action, type ActionOutcome, actionId } from '../slack/feature.js';
import type { Problem } from '../slack/field.js';
import { changeRegister } from '../workspace/register-change.js';
import { undoButton } from '../workspace/saved-card.js';
import { agreementForm } from './agreement-form.js';
import { readAgreement } from './agreement-store.js';
import { amendmentForm } from './amendment-form.js';
import { commitmentActions } from './commitment-actions.js';
import { commitmentsForm } from './commitment-forms.js';
import { commitmentsOfAgreement } from './commitments-list.js';
import { listSuccessors, readWholeAgreement } from './content-store.js';
import { documentsForm } from './documents-form.js';
import { durationForm } from './duration-form.js';
import { replaceForm, terminateForm } from './ending-forms.js';
import { writeLife } from './life-store.js';
import { nextMove, signature } from './lifecycle.js';
import { moneyForm } from './money-form.js';
import { told } from './renewal-decision.js';
import { signatoriesForm } from './signatories-form.js';
import { lacking, passStep, sendOn } from './signing.js';
import { signingForm } from './signing-form.js';

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
  if (missing !== null) return { kind: 'answer', message: incomplete(request, id, missing) };
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
    return { subjectId: id, result: current.title };
  });
  if (changed.state !== 'done') return { kind: 'refresh', also: told(request, 'contents.moved_already') };
  const said = words.say(`contents.moved.${next.kind}`, { title: changed.result, step });
  const also = { text: said.text, blocks: [section(said), actions([undoButton(changed.changeId, request)])] };
  return { kind: 'refresh', also };
};

function incomplete({ words }: Request, id: string, missing: string): Message {
  const said = words.say('contents.problem.lacks', { missing });
  const edit = button(actionId('agreements', 'duration'), words.plain('contents.part.duration'), id);
  return { text: said.text, blocks: [section(said), actions([edit])] };
}

/** What ended before its time goes on after all. */
async function reinstate(request: Request, id: string): Promise<ActionOutcome> {
  const { today, workspace, words } = request;
  const changed = await changeRegister(request, 'agreement_reinstated', async (database) => {
    const agreement = await readAgreement(database, id);
    if (agreement === null || (agreement.status !== 'terminated' && agreement.status !== 'replaced'))
      return null;
    const life = { status: 'signed', terminatedOn: null, endedBecause: null } as const;
    await writeLife(database, agreement, life, today, workspace);
    return { subjectId: id, result: agreement.title };
  });
  if (changed.state !== 'done') return { kind: 'refresh', also: told(request, 'contents.moved_already') };
  const said = words.say('contents.reinstated', { title: changed.result });
  const also = { text: said.text, blocks: [section(said), actions([undoButton(changed.changeId, request)])] };
  return { kind: 'refresh', also };
}

/** What the menu of a card offers. The value is `id:way`. */
const more: Action = async (request, { value }) => {
  const [agreementId = '', way = ''] = value.split(':');
  if (way === 'terminate') return { kind: 'form', form: terminateForm.open({ agreementId }) };
  if (way === 'reinstate') return reinstate(request, agreementId);
  const { database } = request;
  const agreement = await readAgreement(database, agreementId);
  const [any] = agreement === null ? [] : await listSuccessors(database, agreement, 1);
  return any === undefined
    ? { kind: 'answer', message: told(request, 'contents.no_successor') }
    : { kind: 'form', form: replaceForm.open({ agreementId }) };
};

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
  more,
  signing: (_request, { value }) => ({ kind: 'form', form: signingForm.open({ agreementId: value }) }),
  signatories: (_request, { value }) => ({
    kind: 'form',
    form: signatoriesForm.open({ agreementId: value }),
  }),
  money: (_request, { value }) => ({ kind: 'form', form: moneyForm.open({ agreementId: value }) }),
  documents: (_request, { value }) => ({ kind: 'form', form: documentsForm.open({ agreementId: value }) }),
  commitments: async (request, { value }) => ({
    kind: 'answer',
    message: await commitmentsOfAgreement(request, value),
  }),
  add_commitments: (_request, { value }) => ({
    kind: 'form',
    form: commitmentsForm.open({ agreementId: value }),
  }),
};
