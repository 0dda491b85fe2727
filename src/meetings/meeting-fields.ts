import { z } from 'zod';
import type { Day } from '../calendar/day.js';
import type { Key } from '../language/words.js';
import { partnerField } from '../partners/partner-field.js';
import { findPartnerNamed, type PartnerRef, readPartners } from '../partners/partner-store.js';
import { actions, button } from '../slack/blocks.js';
import { choiceField, entriesField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { type Field, heldField } from '../slack/field.js';
import type { GoesOn, InputOf } from '../slack/form-contract.js';
import { channelField, dayField, peopleField, timeField } from '../slack/picker-fields.js';
import { longTextField, textField } from '../slack/text-fields.js';
import { goOnChecking } from './edit-follow-up-line.js';
import { checkFields, checkState, checkStepOf } from './follow-up-check.js';
import { type MeetingKind, meetingKinds } from './meeting.js';
import { readChoices } from './meeting-choices-store.js';
import { type Meeting, readMeetings } from './meeting-store.js';
import {
  dayKept,
  type NextChoice,
  nextChoices,
  nextField,
  nextMeetingsDue,
  writePerCadence,
} from './next-meeting.js';
import { readTemplates } from './note-templates-store.js';
import { readThreadAsNote } from './thread-note.js';

/** What the form of a meeting remembers while it is open. */
export const meetingState = z.object({
  /** The meeting that is edited; none: a new one. */
  meetingId: z.string().nullable(),
  /** The partner's name that was typed with the command. */
  typedName: z.string(),
  /** The partners that the form asks about, once they are chosen in it or known beforehand. */
  partnerIds: z.array(z.string()).optional(),
  /** The day of the meeting and how the next one is set, as they were last chosen in the form. */
  heldOn: z.string().optional(),
  next: z.enum(nextChoices).optional(),
  /** Whether one more input for the notes was asked for. */
  room: z.boolean().optional(),
  /** The kind whose template the notes began with. */
  template: z.enum(meetingKinds).optional(),
  /** What is shown of the follow-ups as they were understood; none before the first attempt to save. */
  check: checkState.optional(),
  /** The message that it is written down from: its address, and the thread that it belongs to. */
  source: z
    .object({
      link: z.string().nullable(),
      thread: z.object({ channelId: z.string(), ts: z.string() }).nullable(),
    })
    .optional(),
});
export type MeetingState = z.infer<typeof meetingState>;

/** Beyond these, the form offers nothing of a meeting's partners to choose from. */
const mostPartners = 20;

const roomAction = actionId('meetings', 'room');
const threadAction = actionId('meetings', 'thread');

/** A button in the form itself, after which it asks differently. */
function formButton(action: string, label: Key): Field<null> {
  return {
    blocks: (id, { words }) => [actions([button(action, words.plain(label), id)], id)],
    read: () => ({ value: null }),
  };
}

/** Gives the notes one more input. */
const roomButton = formButton(roomAction, 'meetings.more_room');
/** Takes the whole thread of the message into the notes. */
const threadButton = formButton(threadAction, 'meetings.whole_thread');

/** The meeting that is edited, and the partners that the form is about. */
async function concerned(
  { database }: Request,
  { meetingId, partnerIds, typedName }: MeetingState,
): Promise<{ readonly meeting: Meeting | undefined; readonly partners: readonly PartnerRef[] }> {
  const [meeting] = meetingId === null ? [] : await readMeetings(database, [meetingId]);
  if (partnerIds !== undefined) {
    return { meeting, partners: [...(await readPartners(database, partnerIds)).values()] };
  }
  if (meetingId !== null) return { meeting, partners: meeting?.partners ?? [] };
  const known = await findPartnerNamed(database, typedName);
  return { meeting, partners: known === null ? [] : [known] };
}

/** The questions of the form: what is needed first, then what there is to choose of the partners' own. */
export async function meetingFields(request: Request, state: MeetingState) {
  const { database, today } = request;
  const { meeting, partners } = await concerned(request, state);
  const ids = partners.slice(0, mostPartners).map(({ id }) => id);
  const [partnersAsked, choices, perCadence] = await Promise.all([
    partnerField(database, { several: true }),
    readChoices(database, ids, today),
    writePerCadence(request, partners, dayKept(state.heldOn) ?? meeting?.heldOn ?? today),
  ]);
  const { room = false } = state;
  const former = meeting?.theirPeople ?? null;
  return {
    partners: partnersAsked,
    heldOn: dayField({ required: true }),
    kind: choiceField({ required: true, choices: meetingKinds, label: (kind) => `meetings.kind.${kind}` }),
    ...checkFields(state.check),
    notes: longTextField({ room }),
    room: room ? heldField(null) : roomButton,
    thread: state.source?.thread ? threadButton : heldField(null),
    followUps: textField({ required: false, multiline: true }),
    settles: entriesField(choices.followUps),
    decisions: textField({ required: false, multiline: true }),
    next: nextField(perCadence),
    nextOn: nextChoice(state, meeting) === 'day' ? dayField({ required: true }) : heldField<Day | null>(null),
    contacts: entriesField(withChosen(choices.contacts, contactsOf(meeting))),
    newContacts: textField({ required: false, multiline: true, max: 2000 }),
    theirPeople: former === null ? heldField<string | null>(null) : textField({ required: false, max: 1000 }),
    ourPeople: peopleField(),
    subjects: entriesField(withChosen(choices.subjects.map(subjectEntry), subjectsOf(meeting))),
    heldAtTime: timeField(),
    place: textField({ required: false, max: 1000 }),
    channel: channelField({ required: false }),
  };
}

function nextChoice({ next }: MeetingState, meeting: Meeting | undefined): NextChoice {
  return next ?? (meeting?.nextOn ? 'day' : 'cadence');
}

export type MeetingAsked = Awaited<ReturnType<typeof meetingFields>>;
export type MeetingAnswers = InputOf<MeetingAsked>;

interface Entry {
  readonly id: string;
  readonly shown: string;
}

/** What is chosen already stands in a menu first: it may have left, or be beyond what the menu lists. */
function withChosen(listed: readonly Entry[], chosen: readonly Entry[]): Entry[] {
  return [...chosen.filter(({ id }) => !listed.some((each) => each.id === id)), ...listed];
}

function contactsOf(meeting: Meeting | undefined): Entry[] {
  return meeting?.contacts.map(({ id, name }) => ({ id, shown: name })) ?? [];
}

function subjectsOf(meeting: Meeting | undefined): Entry[] {
  return meeting?.subjects.map(subjectEntry) ?? [];
}

function subjectEntry({ kind, id, shown }: Entry & { readonly kind: 'lead' | 'agreement' }): Entry {
  return { id: `${kind}:${id}`, shown };
}

/** The leads and agreements among chosen entries, by id. */
export function subjectIdsOf(chosen: readonly string[]) {
  const of = (kind: string) =>
    chosen.flatMap((entry) => (entry.startsWith(`${kind}:`) ? [entry.slice(kind.length + 1)] : []));
  return { leadIds: of('lead'), agreementIds: of('agreement') };
}

/** What stands in the form when it opens. */
export async function meetingInitial(
  request: Request,
  state: MeetingState,
): Promise<Partial<MeetingAnswers>> {
  const { meeting, partners } = await concerned(request, state);
  if (state.meetingId !== null) return meeting === undefined ? {} : answersOf(meeting);
  const templates = await readTemplates(request.database);
  const typedName = partners.length === 0 ? state.typedName : '';
  return {
    partners: { chosen: partners, newName: typedName || null },
    heldOn: request.today,
    kind: 'meeting',
    notes: templates.meeting ?? '',
    settles: await nextMeetingsDue(
      request,
      partners.map(({ id }) => id),
    ),
    ourPeople: [request.person.id],
  };
}

function answersOf(meeting: Meeting): Partial<MeetingAnswers> {
  const { heldOn, kind, notes, decisions, nextOn, theirPeople, heldAtTime } = meeting;
  return {
    ...{ heldOn, kind, notes, decisions, nextOn, theirPeople, heldAtTime },
    partners: { chosen: meeting.partners, newName: null },
    contacts: contactsOf(meeting).map(({ id }) => id),
    ourPeople: [...meeting.ourPeople],
    subjects: subjectsOf(meeting).map(({ id }) => id),
    next: nextOn === null ? 'cadence' : 'day',
    place: meeting.link ?? meeting.place,
  };
}

type Following = GoesOn<MeetingState, MeetingAsked>;

/**
 * The form as it goes on asking once partners, another kind or another day are chosen, more room for the notes is wanted,
 * the whole thread of a message, or another follow-up than was understood.
 */
export async function meetingFollows(
  request: Request,
  before: MeetingState,
  answers: Partial<MeetingAnswers>,
  used: string,
): Promise<Following> {
  const going = await withoutCheck(request, before, answers, used);
  const { check } = before;
  if (check === undefined) return going;
  const typed = {
    notes: answers.notes ?? '',
    followUps: answers.followUps ?? null,
    heldOn: answers.heldOn ?? request.today,
    lineText: answers.lineText ?? null,
    linePerson: answers.linePerson ?? null,
    lineDay: answers.lineDay ?? null,
    ...(going.filled?.notes === undefined ? {} : { notes: going.filled.notes }),
  };
  const checked = await goOnChecking(
    request,
    check,
    typed,
    checkStepOf(used),
    await earlierNotes(request, before),
  );
  return {
    state: { ...going.state, check: checked.check },
    anew: [...(going.anew ?? []), ...checked.anew],
    filled: { ...going.filled, ...checked.filled },
    confirmed: checked.confirmed,
  };
}

/** The notes of the meeting that is edited, as they were before. */
export async function earlierNotes(
  { database }: Request,
  { meetingId }: MeetingState,
): Promise<string | null> {
  const [before] = meetingId === null ? [] : await readMeetings(database, [meetingId]);
  return before?.notes ?? null;
}

async function withoutCheck(
  request: Request,
  before: MeetingState,
  answers: Partial<MeetingAnswers>,
  used: string,
): Promise<Following> {
  const state = {
    ...before,
    partnerIds: answers.partners?.chosen.slice(0, mostPartners).map(({ id }) => id) ?? [],
    ...(answers.heldOn === undefined ? {} : { heldOn: answers.heldOn }),
    ...(answers.next === undefined ? {} : { next: answers.next }),
    ...(used === roomAction ? { room: true } : {}),
  };
  if (used === threadAction) return withThread(request, state, answers);
  if (state.meetingId !== null || answers.kind === undefined) return { state };
  const templates = await readTemplates(request.database);
  const shown: MeetingKind = before.template ?? 'meeting';
  const untouched = (answers.notes ?? '') === (templates[shown] ?? '').trim();
  if (answers.kind === shown || !untouched || templates[answers.kind] === templates[shown]) return { state };
  return {
    state: { ...state, template: answers.kind },
    anew: ['notes'],
    filled: { notes: templates[answers.kind] ?? '' },
  };
}

/** The notes as the whole thread, after what else was typed in them; as they are where the thread can't be read. */
async function withThread(
  request: Request,
  state: MeetingState,
  answers: Partial<MeetingAnswers>,
): Promise<Following> {
  const { source } = state;
  if (!source?.thread) return { state };
  const thread = await readThreadAsNote(request, source.thread);
  if (thread === null) return { state };
  const typed = answers.notes ?? '';
  const own = thread.includes(typed) ? '' : `${typed}\n\n`;
  return {
    state: { ...state, source: { ...source, thread: null } },
    anew: ['notes'],
    filled: { notes: own + thread },
  };
}
