import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { followUpCard } from '../follow-ups/follow-up-card.js';
import { type FollowUp, readFollowUps } from '../follow-ups/follow-up-store.js';
import { tellAssignees } from '../follow-ups/tell-assignees.js';
import { bold, joinMrkdwn } from '../language/mrkdwn.js';
import { partnerField, settlePartners } from '../partners/partner-field.js';
import { findPartnerNamed } from '../partners/partner-store.js';
import { context, type Message, section } from '../slack/blocks.js';
import type { Reading, Request } from '../slack/context.js';
import { choiceField, dayField, peopleField, textField } from '../slack/field.js';
import { defineForm, type InputOf } from '../slack/form.js';
import { changeRegister } from '../workspace/register-change.js';
import { savedCard } from '../workspace/saved-card.js';
import { meetingKinds } from './meeting.js';
import { meetingCard, meetingItem, partnersOf } from './meeting-card.js';
import { addMeetingFollowUps, followUpsTyped } from './meeting-follow-ups.js';
import { addMeeting, type Meeting, readMeetings, updateMeeting } from './meeting-store.js';

const state = z.object({
  /** The meeting that is edited; none: a new one. */
  meetingId: z.string().nullable(),
  /** The partner's name that was typed with the command. */
  typedName: z.string(),
});
type State = z.infer<typeof state>;

async function fields({ database }: Request) {
  return {
    partners: await partnerField(database, { several: true }),
    heldOn: dayField({ required: true }),
    kind: choiceField({ required: true, choices: meetingKinds, label: (kind) => `meetings.kind.${kind}` }),
    notes: textField({ required: true, multiline: true }),
    followUps: textField({ required: false, multiline: true }),
    decisions: textField({ required: false, multiline: true }),
    nextOn: dayField({ required: false }),
    ourPeople: peopleField(),
    theirPeople: textField({ required: false, max: 1000 }),
    place: textField({ required: false, max: 300 }),
  };
}

type Asked = Awaited<ReturnType<typeof fields>>;

async function initial(request: Request, { meetingId, typedName }: State): Promise<Partial<InputOf<Asked>>> {
  if (meetingId === null) {
    const known = await findPartnerNamed(request.database, typedName);
    return {
      partners:
        known === null ? { chosen: [], newName: typedName || null } : { chosen: [known], newName: null },
      heldOn: request.today,
      kind: 'meeting',
      ourPeople: [request.person.id],
    };
  }
  const [meeting] = await readMeetings(request.database, [meetingId]);
  if (meeting === undefined) return {};
  const { id: _id, partners, ourPeople, ...rest } = meeting;
  return { ...rest, ourPeople: [...ourPeople], partners: { chosen: partners, newName: null } };
}

/** The form that logs a meeting with what is to be done after it, and for editing one. */
export const meetingForm = defineForm({
  name: 'meetings',
  state,
  fields,
  initial,
  edits: ({ meetingId }) => meetingId !== null,
  title: ({ meetingId }) => (meetingId === null ? 'meetings.form.title' : 'meetings.form.edit_title'),
  save: async (request, input, { meetingId }, submissionKey) => {
    const { person } = request;
    const [before] = meetingId === null ? [] : await readMeetings(request.database, [meetingId]);
    if (meetingId !== null && before === undefined) {
      return { kind: 'refused', problems: { notes: { key: 'meetings.gone' } } };
    }
    const typed = await followUpsTyped(request, input, before?.notes ?? null);
    if (typed.kind === 'refused') return typed;
    const { partners: choice, followUps: _list, ...meeting } = input;
    const changed = await changeRegister(
      request,
      meetingId === null ? 'meeting_logged' : 'meeting_edited',
      async (database) => {
        const partners = await settlePartners(database, choice, person.id);
        if (partners.length === 0) return null;
        const partnerIds = partners.map(({ id }) => id);
        const id = meetingId ?? (await addMeeting(database, meeting, partnerIds, person.id));
        if (meetingId !== null) await updateMeeting(database, meetingId, meeting, partnerIds);
        const followUpIds = await addMeetingFollowUps(database, request, {
          meetingId: id,
          partners,
          followUps: typed.followUps,
          nextOn: meeting.nextOn,
          earlierNextOn: before?.nextOn ?? null,
        });
        return { subjectId: id, result: { id, followUpIds } };
      },
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    if (changed.state === 'called_off') {
      return { kind: 'refused', problems: { partners: { key: 'meetings.partner_gone' } } };
    }
    const [saved] = await readMeetings(request.database, [changed.result.id]);
    if (saved === undefined) throw new Error('A meeting is gone right after it was written');
    const followUps = await readFollowUps(request.database, changed.result.followUpIds);
    void tellAssignees(request, followUps);
    const unread = typed.followUps.flatMap(({ unreadDay }) => unreadDay ?? []);
    return { kind: 'saved', message: savedMeeting(saved, followUps, unread, changed.changeId, request) };
  },
});

const shownFollowUps = 8;

/** The card after saving: the meeting, and each follow-up as it was understood, with its buttons. */
export function savedMeeting(
  meeting: Meeting,
  followUps: readonly FollowUp[],
  unreadDays: readonly string[],
  changeId: string,
  reading: Reading,
): Message {
  const { words } = reading;
  const blocks: KnownBlock[] = [...meetingCard(meeting, reading)];
  if (followUps.length > 0) {
    blocks.push(
      section(bold(words.plain('meetings.understood', { count: followUps.length }))),
      ...followUps.slice(0, shownFollowUps).flatMap((followUp) => followUpCard(followUp, reading)),
    );
  }
  if (followUps.length > shownFollowUps) {
    blocks.push(context([words.say('follow_ups.more', { count: followUps.length - shownFollowUps })]));
  }
  if (unreadDays.length > 0) {
    const notes = unreadDays.map((typed) => words.say('follow_ups.unread_day', { typed }));
    blocks.push(context([joinMrkdwn(notes, '\n')]));
  }
  const text = words.plain('meetings.saved', { partners: partnersOf(meeting, reading) });
  return savedCard(reading, text, { kind: meetingItem, id: meeting.id, blocks }, changeId);
}
