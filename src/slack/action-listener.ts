import type { BlockAction, PlainTextInputAction, SlackActionMiddlewareArgs, ViewOutput } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { unescapeText } from '../language/mrkdwn.js';
import type { Message } from './blocks.js';
import type { Request, Surface } from './context.js';
import type { ActionOutcome } from './feature.js';
import { itemOf, refreshMessage } from './item.js';
import { byActionId, failure, formsOf, type Listening, sentence } from './listening.js';
import { refreshOwnCopy, standsAlone } from './own-copy.js';
import { requestOf } from './requests.js';
import { usedValue } from './used-value.js';

/** What Slack says of a button or menu that was used. */
export type ActionArgs = SlackActionMiddlewareArgs<BlockAction>;

/** Does what a button, menu or typed letter asks for, and shows anew the place in which it stands. */
export function actionListener(listening: Listening) {
  const { features, outbox, log } = listening;
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
        await outbox.openView(body.trigger_id, await outcome.form.view(askedIn(body, request)));
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
        if (outcome.own !== undefined && isOwnCopy(body) && body.response_url) {
          if (await outbox.answer(body.response_url, outcome.own, 'instead')) return;
        }
        await refresh(body, request);
        if (outcome.also !== undefined) await say(body, outcome.also);
    }
  }

  /** Whether the message is one that only this person sees; Slack does not send the content of such a message back. */
  function isOwnCopy(body: BlockAction): boolean {
    return body.container['is_ephemeral'] === true || body.message === undefined;
  }

  /** The request with the message in which it was made, where only this person sees that: it is shown anew after saving. */
  function askedIn(body: BlockAction, request: Request): Request {
    const { response_url: responseUrl, actions: used } = body;
    const blockId = used[0]?.block_id ?? '';
    const isKept = Boolean(responseUrl) && isOwnCopy(body) && standsAlone(listening, blockId);
    return isKept ? { ...request, askedIn: { responseUrl, blockId } } : request;
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
      const before = { text: unescapeText(message.text ?? ''), blocks: shown };
      const now = await refreshMessage(before, itemKinds, request.database, reading);
      await outbox.update(channel.id, message.ts, now);
      await listening.copies.shownAnew(channel.id, message.ts, request.now);
      return;
    }
    const { response_url: responseUrl, actions: used } = body;
    if (responseUrl) {
      await refreshOwnCopy(listening, request, { responseUrl, blockId: used[0]?.block_id ?? '' });
    }
  }
}
