// One process that sends digests, for a run of chaos: the engine, the outbox and the database as the app has them.

import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { calendarOf } from '../../src/calendar/working-days.js';
import { openDatabase } from '../../src/database/client.js';
import { type Delivery, tick } from '../../src/digests/delivery.js';
import type { DigestKind } from '../../src/digests/digest-kind.js';
import { mrkdwn } from '../../src/language/mrkdwn.js';
import { section } from '../../src/slack/blocks.js';
import { boltLogger } from '../../src/slack/bolt-logger.js';
import { createOutbox } from '../../src/slack/outbox.js';
import { timeOn } from './fast-clock.js';
import { readWorkerSettings, team } from './worker-settings.js';

const { clock, apiUrl, database: where } = readWorkerSettings();
const scaled = (milliseconds: number) => Math.max(200, milliseconds / clock.speed);
const now = () => timeOn(clock);
const log = pino({ level: 'silent' });

const kind: DigestKind = {
  name: 'renewals',
  aliases: [],
  compose: async () => ({
    heading: 'Renewals',
    items: [[section(mrkdwn`An agreement`)]],
    total: 1,
    listCommand: null,
  }),
};

const outbox = createOutbox(
  'xoxb-chaos',
  { slackApiUrl: apiUrl, timeout: scaled(15_000), logger: boltLogger(log) },
  log,
  async () => false,
  { now: () => now().getTime() },
);
const settings = {
  id: team,
  name: 'University',
  language: 'en' as const,
  timeZone: 'UTC',
  calendar: calendarOf({ workingDays: [1, 2, 3, 4, 5] }),
  leadTimeDays: 10,
};

const database = await openDatabase(where);
const delivery: Delivery = {
  database,
  workspaces: new Map([[team, { outbox, settings: async () => settings }]]),
  kinds: [kind],
  items: [],
  now,
  log,
  patienceMs: scaled(20_000),
};
console.log('ready');
for (;;) {
  // While the database is away every tick fails, and the next one tries again.
  tick(delivery).catch(() => undefined);
  await delay(scaled(10_000));
}
