import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { createApp, type PartnershipDesk } from '../../src/app.js';
import type { Database } from '../../src/database/client.js';
import type { Patience } from '../../src/slack/listening.js';
import { freshDatabase } from './database.js';
import { type Message, type PersonSpec, SlackDouble } from './slack/slack-double.js';

/** The people of the tests' workspace, by Slack user id. */
export const amina = 'U0AMINA';
export const omar = 'U0OMAR';
export const claire = 'U0CLAIRE';
export const youssef = 'U0YOUSSEF';
export const guest = 'U0GUEST';
export const channelGuest = 'U0CHANNELGUEST';
export const stranger = 'U0STRANGER';

/** Channels: the app is a member of all but `elsewhere`. */
export const partenariats = 'C0PARTENARIATS';
export const direction = 'C0DIRECTION';
export const elsewhere = 'C0ELSEWHERE';

const people: PersonSpec[] = [
  { id: amina, name: 'amina', realName: 'Amina Berrada', locale: 'fr-FR', tz: 'Africa/Casablanca' },
  { id: omar, name: 'omar', realName: 'Omar Tazi', locale: 'fr-FR', tz: 'Africa/Casablanca' },
  { id: claire, name: 'claire', realName: 'Claire Whitfield', locale: 'en-GB', tz: 'Africa/Casablanca' },
  { id: youssef, name: 'youssef', realName: 'Youssef El Fassi', locale: 'ar-MA', isAdmin: true },
  { id: guest, name: 'guest', realName: 'Gérard Invité', locale: 'fr-FR', isRestricted: true },
  {
    id: channelGuest,
    name: 'one-channel',
    realName: 'Ines Passage',
    locale: 'en-US',
    isRestricted: true,
    isUltraRestricted: true,
  },
  {
    id: stranger,
    name: 'stranger',
    realName: 'Otto Extern',
    locale: 'en-US',
    isStranger: true,
    teamId: 'T0OTHER',
  },
];

/** What the app asks Slack for; with fewer scopes its calls would be refused, in the tests too. */
const { scopes } = z
  .object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) })
  .parse(
    JSON.parse(readFileSync(resolve(import.meta.dirname, '../../manifest/manifest.socket.json'), 'utf8')),
  ).oauth_config;

/** A running app in its own Slack and database, at a moment that the test sets. */
export interface Desk {
  readonly slack: SlackDouble;
  readonly database: Database;
  readonly app: PartnershipDesk;
  readonly clock: { now: Date };
  /** What the app logged as warnings or errors, as JSON lines. */
  readonly logged: readonly string[];
}

interface DeskOptions {
  readonly now?: string;
  readonly patience?: Patience;
  /** A database of the test's own, which it closes itself. */
  readonly database?: Database;
  /** A Slack that was opened before, for a second replica. */
  readonly slack?: SlackDouble;
  /** Waited for before each call of Slack's Web API. */
  readonly slackAnswers?: (url: string) => Promise<void>;
}

/**
 * Opens the app. It closes itself at the end of the test, which fails where the app sent anything that Slack would
 * refuse. `now` is a Monday morning in Casablanca unless given.
 */
export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const clock = { now: new Date(options.now ?? '2026-11-23T08:00:00Z') };
  const slack =
    options.slack ??
    new SlackDouble({
      clock: () => clock.now.getTime(),
      people,
      scopes: scopes.bot,
      channels: [
        { id: partenariats, name: 'partenariats' },
        { id: direction, name: 'direction' },
        { id: elsewhere, name: 'elsewhere', botIsMember: false },
      ],
    });
  const database = options.database ?? (await freshDatabase());
  const logged: string[] = [];
  let references = 0;
  const app = createApp({
    installation: {
      botToken: slack.botToken,
      botId: slack.botId,
      botUserId: slack.botUserId,
      teamId: slack.teamId,
    },
    receiver: slack.receiver,
    database,
    defaults: { name: 'Université', language: 'fr', timeZone: 'Africa/Casablanca' },
    slack: {
      slackApiUrl: slack.apiUrl,
      fetch: async (url, init) => {
        await options.slackAnswers?.(String(url));
        return slack.fetch(url, init);
      },
    },
    now: () => clock.now,
    newReference: () => `REF${++references}`,
    log: pino({ level: 'warn' }, { write: (line) => logged.push(line) }),
    pause: async () => undefined,
    ...(options.patience === undefined ? {} : { patience: options.patience }),
  });
  await app.settings();
  onTestFinished(async () => {
    if (options.database === undefined) await database.close();
    if (options.slack === undefined) slack.expectNoProblems();
  });
  return { slack, database, app, clock, logged };
}

/** The message that only this person saw last; fails where there is none. */
export function lastShown({ slack }: Pick<Desk, 'slack'>, who: string): Message {
  const message = slack.as(who).ephemerals.at(-1);
  if (message === undefined) throw new Error('nothing was shown');
  return message;
}
