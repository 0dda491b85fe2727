import { addDays, type Day } from '../calendar/day.js';
import { workingDaysBefore } from '../calendar/working-days.js';
import { partnerWhere } from '../digests/partner-filter.js';
import { writeList } from '../language/dates.js';
import type { Key, Values } from '../language/words.js';
import { partnerMeant } from '../partners/partner-commands.js';
import { findPartnersMentioned, type PartnerRef } from '../partners/partner-store.js';
import { actions, context, type Message, section } from '../slack/blocks.js';
import type { CommandText } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import type { Answer } from '../slack/feature.js';
import { nameOf } from '../slack/identity.js';
import { limits } from '../slack/limits.js';
import { runButton } from '../slack/shared-actions.js';
import { changeRegister } from '../workspace/register-change.js';
import { findAssignee, findPerson } from './assignee.js';
import { type FollowUpGroup, groupOf } from './follow-up.js';
import { followUpForm, savedFollowUp } from './follow-up-form.js';
import { followUpList, otherLists, pageSize } from './follow-up-list.js';
import {
  addFollowUp,
  countByGroup,
  type FollowUp,
  type FollowUpFilter,
  listFollowUps,
  readFollowUps,
} from './follow-up-store.js';
import { type ListRequest, readListRequest } from './list-request.js';
import { tellAssignees } from './tell-assignees.js';
import { readTypedFollowUp, type TypedFollowUp } from './typed-follow-up.js';

/** `/partner todo`: writes the follow-up that was typed, or opens the form for it where nothing to do was said. */
export async function addTypedFollowUp(request: Request, { rest }: CommandText): Promise<Answer> {
  const { database, identity, person } = request;
  const typed = readTypedFollowUp(rest, request.today, request.workspace.calendar);
  const assignee =
    typed.person === null
      ? { kind: 'found' as const, id: person.id }
      : await findAssignee(identity, typed.person);
  if (assignee.kind !== 'found') {
    const named = assignee.kind === 'ambiguous' ? assignee.colleagues : [];
    return { kind: 'message', message: whoIsMeant(request, rest, typed, named) };
  }
  if (typed.text === '') {
    const form = followUpForm.open({ followUpId: null, assigneeId: assignee.id, dueOn: typed.dueOn });
    return { kind: 'form', form };
  }
  const mentioned = await findPartnersMentioned(database, typed.text);
  const partner = mentioned.length === 1 ? mentioned[0] : undefined;
  const changed = await changeRegister(request, 'follow_up_created', async (scoped) => {
    const id = await addFollowUp(scoped, {
      text: typed.text,
      assigneeId: assignee.id,
      dueOn: typed.dueOn,
      partnerId: partner?.id ?? null,
      origin: 'command',
      createdById: person.id,
    });
    return { subjectId: id, result: id };
  });
  const id =
    changed.state === 'done' ? changed.result : changed.state === 'repeated' ? changed.subjectId : null;
  const [followUp] = id === null ? [] : await readFollowUps(database, [id]);
  if (followUp === undefined || changed.state === 'called_off') {
    throw new Error('A follow-up is gone right after it was written');
  }
  if (changed.state === 'done') void tellAssignees(request, [followUp]);
  const card = savedFollowUp(followUp, changed.changeId, request);
  return { kind: 'message', message: withDoubts(card, typed.unreadDay, mentioned, request) };
}

/** Says under the card what was left open: a day that could not be read, several partners that were named. */
function withDoubts(
  card: Message,
  unread: string | null,
  mentioned: readonly PartnerRef[],
  { words }: Request,
): Message {
  const names = () =>
    writeList(
      mentioned.map(({ shown }) => shown),
      words.language,
    );
  const doubts = [
    unread !== null && words.say('follow_ups.unread_day', { typed: unread }),
    mentioned.length > 1 && words.say('follow_ups.several_partners', { names: names() }),
  ].filter((doubt) => doubt !== false);
  return { ...card, blocks: [...card.blocks, ...doubts.map((doubt) => context([doubt]))] };
}

/** Asks who was meant; every button runs the whole line again with that person, so that nothing is typed twice. */
function whoIsMeant(
  request: Request,
  line: string,
  { person }: TypedFollowUp,
  named: readonly { readonly id: string; readonly name: string }[],
): Message {
  const { words } = request;
  const again = (id: string) => `todo <@${id}> ${line.replace(person ?? '', '')}`;
  const offered =
    named.length > 0
      ? named.slice(0, limits.actionsElements).map(({ id, name }) => runButton(again(id), name))
      : [runButton(again(request.person.id), words.plain('follow_ups.for_me'))];
  const key = named.length > 0 ? 'follow_ups.ambiguous_person' : 'follow_ups.unknown_person';
  return told(request, key, { typed: person ?? '' }, offered);
}

/** `/partner followups`: a page of open follow-ups, grouped by when they are due. */
export async function listOpenFollowUps(request: Request, text: CommandText): Promise<Answer> {
  const asked = readListRequest(text);
  if (asked.unknown !== null) {
    const typed = { typed: asked.unknown };
    return {
      kind: 'message',
      message: told(request, 'follow_ups.not_understood', typed, otherLists(null, request)),
    };
  }
  const someone = asked.person === null ? null : await findPerson(request.identity, asked.person);
  if (someone !== null && someone.kind !== 'found') {
    const message = told(
      request,
      'follow_ups.not_understood',
      { typed: asked.person ?? '' },
      someone.kind === 'ambiguous'
        ? someone.colleagues
            .slice(0, limits.actionsElements)
            .map(({ id, name }) => runButton(`followups <@${id}>`, name))
        : otherLists(null, request),
    );
    return { kind: 'message', message };
  }
  const partner = asked.partner === null ? null : await partnerMeant(request, asked.partner);
  if (asked.partner !== null && partner === null) {
    const typed = { typed: asked.partner };
    const message = told(request, 'follow_ups.not_understood', typed, otherLists(null, request));
    return { kind: 'message', message };
  }
  const filter: FollowUpFilter = {
    waiting: waitingOf(asked),
    assigneeId: someone?.id ?? (asked.whose === 'mine' ? request.person.id : undefined),
    dueUntil: dueUntil(asked, request),
    axis: asked.axis ?? undefined,
    partner: partnerWhere(asked),
    partnerId: partner?.id,
  };
  const meant = { ...asked, partner: partner === null ? null : `id:${partner.id}` };
  const page = await readPage(request, meant, filter);
  const name = someone === null ? '' : (nameOf(await request.identity.whoIs(someone.id)) ?? someone.id);
  const list = { ...page, name, partnerName: partner?.shown ?? null };
  return { kind: 'message', message: followUpList(list, request) };
}

function waitingOf({ only, horizonDays }: ListRequest): FollowUpFilter['waiting'] {
  if (only === null) return horizonDays === undefined ? 'too' : 'none';
  return only === 'waiting' ? 'only' : 'none';
}

function dueUntil({ only, minOverdueDays, horizonDays }: ListRequest, { today, workspace }: Request) {
  if (minOverdueDays !== undefined) return workingDaysBefore(today, minOverdueDays, workspace.calendar);
  if (only === 'overdue') return addDays(today, -1);
  return horizonDays === undefined ? undefined : addDays(today, horizonDays);
}

async function readPage(request: Request, asked: ListRequest, filter: FollowUpFilter) {
  const { database, today } = request;
  const skip = (asked.page - 1) * pageSize;
  const found = await listFollowUps(database, filter, { take: pageSize + 1, skip });
  const isAll = skip === 0 && found.length <= pageSize;
  if (isAll) return { asked, followUps: found, counts: groupsOf(found, today) };
  const counts = await countByGroup(database, filter, today);
  if (found.length > 0) return { asked, followUps: found.slice(0, pageSize), counts };
  // The page went empty since its button was made, for instance because all of it was done.
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const last = { ...asked, page: Math.max(1, Math.ceil(total / pageSize)) };
  const followUps = await listFollowUps(database, filter, {
    take: pageSize,
    skip: (last.page - 1) * pageSize,
  });
  return { asked: last, followUps, counts };
}

function groupsOf(followUps: readonly FollowUp[], today: Day): ReadonlyMap<FollowUpGroup, number> {
  const counts = new Map<FollowUpGroup, number>();
  for (const followUp of followUps) {
    const group = groupOf(followUp, today);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}

function told(
  { words }: Request,
  key: Key,
  values: Values,
  offered: ReturnType<typeof runButton>[],
): Message {
  return {
    text: words.plain(key, values),
    blocks: [section(words.say(key, values)), actions(offered)],
  };
}
