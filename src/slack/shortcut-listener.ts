import type { MessageShortcut, SlackShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import type { Message } from './blocks.js';
import { failure, type Listening, sentence } from './listening.js';
import { requestOf } from './requests.js';
import { handlesOf, mentionedIn, readableText, type SourceMessage } from './source-message.js';

/** Opens the form of one of Slack's own shortcuts. */
export function shortcutListener(listening: Listening) {
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
