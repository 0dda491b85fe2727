import { describe, expect, it, onTestFinished } from 'vitest';
import { addDays, dateOfDay, toDay } from '../../src/calendar/day.js';
import { dueFollowUpsDigest } from '../../src/follow-ups/due-follow-ups-digest.js';
import { wordsOf } from '../../src/language/words.js';
import { readSettings } from '../../src/workspace/workspace-store.js';
import { freshDatabase } from '../support/database.js';
import { read } from '../support/reading.js';

const today = toDay('2026-11-23');
const reading = {
  words: wordsOf.fr,
  today,
  now: new Date('2026-11-23T08:00:00Z'),
  timeZone: 'Africa/Casablanca',
};

async function register() {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  const scoped = database.scoped('T0');
  const workspace = await readSettings(scoped, { name: 'U', language: 'fr', timeZone: 'Africa/Casablanca' });
  const partner = await scoped.partner.create({
    data: { name: 'P', searchText: '|p|', axes: ['internships'], createdById: 'U1' },
  });
  await scoped.followUp.createMany({
    data: [null, 8, 7, 0, -2].map((days, index) => ({
      text: `Suivi ${days ?? 'sans date'}`,
      assigneeId: index % 2 === 0 ? 'U1' : 'U2',
      dueOn: days === null ? null : dateOfDay(addDays(today, days)),
      partnerId: days === 7 ? partner.id : null,
      origin: 'form' as const,
      createdById: 'U1',
    })),
  });
  return {
    scoped,
    compose: (filters = {}, show = 10) =>
      dueFollowUpsDigest.compose(scoped, reading, workspace, filters, show),
  };
}

describe('the digest of follow-ups', () => {
  it('holds what is overdue and what falls due within a week, the longest due first', async () => {
    const { compose } = await register();
    const part = await compose();
    expect(part?.items.map((blocks) => read(blocks).split('\n')[0])).toEqual([
      '*Suivi -2*',
      '*Suivi 0*',
      '*Suivi 7*',
    ]);
    expect(part).toMatchObject({
      total: 3,
      heading: 'Suivis à faire',
      listCommand: 'followups all within:7',
    });
  });

  it('is narrowed to a horizon, a person or an axis', async () => {
    const { compose } = await register();
    expect((await compose({ horizonDays: 8 }))?.total).toBe(4);
    expect(await compose({ ownerId: 'U1' })).toMatchObject({
      total: 2,
      listCommand: 'followups <@U1> within:7',
    });
    expect(await compose({ axis: 'internships' })).toMatchObject({
      total: 1,
      listCommand: 'followups all within:7 axis:internships',
    });
  });

  it('shows no more than asked, and counts the rest', async () => {
    const { compose } = await register();
    const part = await compose({}, 1);
    expect(part?.items).toHaveLength(1);
    expect(part?.total).toBe(3);
  });

  it('is nothing where nothing is due', async () => {
    const { scoped, compose } = await register();
    await scoped.followUp.updateMany({ data: { state: 'done', settledById: 'U1', settledAt: reading.now } });
    expect(await compose()).toBeNull();
    expect(await compose({ axis: 'research' })).toBeNull();
  });
});
