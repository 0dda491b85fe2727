import type { ActionsBlockElement, KnownBlock } from '@slack/types';
import { addDays } from '../calendar/day.js';
import { workingDaysBefore } from '../calendar/working-days.js';
import { filterLine } from '../digests/filter-parts.js';
import { partnerWhere } from '../digests/partner-filter.js';
import { bold } from '../language/mrkdwn.js';
import { readPartners } from '../partners/partner-store.js';
import { actions, button, context, type Message, section } from '../slack/blocks.js';
import type { CommandText } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import { type Answer, actionId } from '../slack/feature.js';
import { listedBy } from '../slack/item.js';
import { pageButtons, postListButton } from '../slack/shared-actions.js';
import { commitmentCard } from './commitment-card.js';
import { type CommitmentFilter, countCommitments, listCommitments } from './commitment-store.js';
import { type CommitmentsQuery, commitmentsCommand, readCommitmentsQuery } from './commitments-request.js';
import { readWholeAgreement } from './content-store.js';
import { told } from './renewal-decision.js';
import { horizonDay } from './renewals-list.js';

const pageSize = 10;

function filterOf(query: CommitmentsQuery, request: Request): CommitmentFilter {
  const { side, axis, ownerId, agreementId, partnerId } = query;
  const partner = partnerWhere(query);
  const dueUntil = lastDay(query, request);
  const settledToo = agreementId !== undefined;
  return { side, axis, ownerId, agreementId, partnerId, partner, dueUntil, settledToo };
}

function lastDay({ horizon, minOverdueDays }: CommitmentsQuery, { today, workspace }: Request) {
  if (minOverdueDays !== undefined) return workingDaysBefore(today, minOverdueDays, workspace.calendar);
  if (horizon === undefined) return undefined;
  return horizon === 'overdue' ? addDays(today, -1) : horizonDay(today, horizon);
}

/** The open commitments, the longest due first; of one agreement, the settled ones as well. */
export async function showCommitments(request: Request, text: CommandText): Promise<Answer> {
  const query = readCommitmentsQuery(text.words, request.person.id);
  if ('notUnderstood' in query) {
    const message = told(request, 'commitments.not_understood', { typed: query.notUnderstood });
    return { kind: 'message', message };
  }
  return { kind: 'message', message: await commitmentsMessage(request, query) };
}

/** The commitments of one agreement, as a message beside its card that can be shown anew. */
export async function commitmentsOfAgreement(request: Request, agreementId: string): Promise<Message> {
  const query = { agreementId, page: 1 };
  const message = await commitmentsMessage(request, query);
  return { ...message, blocks: listedBy(commitmentsCommand(query), message.blocks) };
}

async function commitmentsMessage(request: Request, query: CommitmentsQuery): Promise<Message> {
  const { database, words, today } = request;
  const filter = filterOf(query, request);
  const { agreementId, partnerId, reach, partnerKind, minOverdueDays } = query;
  const [total, agreement, partners] = await Promise.all([
    countCommitments(database, filter),
    agreementId === undefined ? null : readWholeAgreement(database, agreementId, today),
    partnerId === undefined ? null : readPartners(database, [partnerId]),
  ]);
  if (agreementId !== undefined && agreement === null) return told(request, 'agreements.problem.gone');
  const add: ActionsBlockElement[] =
    agreement === null
      ? []
      : [button(actionId('agreements', 'add_commitments'), words.plain('commitments.add'), agreement.id)];
  const of = agreement?.title ?? partners?.get(partnerId ?? '')?.shown;
  const title =
    of === undefined
      ? words.plain('commitments.count', { count: total })
      : words.plain('commitments.count_of', { count: total, title: of });
  if (total === 0) {
    const key = agreement === null ? 'commitments.none' : 'commitments.none_of';
    return {
      text: words.plain(key),
      blocks: [section(words.say(key)), ...(add.length === 0 ? [] : [actions(add)])],
    };
  }
  const page = Math.min(query.page, Math.ceil(total / pageSize));
  const skip = (page - 1) * pageSize;
  const found = await listCommitments(database, filter, { take: pageSize, skip });
  const at = (number: number) => commitmentsCommand({ ...query, page: number });
  const blocks: KnownBlock[] = [
    section(bold(title)),
    ...filterLine({ reach, partnerKind, minOverdueDays }, words),
    ...found.flatMap((commitment) => commitmentCard(commitment, request)),
    ...(query.horizon === undefined && minOverdueDays === undefined
      ? []
      : [context([words.say('commitments.horizon_note')])]),
    actions([
      ...pageButtons(at, { page, more: page * pageSize < total }, words),
      ...add,
      postListButton(at(page), words),
    ]),
  ];
  return { text: title, blocks };
}
