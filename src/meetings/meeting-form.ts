import { readFollowUps, settleFollowUp } from '../follow-ups/follow-up-store.js';
import { tellAssignees } from '../follow-ups/tell-assignees.js';
import { settlePartners } from '../partners/partner-field.js';
import type { Request } from '../slack/context.js';
import { defineForm } from '../slack/form.js';
import type { Saved } from '../slack/form-contract.js';
import { markDone } from '../slack/source-message.js';
import { changeRegister } from '../workspace/register-change.js';
import { announce } from './announce.js';
import { beginChecking, takeOverLine } from './edit-follow-up-line.js';
import { aboutOf } from './follow-up-check.js';
import { readWhereabouts } from './meeting.js';
import { ofPartners, settlePeople } from './meeting-choices-store.js';
import {
  earlierNotes,
  type MeetingAnswers,
  type MeetingState,
  meetingFields,
  meetingFollows,
  meetingInitial,
  meetingState,
  subjectIdsOf,
} from './meeting-fields.js';
import { addMeetingFollowUps, readFollowUpTexts, whereAllAreAssigned } from './meeting-follow-ups.js';
import { type NewPerson, readNewPeople } from './meeting-people.js';
import { mayChange } from './meeting-rights.js';
import { addMeeting, type Meeting, readMeetings, updateMeeting } from './meeting-store.js';
import { readTemplates } from './note-templates-store.js';
import { savedMeeting } from './saved-meeting.js';
import { readSilent } from './silent-store.js';

type Problems = Extract<Saved<keyof MeetingAnswers & string>, { kind: 'refused' }>['problems'];

/** What is wrong with answers that were read, or the people who are new to the register. */
async function check(
  request: Request,
  input: MeetingAnswers,
): Promise<{ readonly problems: Problems } | { readonly people: readonly NewPerson[] }> {
  const { partners, heldOn, nextOn, newContacts } = input;
  if (heldOn > request.today) return { problems: { heldOn: { key: 'meetings.to_come' } } };
  if (nextOn !== null && nextOn <= heldOn) return { problems: { nextOn: { key: 'meetings.next_before' } } };
  const template = (await readTemplates(request.database))[input.kind];
  if (template !== undefined && input.notes === template.trim()) {
    return { problems: { notes: { key: 'meetings.only_headings' } } };
  }
  const names = [
    ...partners.chosen.map(({ shown }) => shown),
    ...(partners.newName === null ? [] : [partners.newName]),
  ];
  const read = readNewPeople(newContacts ?? '', names);
  if (read.kind === 'read') return { people: read.people };
  return { problems: { newContacts: { key: 'meetings.which_partner', values: { line: read.line } } } };
}

/** The form that logs a meeting with what is to be done after it, and for editing one. */
export const meetingForm = defineForm({
  name: 'meetings',
  state: meetingState,
  fields: meetingFields,
  initial: meetingInitial,
  edits: ({ meetingId }) => meetingId !== null,
  follows: { fields: ['partners', 'kind', 'heldOn', 'next'], state: meetingFollows },
  title: ({ meetingId }) => (meetingId === null ? 'meetings.form.title' : 'meetings.form.edit_title'),
  doubts: async (request, input, state) => {
    const earlier = await earlierNotes(request, state);
    const taken = await takeOverLine(request, input, state.check?.editing ?? null, earlier);
    if (taken.kind === 'refused') return [];
    const rows = await readFollowUpTexts(request, taken.texts, earlier);
    return rows.length === 0 ? [] : [{ blockId: 'notes', problem: null, about: aboutOf(rows) }];
  },
  doubted: async (request, input, state) => {
    const earlier = await earlierNotes(request, state);
    const taken = await takeOverLine(request, input, state.check?.editing ?? null, earlier);
    if (taken.kind === 'refused') return { state };
    const { check, anew, filled } = await beginChecking(request, state.check, input, taken.texts, earlier);
    return { state: { ...state, check }, anew, filled };
  },
  save: async (request, typed, state, submissionKey) => {
    const { meetingId, source } = state;
    const { database, person, now } = request;
    const [before] = meetingId === null ? [] : await readMeetings(database, [meetingId]);
    if (meetingId !== null && before === undefined) {
      return { kind: 'refused', problems: { notes: { key: 'meetings.gone' } } };
    }
    if (before !== undefined && !(await mayChange(request, before))) {
      return { kind: 'refused', problems: { heldOn: { key: 'meetings.not_yours' } } };
    }
    const earlier = before?.notes ?? null;
    const taken = await takeOverLine(request, typed, state.check?.editing ?? null, earlier);
    if (taken.kind === 'refused') return { kind: 'refused', problems: { [taken.at]: taken.problem } };
    const input = { ...typed, ...taken.texts };
    const checked = await check(request, input);
    if ('problems' in checked) return { kind: 'refused', problems: checked.problems };
    const read = whereAllAreAssigned(await readFollowUpTexts(request, input, earlier), request.words);
    if (read.kind === 'refused') return read;
    const { heldOn, heldAtTime, kind, notes, decisions, nextOn, ourPeople, theirPeople } = input;
    const meeting = {
      ...{ heldOn, heldAtTime, kind, notes, decisions, nextOn, ourPeople, theirPeople },
      ...readWhereabouts(input.place),
      sourceLink: source?.link ?? null,
    };
    const changed = await changeRegister(
      request,
      meetingId === null ? 'meeting_logged' : 'meeting_edited',
      async (scoped) => {
        const links = await settleLinks(scoped, input, checked.people, person.id);
        if (links === null) return null;
        const id = meetingId ?? (await addMeeting(scoped, meeting, links, person.id));
        const { sourceLink: _, ...written } = meeting;
        if (meetingId !== null) await updateMeeting(scoped, meetingId, written, links);
        const followUpIds = await addMeetingFollowUps(scoped, request, {
          meetingId: id,
          partners: links.partners,
          followUps: read.followUps,
          subject: onlySubject(links),
          nextOn,
          earlierNextOn: before?.nextOn ?? null,
        });
        const by = { personId: person.id, at: now, today: request.today };
        const settled: string[] = [];
        for (const followUpId of input.settles) {
          if (await settleFollowUp(scoped, followUpId, by)) settled.push(followUpId);
        }
        return { subjectId: id, result: { id, followUpIds, settled } };
      },
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    if (changed.state === 'called_off') {
      return { kind: 'refused', problems: { partners: { key: 'meetings.partner_gone' } } };
    }
    const { id, followUpIds, settled } = changed.result;
    const [saved] = await readMeetings(database, [id]);
    if (saved === undefined) throw new Error('A meeting is gone right after it was written');
    const written = await readFollowUps(database, followUpIds);
    void tellAssignees(request, written);
    tellOthers(request, saved, input.channel, source);
    return {
      kind: 'saved',
      message: savedMeeting(
        saved,
        {
          written,
          settled: await readFollowUps(database, settled),
          unreadDays: read.followUps.flatMap(({ unreadDay }) => unreadDay ?? []),
          again: await readSilent(
            database,
            saved.partners.map(({ id: partnerId }) => partnerId),
          ),
        },
        changed.changeId,
        request,
      ),
    };
  },
});

/** Shows the meeting to whoever is to see it besides the person who saved it. Nobody needs to wait for it. */
function tellOthers(
  request: Request,
  saved: Meeting,
  channelId: string | null,
  source: MeetingState['source'],
): void {
  if (channelId !== null) void announce(request, saved, channelId);
  if (source !== undefined) void markDone(request, source.link);
}

/** Whom and what the answers mean; null where none of the partners is in the register any more. */
async function settleLinks(
  database: Request['database'],
  input: MeetingAnswers,
  people: readonly NewPerson[],
  personId: string,
) {
  const partners = await settlePartners(database, input.partners, personId);
  const added = input.partners.newName === null ? undefined : partners.at(-1);
  const inOrder = [
    ...input.partners.chosen.map(({ id }) => partners.find((partner) => partner.id === id)),
    added,
  ].map((partner) => partner?.id);
  if (partners.length === 0) return null;
  const partnerIds = partners.map(({ id }) => id);
  const chosen = { contactIds: input.contacts, ...subjectIdsOf(input.subjects) };
  const { contactIds, leadIds, agreementIds } = await ofPartners(database, partnerIds, chosen);
  const fresh = await settlePeople(database, people, inOrder, personId);
  return { partners, partnerIds, contactIds: [...new Set([...contactIds, ...fresh])], leadIds, agreementIds };
}

function onlySubject({ leadIds, agreementIds }: { leadIds: string[]; agreementIds: string[] }) {
  const [leadId] = leadIds;
  const [agreementId] = agreementIds;
  if (leadIds.length + agreementIds.length !== 1) return {};
  return leadId !== undefined ? { leadId } : agreementId !== undefined ? { agreementId } : {};
}
