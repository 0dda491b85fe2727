import { addDays, addMonths } from '../calendar/day.js';
import { workingDayAtOrAfter } from '../calendar/working-days.js';
import { writeNearDay } from '../language/dates.js';
import type { Mrkdwn } from '../language/mrkdwn.js';
import { actions, button, type Message, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import { type Action, type ActionOutcome, actionId } from '../slack/feature.js';
import { cut } from '../slack/limits.js';
import { changeRegister } from '../workspace/register-change.js';
import { undoButton } from '../workspace/saved-card.js';
import { editCommitmentForm, notKeptForm, putOffCommitmentForm } from './commitment-forms.js';
import { settle } from './commitment-settling.js';
import { type Commitment, putOffCommitment, readCommitments } from './commitment-store.js';

const shownText = 150;

/** Says that a commitment was kept. Where someone else was quicker, the place shows what they said. */
const kept: Action = async (request, { value: id }) => {
  const changed = await settle(request, id, { state: 'kept', because: null, evidence: null });
  if (changed.state !== 'done') return { kind: 'refresh' };
  const { words } = request;
  return refreshed(request, id, changed.changeId, ({ text }) =>
    words.say('commitments.marked_kept', { text: cut(text, shownText) }),
  );
};

/** Puts a commitment off, or asks for the day. The value is `id:delay`. */
const later: Action = async (request, { value }) => {
  const [id = '', delay = ''] = value.split(':');
  if (delay !== 'week' && delay !== 'month') {
    return { kind: 'form', form: putOffCommitmentForm.open({ commitmentId: id }) };
  }
  const { today, workspace, words } = request;
  const wanted = delay === 'week' ? addDays(today, 7) : addMonths(today, 1);
  const dueOn = workingDayAtOrAfter(wanted, workspace.calendar);
  const changed = await changeRegister(request, 'commitment_put_off', async (database) => {
    const [commitment] = await readCommitments(database, [id]);
    if (commitment === undefined || !(await putOffCommitment(database, id, dueOn))) return null;
    return { subjectId: commitment.agreement.id, result: null };
  });
  if (changed.state !== 'done') return { kind: 'refresh' };
  const day = writeNearDay(dueOn, words.language);
  return refreshed(request, id, changed.changeId, ({ text }) =>
    words.say('commitments.put_off_to', { text: cut(text, shownText), day }),
  );
};

/** Shows the place anew and says beside it what happened, with a way back and one to the proof. The Home tab has no beside. */
async function refreshed(
  request: Request,
  id: string,
  changeId: string,
  sentence: (commitment: Commitment) => Mrkdwn,
): Promise<ActionOutcome> {
  const [commitment] = request.surface === 'home' ? [] : await readCommitments(request.database, [id]);
  if (commitment === undefined) return { kind: 'refresh' };
  const said = sentence(commitment);
  const proof =
    commitment.state === 'open'
      ? []
      : [
          button(
            actionId('agreements', 'commitment_edit'),
            request.words.plain('commitments.add_evidence'),
            id,
          ),
        ];
  const also: Message = {
    text: said.text,
    blocks: [section(said), actions([undoButton(changeId, request), ...proof])],
  };
  return { kind: 'refresh', also };
}

/** What the buttons of commitments do, by name. */
export const commitmentActions: Readonly<Record<string, Action>> = {
  commitment_kept: kept,
  commitment_later: later,
  commitment_not_kept: (_request, { value }) => ({
    kind: 'form',
    form: notKeptForm.open({ commitmentId: value }),
  }),
  commitment_edit: (_request, { value }) => ({
    kind: 'form',
    form: editCommitmentForm.open({ commitmentId: value }),
  }),
};
