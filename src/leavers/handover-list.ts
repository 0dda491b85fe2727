import type { KnownBlock } from '@slack/types';
import type { DigestKind } from '../digests/digest-kind.js';
import { writeKinds } from '../digests/kind-word.js';
import { findAssignee } from '../follow-ups/assignee.js';
import { bold, channelMention, joinMrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { actions, button, divider, type Message, section } from '../slack/blocks.js';
import { type CommandText, pageNumber } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import { type Answer, actionId } from '../slack/feature.js';
import { cut } from '../slack/limits.js';
import { pageButtons } from '../slack/shared-actions.js';
import { isOfficer } from '../workspace/role.js';
import { handAllButton, leaverCard, sentence, writeCounts } from './leaver-card.js';
import { leftAmong } from './leaver-store.js';
import { nothingOwned, pageOf, totalOf } from './owned.js';
import { countOwned, listOwned, type Owned } from './owned-store.js';

const pageSize = 10;
const shownLeavers = 10;
const shownTitle = 150;

/** `/partner handover`: what a person looks after, one by one; without a name, the people who left and what is left of them. */
export async function listHandover(
  request: Request,
  text: CommandText,
  digestKinds: readonly DigestKind[],
): Promise<Answer> {
  const { words, identity } = request;
  if (!(await isOfficer(request))) return { kind: 'message', message: officersOnly(request) };
  const named = text.words.find(({ kind }) => kind === 'person' || kind === 'word');
  if (named === undefined) return { kind: 'message', message: await peopleWhoLeft(request) };
  if (named.kind === 'person') {
    return { kind: 'message', message: await ownedBy(request, named.userId, pageAsked(text), digestKinds) };
  }
  const typed = named.kind === 'word' ? named.text : '';
  const found = await findAssignee(identity, typed);
  if (found.kind === 'found') {
    return { kind: 'message', message: await ownedBy(request, found.id, pageAsked(text), digestKinds) };
  }
  return {
    kind: 'message',
    message: sentence(words.say('leavers.unknown', { typed }), words.plain('leavers.unknown', { typed })),
  };
}

/** What only officers may do, said to whoever is none. */
export function officersOnly({ words }: Request): Message {
  return sentence(words.say('leavers.officers_only'), words.plain('leavers.officers_only'));
}

/** A page of what someone looks after, each with its button. */
export async function ownedBy(
  request: Request,
  userId: string,
  page: number,
  digestKinds: readonly DigestKind[],
): Promise<Message> {
  const { words, database } = request;
  const counts = (await countOwned(database, [userId])).get(userId) ?? nothingOwned;
  const total = totalOf(counts);
  const person = mention(userId);
  if (total === 0) {
    return sentence(words.say('leavers.nothing', { person }), words.plain('leavers.nothing_text'));
  }
  const skip = Math.min((page - 1) * pageSize, Math.floor((total - 1) / pageSize) * pageSize);
  const parts = await Promise.all(
    pageOf(counts, { skip, take: pageSize }).map((part) => listOwned(database, userId, part)),
  );
  const at = (number: number) => `handover <@${userId}> page:${number}`;
  const shown = { page: skip / pageSize + 1, more: skip + pageSize < total };
  return {
    text: words.plain('leavers.list_text'),
    blocks: [
      section(words.say('leavers.list', { person, what: writeCounts(counts, words) })),
      ...parts.flat().map((owned) => line(owned, userId, request, digestKinds)),
      actions([...pageButtons(at, shown, words), handAllButton(userId, words)]),
    ],
  };
}

function line(
  owned: Owned,
  from: string,
  { words }: Request,
  digestKinds: readonly DigestKind[],
): KnownBlock {
  const { kind, id } = owned;
  const what =
    owned.kind === 'subscription'
      ? [mrkdwn`${writeKinds(owned.kinds, digestKinds, words)}`, channelMention(owned.channelId)]
      : [
          mrkdwn`${cut(owned.title, shownTitle)}`,
          owned.about !== null && mrkdwn`${cut(owned.about, shownTitle)}`,
        ];
  const give = button(actionId('leavers', 'hand_one'), words.plain('leavers.give'), `${kind}:${id}:${from}`);
  return section(joinMrkdwn([bold(words.plain(`leavers.kind.${kind}`)), ...what]), undefined, give);
}

function pageAsked({ words }: CommandText): number {
  const page = words.find((word) => word.kind === 'filter' && word.name === 'page');
  return pageNumber(page?.kind === 'filter' ? page.value : undefined);
}

/** The people who left and still look after something; null where there are none. */
export async function leaversWithWork(request: Request): Promise<KnownBlock[] | null> {
  const left = await leftAmong(request.database);
  if (left.size === 0) return null;
  const counts = await countOwned(request.database, [...left.keys()]);
  const cards = [...left]
    .map(([id, leftAt]) => ({ id, leftAt, counts: counts.get(id) ?? nothingOwned }))
    .filter((leaver) => totalOf(leaver.counts) > 0)
    .slice(0, shownLeavers)
    .flatMap((leaver) => leaverCard(leaver, request));
  return cards.length === 0 ? null : cards;
}

async function peopleWhoLeft(request: Request): Promise<Message> {
  const { words } = request;
  const cards = await leaversWithWork(request);
  if (cards === null) return sentence(words.say('leavers.nobody'), words.plain('leavers.nobody'));
  const title = words.plain('leavers.title');
  return { text: title, blocks: [section(bold(title)), divider, ...cards] };
}
