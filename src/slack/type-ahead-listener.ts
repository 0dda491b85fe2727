import type { AckFn, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import type { PlainTextOption } from '@slack/types';
import { byActionId, type Listening } from './listening.js';
import { requestOf } from './requests.js';

/** Fills the menus that are searched by typing. */
export function typeAheadListener(listening: Listening) {
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
