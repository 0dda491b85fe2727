import { z } from 'zod';
import { findAssignee } from '../follow-ups/assignee.js';
import { joinMrkdwn, type Mrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { actions, type Message, section } from '../slack/blocks.js';
import { choiceField, choicesField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import type { Problem } from '../slack/field.js';
import { defineForm } from '../slack/form.js';
import type { Saved } from '../slack/form-contract.js';
import { cut } from '../slack/limits.js';
import { dayField, personField } from '../slack/picker-fields.js';
import { textField } from '../slack/text-fields.js';
import { onlyMembers } from '../workspace/members.js';
import { type Changed, changeRegister } from '../workspace/register-change.js';
import { savedCard, undoButton } from '../workspace/saved-card.js';
import { readAgreement } from './agreement-store.js';
import { commitmentCard, commitmentItem, dueText, rhythmText } from './commitment-card.js';
import { settle } from './commitment-settling.js';
import {
  addCommitments,
  type Commitment,
  type CommitmentInput,
  editCommitment,
  putOffCommitment,
  readCommitments,
  removeCommitment,
} from './commitment-store.js';
import { readDocumentLink } from './document-link.js';
import { goOnField, leftHalfway, partState, thenNext, unchanged } from './guided.js';
import { lengthField } from './length-field.js';
import { type LineReading, linesField } from './lines-field.js';
import { moneyForm } from './money-form.js';
import { refusedAt, savePart } from './save-part.js';
import { type Side, sides } from './sides.js';
import { readTypedCommitment, type TypedCommitment } from './typed-commitment.js';

const most = 20;
const shownLine = 80;
const longestText = 1_000;
const longestLink = 2_000;
const longestMonths = 120;
const settledMeanwhile: Problem = { key: 'commitments.settled_meanwhile' };

/** What is wrong with a rhythm and its first day, or null. */
function rhythmProblem({
  everyMonths,
  dueOn,
}: Pick<CommitmentInput, 'everyMonths' | 'dueOn'>): Problem | null {
  if (everyMonths === null) return null;
  if (everyMonths > longestMonths)
    return { key: 'commitments.too_rare', values: { years: longestMonths / 12 } };
  return dueOn === null ? { key: 'commitments.first_day_needed' } : null;
}

function readLine(line: string, request: Request): LineReading<TypedCommitment> {
  const typed = readTypedCommitment(line, request.today, request.workspace.calendar);
  const shown = { line: cut(line, shownLine) };
  if (typed.unreadDay !== null) {
    const values = { ...shown, typed: typed.unreadDay };
    return { problem: { key: 'contents.problem.no_such_day', values } };
  }
  const wrong = rhythmProblem(typed);
  if (wrong !== null) return { problem: { key: 'commitments.first_day_needed_in', values: shown } };
  return typed.text.length > longestText
    ? { problem: { key: 'contents.problem.line_too_long', values: shown } }
    : { row: typed };
}

async function understood(typed: TypedCommitment, request: Request): Promise<Mrkdwn> {
  const { words, identity } = request;
  const found = typed.person === null ? null : await findAssignee(identity, typed.person);
  return joinMrkdwn([
    mrkdwn`• ${typed.text}`,
    dueText(typed, request),
    rhythmText(typed, words),
    found?.kind === 'found' && mention(found.id),
    found !== null &&
      found.kind !== 'found' &&
      words.say('commitments.nobody', { typed: typed.person ?? '' }),
  ]);
}

/** What both sides promise: one a line, with who looks after it and by when. Adds to what is there. */
export const commitmentsForm = defineForm({
  name: 'commitments',
  state: partState,
  closed: leftHalfway,
  fields: (request: Request, { guided = false }) => {
    const field = (side: Side) =>
      linesField<TypedCommitment>({
        id: side,
        most,
        readLine: (line) => readLine(line, request),
        write: ({ line }) => line,
        known: [],
        understood: (rows, asked) => Promise.all(rows.map((row) => understood(row, asked))),
        note: 'contents.understood',
      });
    return {
      ours: field('ours'),
      theirs: field('theirs'),
      goOn: goOnField(guided, 'contents.go_on.money'),
    };
  },
  initial: () => ({ goOn: ['go_on' as const] }),
  save: async (request, { goOn, ...typed }, { agreementId, guided = false }, submissionKey) => {
    const next = moneyForm.open({ agreementId, guided });
    const agreement = await readAgreement(request.database, agreementId);
    if (agreement === null) return refusedAt('ours', { key: 'agreements.problem.gone' });
    if (sides.every((side) => typed[side].length === 0)) {
      if (!guided) return refusedAt('ours', { key: 'form.required' });
      return thenNext(await unchanged(request, agreementId, 'ours'), goOn, next);
    }
    const inputs: CommitmentInput[] = [];
    for (const side of sides) {
      for (const each of typed[side]) {
        const found = each.person === null ? null : await findAssignee(request.identity, each.person);
        if (found !== null && found.kind !== 'found') {
          const values = { typed: each.person ?? '', line: cut(each.line, shownLine) };
          return refusedAt(side, { key: 'commitments.unknown_person', values });
        }
        const { text, dueOn, everyMonths } = each;
        inputs.push({ side, text, dueOn, everyMonths, ownerId: found?.id ?? agreement.ownerId });
      }
    }
    const saved = await savePart(
      request,
      agreementId,
      { action: 'commitments_added', field: 'ours', said: 'agreements.edited' },
      async (database) => {
        await addCommitments(database, agreementId, inputs, request.person.id);
        return null;
      },
      submissionKey,
    );
    return thenNext(saved, goOn, next);
  },
});

const state = z.object({ commitmentId: z.string() });

async function commitmentOf({ database }: Pick<Request, 'database'>, id: string): Promise<Commitment | null> {
  const [commitment] = await readCommitments(database, [id]);
  return commitment ?? null;
}

/** All that is said of one commitment. */
export const editCommitmentForm = defineForm({
  name: 'commitments.edit_one',
  state,
  edits: () => true,
  fields: () => ({
    side: choiceField({ required: true, choices: sides, label: (side) => `commitments.whose.${side}` }),
    text: textField({ required: true, multiline: true, max: longestText }),
    owner: personField({ required: true }),
    dueOn: dayField({ required: false }),
    every: lengthField({ units: ['months'], problem: { key: 'agreements.problem.length' } }),
    evidence: textField({ required: false, max: longestLink }),
    remove: choicesField({ choices: ['remove'], label: () => 'commitments.remove' }),
  }),
  initial: async (request: Request, { commitmentId }) => {
    const commitment = await commitmentOf(request, commitmentId);
    if (commitment === null) return {};
    const { ownerId, everyMonths, ...rest } = commitment;
    const every = everyMonths === null ? null : { unit: 'months' as const, count: everyMonths };
    return { ...rest, owner: ownerId, every };
  },
  save: async (request, typed, { commitmentId }, submissionKey) => {
    const { side, text, owner, dueOn, every, evidence, remove } = typed;
    if (remove.length > 0) return removed(request, commitmentId, submissionKey);
    const wrongOwner = await onlyMembers(request, { owner });
    if (wrongOwner !== null) return wrongOwner;
    const url = evidence === null ? null : readDocumentLink(evidence);
    if (evidence !== null && url === null) return refusedAt('evidence', { key: 'contents.problem.no_link' });
    const input = { side, text, ownerId: owner, dueOn, everyMonths: every?.count ?? null, evidence: url };
    const wrong = rhythmProblem(input);
    if (wrong !== null) return refusedAt(input.dueOn === null ? 'dueOn' : 'every', wrong);
    const changed = await changeRegister(
      request,
      'commitment_edited',
      async (database) => {
        const commitment = await commitmentOf({ database }, commitmentId);
        if (commitment === null || !(await editCommitment(database, commitment, input))) return null;
        return { subjectId: commitment.agreement.id, result: commitmentId };
      },
      submissionKey,
    );
    return outcome(request, changed, 'text');
  },
});

async function removed(
  request: Request,
  commitmentId: string,
  submissionKey: string,
): Promise<Saved<'text'>> {
  const changed = await changeRegister(
    request,
    'commitment_removed',
    async (database) => {
      const commitment = await commitmentOf({ database }, commitmentId);
      if (commitment === null || !(await removeCommitment(database, commitmentId))) return null;
      return { subjectId: commitment.agreement.id, result: commitment.text };
    },
    submissionKey,
  );
  if (changed.state === 'repeated') return { kind: 'repeated' };
  if (changed.state === 'called_off') return refusedAt('text', settledMeanwhile);
  const said = request.words.say('commitments.removed', { text: cut(changed.result, shownLine) });
  const blocks = [section(said), actions([undoButton(changed.changeId, request)])];
  return { kind: 'saved', message: { text: said.text, blocks } };
}

/** Why a commitment was not kept. */
export const notKeptForm = defineForm({
  name: 'commitments.not_kept_form',
  state,
  fields: () => ({
    because: textField({ required: true, multiline: true, max: longestText }),
    evidence: textField({ required: false, max: longestLink }),
  }),
  initial: () => ({}),
  save: async (request, { because, evidence }, { commitmentId }, submissionKey) => {
    const url = evidence === null ? null : readDocumentLink(evidence);
    if (evidence !== null && url === null) return refusedAt('evidence', { key: 'contents.problem.no_link' });
    const how = { state: 'not_kept', because, evidence: url } as const;
    return outcome(request, await settle(request, commitmentId, how, submissionKey), 'because');
  },
});

/** Puts a commitment off to any day. */
export const putOffCommitmentForm = defineForm({
  name: 'commitments.put_off',
  state,
  fields: () => ({ day: dayField({ required: true }) }),
  initial: () => ({}),
  save: async (request, { day }, { commitmentId }, submissionKey) => {
    if (day <= request.today) return refusedAt('day', { key: 'agreements.later.past' });
    const changed = await changeRegister(
      request,
      'commitment_put_off',
      async (database) => {
        const commitment = await commitmentOf({ database }, commitmentId);
        if (commitment === null || !(await putOffCommitment(database, commitmentId, day))) return null;
        return { subjectId: commitment.agreement.id, result: commitmentId };
      },
      submissionKey,
    );
    return outcome(request, changed, 'day');
  },
});

/** The card after saving, or at `field` that there was nothing to change any more. */
async function outcome<Name extends string>(
  request: Request,
  changed: Changed<string>,
  field: Name,
): Promise<Saved<Name>> {
  if (changed.state === 'repeated') return { kind: 'repeated' };
  const commitment = changed.state === 'done' ? await commitmentOf(request, changed.result) : null;
  if (changed.state === 'called_off' || commitment === null) return refusedAt(field, settledMeanwhile);
  return { kind: 'saved', message: savedCommitment(commitment, changed.changeId, request) };
}

function savedCommitment(commitment: Commitment, changeId: string, request: Request): Message {
  const item = { kind: commitmentItem, id: commitment.id, blocks: commitmentCard(commitment, request) };
  return savedCard(request, request.words.plain('commitments.saved'), item, changeId);
}
