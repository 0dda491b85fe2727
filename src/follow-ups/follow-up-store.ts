import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import {
  countFollowUpLines,
  countFollowUpsByDay,
  type FollowUpLine,
  type FollowUpQuestion,
  readFollowUpLines,
} from '../database/follow-up-lines.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { partnerWhere } from '../digests/partner-filter.js';
import { shownName } from '../partners/partner-name.js';
import type { PartnerRef } from '../partners/partner-store.js';
import { type FollowUpGroup, type FollowUpState, groupOf, nextDue, type Priority } from './follow-up.js';
import type { Subject } from './subject.js';

/** Something that someone is to do, with all that its line and its form show. */
export interface FollowUp {
  readonly id: string;
  readonly text: string;
  readonly assigneeId: string;
  readonly dueOn: Day | null;
  readonly priority: Priority;
  readonly state: FollowUpState;
  /** What the partner is to send, or why it is not to be done. */
  readonly because: string | null;
  /** Comes due again every so many months. */
  readonly everyMonths: number | null;
  readonly partner: PartnerRef | null;
  readonly subject: Subject | null;
  /** The message that it was made from. */
  readonly sourceLink: string | null;
  /** How many comments it has. */
  readonly comments: number;
  /** Who settled it and when; null before that. */
  readonly settled: { readonly byId: string; readonly at: Date } | null;
}

/** What a person says of a follow-up. */
export interface FollowUpInput {
  readonly text: string;
  readonly assigneeId: string;
  readonly dueOn: Day | null;
  readonly partnerId?: string | null;
  readonly leadId?: string | null;
  readonly agreementId?: string | null;
  readonly priority?: Priority;
  readonly everyMonths?: number | null;
}

/** A follow-up to be written, and what it comes from. */
export interface NewFollowUp extends FollowUpInput {
  readonly origin: 'note' | 'form' | 'command' | 'message' | 'recurrence';
  readonly meetingId?: string;
  readonly sourceLink?: string | null;
  readonly createdById: string;
}

/** Which follow-ups are meant that are to be done; all conditions hold together. */
export interface FollowUpFilter {
  /** Whether those count that wait for the partner: with the others, or alone; left out unless told. */
  readonly waiting?: 'too' | 'only' | 'none' | undefined;
  /** Those of all these people. */
  readonly assigneeIds?: readonly string[] | undefined;
  /** Left out. */
  readonly exceptIds?: readonly string[] | undefined;
  readonly assigneeId?: string | undefined;
  /** Only those due on this day or before. */
  readonly dueUntil?: Day | undefined;
  /** Only those about this partner, also by way of a meeting with several. */
  readonly partnerId?: string | undefined;
  /** Only those about partners of this axis. */
  readonly axis?: string | undefined;
  readonly partner?: ReturnType<typeof partnerWhere>;
}

function followUpOf(line: FollowUpLine): FollowUp {
  const { partnerId, partnerName, partnerAcronym, settledById, settledAt } = line;
  return {
    id: line.id,
    text: line.text,
    assigneeId: line.assigneeId,
    dueOn: line.dueOn,
    priority: line.priority,
    state: line.state,
    because: line.stateBecause,
    everyMonths: line.everyMonths,
    partner:
      partnerId === null || partnerName === null
        ? null
        : { id: partnerId, shown: shownName({ name: partnerName, acronym: partnerAcronym }) },
    subject:
      subjectOf('lead', line.leadId, line.leadObject) ??
      subjectOf('agreement', line.agreementId, line.agreementReference),
    sourceLink: line.sourceLink,
    comments: line.comments,
    settled:
      settledById === null || settledAt === null ? null : { byId: settledById, at: new Date(settledAt) },
  };
}

function subjectOf(kind: Subject['kind'], id: string | null, shown: string | null): Subject | null {
  return id === null || shown === null ? null : { kind, id, shown };
}

/** The states of what is still to be done. */
export const unsettled: FollowUpState[] = ['open', 'waiting'];

const statesOf = { too: unsettled, only: ['waiting'], none: ['open'] } as const;

function questionOf({
  waiting = 'none',
  assigneeId,
  assigneeIds,
  ...rest
}: FollowUpFilter): FollowUpQuestion {
  const one = assigneeId === undefined ? undefined : [assigneeId];
  return { ...rest, states: statesOf[waiting], assigneeIds: assigneeIds ?? one };
}

/** The follow-ups of these ids, open or done, in the order of the ids. */
export async function readFollowUps(database: ScopedDatabase, ids: readonly string[]): Promise<FollowUp[]> {
  const lines = await readFollowUpLines(database, { ids });
  const byId = new Map(lines.map((line) => [line.id, followUpOf(line)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** A page of follow-ups, the longest due first and those without a day last; after them those that wait. */
export async function listFollowUps(
  database: ScopedDatabase,
  filter: FollowUpFilter,
  page: { readonly take: number; readonly skip?: number },
): Promise<FollowUp[]> {
  const lines = await readFollowUpLines(database, questionOf(filter), page);
  return lines.map(followUpOf);
}

/** Everyone who has a follow-up that is to be done. */
export async function peopleWithFollowUps(database: ScopedDatabase): Promise<string[]> {
  const rows = await database.followUp.groupBy({ by: ['assigneeId'], where: { state: { in: unsettled } } });
  return rows.map(({ assigneeId }) => assigneeId);
}

/** How many open follow-ups there are. */
export function countFollowUps(database: ScopedDatabase, filter: FollowUpFilter): Promise<number> {
  return countFollowUpLines(database, questionOf(filter));
}

/** How many open follow-ups there are in each group; groups without any are left out. */
export async function countByGroup(
  database: ScopedDatabase,
  filter: FollowUpFilter,
  today: Day,
): Promise<ReadonlyMap<FollowUpGroup, number>> {
  const counts = new Map<FollowUpGroup, number>();
  for (const { count, ...day } of await countFollowUpsByDay(database, questionOf(filter))) {
    const group = groupOf(day, today);
    counts.set(group, (counts.get(group) ?? 0) + count);
  }
  return counts;
}

function columns({ dueOn, everyMonths, ...rest }: NewFollowUp) {
  return { ...rest, ...recurrence(everyMonths ?? null, dueOn), dueOn: dueOn && dateOfDay(dueOn) };
}

/** What recurs does so from the day on which it is first due. Without a day nothing comes due again. */
function recurrence(everyMonths: number | null, dueOn: Day | null) {
  return everyMonths === null || dueOn === null
    ? { everyMonths: null, recursFrom: null }
    : { everyMonths, recursFrom: dateOfDay(dueOn) };
}

/** Adds a follow-up and gives its id. */
export async function addFollowUp(database: ScopedDatabase, followUp: NewFollowUp): Promise<string> {
  const { id } = await database.followUp.create({ data: columns(followUp), select: { id: true } });
  return id;
}

/** Adds follow-ups and gives their ids in the same order. */
export async function addFollowUps(
  database: ScopedDatabase,
  followUps: readonly NewFollowUp[],
): Promise<string[]> {
  if (followUps.length === 0) return [];
  const rows = await database.followUp.createManyAndReturn({ data: followUps.map(columns) });
  return rows.map(({ id }) => id);
}

/** Who settles a follow-up, when, and on which day of the office. */
export interface SettledBy {
  readonly personId: string;
  readonly at: Date;
  readonly today: Day;
}

/**
 * Settles a follow-up: done, or not to be done for the reason given. The next one of what recurs is written once it is done.
 * False where it is gone or was settled before.
 */
export async function settleFollowUp(
  database: ScopedDatabase,
  id: string,
  by: SettledBy,
  wontDoBecause: string | null = null,
): Promise<boolean> {
  const done = wontDoBecause === null;
  const [row] = await database.followUp.updateManyAndReturn({
    where: { id, state: { in: unsettled } },
    data: {
      state: done ? 'done' : 'wont_do',
      stateBecause: wontDoBecause,
      settledById: by.personId,
      settledAt: by.at,
    },
  });
  if (row === undefined) return false;
  const { everyMonths, recursFrom, dueOn, text, assigneeId, partnerId, leadId, agreementId, priority } = row;
  if (done && everyMonths !== null && recursFrom !== null && dueOn !== null) {
    const rhythm = { everyMonths, from: dayOfDate(recursFrom) };
    const next = nextDue(rhythm, dayOfDate(dueOn), by.today);
    await database.followUp.create({
      data: {
        ...{ text, assigneeId, partnerId, leadId, agreementId, priority, everyMonths, recursFrom },
        dueOn: dateOfDay(next),
        origin: 'recurrence',
        createdById: by.personId,
      },
    });
  }
  return true;
}

/**
 * Rewrites what is given of a follow-up that is not settled. Another day is a new deadline: that the old one was missed is
 * forgotten. False where it is gone or settled.
 */
export async function updateFollowUp(
  database: ScopedDatabase,
  id: string,
  { dueOn, everyMonths, ...rest }: Partial<FollowUpInput>,
): Promise<boolean> {
  const { count } = await database.followUp.updateMany({
    where: { id, state: { in: unsettled } },
    data: {
      ...rest,
      ...(dueOn === undefined
        ? {}
        : { dueOn: dueOn && dateOfDay(dueOn), escalatedAt: null, escalatingAt: null }),
      ...(everyMonths === undefined ? {} : recurrence(everyMonths, dueOn ?? null)),
    },
  });
  return count > 0;
}
