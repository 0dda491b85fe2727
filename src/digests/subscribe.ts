import { writeInstant } from '../language/dates.js';
import { actions, context, type Message, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import { runButton } from '../slack/shared-actions.js';
import { changeRegister } from '../workspace/register-change.js';
import { undoButton } from '../workspace/saved-card.js';
import type { DigestKind } from './digest-kind.js';
import { kindWord, writeKinds } from './kind-word.js';
import { nextRunAfter } from './schedule.js';
import { describeSchedule } from './schedule-words.js';
import type { Wish } from './subscription.js';
import { filterParts } from './subscription-card.js';
import { saveSubscription } from './subscription-store.js';

/** In which language and time zone a channel gets its digests: a direct message as its person, a channel as the workspace. */
export function readerOf(
  request: Request,
  channelId: string,
): Pick<Request['person'], 'language' | 'timeZone'> {
  return channelId.startsWith('D') ? request.person : request.workspace;
}

/** Subscribes a channel, and says what comes when. Null where this very submission was saved before. */
export async function subscribe(
  request: Request,
  channelId: string,
  wish: Wish,
  kinds: readonly DigestKind[],
  submissionKey?: string,
): Promise<Message | null> {
  const { words, workspace, now, person } = request;
  const { language, timeZone } = readerOf(request, channelId);
  const nextRunAt = nextRunAfter(wish.schedule, now, timeZone, workspace.calendar);
  const saved = await changeRegister(
    request,
    'subscription_created',
    async (database) => {
      const subscription = { ...wish, channelId, timeZone, language, ownerId: person.id, nextRunAt };
      const result = await saveSubscription(database, subscription);
      return { subjectId: result.id, result };
    },
    submissionKey,
  );
  if (saved.state !== 'done') return null;
  const named = kinds.filter(({ name }) => wish.kinds.includes(name));
  const replaced = writeKinds(saved.result.replaced, kinds, words);
  const values = {
    kinds: writeKinds(wish.kinds, kinds, words),
    schedule: describeSchedule(wish.schedule, words),
  };
  return {
    text: words.plain('digests.subscribed', values),
    blocks: [
      section(words.say('digests.subscribed', values)),
      context([
        words.say('digests.next', { at: writeInstant(nextRunAt, timeZone, words.language), timeZone }),
        ...filterParts(wish.filters, words),
        replaced !== '' && words.say('digests.replaced', { kinds: replaced }),
      ]),
      actions([
        runButton(`digest ${named.map(({ name }) => name).join(' ')}`, words.plain('digests.see_now')),
        runButton('subscriptions', words.plain('digests.all_of_channel')),
        undoButton(saved.changeId, request),
      ]),
      context([words.say('digests.nothing_when_empty')]),
    ],
  };
}

/** The words by which people can subscribe, as they would type them. */
export function kindWords(request: Request, kinds: readonly DigestKind[]): string {
  return kinds.map((kind) => kindWord(kind, request.words)).join(' ');
}
