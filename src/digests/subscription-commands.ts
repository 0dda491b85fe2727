import type { Button } from '@slack/types';
import { bold } from '../language/mrkdwn.js';
import type { Key, Values } from '../language/words.js';
import { actions, type Message, section } from '../slack/blocks.js';
import { type CommandText, foldWord, pageNumber } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import type { Answer } from '../slack/feature.js';
import type { Form } from '../slack/form-contract.js';
import { pageButtons, runButton } from '../slack/shared-actions.js';
import { axes } from '../workspace/axis.js';
import { partnerKinds } from '../workspace/partner-kind.js';
import { changeRegister } from '../workspace/register-change.js';
import { undoButton } from '../workspace/saved-card.js';
import type { DigestKind } from './digest-kind.js';
import { writeKinds } from './kind-word.js';
import { filterLabel, kindWords, readerOf, subscribe, unsupported } from './subscribe.js';
import { everything, readSubscribeText, takeKinds } from './subscribe-text.js';
import type { Subscription } from './subscription.js';
import { subscriptionBlocks } from './subscription-card.js';
import { endKinds, listAllSubscriptions, listSubscriptions } from './subscription-store.js';

const mostListed = 12;

/** `subscribe KINDS …`: subscribes this channel; without words, the form. */
export async function subscribeCommand(
  request: Request,
  text: CommandText,
  kinds: readonly DigestKind[],
  form: Form<{ subscriptionId: string | null }>,
): Promise<Answer> {
  if (text.words.length === 0) return { kind: 'form', form: form.open({ subscriptionId: null }) };
  const { channelId, now, words } = request;
  const read = readSubscribeText(text.words, kinds, now, readerOf(request, channelId).timeZone);
  if (read.kind === 'wish') {
    const { kinds: named, filters, toMe } = read.wish;
    if (channelId === null && !toMe) return told(request, 'digests.no_channel');
    const vain = unsupported(filters, named, kinds);
    if (vain !== undefined) {
      const filter = words.plain(filterLabel(vain));
      return told(request, 'digests.filter_not_for', { filter, kinds: writeKinds(named, kinds, words) });
    }
    const reader = readerOf(request, toMe ? null : channelId);
    const message = await subscribe(request, { ...read.wish, ...reader }, kinds);
    return message === null ? listCommand(request, kinds) : { kind: 'message', message };
  }
  if (read.kind === 'unknown_axis') {
    const known = axes.map((axis) => words.plain(`workspace.axis.${axis}`)).join(', ');
    return told(request, 'digests.unknown_axis', { typed: read.typed, known });
  }
  if (read.kind === 'unknown_partner_kind') {
    const known = partnerKinds.map((kind) => words.plain(`partners.kind.${kind}`)).join(', ');
    return told(request, 'digests.unknown_partner_kind', { typed: read.typed, known });
  }
  return told(request, 'digests.not_understood', { typed: read.typed, kinds: kindWords(request, kinds) });
}

/** `unsubscribe [KINDS]`: ends them for this channel. */
export async function unsubscribeCommand(
  request: Request,
  text: CommandText,
  kinds: readonly DigestKind[],
): Promise<Answer> {
  const { channelId, words } = request;
  if (channelId === null) return told(request, 'digests.no_channel');
  const { named, rest } = takeKinds(text.words, kinds);
  if (rest.length > 0) {
    return told(request, 'digests.unknown_kind', { typed: text.rest, kinds: kindWords(request, kinds) });
  }
  const all = text.words.length === 0;
  const ended = await changeRegister(request, 'subscription_removed', async (database) => {
    const names = named.map(({ name }) => name);
    const result = await endKinds(database, channelId, all ? null : names);
    return result.length === 0 ? null : { subjectId: null, result };
  });
  if (ended.state !== 'done') return told(request, 'digests.not_subscribed');
  const values = { kinds: writeKinds(ended.result, kinds, words) };
  return {
    kind: 'message',
    message: {
      text: words.plain('digests.unsubscribed', values),
      blocks: [
        section(words.say('digests.unsubscribed', values)),
        actions([undoButton(ended.changeId, request)]),
      ],
    },
  };
}

const allWords = new Set(['all', 'toutes', 'tous', 'tout']);

/** `subscriptions [all]`: what this channel and the person get, or all of the workspace, with the buttons to change it. */
export async function listCommand(
  request: Request,
  kinds: readonly DigestKind[],
  text?: CommandText,
): Promise<Answer> {
  const { channelId, words, person } = request;
  if (text?.words.some((word) => word.kind === 'word' && allWords.has(foldWord(word.text)))) {
    return listAll(request, kinds, pageIn(text));
  }
  const subscriptions = await listSubscriptions(request.database, channelId, person.id);
  const page = Math.min(text === undefined ? 1 : pageIn(text), lastPage(subscriptions.length));
  const add = runButton('subscribe', words.plain('digests.add'));
  const all = runButton('subscriptions all', words.plain('digests.all_of_workspace'));
  if (subscriptions.length === 0) {
    const { text: none, blocks } = sentence(request, 'digests.none_here', {
      kinds: kindWords(request, everything(kinds)),
    });
    return { kind: 'message', message: { text: none, blocks: [...blocks, actions([add, all])] } };
  }
  const title = words.plain('digests.here', { count: subscriptions.length });
  const skip = (page - 1) * mostListed;
  const shown = subscriptions.slice(skip, skip + mostListed);
  const pages = otherPages(request, 'subscriptions', page, skip + shown.length < subscriptions.length);
  return listed(request, kinds, title, shown, [...pages, add, all]);
}

async function listAll(request: Request, kinds: readonly DigestKind[], page: number): Promise<Answer> {
  const { words, database } = request;
  const skip = (page - 1) * mostListed;
  const { subscriptions, total } = await listAllSubscriptions(database, { take: mostListed, skip });
  if (page > lastPage(total)) return listAll(request, kinds, lastPage(total));
  const title = words.plain('digests.in_workspace', { count: total });
  return listed(request, kinds, title, subscriptions, [
    ...otherPages(request, 'subscriptions all', page, skip + subscriptions.length < total),
    runButton('subscriptions', words.plain('digests.all_of_channel')),
    runButton('subscribe', words.plain('digests.add')),
  ]);
}

function lastPage(total: number): number {
  return Math.max(1, Math.ceil(total / mostListed));
}

function otherPages({ words }: Request, command: string, page: number, more: boolean): Button[] {
  return pageButtons((number) => `${command} page:${number}`, { page, more }, words);
}

function pageIn({ words }: CommandText): number {
  const page = words.find((word) => word.kind === 'filter' && word.name === 'page');
  return pageNumber(page?.kind === 'filter' ? page.value : undefined);
}

function listed(
  request: Request,
  kinds: readonly DigestKind[],
  title: string,
  subscriptions: readonly Subscription[],
  buttons: readonly Button[],
): Answer {
  const cards = subscriptions.flatMap((each) => subscriptionBlocks(each, kinds, request));
  return {
    kind: 'message',
    message: { text: title, blocks: [section(bold(title)), ...cards, actions([...buttons])] },
  };
}

/** A message of one sentence. */
export function sentence(request: Request, key: Key, values?: Values): Message {
  return { text: request.words.plain(key, values), blocks: [section(request.words.say(key, values))] };
}

function told(request: Request, key: Key, values?: Values): Answer {
  return { kind: 'message', message: sentence(request, key, values) };
}
