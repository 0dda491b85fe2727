import { writeInstant } from '../language/dates.js';
import { channelMention, mention } from '../language/mrkdwn.js';
import type { Key, Language, Words } from '../language/words.js';
import { actions, context, type Message, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import { runButton } from '../slack/shared-actions.js';
import { changeRegister } from '../workspace/register-change.js';
import { undoButton } from '../workspace/saved-card.js';
import {
  type DigestFilterName,
  type DigestFilters,
  type DigestKind,
  setFilters,
  supports,
} from './digest-kind.js';
import { filterParts } from './filter-parts.js';
import { kindWord, writeKinds } from './kind-word.js';
import { nextRunsAfter, type Schedule } from './schedule.js';
import { describeSchedule } from './schedule-words.js';
import type { Subscription } from './subscription.js';
import { saveSubscription, updateSubscription } from './subscription-store.js';

/** What someone asks for when subscribing. */
export interface Wish {
  readonly kinds: readonly string[];
  readonly filters: DigestFilters;
  readonly schedule: Schedule;
  /** To the person in a direct message, or else to the channel. */
  readonly toMe: boolean;
  readonly language: Language;
  readonly timeZone: string;
}

const runsTold = 3;

/** In which language and time zone digests come: to a person as they read, to a channel as the workspace. */
export function readerOf(
  { person, workspace }: Pick<Request, 'person' | 'workspace'>,
  channelId: string | null,
): { readonly language: Language; readonly timeZone: string } {
  const { language, timeZone } = channelId === null || channelId.startsWith('D') ? person : workspace;
  return { language, timeZone };
}

/** The first filter that none of the kinds can be narrowed by, if any. */
export function unsupported(
  filters: DigestFilters,
  names: readonly string[],
  kinds: readonly DigestKind[],
): DigestFilterName | undefined {
  const wanted = kinds.filter(({ name }) => names.includes(name));
  return setFilters(filters).find((filter) => !wanted.some((kind) => supports(kind, filter)));
}

/**
 * Subscribes the channel of the request, or the person, and says what comes when. Null where this very submission was
 * saved before.
 */
export async function subscribe(
  request: Request,
  wish: Wish,
  kinds: readonly DigestKind[],
  submissionKey?: string,
): Promise<Message | null> {
  const { person, channelId: here, outbox } = request;
  const toMe = wish.toMe || here === null;
  const channelId = toMe ? await outbox.directChannel(person.id) : here;
  const runs = runsOf(wish, request);
  const [nextRunAt = request.now] = runs;
  const { kinds: named, filters, schedule, timeZone, language } = wish;
  const personId = toMe || channelId.startsWith('D') ? person.id : null;
  const saved = await changeRegister(
    request,
    'subscription_created',
    async (database) => {
      const what = { kinds: named, filters, schedule, timeZone, language };
      const where = { channelId, personId, ownerId: person.id, nextRunAt };
      const result = await saveSubscription(database, { ...what, ...where });
      return { subjectId: result.id, result };
    },
    submissionKey,
  );
  if (saved.state !== 'done') return null;
  const { replaced } = saved.result;
  const key = personId === null ? 'digests.subscribed' : 'digests.subscribed_me';
  return saidOf(request, key, wish, kinds, runs, saved.changeId, writeKinds(replaced, kinds, request.words));
}

/** Changes a subscription, and says what comes when. Null where this very submission was saved before. */
export async function changeSubscription(
  request: Request,
  edited: Subscription,
  wish: Wish,
  kinds: readonly DigestKind[],
  submissionKey: string,
): Promise<Message | null> {
  const runs = runsOf(wish, request);
  const [nextRunAt = request.now] = runs;
  const { kinds: named, filters, schedule, timeZone, language } = wish;
  const saved = await changeRegister(
    request,
    'subscription_changed',
    async (database) => {
      const wanted = { kinds: named, filters, schedule, timeZone, language, nextRunAt };
      return (await updateSubscription(database, edited.id, wanted))
        ? { subjectId: edited.id, result: null }
        : null;
    },
    submissionKey,
  );
  if (saved.state === 'repeated') return null;
  if (saved.state === 'called_off') {
    return {
      text: request.words.plain('shared.gone'),
      blocks: [section(request.words.say('shared.gone'))],
    };
  }
  return saidOf(request, 'digests.changed', wish, kinds, runs, saved.changeId, '', edited);
}

function runsOf({ schedule, timeZone }: Wish, { now, workspace }: Request): Date[] {
  return nextRunsAfter(schedule, now, timeZone, workspace.calendar, runsTold);
}

function saidOf(
  request: Request,
  key: 'digests.subscribed' | 'digests.subscribed_me' | 'digests.changed',
  wish: Wish,
  kinds: readonly DigestKind[],
  runs: readonly Date[],
  changeId: string,
  replaced: string,
  edited?: Subscription,
): Message {
  const { words } = request;
  const named = kinds.filter(({ name }) => wish.kinds.includes(name));
  const values = {
    kinds: writeKinds(wish.kinds, kinds, words),
    schedule: describeSchedule(wish.schedule, words),
  };
  const place =
    edited === undefined
      ? null
      : edited.personId === null
        ? channelMention(edited.channelId)
        : mention(edited.personId);
  return {
    text: words.plain(key, values),
    blocks: [
      section(words.say(key, values)),
      context([
        place,
        words.say('digests.next_runs', {
          runs: writeRuns(runs, wish.timeZone, words),
          timeZone: wish.timeZone,
        }),
        ...filterParts(wish.filters, words),
        ...partlyInVain(wish.filters, named, words),
        replaced !== '' && words.say('digests.replaced', { kinds: replaced }),
      ]),
      actions([
        runButton(`digest ${named.map(({ name }) => name).join(' ')}`, words.plain('digests.see_now')),
        runButton('subscriptions', words.plain('digests.all_of_channel')),
        undoButton(changeId, request),
      ]),
      context([words.say('digests.nothing_when_empty')]),
    ],
  };
}

/** Instants as people read them, the first first. */
export function writeRuns(runs: readonly Date[], timeZone: string, words: Words): string {
  return runs.map((run) => writeInstant(run, timeZone, words.language)).join(' → ');
}

/** Which of the filters some of the kinds can't be narrowed by. */
function partlyInVain(filters: DigestFilters, named: readonly DigestKind[], words: Words) {
  return setFilters(filters).flatMap((filter) => {
    const others = named.filter((kind) => !supports(kind, filter));
    return others.length === 0
      ? []
      : [
          words.say('digests.filter_not_for', {
            filter: words.plain(filterLabel(filter)),
            kinds: others.map((kind) => kindWord(kind, words)).join(', '),
          }),
        ];
  });
}

/** The key of a filter's name. */
export function filterLabel(filter: DigestFilterName): Key {
  return `digests.filter.${filter}`;
}

/** The words by which people can subscribe, as they would type them. */
export function kindWords({ words }: Pick<Request, 'words'>, kinds: readonly DigestKind[]): string {
  return kinds.map((kind) => kindWord(kind, words)).join(' ');
}
