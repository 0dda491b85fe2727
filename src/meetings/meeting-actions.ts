import { followUpForm } from '../follow-ups/follow-up-form.js';
import { readPartners } from '../partners/partner-store.js';
import { actions, type Message, section } from '../slack/blocks.js';
import { pageNumber } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import type { Action, ActionOutcome } from '../slack/feature.js';
import { listedBy } from '../slack/item.js';
import { changeRegister } from '../workspace/register-change.js';
import { undoButton } from '../workspace/saved-card.js';
import { titleOf, wholeNote } from './meeting-card.js';
import { meetingForm } from './meeting-form.js';
import { mayChange } from './meeting-rights.js';
import { deleteMeeting, type Meeting, readMeetings } from './meeting-store.js';
import { meetingCommand, showMeeting } from './one-meeting.js';

function told({ words }: Request, key: 'meetings.gone_short' | 'meetings.not_yours'): ActionOutcome {
  return { kind: 'answer', message: { text: words.plain(key), blocks: [section(words.say(key))] } };
}

/** Does something with a meeting that is still there, for whoever may change it. */
async function ifAllowed(
  request: Request,
  id: string,
  act: (meeting: Meeting) => ActionOutcome | Promise<ActionOutcome>,
): Promise<ActionOutcome> {
  const [meeting] = await readMeetings(request.database, [id]);
  if (meeting === undefined) return told(request, 'meetings.gone_short');
  return (await mayChange(request, meeting)) ? act(meeting) : told(request, 'meetings.not_yours');
}

/** What the buttons of meetings do, by name. */
export const meetingActions: Readonly<Record<string, Action>> = {
  new: () => ({ kind: 'form', form: meetingForm.open({ meetingId: null, typedName: '' }) }),
  /** Logs a meeting with the partner whose id is the value. */
  with: (_request, { value }) => ({
    kind: 'form',
    form: meetingForm.open({ meetingId: null, typedName: '', partnerIds: [value] }),
  }),
  /** Logs the next meeting after the one whose id is the value. */
  next: async (request, { value }) => {
    const [meeting] = await readMeetings(request.database, [value]);
    if (meeting === undefined) return told(request, 'meetings.gone_short');
    const partnerIds = meeting.partners.map(({ id }) => id);
    return { kind: 'form', form: meetingForm.open({ meetingId: null, typedName: '', partnerIds }) };
  },
  /** Something to do about the partner whose id is the value. */
  follow_up: async ({ database, words }, { value }) => {
    const partner = (await readPartners(database, [value])).get(value);
    const state = { followUpId: null, assigneeId: null, dueOn: null };
    if (partner === undefined) return { kind: 'form', form: followUpForm.open(state) };
    const text = words.plain('meetings.silent.follow_up_text', { partner: partner.shown });
    const form = followUpForm.open(state, { text, partner: { chosen: [partner], newName: null } });
    return { kind: 'form', form };
  },
  edit: (request, { value }) =>
    ifAllowed(request, value, ({ id }) => ({
      kind: 'form',
      form: meetingForm.open({ meetingId: id, typedName: '' }),
    })),
  /** Shows all that was noted of the meeting whose id is the value, or the page of it that follows the id. */
  read: async (request, { value }) => {
    const [id = '', page] = value.split(':');
    const [meeting] = await readMeetings(request.database, [id]);
    if (meeting === undefined) return told(request, 'meetings.gone_short');
    return { kind: 'answer', message: wholeNote(meeting, request, pageNumber(page)) };
  },
  /** Shows the meeting whose id is the value, with what came of it. */
  details: async (request, { value }) => {
    const { text, blocks } = await showMeeting(request, value);
    return { kind: 'answer', message: { text, blocks: listedBy(meetingCommand(value), blocks) } };
  },
  delete: (request, { value }) =>
    ifAllowed(request, value, async (meeting) => {
      const changed = await changeRegister(request, 'meeting_deleted', async (database) =>
        (await deleteMeeting(database, meeting.id)) ? { subjectId: meeting.id, result: null } : null,
      );
      if (changed.state !== 'done') return { kind: 'refresh' };
      const said = request.words.say('meetings.deleted', { meeting: titleOf(meeting, request) });
      const also: Message = {
        text: said.text,
        blocks: [section(said), actions([undoButton(changed.changeId, request)])],
      };
      return { kind: 'refresh', also };
    }),
};
