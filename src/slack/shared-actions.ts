import type { Button } from '@slack/types';
import { type Words, wordsOf } from '../language/words.js';
import { button, type Message, section } from './blocks.js';
import { commandAnswer } from './command-answer.js';
import type { CommandRouter } from './command-router.js';
import type { Request } from './context.js';
import { type ActionOutcome, actionId, type Feature } from './feature.js';
import type { ItemKind } from './item.js';
import { limits } from './limits.js';

const name = 'shared';

/** A button that runs a command in the place where it stands, e.g. the next page of a list. */
export function runButton(commandText: string, text: string, style?: 'primary'): Button {
  const value = commandText.slice(0, limits.buttonValue);
  return button(`${actionId(name, 'run')}.${slug(commandText)}`, text, value, style ? { style } : {});
}

/**
 * The ways from one page of a list to the one before it and to the next, as far as there are any. `commandAt` says which
 * command shows a page; the first is 1.
 */
export function pageButtons(
  commandAt: (page: number) => string,
  { page, more }: { readonly page: number; readonly more: boolean },
  words: Words,
): Button[] {
  return [
    ...(page > 1 ? [runButton(commandAt(page - 1), words.plain('shared.previous_page'))] : []),
    ...(more ? [runButton(commandAt(page + 1), words.plain('shared.next_page'))] : []),
  ];
}

/** A button that posts what a command lists for all of the channel to see. */
export function postListButton(commandText: string, words: Words): Button {
  return button(
    actionId(name, 'post_list'),
    words.plain('shared.post'),
    commandText.slice(0, limits.buttonValue),
  );
}

/** A button that posts one item for all of the channel to see. */
export function postItemButton(kind: string, id: string, words: Words): Button {
  return button(actionId(name, 'post_item'), words.plain('shared.post'), `${kind}:${id}`);
}

/** Two such buttons may stand in one row, and Slack wants every action_id of a row to differ: by verb or by page. */
function slug(commandText: string): string {
  const whole = encodeURIComponent(commandText);
  return whole.length <= 200 ? whole : `${whole.slice(0, 100)}${whole.slice(-100)}`;
}

/** What any message may offer, whatever noun it is about: run a command in place, show it to the channel. */
export function sharedActions(router: CommandRouter, kinds: readonly ItemKind[]): Feature {
  return {
    name,
    actions: {
      run: async (request, { value }) => {
        const answer = await commandAnswer(request, router, value);
        return answer.kind === 'form' ? answer : { kind: 'replace', message: answer.message };
      },
      post_list: async (request, { value }) => {
        const answer = await commandAnswer(inChannelsWords(request), router, value);
        return answer.kind === 'form' ? answer : share(request, answer.message);
      },
      post_item: async (request, { value }) => {
        const [kindName, id = ''] = value.split(':');
        const kind = kinds.find((each) => each.name === kindName);
        const blocks = (await kind?.show(request.database, [id], inChannelsWords(request)))?.get(id);
        if (blocks === undefined) return answerWith(request, 'shared.gone');
        const text = request.words.plain('shared.posted_by', { name: request.person.name });
        return share(request, { text, blocks });
      },
    },
  };
}

/** What all of a channel reads is written in the workspace's language and time zone. */
function inChannelsWords(request: Request): Request {
  const { language, timeZone } = request.workspace;
  return { ...request, words: wordsOf[language], timeZone };
}

async function share(request: Request, message: Message): Promise<ActionOutcome> {
  if (request.channelId === null) return answerWith(request, 'shared.no_channel');
  const outcome = await request.outbox.post(request.channelId, {
    text: message.text,
    blocks: message.blocks.filter((block) => !isOfferToPost(block)),
  });
  if (outcome.kind === 'posted') return answerWith(request, 'shared.posted');
  return answerWith(request, outcome.kind === 'refused' ? 'shared.refused' : 'shared.later');
}

function isOfferToPost(block: Message['blocks'][number]): boolean {
  return (
    block.type === 'actions' &&
    block.elements.some((element) => element.action_id === actionId(name, 'post_list'))
  );
}

function answerWith(
  request: Request,
  key: `shared.${'gone' | 'no_channel' | 'posted' | 'refused' | 'later'}`,
): ActionOutcome {
  return {
    kind: 'answer',
    message: { text: request.words.plain(key), blocks: [section(request.words.say(key))] },
  };
}
