import { describe, expect, it, vi } from 'vitest';
import { freshDatabase } from '../support/database.js';
import { amina, claire, type Desk, omar, openDesk, partenariats, youssef } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';

const day = 86_400_000;
const monday = Date.parse('2026-11-23T00:00:00Z');
// Casablanca is an hour ahead of UTC, but for Ramadan.
const nine = '2026-11-23T08:00:00Z';

function scopedOf({ database, slack }: Desk) {
  return database.scoped(slack.teamId);
}

/** Follow-ups that Claire gave to someone last week, each due so many days from Monday. */
async function given(desk: Desk, assigneeId: string, due: readonly number[]): Promise<void> {
  await scopedOf(desk).followUp.createMany({
    data: due.map((days) => ({
      text: `Task of ${assigneeId} ${days}`,
      assigneeId,
      dueOn: new Date(monday + days * day),
      origin: 'form' as const,
      createdById: claire,
      createdAt: new Date(monday - 7 * day),
    })),
  });
}

function told({ slack }: Desk, person: string): string[] {
  return slack.as(person).directMessages.map(({ blocks }) => read(blocks));
}

describe('reminders', () => {
  it('tell each person what is due at their nine o’clock, once a working day, and nobody without anything', async () => {
    const desk = await openDesk({ now: '2026-11-20T12:00:00Z' });
    const { app, clock, slack } = desk;
    slack.changePerson(claire, { tz: 'Europe/Paris' });
    await given(desk, amina, [-3, 0, 1]);
    await given(desk, claire, [0]);
    await given(desk, omar, [4]);
    await app.remind();
    expect([told(desk, amina), told(desk, claire)]).toEqual([[], []]);

    // Saturday, Sunday, and Monday before nine.
    for (const at of ['2026-11-21T08:30:00Z', '2026-11-22T08:30:00Z', '2026-11-23T07:59:00Z']) {
      clock.now = new Date(at);
      await app.remind();
    }
    expect([told(desk, amina), told(desk, claire), told(desk, omar)]).toEqual([[], [], []]);
    clock.now = new Date(nine);
    await Promise.all([app.remind(), app.remind()]);
    await app.remind();
    // Nine in Paris as in Casablanca at this time of the year.
    expect(told(desk, amina)).toHaveLength(1);
    expect(told(desk, amina)[0]).toContain('Vous avez 2 suivis à faire');
    expect(told(desk, amina)[0]).toContain('*en retard* depuis le ven. 20 nov.');
    expect(told(desk, claire)[0]).toContain('You have 1 follow-up that is due');
    expect(told(desk, omar)).toEqual([]);

    const [message] = slack.as(amina).directMessages;
    if (message === undefined) throw new Error('nobody was told');
    await slack.as(amina).clicks(message, 'Fait', { near: 'Task of U0AMINA 0' });
    expect(told(desk, amina)[0]).toContain('✓ ~Task of U0AMINA 0~');

    clock.now = new Date(Date.parse(nine) + day);
    await app.remind();
    expect(told(desk, amina)).toHaveLength(2);
    expect(told(desk, amina)[1]).toContain('Task of U0AMINA -3');
    expect(told(desk, amina)[1]).not.toContain('Task of U0AMINA 0');
  });

  it('come at the hour that a person says, or not at all', async () => {
    const desk = await openDesk({ now: '2026-11-20T12:00:00Z' });
    const { app, clock, slack } = desk;
    await given(desk, amina, [0]);
    await given(desk, omar, [0]);
    expect(said(await slack.as(amina).command('/partner rappels 14h30'))).toContain(
      'Les jours ouvrés à 14:30',
    );
    expect(said(await slack.as(omar).command('/partner reminders whenever'))).toContain('« whenever »');
    await app.remind();
    clock.now = new Date(nine);
    await app.remind();
    expect([told(desk, amina), told(desk, omar)]).toEqual([[], [expect.stringContaining('1 suivi à faire')]]);
    const [message] = slack.as(omar).directMessages;
    if (message === undefined) throw new Error('nobody was told');
    await slack.as(omar).clicks(message, 'Ne plus me le rappeler');
    expect(read(slack.as(omar).ephemerals.at(-1)?.blocks)).toContain('Aucun rappel ne vous est envoyé');

    clock.now = new Date('2026-11-23T13:30:00Z');
    await app.remind();
    expect(told(desk, amina)).toHaveLength(1);
    clock.now = new Date(Date.parse(nine) + day);
    await app.remind();
    expect(told(desk, omar)).toHaveLength(1);
    expect(said(await slack.as(omar).command('/partner rappels oui'))).toContain('à 09:00');
    await app.remind();
    expect(told(desk, omar)).toHaveLength(2);
  });

  it('leave out what the person has just done themselves, and who came to their first follow-up since', async () => {
    const desk = await openDesk({ now: '2026-11-23T07:30:00Z' });
    const { app, clock, slack } = desk;
    await app.remind();
    await slack.as(claire).command('/partner todo call ODCO by today');
    await app.remind();
    clock.now = new Date(nine);
    await app.remind();
    expect(told(desk, claire)).toEqual([]);
    await slack.as(claire).command('/partner todo send the draft @omar by today');
    await vi.waitFor(() => expect(told(desk, omar)).toHaveLength(1));
    clock.now = new Date(Date.parse(nine) + 2 * 3_600_000);
    await app.remind();
    expect([told(desk, claire).length, told(desk, omar).length]).toEqual([0, 1]);
    clock.now = new Date(Date.parse(nine) + day);
    await app.remind();
    expect(told(desk, claire)[0]).toContain('call ODCO');
    expect(told(desk, omar)[1]).toContain('send the draft');
  });

  it('go to the deputy as well while someone is away, and never to who has left', async () => {
    const desk = await openDesk({ now: '2026-11-20T12:00:00Z' });
    const { app, clock, slack } = desk;
    await given(desk, amina, [-1]);
    await given(desk, omar, [-1]);
    await slack.as(amina).command('/partner absent jusqu’au 30/11/2026 @claire');
    slack.changePerson(omar, { deleted: true });
    await app.remind();
    clock.now = new Date(nine);
    await app.remind();
    expect(told(desk, amina)).toHaveLength(1);
    expect(told(desk, claire)).toEqual([
      expect.stringContaining('@U0AMINA is away until Mon 30 Nov and named you as deputy'),
    ]);
    expect(told(desk, claire)[0]).toContain('Task of U0AMINA -1');
    expect(told(desk, omar)).toEqual([]);
    clock.now = new Date('2026-12-01T08:00:00Z');
    await app.remind();
    expect([told(desk, amina).length, told(desk, claire).length]).toEqual([2, 1]);
  });

  it('that were being sent when the process died come once, and those that Slack put off come later', async () => {
    const database = await freshDatabase();
    const desk = await openDesk({ now: '2026-11-20T12:00:00Z', database });
    const { app, clock, slack } = desk;
    await given(desk, amina, [0]);
    await given(desk, claire, [0]);
    await app.remind();
    clock.now = new Date(nine);
    // The one message arrives and nobody hears of it; the other is not taken.
    slack.failNext('chat.postMessage', 'drop after accepting');
    slack.failNext('chat.postMessage', { status: 429, retryAfter: 20 });
    await app.remind();
    const count = () => told(desk, amina).length + told(desk, claire).length;
    expect(count()).toBe(1);
    await app.remind();
    expect(count()).toBe(1);
    const replica = await openDesk({ now: '2026-11-23T08:05:00Z', database, slack });
    await replica.app.remind();
    await app.remind();
    expect([told(desk, amina).length, told(desk, claire).length]).toEqual([1, 1]);
    expect(
      await scopedOf(desk).reminder.count({ where: { sentOn: new Date(monday), leaseUntil: null } }),
    ).toBe(2);
    await database.close();
  });
});

describe('what is long overdue', () => {
  it('is told once to whoever stands in for the partner’s owner, after as many working days as are set', async () => {
    const desk = await openDesk({ now: nine });
    const { app, clock, slack } = desk;
    const settings = opened(await slack.as(youssef).command('/partner settings'));
    await slack.as(youssef).submits(settings, { escalateAfterDays: '3' });
    const partner = (name: string, people: { ownerId?: string; deputyId?: string }) =>
      scopedOf(desk).partner.create({
        data: { name, searchText: `|${name.toLowerCase()}|`, createdById: claire, ...people },
      });
    const odco = await partner('ODCO', { ownerId: amina, deputyId: omar });
    const agency = await partner('Agence', { ownerId: claire });
    const overdue = (partnerId: string, assigneeId: string, dueOn: string) =>
      scopedOf(desk).followUp.create({
        data: {
          text: `Task of ${assigneeId} ${dueOn}`,
          assigneeId,
          partnerId,
          dueOn: new Date(dueOn),
          origin: 'form',
          createdById: assigneeId,
        },
      });
    await scopedOf(desk).reminder.createMany({
      data: [amina, omar, claire, youssef].map((slackUserId) => ({ slackUserId, enabled: false })),
    });
    // Three working days before Monday the 23rd is Tuesday the 17th: Wednesday is a holiday in Morocco.
    await overdue(odco.id, amina, '2026-11-17');
    await overdue(odco.id, amina, '2026-11-19');
    await overdue(odco.id, omar, '2026-11-16');
    await overdue(agency.id, amina, '2026-11-13');
    // Nobody looks after this one: an administrator is told, but not of what they left lying themselves.
    const nobodys = await partner('Fondation', {});
    await overdue(nobodys.id, omar, '2026-11-12');
    const own = await overdue(nobodys.id, youssef, '2026-11-12');
    await app.remind();
    expect([told(desk, amina), told(desk, omar), told(desk, claire)]).toEqual([[], [], []]);
    clock.now = new Date('2026-11-23T09:30:00Z');
    slack.failNext('chat.postMessage', { status: 429, retryAfter: 20 });
    await app.remind();
    clock.now = new Date('2026-11-23T09:30:30Z');
    await Promise.all([app.remind(), app.remind()]);
    const saying = (text: string) => [expect.stringContaining(text)];
    expect(told(desk, omar)).toEqual(saying('Task of U0AMINA 2026-11-17'));
    expect(told(desk, omar)[0]).not.toContain('2026-11-19');
    expect(told(desk, amina)).toEqual(saying('Task of U0OMAR 2026-11-16'));
    expect(told(desk, claire)).toEqual(saying('1 follow-up is long overdue'));
    expect(told(desk, youssef)).toEqual(saying('Task of U0OMAR 2026-11-12'));
    expect(told(desk, youssef)[0]).not.toContain('Task of U0YOUSSEF');
    expect((await scopedOf(desk).followUp.findUnique({ where: { id: own.id } }))?.escalatedAt).not.toBeNull();

    // Put off and missed again, it is told again: in a channel now, as the settings say.
    const changed = opened(await slack.as(youssef).command('/partner settings'));
    await slack.as(youssef).submits(changed, {
      escalateTo: 'channel',
      officeChannel: partenariats,
    });
    const list = await slack.as(omar).command('/partner suivis');
    const which = { near: 'Task of U0OMAR 2026-11-16' };
    await slack.as(omar).chooses(shown(list), 'follow_ups.snooze', 'Au prochain jour ouvré', which);
    clock.now = new Date('2026-11-27T09:30:00Z');
    await app.remind();
    await app.remind();
    expect(slack.channel(partenariats).messages.map(({ blocks }) => read(blocks))).toEqual([
      expect.stringContaining('Task of U0AMINA 2026-11-19'),
    ]);
    expect(read(slack.channel(partenariats).messages[0]?.blocks)).toContain('Task of U0OMAR');
    expect(read(slack.channel(partenariats).messages[0]?.blocks)).toContain('2 suivis sont en retard');

    // A message that arrived and of which nobody heard is not sent again; one that never was is sent after all.
    const at = (minutes: number) => new Date(Date.parse('2026-11-27T10:00:00Z') + minutes * 60_000);
    const later = await overdue(odco.id, amina, '2026-11-20');
    clock.now = at(0);
    slack.failNext('chat.postMessage', 'drop after accepting');
    await app.remind();
    const posted = () => slack.channel(partenariats).messages.length;
    expect(posted()).toBe(2);
    clock.now = at(3);
    await Promise.all([app.remind(), app.remind()]);
    expect(posted()).toBe(2);
    const where = { where: { id: later.id } };
    expect(await scopedOf(desk).followUp.findUnique(where)).toMatchObject({ escalatingAt: null });
    await scopedOf(desk).followUp.updateMany({
      ...where,
      data: { escalatedAt: null, escalatingAt: at(3) },
    });
    clock.now = at(4);
    await app.remind();
    expect(posted()).toBe(2);
    clock.now = at(6);
    await Promise.all([app.remind(), app.remind()]);
    expect(posted()).toBe(3);
  });
});
