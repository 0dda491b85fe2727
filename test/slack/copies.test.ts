import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { mrkdwn } from '../../src/language/mrkdwn.js';
import { section } from '../../src/slack/blocks.js';
import { createCopies } from '../../src/slack/copies.js';
import { type ItemKind, itemBlocks } from '../../src/slack/item.js';
import { readSettings } from '../../src/workspace/workspace-store.js';
import { freshDatabase } from '../support/database.js';

const thing = '00000000-0000-4000-8000-000000000001';
const other = '00000000-0000-4000-8000-000000000002';

it('brings messages up to date one after the other at Slack’s pace, each once, and waits where Slack asks for it', async () => {
  const opened = await freshDatabase();
  onTestFinished(() => opened.close());
  const database = opened.scoped('T0');
  const settings = await readSettings(database, { name: 'U', language: 'en', timeZone: 'UTC' });
  let now = new Date('2026-11-23T08:00:00Z');
  let shown = 'before';
  const done: string[] = [];
  let limited = false;
  const kind: ItemKind = {
    name: 'thing',
    show: async (_database, ids, { words }) =>
      new Map(ids.map((id) => [id, itemBlocks('thing', id, words.language, [section(mrkdwn`${shown}`)])])),
  };
  const copies = createCopies({
    database,
    kinds: [kind],
    settings: async () => settings,
    now: () => now,
    log: pino({ level: 'silent' }),
    pause: async (milliseconds) => {
      done.push(`pause ${milliseconds}`);
    },
    outbox: {
      rewrite: async (channelId, ts, { blocks }) => {
        if (limited) return { retryAfterSeconds: 30, limited };
        done.push(`${channelId} ${ts} ${JSON.stringify(blocks).includes('after') ? 'after' : 'before'}`);
        return 'done';
      },
      reply: async () => undefined,
    },
  });
  const post = (channelId: string, ts: string, ids: string[]) =>
    copies.posted(channelId, ts, {
      text: 'News',
      blocks: ids.flatMap((id) => itemBlocks('thing', id, 'fr', [section(mrkdwn`${shown}`)])),
    });
  await post('C1', '1.1', [thing, other]);
  await post('C1', '1.2', [thing]);
  await post('D1', '1.3', [other]);
  await post('C2', '1.4', []);
  // Nothing of what the items said is kept: it could be something that is to be forgotten.
  expect(JSON.stringify(await database.shownMessage.findMany())).not.toContain('before');

  shown = 'after';
  copies.changed([thing], now);
  copies.changed([thing], now);
  await copies.work();
  expect(done).toEqual(['C1 1.1 after', 'pause 1500', 'C1 1.2 after', 'pause 1500']);
  await copies.work();
  expect(done).toHaveLength(4);

  now = new Date(now.getTime() + 1000);
  copies.changed([other], now);
  await copies.shownAnew('C1', '1.1', now);
  await copies.work();
  expect(done.slice(4)).toEqual(['D1 1.3 after', 'pause 1500']);

  // What one message was refused for holds for all of them.
  now = new Date(now.getTime() + 1000);
  limited = true;
  copies.changed([thing, other], now);
  await copies.work();
  limited = false;
  await copies.work();
  expect(done.slice(6)).toEqual(['pause 1500']);
  now = new Date(now.getTime() + 31_000);
  await copies.work();
  expect(done.slice(7).filter((step) => !step.startsWith('pause'))).toHaveLength(3);
});
