import type {
  AckFn,
  App,
  BlockAction,
  MessageShortcut,
  PlainTextInputAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackShortcut,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewOutput,
  ViewSubmitAction,
} from '@slack/bolt';
import type { AppHomeOpenedEvent, KnownBlock, PlainTextOption, UserChangeEvent } from '@slack/types';
import { dayAt } from '../calendar/time-zone.js';
import { unescapeText } from '../language/mrkdwn.js';
import { type Language, wordsOf } from '../language/words.js';
import { asSent, type Message, section } from './blocks.js';
import { commandAnswer } from './command-answer.js';
import type { CommandRouter } from './command-router.js';
import type { Request, Surface } from './context.js';
import { type ActionOutcome, actionId, type Feature } from './feature.js';
import type { RegisteredForm } from './form.js';
import { itemOf, refreshItems } from './item.js';
import { type Asked, type RequestParts, requestOf } from './requests.js';
import { handlesOf, mentionedIn, readableText, type SourceMessage } from './source-message.js';
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

/** What Slack is asked to send: the slash command and the events of the manifest. */
export const listensTo = { command: '/partner', events: ['app_home_opened', 'user_change'] } as const;

/**
 * Connects the features to Bolt: one listener for each way in which Slack calls an app. Each acknowledges in time
 * whatever else stalls, refuses whoever is no member, and tells the person when something fails.
 *
 * They are one middleware: Bolt offers each request to all listeners and copies its arguments for every one of them,
 * which costs more than the answer to a command.
 */
export function listen(app: App, listening: Listening): void {
  const onCommand = commandListener(listening);
  const onAction = actionListener(listening);
  const onShortcut = shortcutListener(listening);
  const onSubmission = submissionListener(listening);
  const onTypeAhead = typeAheadListener(listening);
  const onEvent = eventListener(listening);

  app.use(async (args) => {
    if ('command' in args) {
      if (args.command.command === listensTo.command) await onCommand(args);
    } else if ('action' in args) {
      if (isBlockAction(args)) await onAction(args);
    } else if ('view' in args) {
      if (isSubmission(args)) await onSubmission(args);
    } else if ('shortcut' in args) {
      await onShortcut(args);
    } else if ('options' in args) {
      await onTypeAhead(args);
    } else if ('event' in args) {
      await onEvent(args);
    }
  });
}

type ActionArgs = SlackActionMiddlewareArgs<BlockAction>;
type SubmissionArgs = SlackViewMiddlewareArgs<ViewSubmitAction>;

function isBlockAction(args: SlackActionMiddlewareArgs): args is ActionArgs {
  return args.body.type === 'block_actions';
}

function isSubmission(args: SlackViewMiddlewareArgs): args is SubmissionArgs {
  return args.body.type === 'view_submission';
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

function formsOf(features: readonly Feature[]): ReadonlyMap<string, RegisteredForm> {
  return new Map(features.flatMap(({ forms = [] }) => forms.map((form) => [form.name, form])));
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

function commandListener(listening: Listening) {
  const { router, outbox, patience } = listening;

  return async ({ body, ack }: SlackCommandMiddlewareArgs): Promise<void> => {
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
  };
}

function actionListener(listening: Listening) {
  const { features, router, outbox, log } = listening;
  const forms = formsOf(features);
  const actions = byActionId(features, (feature) => feature.actions);
  const itemKinds = features.flatMap((feature) => feature.items ?? []);

  return async ({ body, ack }: ActionArgs): Promise<void> => {
    await ack();
    if (body.view?.type === 'modal' && body.actions[0]?.type === 'plain_text_input') {
      // A hint that can't be given must not come between a person and what they type.
      await hintWhileTyped(body, body.view, body.actions[0]).catch((error: unknown) => {
        log.warn({ err: error }, 'A hint could not be given');
      });
      return;
    }
    const what = body.actions[0]?.action_id ?? 'action';
    await handle(body).catch(async (error: unknown) => {
      await say(body, await failure(listening, error, what, body.user.id));
    });
  };

  async function hintWhileTyped(
    body: BlockAction,
    view: ViewOutput,
    { block_id, value }: PlainTextInputAction,
  ): Promise<void> {
    const asked = await requestOf(listening, body.user.id, 'form', null);
    const form = forms.get(view.callback_id);
    if (asked.kind === 'refused' || form === undefined) return;
    const shown = { metadata: view.private_metadata, blocks: view.blocks };
    const blocks = await form.typed(asked.request, shown, block_id, value ?? '');
    if (blocks === null) return;
    const { callback_id, private_metadata, title, submit, close } = view;
    await outbox.updateView(view.id, view.hash, {
      type: 'modal',
      callback_id,
      private_metadata,
      title,
      ...(submit === null ? {} : { submit }),
      ...(close === null ? {} : { close }),
      blocks,
    });
  }

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
    const form = body.view?.type === 'modal' ? forms.get(body.view.callback_id) : undefined;
    if (form !== undefined && body.view !== undefined && action === undefined) {
      const { id, hash, private_metadata: metadata, state } = body.view;
      const view = await form.changed(asked.request, metadata, state.values, used.action_id);
      if (view !== null) await outbox.updateView(id, hash, view);
      return;
    }
    if (action === undefined) return say(body, sentence(asked.request.words.language, 'errors.stale'));
    const itemId = itemOf(used.block_id ?? '')?.id ?? null;
    await settle(body, asked.request, await action(asked.request, { value: usedValue(used), itemId }));
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
      await listening.copies.shownAnew(channel.id, message.ts, request.now);
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

function shortcutListener(listening: Listening) {
  const { features, outbox, identity } = listening;
  const ofApp = new Map(
    features.flatMap(({ globalShortcuts = [] }) => globalShortcuts.map((each) => [each.callbackId, each])),
  );
  const ofMessage = new Map(
    features.flatMap(({ messageShortcuts = [] }) => messageShortcuts.map((each) => [each.callbackId, each])),
  );

  return async ({ shortcut, ack }: SlackShortcutMiddlewareArgs): Promise<void> => {
    await ack();
    await handle(shortcut).catch(async (error: unknown) => {
      await say(shortcut, await failure(listening, error, shortcut.callback_id, shortcut.user.id));
    });
  };

  async function handle(shortcut: SlackShortcut): Promise<void> {
    const channelId = shortcut.type === 'message_action' ? shortcut.channel.id : null;
    const { user, trigger_id: trigger, callback_id: callbackId } = shortcut;
    const asked = await requestOf(listening, user.id, 'command', channelId, trigger);
    if (asked.kind === 'refused') return say(shortcut, sentence(asked.language, 'errors.refused'));
    const { request } = asked;
    const form =
      shortcut.type === 'message_action'
        ? await ofMessage.get(callbackId)?.open(request, await sourceOf(shortcut))
        : await ofApp.get(callbackId)?.open(request);
    if (form === undefined) throw new Error(`No shortcut is called "${callbackId}"`);
    await outbox.openView(trigger, await form.view(request));
  }

  async function sourceOf({ channel, message }: MessageShortcut): Promise<SourceMessage> {
    const { ts, text = '', user, thread_ts: threadTs } = message;
    const mentioned = mentionedIn(text);
    const [nameOf, link] = await Promise.all([handlesOf(identity, mentioned), outbox.linkTo(channel.id, ts)]);
    return {
      channelId: channel.id,
      ts,
      threadTs: typeof threadTs === 'string' ? threadTs : null,
      text: readableText(text, nameOf),
      authorId: user ?? null,
      mentioned,
      link,
    };
  }

  async function say(shortcut: SlackShortcut, message: Message): Promise<void> {
    if (shortcut.type === 'message_action') await outbox.answer(shortcut.response_url, message, 'beside');
    else await outbox.tell(shortcut.user.id, null, message);
  }
}

function submissionListener(listening: Listening) {
  const { features, outbox, patience } = listening;
  const forms = formsOf(features);

  return async ({ body, ack }: SubmissionArgs): Promise<void> => {
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
        await ack();
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
  };

  async function submit({ user, view }: ViewSubmitAction) {
    const asked: Asked = await requestOf(listening, user.id, 'form', null);
    if (asked.kind === 'refused') return asked;
    const form = forms.get(view.callback_id);
    if (form === undefined) throw new Error(`No form is called "${view.callback_id}"`);
    const outcome = await form.submit(asked.request, view.private_metadata, view.state.values, view.id);
    return { ...outcome, personId: user.id };
  }

  async function tell(result: Awaited<ReturnType<typeof submit>>): Promise<void> {
    if (result.kind === 'saved') await outbox.tell(result.personId, result.channelId, result.message);
  }
}

function typeAheadListener(listening: Listening) {
  const sources = byActionId(listening.features, (feature) => feature.options);

  return async ({ body, ack }: SlackOptionsMiddlewareArgs): Promise<void> => {
    if (body.type !== 'block_suggestion') return;
    const options = await choices(body.user.id, body.action_id, body.value).catch((error: unknown) => {
      listening.log.error({ err: error }, 'A type-ahead menu could not be filled');
      return [];
    });
    await (ack as AckFn<{ options: PlainTextOption[] }>)({ options });
  };

  async function choices(userId: string, actionId: string, typed: string): Promise<PlainTextOption[]> {
    const asked = await requestOf(listening, userId, 'form', null);
    const source = sources.get(actionId);
    return asked.kind === 'refused' || source === undefined ? [] : source(asked.request, typed);
  }
}

function eventListener(listening: Listening) {
  return async ({ event }: SlackEventMiddlewareArgs): Promise<void> => {
    if (event.type === 'app_home_opened') await homeOpened(event);
    else if (event.type === 'user_change') await userChanged(event);
  };

  async function homeOpened({ user, tab }: AppHomeOpenedEvent): Promise<void> {
    if (tab !== 'home') return;
    const blocks = await home(user).catch(
      async (error: unknown) => (await failure(listening, error, 'home', user)).blocks,
    );
    await listening.outbox.publishHome(user, { type: 'home', blocks });
  }

  async function home(userId: string): Promise<KnownBlock[]> {
    const asked = await requestOf(listening, userId, 'home', null);
    return asked.kind === 'refused'
      ? sentence(asked.language, 'errors.refused').blocks
      : listening.home(asked.request);
  }

  async function userChanged({ user }: UserChangeEvent): Promise<void> {
    listening.identity.forget(user.id);
    const { database, identity, outbox, copies, log } = listening;
    const [workspace, now] = [await listening.settings(), listening.now()];
    const today = dayAt(now, workspace.timeZone);
    for (const { personChanged } of listening.features) {
      await personChanged?.(
        { database, identity, outbox, copies, log, workspace, now, today },
        { userId: user.id, deactivated: user.deleted === true },
      );
    }
  }
}
