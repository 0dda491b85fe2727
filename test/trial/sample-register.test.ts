import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesSomething, readAmends } from '../../src/agreements/amendment.js';
import { addDays, type Day, dayOfDate, daysBetween, toDay } from '../../src/calendar/day.js';
import { listSubscriptions } from '../../src/digests/subscription-store.js';
import { realPartners } from '../../src/trial/sample-partners.js';
import { loadSampleRegister, sampleRegister } from '../../src/trial/sample-register.js';
import { trialChannels, trialPeople, trialWorkspace } from '../../src/trial/workspace.js';
import { freshDatabase } from '../support/database.js';

const today = toDay('2026-11-21');
const register = sampleRegister(today);

/** How many days after `today` a column's day lies; null where the column holds none. */
function daysAhead(value: Date | string | null | undefined, from: Day = today): number | null {
  return value === null || value === undefined ? null : daysBetween(from, dayOfDate(new Date(value)));
}

describe('the sample register', () => {
  it('has about 25 partners, each with a name of its own', () => {
    expect(register.partners).toHaveLength(25);
    expect(new Set(register.partners.map(({ searchText }) => searchText)).size).toBe(25);
  });

  it('refers only to rows and people that are there', () => {
    const ids = (rows: readonly { id?: string }[]) => new Set(rows.map(({ id }) => id));
    const [partners, agreements, leads, meetings] = [
      register.partners,
      register.agreements,
      register.leads,
      register.meetings,
    ].map(ids);
    const people = new Set<string>(Object.values(trialPeople).map(({ id }) => id));
    const guests = new Set<string>(trialWorkspace.people.filter(({ guest }) => guest).map(({ id }) => id));
    const linked = [
      ...register.contacts,
      ...register.agreements,
      ...register.leads,
      ...register.meetingPartners,
      ...register.followUps,
    ];
    const contacts = ids(register.contacts);
    for (const { contactId } of register.meetingContacts) expect(contacts).toContain(contactId);
    for (const { agreementId } of register.meetingSubjects)
      if (agreementId) expect(agreements).toContain(agreementId);
    for (const { partnerId } of linked) expect(partners).toContain(partnerId);
    for (const { parentId } of register.agreements) if (parentId) expect(agreements).toContain(parentId);
    for (const { agreementId } of register.reviews) expect(agreements).toContain(agreementId);
    for (const row of register.followUps) {
      if (row.leadId) expect(leads).toContain(row.leadId);
      if (row.agreementId) expect(agreements).toContain(row.agreementId);
      if (row.meetingId) expect(meetings).toContain(row.meetingId);
      expect(people).toContain(row.assigneeId);
      expect(guests).not.toContain(row.assigneeId);
    }
    const channels = new Set(trialWorkspace.channels.map(({ id }) => id));
    for (const { channelId, personId, ownerId } of register.subscriptions) {
      expect(people).toContain(ownerId);
      expect(personId === null ? channels : new Set([personId])).toContain(channelId);
    }
  });

  it('tells of the real agreement what is known of it', () => {
    const agreement = register.agreements.find(({ title }) => title === 'Convention-cadre UM6P – ODCO');
    expect(agreement).toMatchObject({ kind: 'framework', signedOn: new Date('2020-09-24'), termMonths: 60 });
  });

  it('has an amendment that says what it changes, and a child that outlives its framework as it was signed', () => {
    const amendment = register.agreements.find(({ kind }) => kind === 'amendment');
    expect(changesSomething(readAmends(amendment?.amends ?? null))).toBe(true);
    expect(register.agreements.some(({ title }) => title.includes('dépasse la fin'))).toBe(true);
  });

  it('says nothing of a real institution but what is public', () => {
    const real = new Set(
      realPartners.map(({ name }) => register.partners.find((row) => row.name === name)?.id),
    );
    const about = (rows: readonly { partnerId?: string | null }[]) =>
      rows.filter(({ partnerId }) => real.has(partnerId ?? ''));
    expect(about(register.contacts)).toEqual([]);
    expect(about(register.leads)).toEqual([]);
    expect(about(register.followUps)).toEqual([]);
    expect(about(register.agreements)).toHaveLength(2);
  });

  it('has something for every digest, whatever the day', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays(toDay('2020-01-01'), count));
    fc.assert(
      fc.property(day, (from) => {
        const { agreements, followUps } = sampleRegister(from);
        const ends = agreements.map(({ endsOn }) => daysAhead(endsOn, from));
        expect(ends).toContain(40);
        expect(ends.some((ahead) => ahead !== null && ahead < 0)).toBe(true);
        expect(agreements.some(({ termKind }) => termKind === 'unknown')).toBe(true);
        expect(agreements.some(({ renewal, noticeMonths }) => renewal === 'tacit' && noticeMonths)).toBe(
          true,
        );
        const due = followUps
          .filter(({ state }) => state === 'open')
          .map(({ dueOn }) => daysAhead(dueOn, from));
        expect(due.some((ahead) => ahead !== null && ahead < 0)).toBe(true);
        expect(due).toContain(0);
        expect(due.some((ahead) => ahead !== null && ahead > 0 && ahead < 7)).toBe(true);
        expect(due).toContain(null);
        const again = sampleRegister(from)
          .partners.filter(({ cadenceMonths }) => cadenceMonths !== undefined)
          .map(({ meetAgainOn }) => daysAhead(meetAgainOn, from));
        expect(again.some((ahead) => ahead !== null && ahead < 0)).toBe(true);
        expect(again.some((ahead) => ahead !== null && ahead > 0 && ahead < 7)).toBe(true);
      }),
    );
  });

  it('is written whole, once, and into its workspace only', async () => {
    const database = await freshDatabase();
    try {
      for (const id of [trialWorkspace.teamId, 'T0OTHER0002']) {
        await database.prisma.workspace.create({
          data: {
            id,
            name: id,
            language: 'fr',
            timeZone: trialWorkspace.timeZone,
            workingDays: [1, 2, 3, 4, 5],
          },
        });
      }
      const load = () =>
        loadSampleRegister(database.prisma, trialWorkspace.teamId, today, new Date('2026-11-21T09:00:00Z'));
      expect(await load()).toBe(true);
      expect(await load()).toBe(false);
      const there = database.scoped(trialWorkspace.teamId);
      expect(await there.partner.count()).toBe(25);
      expect(await there.agreement.count()).toBe(register.agreements.length);
      expect(await there.followUp.count()).toBe(register.followUps.length);
      expect(await there.meetingPartner.count()).toBe(register.meetingPartners.length);
      // It is Saturday: the daily digests run on Monday.
      const subscribed = await listSubscriptions(there, trialChannels.direction.id);
      const [paused] = await listSubscriptions(there, trialChannels.international.id);
      const direction = { personId: null, language: 'fr', pausedReason: null };
      expect(subscribed.find(({ kinds }) => kinds[0] === 'renewals')).toMatchObject({
        ...direction,
        kinds: ['renewals', 'followups'],
        schedule: { every: 'working_day', time: '09:00' },
        nextRunAt: new Date('2026-11-23T08:00:00Z'),
      });
      expect(subscribed.find(({ kinds }) => kinds[0] === 'weekly')).toMatchObject({
        ...direction,
        kinds: ['weekly'],
        schedule: { every: 'week', weekdays: [1], time: '08:30' },
        nextRunAt: new Date('2026-11-23T07:30:00Z'),
      });
      expect(paused).toMatchObject({ nextRunAt: null, pausedReason: 'not_in_channel' });
      const own = await listSubscriptions(there, null, trialPeople.officer.id);
      expect(own.map(({ kinds }) => kinds)).toEqual([['followups']]);
      expect(await database.scoped('T0OTHER0002').partner.count()).toBe(0);
    } finally {
      await database.close();
    }
  });
});
