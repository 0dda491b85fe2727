import { createHash } from 'node:crypto';
import type { Day } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import { type Assignee, findAssignee } from '../follow-ups/assignee.js';
import { addFollowUps, type NewFollowUp } from '../follow-ups/follow-up-store.js';
import { writeDay, writeList } from '../language/dates.js';
import { joinMrkdwn, type Mrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import type { PartnerRef } from '../partners/partner-store.js';
import type { Request } from '../slack/context.js';
import type { Doubt, Problem } from '../slack/field.js';
import { cut } from '../slack/limits.js';
import { settleNextMeeting } from './next-meeting.js';
import { listedFollowUps, type NotedFollowUp, noteFollowUps } from './note-follow-ups.js';

const shownLine = 120;

/** A follow-up of a meeting, with the colleague who does it. */
export interface AssignedFollowUp extends NotedFollowUp {
  readonly origin: 'note' | 'form';
  readonly assigneeId: string;
}

/** What a meeting's form says that is to be done, or what is wrong with it at which field. */
export type MeetingFollowUps =
  | { readonly kind: 'understood'; readonly followUps: readonly AssignedFollowUp[] }
  | { readonly kind: 'refused'; readonly problems: { notes?: Problem; followUps?: Problem } };

/**
 * Reads the follow-ups of a meeting's notes and of its list of them. Those that stood in the notes as they were before
 * (`earlierNotes`) were written then and are left out. Nobody named: the person who asks does it. Days count from the
 * day of the meeting.
 * @throws where Slack can't be asked who a name is.
 */
export async function followUpsTyped(
  request: Request,
  typed: { readonly notes: string; readonly followUps: string | null; readonly heldOn: Day },
  earlierNotes: string | null,
): Promise<MeetingFollowUps> {
  const { identity, person } = request;
  const { calendar } = request.workspace;
  const { heldOn } = typed;
  const earlier = noteFollowUps(earlierNotes ?? '', heldOn).map(({ line }) => line);
  const noted = [
    ...withoutEarlier(noteFollowUps(typed.notes, heldOn, calendar), earlier).map((each) => ({
      ...each,
      origin: 'note' as const,
    })),
    ...listedFollowUps(typed.followUps ?? '', heldOn, calendar).map((each) => ({
      ...each,
      origin: 'form' as const,
    })),
  ];
  const named = [...new Set(noted.flatMap((each) => each.person ?? []))];
  const found = await Promise.all(
    named.map(async (name) => [name, await findAssignee(identity, name)] as const),
  );
  const assignees = new Map(found);
  const followUps: AssignedFollowUp[] = [];
  const problems: { notes?: Problem; followUps?: Problem } = {};
  for (const each of noted) {
    const assignee = each.person === null ? null : assignees.get(each.person);
    if (assignee === null) followUps.push({ ...each, assigneeId: person.id });
    else if (assignee?.kind === 'found') followUps.push({ ...each, assigneeId: assignee.id });
    else problems[each.origin === 'note' ? 'notes' : 'followUps'] ??= nobody(each, assignee, request);
  }
  return Object.keys(problems).length > 0 ? { kind: 'refused', problems } : { kind: 'understood', followUps };
}

/** One line of the note now for each line of the note then. */
function withoutEarlier(now: readonly NotedFollowUp[], earlier: readonly string[]): NotedFollowUp[] {
  const left = [...earlier];
  return now.filter(({ line }) => {
    const place = left.indexOf(line);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

function nobody(
  { person, line }: NotedFollowUp,
  assignee: Assignee | undefined,
  { words }: Request,
): Problem {
  const values = { typed: person ?? '', line: cut(line, shownLine) };
  if (assignee?.kind !== 'ambiguous') return { key: 'meetings.unknown_person', values };
  const handles = assignee.colleagues.map(({ handle }) => `@${handle}`);
  return {
    key: 'meetings.ambiguous_person',
    values: { ...values, names: writeList(handles, words.language) },
  };
}

const mostShown = 12;

/**
 * What was understood of a meeting's follow-ups, to be looked at before they are saved and colleagues are told: those of
 * the note, and those of the list of them. `at` gives the block of each.
 */
export function understoodBeforeSaving(
  followUps: readonly AssignedFollowUp[],
  { words, today }: Request,
  at: { readonly note: string; readonly form: string },
): Doubt[] {
  return (['note', 'form'] as const).flatMap((origin) => {
    const own = followUps.filter((each) => each.origin === origin);
    if (own.length === 0) return [];
    const more = own.length - mostShown;
    const lines = [
      ...own.slice(0, mostShown).map((each) => understood(each, words, today)),
      more > 0 && words.say('follow_ups.more', { count: more }),
    ];
    const values = { lines: joinMrkdwn(lines, '\n') };
    const about = createHash('sha256').update(JSON.stringify(own)).digest('base64url').slice(0, 12);
    return [{ blockId: at[origin], problem: { key: 'meetings.check_understood', values }, about }];
  });
}

function understood(
  { text, assigneeId, dueOn, unreadDay }: AssignedFollowUp,
  words: Request['words'],
  today: Day,
): Mrkdwn {
  const day =
    unreadDay !== null
      ? words.say('meetings.day_unread', { typed: unreadDay })
      : dueOn === null
        ? words.say('follow_ups.due.undated')
        : words.say(dueOn < today ? 'meetings.day_past' : 'meetings.day_read', {
            day: writeDay(dueOn, words.language),
          });
  return mrkdwn`• ${joinMrkdwn([mrkdwn`${cut(text, shownLine)}`, mention(assigneeId), day])}`;
}

/** A meeting that was just written, and what is to be written with it. */
interface MeetingWritten {
  readonly meetingId: string;
  readonly partners: readonly PartnerRef[];
  readonly followUps: readonly AssignedFollowUp[];
  /** The only lead or agreement that it was about. */
  readonly subject: { readonly leadId?: string; readonly agreementId?: string };
  readonly nextOn: Day | null;
  /** The day of the next meeting as it was before. */
  readonly earlierNextOn: Day | null;
}

/** Writes a meeting's follow-ups, the next meeting among them, and gives the ids of the new ones in order. */
export async function addMeetingFollowUps(
  database: ScopedDatabase,
  request: Request,
  written: MeetingWritten,
): Promise<string[]> {
  const { meetingId, partners, subject, nextOn, earlierNextOn } = written;
  const [only, another] = partners;
  const common = {
    meetingId,
    createdById: request.person.id,
    ...subject,
    ...(only !== undefined && another === undefined ? { partnerId: only.id } : {}),
  };
  const followUps: NewFollowUp[] = written.followUps.map(({ text, assigneeId, dueOn, origin }) => ({
    ...common,
    text,
    assigneeId,
    dueOn,
    origin,
  }));
  const ids = await addFollowUps(database, followUps);
  const next = await settleNextMeeting(database, request, { common, partners, nextOn, earlierNextOn });
  return next === null ? ids : [...ids, next];
}
