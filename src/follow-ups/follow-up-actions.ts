import { writeNearDay } from '../language/dates.js';
import { actions, type Message, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import type { Action, ActionOutcome } from '../slack/feature.js';
import { cut } from '../slack/limits.js';
import { changeRegister } from '../workspace/register-change.js';
import { undoButton } from '../workspace/saved-card.js';
import { isSnooze, snoozedTo } from './follow-up.js';
import { followUpForm, reassignForm, snoozeForm } from './follow-up-form.js';
import { readFollowUps, settleFollowUp, updateFollowUp } from './follow-up-store.js';

const shownText = 150;

/** Marks a follow-up as done. Where someone else was quicker, the place shows who. */
const done: Action = async (request, { value: id }) => {
  const by = { personId: request.person.id, at: request.now };
  const changed = await changeRegister(request, 'follow_up_done', async (database) =>
    (await settleFollowUp(database, id, by)) ? { subjectId: id, result: null } : null,
  );
  if (changed.state !== 'done') return { kind: 'refresh' };
  return refreshed(request, id, changed.changeId, (text) =>
    request.words.say('follow_ups.marked_done', { text }),
  );
};

/** Puts a follow-up off, or asks for the day. The value is `id:snooze`. */
const snooze: Action = async (request, { value }) => {
  const [id = '', choice = ''] = value.split(':');
  if (!isSnooze(choice)) return { kind: 'form', form: snoozeForm.open({ followUpId: id }) };
  const dueOn = snoozedTo(choice, request.today, request.workspace.calendar);
  const changed = await changeRegister(request, 'follow_up_snoozed', async (database) =>
    (await updateFollowUp(database, id, { dueOn })) ? { subjectId: id, result: null } : null,
  );
  if (changed.state !== 'done') return { kind: 'refresh' };
  const day = writeNearDay(dueOn, request.words.language);
  return refreshed(request, id, changed.changeId, (text) =>
    request.words.say('follow_ups.snoozed', { text, day }),
  );
};

/** Shows the place anew and says beside it what happened, with a way back. The Home tab has no beside. */
async function refreshed(
  request: Request,
  id: string,
  changeId: string,
  sentence: (text: string) => ReturnType<Request['words']['say']>,
): Promise<ActionOutcome> {
  const [followUp] = request.surface === 'home' ? [] : await readFollowUps(request.database, [id]);
  if (followUp === undefined) return { kind: 'refresh' };
  const said = sentence(cut(followUp.text, shownText));
  const also: Message = {
    text: said.text,
    blocks: [section(said), actions([undoButton(changeId, request)])],
  };
  return { kind: 'refresh', also };
}

/** What the buttons of follow-ups do, by name. */
export const followUpActions: Readonly<Record<string, Action>> = {
  new: () => ({ kind: 'form', form: followUpForm.open({ followUpId: null, assigneeId: null, dueOn: null }) }),
  edit: (_request, { value }) => ({
    kind: 'form',
    form: followUpForm.open({ followUpId: value, assigneeId: null, dueOn: null }),
  }),
  reassign: (_request, { value }) => ({ kind: 'form', form: reassignForm.open({ followUpId: value }) }),
  done,
  snooze,
};
