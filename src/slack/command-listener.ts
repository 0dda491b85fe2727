import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { asSent, type Message } from './blocks.js';
import { commandAnswer } from './command-answer.js';
import { failure, type Listening, sentence } from './listening.js';
import { requestOf } from './requests.js';
import { late, within } from './within.js';

/** Answers the slash command: in the acknowledgement where that is quick, else after it. */
export function commandListener(listening: Listening) {
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
