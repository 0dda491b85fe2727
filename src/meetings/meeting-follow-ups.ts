import type { Day } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import { type Assignee, findAssignee } from '../follow-ups/assignee.js';
import { addFollowUps, type NewFollowUp } from '../follow-ups/follow-up-store.js';
import { writeList } from '../language/dates.js';
import type { Words } from '../language/words.js';
import type { PartnerRef } from '../partners/partner-store.js';
import type { Request } from '../slack/context.js';
import type { Problem } from '../slack/field.js';
import { cut } from '../slack/limits.js';
import { settleNextMeeting } from './next-meeting.js';
import { listedFollowUps, type NotedFollowUp, noteFollowUps } from './note-follow-ups.js';

const shownLine = 120;

/** What a meeting's form says, as far as its follow-ups are concerned. */
export interface FollowUpTexts {
  readonly notes: string;
  /** The list of those that are not in the notes. */
  readonly followUps: string | null;
  readonly heldOn: Day;
}

/** A follow-up as the form's texts say it. */
export interface ReadFollowUp extends NotedFollowUp {
  readonly origin: 'note' | 'form';
  /** Its place among the follow-ups of its text. */
  readonly place: number;
  /** Who does it: nobody named, the person who asks. */
  readonly assignee: Assignee;
}

/** A follow-up of a meeting, with the colleague who does it. */
export interface AssignedFollowUp extends ReadFollowUp {
  readonly assigneeId: string;
}

/** The follow-ups of a meeting with who does them, or what is wrong with them at which field. */
export type MeetingFollowUps =
  | { readonly kind: 'understood'; readonly followUps: readonly AssignedFollowUp[] }
  | { readonly kind: 'refused'; readonly problems: { notes?: Problem; followUps?: Problem } };

/**
 * Reads the follow-ups of a meeting's notes and of its list of them. Those that stood in the notes as they were before
 * (`earlierNotes`) were written then and are left out. Days count from the day of the meeting.
 * @throws where Slack can't be asked who a name is.
 */
export async function readFollowUpTexts(
  { identity, person, workspace }: Request,
  typed: FollowUpTexts,
  earlierNotes: string | null,
): Promise<ReadFollowUp[]> {
  const { heldOn } = typed;
  const earlier = noteFollowUps(earlierNotes ?? '', heldOn).map(({ line }) => line);
  const inText = (origin: ReadFollowUp['origin'], read: readonly NotedFollowUp[]) =>
    read.map((each, place) => ({ ...each, origin, place }));
  const noted = [
    ...withoutEarlier(inText('note', noteFollowUps(typed.notes, heldOn, workspace.calendar)), earlier),
    ...inText('form', listedFollowUps(typed.followUps ?? '', heldOn, workspace.calendar)),
  ];
  const named = [...new Set(noted.flatMap((each) => each.person ?? []))];
  const found = await Promise.all(
    named.map(async (name) => [name, await findAssignee(identity, name)] as const),
  );
  const assignees = new Map(found);
  const nobodyNamed: Assignee = { kind: 'found', id: person.id };
  return noted.map((each) => ({
    ...each,
    assignee: each.person === null ? nobodyNamed : (assignees.get(each.person) ?? { kind: 'unknown' }),
  }));
}

/** The follow-ups where it is known who does each of them, else what is wrong with the first of each text. */
export function whereAllAreAssigned(read: readonly ReadFollowUp[], words: Words): MeetingFollowUps {
  const followUps: AssignedFollowUp[] = [];
  const problems: { notes?: Problem; followUps?: Problem } = {};
  for (const each of read) {
    if (each.assignee.kind === 'found') followUps.push({ ...each, assigneeId: each.assignee.id });
    else problems[each.origin === 'note' ? 'notes' : 'followUps'] ??= nobody(each, words);
  }
  return Object.keys(problems).length > 0 ? { kind: 'refused', problems } : { kind: 'understood', followUps };
}

/** One line of the note now for each line of the note then. */
function withoutEarlier<Noted extends NotedFollowUp>(
  now: readonly Noted[],
  earlier: readonly string[],
): Noted[] {
  const left = [...earlier];
  return now.filter(({ line }) => {
    const place = left.indexOf(line);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

function nobody({ person, line, assignee }: ReadFollowUp, words: Words): Problem {
  const values = { typed: person ?? '', line: cut(line, shownLine) };
  if (assignee.kind !== 'ambiguous') return { key: 'meetings.unknown_person', values };
  return { key: 'meetings.ambiguous_person', values: { ...values, names: handlesOf(assignee, words) } };
}

/** The colleagues who have a name in common, as they are told apart. */
export function handlesOf({ colleagues }: Extract<Assignee, { kind: 'ambiguous' }>, words: Words): string {
  return writeList(
    colleagues.map(({ handle }) => `@${handle}`),
    words.language,
  );
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
