import { writeNearDay } from '../language/dates.js';
import { actions, type Message, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import type { Action, ActionOutcome } from '../slack/feature.js';
import { cut } from '../slack/limits.js';
import { changeRegister } from '../workspace/register-change.js';
import { undoButton } from '../workspace/saved-card.js';
import { openCommentForm } from './comment-form.js';
import { isSnooze, snoozedTo } from './follow-up.js';
import { furtherActions } from './follow-up-card.js';
import { followUpForm, reassignForm, snoozeForm } from './follow-up-form.js';
import { type FollowUp, readFollowUps, settleFollowUp, updateFollowUp } from './follow-up-store.js';
import { waitForm, wontDoForm } from './state-forms.js';
import { endWaiting } from './waiting-store.js';

const shownText = 150;

/** Marks a follow-up as done. Where someone else was quicker, the place shows who. */
const done: Action = async (request, { itemId: id }) => {
  if (id === null) return { kind: 'refresh' };
  const by = { personId: request.person.id, at: request.now, today: request.today };
  const changed = await changeRegister(request, 'follow_up_done', async (database) =>
    (await settleFollowUp(database, id, by)) ? { subjectId: id, result: null } : null,
  );
  if (changed.state !== 'done') return { kind: 'refresh' };
  return refreshed(request, id, changed.changeId, (text, { everyMonths }) =>
    everyMonths === null
      ? request.words.say('follow_ups.marked_done', { text })
      : request.words.say('follow_ups.marked_done_recurs', { text, count: everyMonths }),
  );
};

/** Puts the follow-up in whose blocks the menu stands off, or asks for the day. */
const snooze: Action = async (request, { value: choice, itemId: id }) => {
  if (id === null) return { kind: 'refresh' };
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

/** What the menu of further actions holds, for the follow-up in whose blocks it stands. */
const further: Action = async (request, { value, itemId: followUpId }) => {
  const chosen = furtherActions.find((each) => each === value);
  if (followUpId === null || chosen === undefined) return { kind: 'refresh' };
  switch (chosen) {
    case 'edit':
      return { kind: 'form', form: followUpForm.open({ followUpId, assigneeId: null, dueOn: null }) };
    case 'wait':
      return { kind: 'form', form: waitForm.open({ followUpId }) };
    case 'wont_do':
      return { kind: 'form', form: wontDoForm.open({ followUpId }) };
    case 'comment':
      return { kind: 'form', form: await openCommentForm(request, followUpId) };
    case 'resume':
      return resume(request, followUpId);
  }
};

/** The partner has answered: it is to be done today. */
async function resume(request: Request, id: string): Promise<ActionOutcome> {
  const changed = await changeRegister(request, 'follow_up_resumed', async (database) =>
    (await endWaiting(database, id, request.today)) ? { subjectId: id, result: null } : null,
  );
  if (changed.state !== 'done') return { kind: 'refresh' };
  return refreshed(request, id, changed.changeId, (text) =>
    request.words.say('follow_ups.resumed', { text }),
  );
}

/** Opens the form for a new follow-up, about what the button's value says: `partner:…`, `lead:…`, `agreement:…`. */
const newFollowUp: Action = (_request, { value }) => {
  const [kind, id] = value.split(':');
  const about = id === undefined ? {} : kind === 'partner' ? { partnerId: id } : { subject: value };
  return {
    kind: 'form',
    form: followUpForm.open({ followUpId: null, assigneeId: null, dueOn: null, ...about }),
  };
};

/** Shows the place anew and says beside it what happened, with a way back. The Home tab has no beside. */
async function refreshed(
  request: Request,
  id: string,
  changeId: string,
  sentence: (text: string, followUp: FollowUp) => ReturnType<Request['words']['say']>,
): Promise<ActionOutcome> {
  const [followUp] = request.surface === 'home' ? [] : await readFollowUps(request.database, [id]);
  if (followUp === undefined) return { kind: 'refresh' };
  const said = sentence(cut(followUp.text, shownText), followUp);
  const also: Message = {
    text: said.text,
    blocks: [section(said), actions([undoButton(changeId, request)])],
  };
  return { kind: 'refresh', also };
}

/** What the buttons of follow-ups do, by name. */
export const followUpActions: Readonly<Record<string, Action>> = {
  new: newFollowUp,
  reassign: (_request, { itemId }) =>
    itemId === null ? { kind: 'refresh' } : { kind: 'form', form: reassignForm.open({ followUpId: itemId }) },
  done,
  snooze,
  further,
};
