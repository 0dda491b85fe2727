import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import type { AppHomeOpenedEvent, KnownBlock, UserChangeEvent } from '@slack/types';
import { dayAt } from '../calendar/time-zone.js';
import { failure, type Listening, sentence } from './listening.js';
import { requestOf } from './requests.js';

/** Draws the Home tab when it is opened, and passes on that somebody changed. */
export function eventListener(listening: Listening) {
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
