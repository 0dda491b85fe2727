import type { SlackViewMiddlewareArgs, ViewClosedAction } from '@slack/bolt';
import { failure, formsOf, type Listening } from './listening.js';
import { showSaved } from './own-copy.js';
import { requestOf } from './requests.js';

/** What Slack says of a form that was closed without being sent. */
export type ClosingArgs = SlackViewMiddlewareArgs<ViewClosedAction>;

/** Tells whoever leaves the steps of a form what they have so far. */
export function closingListener(listening: Listening) {
  const forms = formsOf(listening.features);

  return async ({ body, ack }: ClosingArgs): Promise<void> => {
    await ack();
    const { user, view } = body;
    await told(user.id, view.callback_id, view.private_metadata).catch(async (error: unknown) => {
      await failure(listening, error, `closing of ${view.callback_id}`, user.id);
    });
  };

  async function told(userId: string, name: string, metadata: string): Promise<void> {
    const asked = await requestOf(listening, userId, 'form', null);
    const form = forms.get(name);
    if (asked.kind === 'refused' || form === undefined) return;
    const { request, message } = await form.closed(asked.request, metadata);
    if (message === null || (await showSaved(listening, request, message))) return;
    await listening.outbox.tell(userId, request.channelId, message);
  }
}
