import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { calendarOf } from '../../src/calendar/working-days.js';
import type { Database } from '../../src/database/client.js';
import { type Delivery, tick } from '../../src/digests/delivery.js';
import type { DigestKind } from '../../src/digests/digest-kind.js';
import { requestRun, reschedule } from '../../src/digests/run-store.js';
import type { Schedule } from '../../src/digests/schedule.js';
import { listSubscriptions, setNextRun } from '../../src/digests/subscription-store.js';
import { mrkdwn } from '../../src/language/mrkdwn.js';
import { section } from '../../src/slack/blocks.js';
import { itemBlocks } from '../../src/slack/item.js';
import { readSettings } from '../../src/workspace/workspace-store.js';
import { freshDatabase } from '../support/database.js';
import { OutboxStandIn } from './outbox-stand-in.js';

const team = 'T1';
const owner = 'U1';
const timeZone = 'Africa/Casablanca';
const minutes = 60_000;

let database: Database;
let outbox: OutboxStandIn;
let now: Date;
let due: number;
let composed: number;
let remarked: number;
let delivery: Delivery;

/** A kind that has as many things due as the test says. */
const renewals: DigestKind = {
  name: 'renewals',
  aliases: ['échéances'],
  compose: async (_database, { words }) => {
    composed += 1;
    if (due === 0) return null;
    return {
      heading: words.language === 'fr' ? 'Échéances' : 'Renewals',
      items: [[section(mrkdwn`An agreement`)]],
      total: due,
      listCommand: 'renewals',
    };
  },
};

beforeEach(async () => {
  database = await freshDatabase();
  outbox = new OutboxStandIn();
  now = new Date('2026-11-23T07:59:00Z');
  due = 1;
  composed = 0;
  remarked = 0;
  const defaults = { name: 'University', language: 'fr' as const, timeZone };
  const settings = () => readSettings(database.scoped(team), defaults);
  await settings();
  delivery = {
    database,
    workspaces: new Map([[team, { outbox, settings }]]),
    kinds: [renewals, { ...renewals, name: 'others' }],
    remark: async (_database, { words }) => {
      remarked += 1;
      return words.language === 'fr' ? mrkdwn`À savoir` : null;
    },
    items: [],
    now: () => now,
    log: pino({ level: 'silent' }),
    patienceMs: 200,
  };
});

afterEach(() => database.close());

/** Subscribes a channel to renewals on working days at 9:00, which is 8:00 UTC. */
async function subscribe(channelId: string, schedule: Schedule = { every: 'working_day', time: '09:00' }) {
  return database.scoped(team).subscription.create({
    data: {
      channelId,
      kinds: ['renewals'],
      filters: {},
      schedule,
      timeZone,
      language: 'en',
      ownerId: owner,
      nextRunAt: new Date('2026-11-23T08:00:00Z'),
    },
  });
}

async function tickAt(instant: string): Promise<void> {
  now = new Date(instant);
  await tick(delivery);
}

async function runs() {
  return database.scoped(team).digestRun.findMany({ orderBy: { scheduledAt: 'asc' } });
}

async function states(): Promise<string[]> {
  return (await runs()).map(({ state }) => state);
}

describe('a digest that is due', () => {
  it('is posted at its time and not before, with the language, items and mark of its subscription', async () => {
    await subscribe('C1');
    await tickAt('2026-11-23T07:59:59Z');
    expect(outbox.posted).toEqual([]);
    await tickAt('2026-11-23T08:00:05Z');
    const [run] = await runs();
    expect(outbox.posted).toHaveLength(1);
    expect(outbox.posted[0]?.message.text).toContain('Renewals: 1');
    expect(JSON.stringify(outbox.posted[0]?.message.blocks)).not.toContain('sent late');
    expect(outbox.posted[0]?.metadata).toEqual({
      event_type: 'partnership_desk_digest',
      event_payload: { run: run?.id },
    });
    expect(run).toMatchObject({ state: 'posted', messageTs: outbox.posted[0]?.ts });
    const [subscription] = await listSubscriptions(database.scoped(team), 'C1');
    expect(subscription?.nextRunAt).toEqual(new Date('2026-11-24T08:00:00Z'));
    expect(subscription?.lastRun?.state).toBe('posted');
  });

  it('is posted once, however many tick at the same time and again', async () => {
    for (const channel of ['C1', 'C2', 'C3', 'C4', 'C5', 'C6']) await subscribe(channel);
    now = new Date('2026-11-23T08:00:05Z');
    await Promise.all([tick(delivery), tick(delivery), tick(delivery)]);
    await tick(delivery);
    expect(outbox.calls.toSorted()).toEqual(['C1', 'C2', 'C3', 'C4', 'C5', 'C6']);
    expect(await states()).toEqual(Array.from({ length: 6 }, () => 'posted'));
  });

  it('goes by its subscription as it is when its turn comes', async () => {
    const ids: string[] = [];
    for (const [index, channel] of ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9'].entries()) {
      const { id } = await subscribe(channel);
      const nextRunAt = new Date(Date.parse('2026-11-23T07:00:00Z') + index * minutes);
      await database.scoped(team).subscription.update({ where: { id }, data: { nextRunAt } });
      ids.push(id);
    }
    const [paused = '', moved = '', later = ''] = ids.slice(6);
    const post = outbox.post.bind(outbox);
    let changing: Promise<unknown> | null = null;
    const change = async () => {
      const { subscription } = database.scoped(team);
      await subscription.update({ where: { id: paused }, data: { nextRunAt: null } });
      await subscription.update({ where: { id: moved }, data: { channelId: 'C80' } });
      const schedule = { every: 'working_day', time: '10:00' };
      await subscription.update({ where: { id: later }, data: { schedule } });
    };
    outbox.post = async (...posting) => {
      changing ??= change();
      await changing;
      return post(...posting);
    };
    now = new Date('2026-11-23T07:30:00Z');
    await tick(delivery);
    const channels = outbox.posted.map(({ channelId }) => channelId);
    expect(channels.toSorted()).toEqual(['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C80', 'C9']);
    const [rescheduled] = await listSubscriptions(database.scoped(team), 'C9');
    expect(rescheduled?.nextRunAt, 'by its new schedule').toEqual(new Date('2026-11-23T09:00:00Z'));
  });

  it('is what its own channel needs, also where many are read as one', async () => {
    const shown = (...ids: string[]) => ({
      parts: { renewals: { items: ids.map((id) => `renewal:${id}`), total: ids.length } },
      counts: { renewals: ids.length },
    });
    for (const [channel, before] of [
      ['C1', shown('1')],
      ['C2', shown('1')],
      ['C3', shown('1', '2')],
      ['C4', null],
      ['C5', shown('1')],
    ] as const) {
      const { id } = await subscribe(channel);
      if (before === null) continue;
      const scheduledAt = new Date('2026-11-20T08:00:00Z');
      const run = { scheduledAt, leaseUntil: scheduledAt, state: 'posted', shown: before } as const;
      await database.scoped(team).digestRun.create({ data: { ...run, subscriptionId: id } });
    }
    const anHourBefore = {
      nextRunAt: new Date('2026-11-23T07:00:00Z'),
      schedule: { every: 'working_day', time: '08:00' },
    };
    const where = { channelId: 'C5' };
    await database.scoped(team).subscription.updateMany({ where, data: anHourBefore });
    const item = (id: string) => itemBlocks('renewal', id, 'en', [section(mrkdwn`An agreement`)]);
    const part = { heading: 'Renewals', items: [item('1'), item('2')], total: 2, listCommand: null };
    let read = 0;
    const compose = async () => {
      read += 1;
      return part;
    };
    delivery = { ...delivery, kinds: [{ ...renewals, compose }] };
    await tickAt('2026-11-23T08:00:05Z');
    expect(read).toBe(1);
    const told = outbox.posted.map(({ channelId, message }) => [
      channelId,
      /\d new/.exec(message.text)?.[0],
      JSON.stringify(message.blocks).includes('sent late'),
    ]);
    expect(told.toSorted()).toEqual([
      ['C1', '1 new', false],
      ['C2', '1 new', false],
      ['C3', undefined, false],
      ['C4', undefined, false],
      ['C5', '1 new', true],
    ]);
  });

  it('is read once with those that tell the same at the same time, and not for longer', async () => {
    for (const channel of ['C1', 'C2', 'C3']) await subscribe(channel);
    const { id } = await subscribe('C4');
    await database.scoped(team).subscription.update({ where: { id }, data: { language: 'fr' } });
    const { id: narrowed } = await subscribe('C5');
    const data = { filters: { axis: 'events' } };
    await database.scoped(team).subscription.update({ where: { id: narrowed }, data });
    const { id: other } = await subscribe('C6');
    const kinds = ['others'];
    await database.scoped(team).subscription.update({ where: { id: other }, data: { kinds } });
    await tickAt('2026-11-23T08:00:05Z');
    expect(outbox.posted).toHaveLength(6);
    expect(composed).toBe(4);
    expect(remarked, 'whatever the kinds').toBe(3);
    const french = outbox.posted.filter(({ message }) => message.text.includes('Échéances'));
    expect(french.map(({ channelId }) => channelId)).toEqual(['C4']);
    const remarks = outbox.posted.filter(({ message }) => JSON.stringify(message).includes('À savoir'));
    expect(remarks).toEqual(french);

    // Four are under way at a time: the fifth is read once Slack has answered for one of them, a while later.
    const { post } = outbox;
    outbox.post = (...message) => {
      now = new Date(now.getTime() + 3_000);
      return post.apply(outbox, message);
    };
    await database.scoped(team).subscription.updateMany({ data: { language: 'en', filters: {} } });
    composed = 0;
    await tickAt('2026-11-24T08:00:05Z');
    expect(outbox.posted).toHaveLength(12);
    expect(composed).toBeGreaterThanOrEqual(2);
  });

  it('is not posted where nothing is due', async () => {
    await subscribe('C1');
    due = 0;
    await tickAt('2026-11-23T08:00:05Z');
    await tickAt('2026-11-23T08:10:05Z');
    expect(outbox.calls).toEqual([]);
    expect(await states()).toEqual(['empty']);
    expect(remarked).toBe(0);
  });

  it('leaves the subscriptions of other workspaces alone', async () => {
    await subscribe('C1');
    const others: Delivery = {
      ...delivery,
      workspaces: new Map([['T2', { outbox, settings: () => Promise.reject(new Error('never asked')) }]]),
    };
    now = new Date('2026-11-23T08:00:05Z');
    await tick(others);
    expect(outbox.calls).toEqual([]);
    expect(await states()).toEqual([]);
  });

  it('waits while its subscription is paused, and skips days that the office no longer works', async () => {
    const { id } = await subscribe('C1');
    await database.scoped(team).subscription.update({ where: { id }, data: { nextRunAt: null } });
    await tickAt('2026-11-23T08:00:05Z');
    expect(await states()).toEqual([]);
    await database
      .scoped(team)
      .subscription.update({ where: { id }, data: { nextRunAt: new Date('2026-11-24T08:00:00Z') } });
    await database.scoped(team).workspace.update({ where: { id: team }, data: { workingDays: [1, 3] } });
    await tickAt('2026-11-24T08:00:05Z');
    expect(await states()).toEqual([]);
    const [subscription] = await listSubscriptions(database.scoped(team), 'C1');
    expect(subscription?.nextRunAt).toEqual(new Date('2026-11-25T08:00:00Z'));
  });

  it('keeps its own day where a day off before it is worked after all', async () => {
    const { id } = await subscribe('C1', { every: 'week', weekdays: [3], time: '09:00' });
    const scoped = database.scoped(team);
    // Planned for the Thursday, since the Wednesday was to be a holiday.
    const data = { nextRunAt: new Date('2026-11-19T08:00:00Z') };
    await scoped.subscription.update({ where: { id }, data });
    const calendar = calendarOf({ workingDays: [1, 2, 3, 4, 5] });
    await reschedule(scoped, calendar, new Date('2026-11-18T00:00:10Z'));
    const [subscription] = await listSubscriptions(scoped, 'C1');
    expect(subscription?.nextRunAt).toEqual(new Date('2026-11-18T08:00:00Z'));
  });

  it('moves to the next working day where its day is off, and says so', async () => {
    // 18 November 2026, a Wednesday, is a holiday in Morocco.
    const { id } = await subscribe('C1', { every: 'week', weekdays: [3], time: '09:00' });
    const data = { nextRunAt: new Date('2026-11-18T08:00:00Z') };
    await database.scoped(team).subscription.update({ where: { id }, data });
    await tickAt('2026-11-18T08:00:05Z');
    expect(outbox.posted).toEqual([]);
    await tickAt('2026-11-19T08:00:05Z');
    const [posted] = outbox.posted;
    expect(JSON.stringify(posted?.message.blocks)).toContain(
      'Planned for Wed 18 Nov, a day off (Independence Day).',
    );
  });

  it('is paused where its next time can’t be computed, and no other waits behind it', async () => {
    const { id } = await subscribe('C1');
    await database.scoped(team).subscription.update({ where: { id }, data: { timeZone: 'Mars/Olympus' } });
    await subscribe('C2');
    await tickAt('2026-11-23T08:00:05Z');
    expect(outbox.calls).toEqual(['C2']);
    const [subscription] = await listSubscriptions(database.scoped(team), 'C1');
    expect(subscription).toMatchObject({ nextRunAt: null, pausedReason: 'schedule' });
  });

  it('is paused where its schedule can no longer be read', async () => {
    const { id } = await subscribe('C1');
    await database
      .scoped(team)
      .subscription.update({ where: { id }, data: { schedule: { every: 'full moon' } } });
    await subscribe('C2');
    await tickAt('2026-11-23T08:00:05Z');
    expect(outbox.calls).toEqual(['C2']);
    const [subscription] = await listSubscriptions(database.scoped(team), 'C1');
    expect(subscription).toMatchObject({ nextRunAt: null, pausedReason: 'schedule' });
  });
});

describe('an answer that does not come', () => {
  it.each(['arrives_then_throws', 'arrives_then_unknown'] as const)(
    'finds what did arrive in the channel and posts nothing twice (%s)',
    async (kind) => {
      await subscribe('C1');
      outbox.next('C1', { kind });
      await tickAt('2026-11-23T08:00:05Z');
      expect(await states()).toEqual(['claimed']);
      await tickAt('2026-11-23T08:00:15Z');
      await tickAt('2026-11-23T08:05:00Z');
      await tickAt('2026-11-23T08:10:00Z');
      expect(outbox.posted).toHaveLength(1);
      expect(outbox.calls).toEqual(['C1']);
      expect(await runs()).toMatchObject([{ state: 'posted', messageTs: outbox.posted[0]?.ts }]);
    },
  );

  it('posts what did not arrive', async () => {
    await subscribe('C1');
    outbox.next('C1', { kind: 'unknown' });
    await tickAt('2026-11-23T08:00:05Z');
    await tickAt('2026-11-23T08:05:00Z');
    expect(outbox.posted).toHaveLength(1);
    expect(await states()).toEqual(['posted']);
  });

  it('never posts blindly where the channel can’t be read, and tells the owner', async () => {
    await subscribe('C1');
    outbox.history = 'unreadable';
    outbox.next('C1', { kind: 'unknown' });
    await tickAt('2026-11-23T08:00:05Z');
    await tickAt('2026-11-23T08:05:00Z');
    await tickAt('2026-11-23T08:10:00Z');
    expect(outbox.calls).toEqual(['C1']);
    expect(await states()).toEqual(['uncertain']);
    expect(outbox.told.map(({ userId }) => userId)).toEqual([owner]);
    expect(JSON.stringify(outbox.told[0]?.message.blocks)).toContain('may not have arrived');
    const [subscription] = await listSubscriptions(database.scoped(team), 'C1');
    expect(subscription?.nextRunAt).toEqual(new Date('2026-11-24T08:00:00Z'));
  });

  it('waits until the channel can be searched', async () => {
    await subscribe('C1');
    outbox.history = 'rate_limited';
    outbox.next('C1', { kind: 'arrives_then_unknown' });
    await tickAt('2026-11-23T08:00:05Z');
    await tickAt('2026-11-23T08:05:00Z');
    expect(await states()).toEqual(['claimed']);
    outbox.history = 'readable';
    await tickAt('2026-11-23T08:25:00Z');
    expect(await states()).toEqual(['posted']);
    expect(outbox.calls).toEqual(['C1']);
  });

  it('does not keep the other channels waiting', async () => {
    await subscribe('C1');
    await subscribe('C2');
    outbox.next('C1', { kind: 'hangs' });
    now = new Date('2026-11-23T08:00:05Z');
    const ticking = tick({ ...delivery, patienceMs: 60_000 });
    await vi.waitFor(() => expect(outbox.posted.map(({ channelId }) => channelId)).toEqual(['C2']), 10_000);
    outbox.release();
    await ticking;
    expect((await states()).toSorted()).toEqual(['claimed', 'posted']);
  });

  it('does not keep other workspaces waiting, not even in the ticks to come', async () => {
    for (let count = 0; count < 20; count += 1) await subscribe(`C${count}`);
    outbox.hangs = true;
    const others = new OutboxStandIn();
    const settings = () =>
      readSettings(database.scoped('T2'), { name: 'Other', language: 'en', timeZone: 'UTC' });
    await settings();
    const wanted = { channelId: 'D1', kinds: ['renewals'], filters: {}, timeZone: 'UTC', ownerId: owner };
    const later = { schedule: { every: 'day', time: '08:00' }, nextRunAt: new Date('2026-11-23T08:00:01Z') };
    await database.scoped('T2').subscription.create({ data: { ...wanted, ...later, language: 'en' } });
    const both: Delivery = {
      ...delivery,
      patienceMs: 60_000,
      workspaces: new Map([...delivery.workspaces, ['T2', { outbox: others, settings }]]),
    };
    now = new Date('2026-11-23T08:00:05Z');
    const ticking = [tick(both), tick(both), tick(both)];
    await vi.waitFor(() => expect(others.posted).toHaveLength(1), 10_000);
    expect(outbox.calls.length).toBeLessThan(20);
    outbox.hangs = false;
    outbox.release();
    await Promise.all(ticking);
  });

  it('is not waited for without end', async () => {
    await subscribe('C1');
    outbox.next('C1', { kind: 'hangs' });
    await tickAt('2026-11-23T08:00:05Z');
    expect(await states()).toEqual(['claimed']);
    await tickAt('2026-11-23T08:05:00Z');
    expect(outbox.posted).toHaveLength(1);
  });
});

describe('a refusal', () => {
  it('is tried again when Slack said, where it was for the moment', async () => {
    await subscribe('C1');
    outbox.next('C1', { kind: 'later', retryAfterSeconds: 40 });
    outbox.history = 'unreadable';
    await tickAt('2026-11-23T08:00:05Z');
    await tickAt('2026-11-23T08:00:35Z');
    expect(outbox.calls).toHaveLength(1);
    await tickAt('2026-11-23T08:00:46Z');
    expect(outbox.posted).toHaveLength(1);
    expect(await states()).toEqual(['posted']);
    expect(outbox.told).toEqual([]);
  });

  it('gives up after twelve hours and tells the owner', async () => {
    await subscribe('C1');
    outbox.next(
      'C1',
      ...Array.from({ length: 99 }, () => ({ kind: 'later', retryAfterSeconds: 1 }) as const),
    );
    await tickAt('2026-11-23T08:00:05Z');
    for (let tried = 0; tried < 80; tried += 1) {
      now = new Date(now.getTime() + 10 * minutes);
      await tick(delivery);
    }
    expect(await states()).toEqual(['failed']);
    expect(outbox.told).toHaveLength(1);
    const [subscription] = await listSubscriptions(database.scoped(team), 'C1');
    expect(subscription?.nextRunAt).not.toBeNull();
  });

  it.each([
    ['not_in_channel', 'I am not in the channel', '/invite @Partnership Desk'],
    ['channel_not_found', 'the channel is gone', '/invite @Partnership Desk'],
    ['is_archived', 'the channel is archived', 'once the channel is in use again'],
    ['token_revoked', 'has withdrawn my access', 'install the app again'],
    ['restricted_action', 'I may not post there', 'An administrator'],
    ['user_disabled', 'account is deactivated', 'press Resume'],
    ['msg_too_long', 'Slack refused it (msg', 'press Resume'],
  ])(
    'pauses the subscription where a person has to act, and tells its owner what to do (%s)',
    async (error, why, advice) => {
      await subscribe('C1');
      outbox.next('C1', { kind: 'refused', error });
      await tickAt('2026-11-23T08:00:05Z');
      await tickAt('2026-11-24T08:00:05Z');
      expect(outbox.calls).toEqual(['C1']);
      expect(await runs()).toMatchObject([{ state: 'failed', problem: error }]);
      const [subscription] = await listSubscriptions(database.scoped(team), 'C1');
      expect(subscription).toMatchObject({ nextRunAt: null, pausedReason: error });
      expect(outbox.told).toHaveLength(1);
      const notice = JSON.stringify(outbox.told[0]?.message.blocks);
      expect(notice).toContain(why);
      expect(notice).toContain('"paused · last: 23 Nov 2026, 09:00, not sent: ');
      expect(notice).toContain(advice);
      expect(notice).toContain('digests.resume');
    },
  );

  it('is told to the owner when Slack takes messages again, and once', async () => {
    await subscribe('C1');
    outbox.history = 'unreadable';
    outbox.next('C1', { kind: 'unknown' });
    outbox.untold = new Error('slack_webapi_request_error');
    await tickAt('2026-11-23T08:00:05Z');
    await tickAt('2026-11-23T08:01:00Z');
    expect(await states()).toEqual(['claimed']);
    outbox.untold = null;
    await tickAt('2026-11-23T08:02:00Z');
    await tickAt('2026-11-23T08:03:00Z');
    expect(await states()).toEqual(['uncertain']);
    expect(outbox.told).toHaveLength(1);
    expect(outbox.calls).toEqual(['C1']);
  });

  it.each([
    ['not_in_channel', 'user_disabled'],
    ['token_revoked', 'channel_not_found'],
  ])('is recorded where its owner can never be told (%s, %s)', async (error, untold) => {
    await subscribe('C1');
    outbox.next('C1', { kind: 'refused', error });
    outbox.untold = Object.assign(new Error(untold), { data: { error: untold } });
    await tickAt('2026-11-23T08:00:05Z');
    expect(await runs()).toMatchObject([{ state: 'failed', problem: error }]);
  });

  describe('while the workspace has withdrawn the app’s access', () => {
    beforeEach(async () => {
      await subscribe('C1');
      outbox.next('C1', { kind: 'refused', error: 'token_revoked' });
      outbox.untold = Object.assign(new Error('token_revoked'), { data: { error: 'token_revoked' } });
      await tickAt('2026-11-23T08:00:05Z');
      for (let tried = 0; tried < 10; tried += 1) {
        now = new Date(now.getTime() + 5 * minutes);
        await tick(delivery);
      }
      expect(await runs()).toMatchObject([{ state: 'claimed', problem: 'token_revoked' }]);
      expect(outbox.calls, 'nothing more is sent').toEqual(['C1']);
    });

    it('is told to the owner when the app is installed again, days later', async () => {
      await tickAt('2026-11-26T08:00:05Z');
      outbox.untold = null;
      await tickAt('2026-11-26T08:15:00Z');
      await tickAt('2026-11-26T08:30:00Z');
      expect(outbox.told).toHaveLength(1);
      expect(JSON.stringify(outbox.told[0]?.message.blocks)).toContain('install the app again');
      expect(await runs()).toMatchObject([{ state: 'failed', problem: 'token_revoked' }]);
      expect(outbox.calls).toEqual(['C1']);
    });

    it('is sent after all where somebody has resumed it in time', async () => {
      outbox.untold = null;
      const [{ id } = expect.fail()] = await listSubscriptions(database.scoped(team), 'C1');
      const nextRunAt = new Date('2026-11-24T08:00:00Z');
      await setNextRun(database.scoped(team), id, { nextRunAt, pausedReason: null });
      await tickAt('2026-11-23T09:30:00Z');
      expect(outbox.posted).toHaveLength(1);
      expect(outbox.told).toEqual([]);
      expect(await states()).toEqual(['posted']);
    });

    it('is recorded after a month at last', async () => {
      await tickAt('2026-12-25T08:00:05Z');
      expect(await runs()).toMatchObject([{ state: 'failed', problem: 'token_revoked' }]);
    });
  });
});

describe('after a time in which nothing ran', () => {
  it('sends within twelve hours, saying that it is late', async () => {
    await subscribe('C1');
    await tickAt('2026-11-23T19:30:00Z');
    expect(await states()).toEqual(['posted']);
    expect(JSON.stringify(outbox.posted[0]?.message.blocks)).toContain(
      'Planned for 23 Nov 2026, 09:00, sent late.',
    );
  });

  it.each([
    // From Monday at 9:00 on, on working days: what was missed, and whether the last of it is still sent.
    ['an hour', '2026-11-23T09:00:00Z', ['posted'], 1],
    ['a day', '2026-11-24T08:30:00Z', ['skipped', 'posted'], 1],
    ['eight days', '2026-12-01T07:30:00Z', [...Array(6).keys()].map(() => 'skipped'), 0],
  ])('catches up after %s', async (_span, instant, expected, posted) => {
    await subscribe('C1');
    await tickAt(instant);
    expect(await states()).toEqual(expected);
    expect(outbox.posted).toHaveLength(posted);
  });

  it('skips what is older, and records it', async () => {
    await subscribe('C1', { every: 'day', time: '09:00' });
    await tickAt('2026-11-25T21:00:00Z');
    expect(outbox.posted).toEqual([]);
    expect(await states()).toEqual(['skipped', 'skipped', 'skipped']);
    const [subscription] = await listSubscriptions(database.scoped(team), 'C1');
    expect(subscription?.nextRunAt).toEqual(new Date('2026-11-26T08:00:00Z'));
  });

  it('sends only the latest of several that were missed', async () => {
    await subscribe('C1', { every: 'day', time: '09:00' });
    await tickAt('2026-11-25T10:00:00Z');
    expect(outbox.posted).toHaveLength(1);
    expect(await states()).toEqual(['skipped', 'skipped', 'posted']);
  });
});

describe('a run that is asked for', () => {
  it('is sent at the next tick, once a minute at most', async () => {
    const { id } = await subscribe('C1');
    const scoped = database.scoped(team);
    now = new Date('2026-11-23T07:30:20Z');
    expect(await requestRun(scoped, id, now)).toBe(true);
    expect(await requestRun(scoped, id, new Date('2026-11-23T07:30:40Z'))).toBe(false);
    await tickAt('2026-11-23T07:30:45Z');
    expect(outbox.posted).toHaveLength(1);
    await tickAt('2026-11-23T08:00:05Z');
    expect(outbox.posted).toHaveLength(2);
  });
});
