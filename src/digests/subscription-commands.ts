import { bold } from '../language/mrkdwn.js';
import type { Key, Values } from '../language/words.js';
import { actions, type Message, section } from '../slack/blocks.js';
import type { CommandText } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import type { Answer } from '../slack/feature.js';
import type { Form } from '../slack/form.js';
import { runButton } from '../slack/shared-actions.js';
import { axes } from '../workspace/axis.js';
import { changeRegister } from '../workspace/register-change.js';
import { undoButton } from '../workspace/saved-card.js';
import type { DigestKind } from './digest-kind.js';
import { writeKinds } from './kind-word.js';
import { kindWords, readerOf, subscribe } from './subscribe.js';
import { readSubscribeText, takeKinds } from './subscribe-text.js';
import { subscriptionBlocks } from './subscription-card.js';
import { endKinds, listSubscriptions } from './subscription-store.js';

const mostListed = 12;

/** `subscribe KINDS …`: subscribes this channel; without words, the form. */
export async function subscribeCommand(
  request: Request,
  text: CommandText,
  kinds: readonly DigestKind[],
  form: Form<null>,
): Promise<Answer> {
  if (text.words.length === 0) return { kind: 'form', form: form.open(null) };
  const { channelId, now, words } = request;
  if (channelId === null) return told(request, 'digests.no_channel');
  const { timeZone } = readerOf(request, channelId);
  const read = readSubscribeText(text.words, kinds, now, timeZone);
  if (read.kind === 'wish') {
    const message = await subscribe(request, channelId, read.wish, kinds);
    return message === null ? listCommand(request, kinds) : { kind: 'message', message };
  }
  if (read.kind === 'unknown_axis') {
    const known = axes.map((axis) => words.plain(`workspace.axis.${axis}`)).join(', ');
    return told(request, 'digests.unknown_axis', { typed: read.typed, known });
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

/** `subscriptions`: what this channel gets, with the buttons to change it. */
export async function listCommand(request: Request, kinds: readonly DigestKind[]): Promise<Answer> {
  const { channelId, words } = request;
  if (channelId === null) return told(request, 'digests.no_channel');
  const add = actions([runButton('subscribe', words.plain('digests.add'))]);
  const subscriptions = await listSubscriptions(request.database, channelId);
  if (subscriptions.length === 0) {
    const { text, blocks } = sentence(request, 'digests.none_here', { kinds: kindWords(request, kinds) });
    return { kind: 'message', message: { text, blocks: [...blocks, add] } };
  }
  const title = words.plain('digests.here', { count: subscriptions.length });
  return {
    kind: 'message',
    message: {
      text: title,
      blocks: [
        section(bold(title)),
        ...subscriptions.slice(0, mostListed).flatMap((each) => subscriptionBlocks(each, kinds, request)),
        add,
      ],
    },
  };
}

/** A message of one sentence. */
export function sentence(request: Request, key: Key, values?: Values): Message {
  return { text: request.words.plain(key, values), blocks: [section(request.words.say(key, values))] };
}

function told(request: Request, key: Key, values?: Values): Answer {
  return { kind: 'message', message: sentence(request, key, values) };
}
