import type { AckFn, App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import type { KnownBlock, PlainTextOption } from '@slack/types';
import { dayAt } from '../calendar/time-zone.js';
import { unescapeText } from '../language/mrkdwn.js';
import { type Language, wordsOf } from '../language/words.js';
import { asSent, type Message, section } from './blocks.js';
import { commandAnswer } from './command-answer.js';
import type { CommandRouter } from './command-router.js';
import type { Request, Surface } from './context.js';
import { type ActionOutcome, actionId, type Feature } from './feature.js';
import { itemOf, refreshItems } from './item.js';
import { type Asked, type RequestParts, requestOf } from './requests.js';
import { usedValue } from './used-value.js';
import { late, within } from './within.js';

/** How many milliseconds an answer may take before Slack is acknowledged without it; Slack itself waits for 3 s. */
export interface Patience {
  readonly command: number;
  readonly submission: number;
}

export const defaultPatience: Patience = { command: 600, submission: 2_300 };

export interface Listening extends RequestParts {
  readonly features: readonly Feature[];
  readonly router: CommandRouter;
  readonly patience: Patience;
  /** A short code that the log and the person both get when something unexpected fails. */
  readonly newReference: () => string;
  /** The blocks of a person's Home tab. */
  readonly home: (request: Request) => Promise<KnownBlock[]>;
}

/**
 * Connects the features to Bolt: one listener for each way in which Slack calls an app. Each acknowledges in time
 * whatever else stalls, refuses whoever is no member, and tells the person when something fails.
 */
export function listen(app: App, listening: Listening): void {
  listenToCommands(app, listening);
  listenToActions(app, listening);
  listenToSubmissions(app, listening);
  listenToTypeAhead(app, listening);
  listenToEvents(app, listening);
}

function byActionId<Value>(
  features: readonly Feature[],
  of: (feature: Feature) => Readonly<Record<string, Value>> | undefined,
): ReadonlyMap<string, Value> {
  return new Map(
    features.flatMap((feature) =>
      Object.entries(of(feature) ?? {}).map(
        ([name, value]) => [actionId(feature.name, name), value] as const,
      ),
    ),
  );
}

function sentence(language: Language, key: 'errors.refused' | 'errors.stale'): Message {
  const text = wordsOf[language].say(key);
  return { text: wordsOf[language].plain(key), blocks: [section(text)] };
}

/** The person's language where it is known already; nothing here may wait for what just failed or stalls. */
async function languageKnown(listening: Listening, userId: string): Promise<Language> {
  const [who, settings] = await Promise.all([
    within(100, listening.identity.whoIs(userId)).catch((): typeof late => late),
    within(100, listening.settings()).catch((): typeof late => late),
  ]);
  const own = who === late ? null : who.standing === 'member' ? who.colleague.language : who.language;
  return own ?? (settings === late ? 'en' : settings.language);
}

/** Logs what went wrong under a reference; the message for the person has the same reference. */
async function failure(listening: Listening, error: unknown, what: string, userId: string): Promise<Message> {
  const reference = listening.newReference();
  listening.log.error({ reference, what, err: error }, 'Something unexpected failed');
  const words = wordsOf[await languageKnown(listening, userId)];
  return {
    text: words.plain('errors.unexpected', { reference }),
    blocks: [section(words.say('errors.unexpected', { reference }))],
  };
}

function listenToCommands(app: App, listening: Listening): void {
  const { router, outbox, patience } = listening;

  app.command('/partner', async ({ body, ack }) => {
    const work = answer().catch((error: unknown) => failure(listening, error, 'command', body.user_id));
    const inTime = await within(patience.command, work);
    if (inTime === late) {
      await ack();
      const message = await work;
      if (message !== null) await outbox.answer(body.response_url, message, 'beside');
    } else if (inTime === null) {
      await ack();
    } else {
      await ack({ response_type: 'ephemeral', ...asSent(inTime) });
    }

    async function answer(): Promise<Message | null> {
      const asked = await requestOf(listening, body.user_id, 'command', body.channel_id, body.trigger_id);
      if (asked.kind === 'refused') return sentence(asked.language, 'errors.refused');
      const { request } = asked;
      const given = await commandAnswer(request, router, body.text ?? '');
      if (given.kind === 'message') return given.message;
      await outbox.openView(body.trigger_id, await given.form.view(request));
      return null;
    }
  });
}

function listenToActions(app: App, listening: Listening): void {
  const { features, router, outbox } = listening;
  const actions = byActionId(features, (feature) => feature.actions);
  const itemKinds = features.flatMap((feature) => feature.items ?? []);

  app.action({ type: 'block_actions', action_id: /.*/ }, async ({ body, ack }) => {
    await ack();
    const what = body.actions[0]?.action_id ?? 'action';
    await handle(body).catch(async (error: unknown) => {
      await say(body, await failure(listening, error, what, body.user.id));
    });
  });

  async function handle(body: BlockAction): Promise<void> {
    const [used] = body.actions;
    const surface: Surface = body.view?.type === 'home' ? 'home' : 'button';
    const asked = await requestOf(
      listening,
      body.user.id,
      surface,
      body.channel?.id ?? null,
      body.trigger_id,
    );
    if (asked.kind === 'refused') return say(body, sentence(asked.language, 'errors.refused'));
    if (used === undefined) return;
    const action = actions.get(used.action_id.split('.').slice(0, 2).join('.'));
    if (action === undefined) return say(body, sentence(asked.request.words.language, 'errors.stale'));
    await settle(body, asked.request, await action(asked.request, { value: usedValue(used) }));
  }

  async function say(body: BlockAction, message: Message): Promise<void> {
    const answered = body.response_url ? await outbox.answer(body.response_url, message, 'beside') : false;
    if (!answered) await outbox.tell(body.user.id, body.channel?.id ?? null, message);
  }

  async function settle(body: BlockAction, request: Request, outcome: ActionOutcome): Promise<void> {
    switch (outcome.kind) {
      case 'form':
        await outbox.openView(body.trigger_id, await outcome.form.view(request));
        if (outcome.refresh) await refresh(body, request);
        return;
      case 'answer':
        return say(body, outcome.message);
      case 'remove':
        if (body.response_url) await outbox.removeOriginal(body.response_url);
        return;
      case 'replace': {
        const replaced =
          body.response_url && isOwnCopy(body)
            ? await outbox.answer(body.response_url, outcome.message, 'instead')
            : false;
        if (!replaced) await say(body, outcome.message);
        return;
      }
      case 'refresh':
        await refresh(body, request);
        if (outcome.also !== undefined) await say(body, outcome.also);
    }
  }

  /** Whether the message is one that only this person sees; Slack does not send the content of such a message back. */
  function isOwnCopy(body: BlockAction): boolean {
    return body.container['is_ephemeral'] === true || body.message === undefined;
  }

  /** Shows the place in which something was used as it now stands. */
  async function refresh(body: BlockAction, request: Request): Promise<void> {
    if (body.view?.type === 'home') {
      return outbox.publishHome(request.person.id, { type: 'home', blocks: await listening.home(request) });
    }
    const { message, channel } = body;
    if (message !== undefined && channel !== undefined && !isOwnCopy(body)) {
      const reading = { ...request, timeZone: request.workspace.timeZone };
      const shown: KnownBlock[] = message['blocks'] ?? [];
      const blocks = await refreshItems(shown, itemKinds, request.database, reading);
      await outbox.update(channel.id, message.ts, { text: unescapeText(message.text ?? ''), blocks });
      return;
    }
    const item = itemOf(body.actions[0]?.block_id ?? '');
    if (item === null || !body.response_url) return;
    if (item.listedBy !== null) {
      const list = await commandAnswer(request, router, item.listedBy);
      if (list.kind === 'message') await outbox.answer(body.response_url, list.message, 'instead');
      return;
    }
    const kind = itemKinds.find(({ name }) => name === item.kind);
    const blocks = (await kind?.show(request.database, [item.id], request))?.get(item.id);
    if (blocks === undefined) return outbox.removeOriginal(body.response_url);
    await outbox.answer(
      body.response_url,
      { text: request.words.plain('errors.updated'), blocks },
      'instead',
    );
  }
}

function listenToSubmissions(app: App, listening: Listening): void {
  const { features, outbox, patience } = listening;
  const forms = new Map(features.flatMap(({ forms = [] }) => forms.map((form) => [form.name, form])));

  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: /.*/ }, async ({ body, ack }) => {
    const work = submit(body);
    work.catch(() => undefined);
    try {
      const inTime = await within(patience.submission, work);
      if (inTime === late) {
        const words = wordsOf[await languageKnown(listening, body.user.id)];
        await refuse(words.plain('errors.slow_save'));
        await work.then(tell, (error: unknown) =>
          failure(listening, error, body.view.callback_id, body.user.id),
        );
      } else if (inTime.kind === 'refused') {
        await refuse(wordsOf[inTime.language].plain('errors.refused'));
      } else if (inTime.kind === 'errors') {
        await ack({ response_action: 'errors', errors: inTime.errors });
      } else if (inTime.kind === 'update') {
        await ack({ response_action: 'update', view: inTime.view });
      } else {
        await (inTime.kind === 'next' ? ack({ response_action: 'update', view: inTime.view }) : ack());
        await tell(inTime).catch(async (error: unknown) => {
          await failure(listening, error, `card of ${body.view.callback_id}`, body.user.id);
        });
      }
    } catch (error) {
      await refuse((await failure(listening, error, body.view.callback_id, body.user.id)).text);
    }

    /** Shows a sentence in the form itself, at its first field, so that all that was typed stays. */
    async function refuse(text: string): Promise<void> {
      const first = body.view.blocks.find(({ type }) => type === 'input')?.block_id ?? '';
      await ack({ response_action: 'errors', errors: { [first]: text } });
    }
  });

  async function submit({ user, view }: ViewSubmitAction) {
    const asked: Asked = await requestOf(listening, user.id, 'form', null);
    if (asked.kind === 'refused') return asked;
    const form = forms.get(view.callback_id);
    if (form === undefined) throw new Error(`No form is called "${view.callback_id}"`);
    // A form that takes the place of another one has that one's id.
    const submissionKey = `${view.id} ${view.callback_id}`;
    const outcome = await form.submit(asked.request, view.private_metadata, view.state.values, submissionKey);
    return { ...outcome, personId: user.id };
  }

  async function tell(result: Awaited<ReturnType<typeof submit>>): Promise<void> {
    const message = result.kind === 'saved' || result.kind === 'next' ? result.message : null;
    if (message !== null && 'channelId' in result) {
      await outbox.tell(result.personId, result.channelId, message);
    }
  }
}

function listenToTypeAhead(app: App, listening: Listening): void {
  const sources = byActionId(listening.features, (feature) => feature.options);

  app.options({ type: 'block_suggestion', action_id: /.*/ }, async ({ payload, body, ack }) => {
    const options = await choices(body.user.id, payload.action_id, payload.value).catch((error: unknown) => {
      listening.log.error({ err: error }, 'A type-ahead menu could not be filled');
      return [];
    });
    await (ack as AckFn<{ options: PlainTextOption[] }>)({ options });
  });

  async function choices(userId: string, actionId: string, typed: string): Promise<PlainTextOption[]> {
    const asked = await requestOf(listening, userId, 'form', null);
    const source = sources.get(actionId);
    return asked.kind === 'refused' || source === undefined ? [] : source(asked.request, typed);
  }
}

function listenToEvents(app: App, listening: Listening): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    const blocks = await home(event.user).catch(
      async (error: unknown) => (await failure(listening, error, 'home', event.user)).blocks,
    );
    await listening.outbox.publishHome(event.user, { type: 'home', blocks });
  });

  async function home(userId: string): Promise<KnownBlock[]> {
    const asked = await requestOf(listening, userId, 'home', null);
    return asked.kind === 'refused'
      ? sentence(asked.language, 'errors.refused').blocks
      : listening.home(asked.request);
  }

  app.event('user_change', async ({ event }) => {
    const { user } = event;
    listening.identity.forget(user.id);
    const { database, identity, outbox, log } = listening;
    const [workspace, now] = [await listening.settings(), listening.now()];
    const today = dayAt(now, workspace.timeZone);
    for (const { personChanged } of listening.features) {
      await personChanged?.(
        { database, identity, outbox, log, workspace, now, today },
        { userId: user.id, deactivated: user.deleted === true },
      );
    }
  });
}
