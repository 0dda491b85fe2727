import { z } from 'zod';
import { parseDay } from '../calendar/day.js';
import { partnerField, settlePartners } from '../partners/partner-field.js';
import { readPartners } from '../partners/partner-store.js';
import type { Message } from '../slack/blocks.js';
import { choiceField } from '../slack/choice-fields.js';
import type { Reading, Request } from '../slack/context.js';
import type { Problem } from '../slack/field.js';
import { defineForm } from '../slack/form.js';
import type { InputOf, Saved } from '../slack/form-contract.js';
import { limits } from '../slack/limits.js';
import { dayField, personField } from '../slack/picker-fields.js';
import { markDone } from '../slack/source-message.js';
import { textField } from '../slack/text-fields.js';
import { onlyMembers } from '../workspace/members.js';
import { type Changed, changeRegister } from '../workspace/register-change.js';
import { savedCard } from '../workspace/saved-card.js';
import { monthsOf, priorities, rhythms } from './follow-up.js';
import { followUpCard, followUpItem } from './follow-up-card.js';
import { addFollowUp, type FollowUp, readFollowUps, updateFollowUp } from './follow-up-store.js';
import { subjectCode } from './subject.js';
import { subjectField } from './subject-field.js';
import { readSubject } from './subject-store.js';
import { tellAssignees } from './tell-assignees.js';

/** The longest text that the form takes; a line of a note may be longer. */
export const longestText = limits.inputText;

const state = z.object({
  /** The follow-up that is edited; none: a new one. */
  followUpId: z.string().nullable(),
  /** What was typed with the command, for a new one. */
  assigneeId: z.string().nullable(),
  dueOn: z.string().nullable(),
  /** What is known of a new one beforehand: its text, what it is about, the message that it comes from. */
  text: z.string().optional(),
  partnerId: z.string().optional(),
  subject: z.string().optional(),
  sourceLink: z.string().optional(),
});
type State = z.infer<typeof state>;

async function fields({ database }: Request) {
  return {
    text: textField({ required: true, max: longestText }),
    assignee: personField({ required: true }),
    dueOn: dayField({ required: false }),
    partner: await partnerField(database, { several: false, optional: true }),
    subject: await subjectField(database),
    priority: choiceField({
      required: false,
      choices: priorities,
      label: (each) => `follow_ups.priority.${each}`,
    }),
    every: choiceField({
      required: false,
      choices: rhythms,
      label: (each) => `follow_ups.every.${each}`,
    }),
  };
}

type Asked = Awaited<ReturnType<typeof fields>>;

async function initial(request: Request, state: State): Promise<Partial<InputOf<Asked>>> {
  const { database, person } = request;
  const { followUpId } = state;
  if (followUpId === null) {
    const subject = state.subject === undefined ? null : await readSubject(database, state.subject);
    const partnerId = subject?.partnerId ?? state.partnerId;
    const known = partnerId === undefined ? [] : [...(await readPartners(database, [partnerId])).values()];
    return {
      ...(state.text === undefined ? {} : { text: state.text }),
      assignee: state.assigneeId ?? person.id,
      dueOn: parseDay(state.dueOn ?? ''),
      partner: { chosen: known, newName: null },
      subject,
    };
  }
  const [followUp] = await readFollowUps(database, [followUpId]);
  if (followUp === undefined) return {};
  const { text, assigneeId, dueOn, everyMonths, partner, priority, subject } = followUp;
  return {
    text,
    assignee: assigneeId,
    dueOn,
    partner: { chosen: partner === null ? [] : [partner], newName: null },
    subject,
    priority: priority === 'normal' ? null : priority,
    every: rhythms.find((each) => monthsOf[each] === everyMonths) ?? null,
  };
}

/** The form for a new follow-up, and for editing one. */
export const followUpForm = defineForm({
  name: 'follow_ups',
  state,
  fields,
  initial,
  edits: ({ followUpId }) => followUpId !== null,
  title: ({ followUpId }) => (followUpId === null ? 'follow_ups.form.title' : 'follow_ups.form.edit_title'),
  save: async (request, input, state, submissionKey) => {
    const { followUpId, sourceLink } = state;
    const { assignee, dueOn, every, partner: choice, priority, subject, text } = input;
    const { database, person } = request;
    const wrongAssignee = await onlyMembers(request, { assignee });
    if (wrongAssignee !== null) return wrongAssignee;
    if (every !== null && dueOn === null) {
      return { kind: 'refused', problems: { dueOn: { key: 'follow_ups.recurs_from_when' } } };
    }
    const about = subject === null ? null : await readSubject(database, subjectCode(subject));
    if (subject !== null && about === null) {
      return { kind: 'refused', problems: { subject: { key: 'follow_ups.subject_gone' } } };
    }
    const named = choice.chosen[0]?.id ?? null;
    if (about !== null && (choice.newName !== null || (named !== null && named !== about.partnerId))) {
      return { kind: 'refused', problems: { subject: { key: 'follow_ups.subject_elsewhere' } } };
    }
    const [before] = followUpId === null ? [] : await readFollowUps(database, [followUpId]);
    const changed = await changeRegister(
      request,
      followUpId === null ? 'follow_up_created' : 'follow_up_edited',
      async (scoped) => {
        const [partner] = await settlePartners(scoped, choice, person.id);
        const written = {
          text: asBefore(text, before?.text),
          assigneeId: assignee,
          partnerId: partner?.id ?? about?.partnerId ?? null,
          leadId: about?.kind === 'lead' ? about.id : null,
          agreementId: about?.kind === 'agreement' ? about.id : null,
          priority: priority ?? 'normal',
        };
        const everyMonths = every === null ? null : monthsOf[every];
        if (followUpId === null) {
          const id = await addFollowUp(scoped, {
            ...written,
            dueOn,
            everyMonths,
            origin: sourceLink === undefined ? 'form' : 'message',
            sourceLink: sourceLink ?? null,
            createdById: person.id,
          });
          return { subjectId: id, result: id };
        }
        const isMoved = dueOn !== before?.dueOn || everyMonths !== before?.everyMonths;
        const when = isMoved ? { dueOn, everyMonths } : {};
        const updated = await updateFollowUp(scoped, followUpId, { ...written, ...when });
        return updated ? { subjectId: followUpId, result: followUpId } : null;
      },
      submissionKey,
    );
    const saved = await outcome(request, changed, before?.assigneeId ?? null);
    if (saved?.kind === 'saved' && sourceLink !== undefined) void markDone(request, sourceLink);
    return saved ?? { kind: 'refused', problems: { text: settledMeanwhile } };
  },
});

/** What was typed, or the whole text where it was too long for the form and what stood there was left alone. */
function asBefore(typed: string, before: string | undefined): string {
  return before?.slice(0, longestText).trim() === typed ? before : typed;
}

/** The form that puts a follow-up off to any day. */
export const snoozeForm = defineForm({
  name: 'follow_ups.snooze',
  state: z.object({ followUpId: z.string() }),
  fields: () => ({ dueOn: dayField({ required: true }) }),
  initial: () => ({}),
  save: async (request, { dueOn }, { followUpId }, submissionKey) => {
    if (dueOn < request.today)
      return { kind: 'refused', problems: { dueOn: { key: 'follow_ups.past_day' } } };
    const changed = await changeRegister(
      request,
      'follow_up_snoozed',
      async (database) => {
        const updated = await updateFollowUp(database, followUpId, { dueOn });
        return updated ? { subjectId: followUpId, result: followUpId } : null;
      },
      submissionKey,
    );
    const [followUp] = await readFollowUps(request.database, [followUpId]);
    const saved = await outcome(request, changed, followUp?.assigneeId ?? null);
    return saved ?? { kind: 'refused', problems: { dueOn: settledMeanwhile } };
  },
});

/** The form that gives a follow-up to someone else. */
export const reassignForm = defineForm({
  name: 'follow_ups.reassign',
  state: z.object({ followUpId: z.string() }),
  fields: () => ({ assignee: personField({ required: true }) }),
  initial: async ({ database }, { followUpId }) => {
    const [followUp] = await readFollowUps(database, [followUpId]);
    return followUp === undefined ? {} : { assignee: followUp.assigneeId };
  },
  save: async (request, { assignee }, { followUpId }, submissionKey) => {
    const wrongAssignee = await onlyMembers(request, { assignee });
    if (wrongAssignee !== null) return wrongAssignee;
    const [before] = await readFollowUps(request.database, [followUpId]);
    const changed = await changeRegister(
      request,
      'follow_up_reassigned',
      async (database) => {
        const updated = await updateFollowUp(database, followUpId, { assigneeId: assignee });
        return updated ? { subjectId: followUpId, result: followUpId } : null;
      },
      submissionKey,
    );
    const saved = await outcome(request, changed, before?.assigneeId ?? null);
    return saved ?? { kind: 'refused', problems: { assignee: settledMeanwhile } };
  },
});

/** Said where someone was quicker. */
export const settledMeanwhile: Problem = { key: 'follow_ups.settled_meanwhile' };

/** The card after saving, or null where there was no open follow-up to change. Who has it newly is told. */
export async function outcome(
  request: Request,
  changed: Changed<string>,
  assigneeBefore: string | null,
): Promise<Extract<Saved, { kind: 'saved' | 'repeated' }> | null> {
  if (changed.state === 'repeated') return { kind: 'repeated' };
  const [followUp] = changed.state === 'done' ? await readFollowUps(request.database, [changed.result]) : [];
  if (changed.state === 'called_off' || followUp === undefined) return null;
  if (followUp.assigneeId !== assigneeBefore) void tellAssignees(request, [followUp]);
  return { kind: 'saved', message: savedFollowUp(followUp, changed.changeId, request) };
}

/** The card of a follow-up that was just saved. */
export function savedFollowUp(followUp: FollowUp, changeId: string, reading: Reading): Message {
  const item = { kind: followUpItem, id: followUp.id, blocks: followUpCard(followUp, reading) };
  return savedCard(reading, reading.words.plain('follow_ups.saved'), item, changeId);
}
