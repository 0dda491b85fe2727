import { describe, expect, it } from 'vitest';
import { toDay } from '../../src/calendar/day.js';
import { tick } from '../../src/digests/delivery.js';
import { amina, claire, type Desk, direction, elsewhere, omar, openDesk } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';
import { buttonsOf } from '../support/slack/slack-double.js';

/** A Monday: 9:00 in Casablanca. */
const nine = '2026-11-23T08:00:00Z';

async function at(desk: Desk, instant: string): Promise<void> {
  desk.clock.now = new Date(instant);
  await tick(desk.app.delivery);
}

/** A desk at 8:30 on that Monday, on which Omar has something to do by tomorrow. */
async function deskWithFollowUp(): Promise<Desk> {
  const desk = await openDesk({ now: '2026-11-23T07:30:00Z' });
  await desk.slack.as(amina).command(`/partner suivi Envoyer le projet <@${omar}|omar> demain`);
  return desk;
}

/** Registers agreements of which nobody knows when they end. */
async function withUnknownEnds({ slack, database }: Desk, count: number): Promise<void> {
  const scoped = database.scoped(slack.teamId);
  const { id: partnerId } = await scoped.partner.create({
    data: {
      name: 'Atlantide',
      sortName: 'atlantide',
      searchText: '|atlantide|',
      createdById: amina,
      ownerId: amina,
    },
    select: { id: true },
  });
  await scoped.agreement.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      ...{ partnerId, reference: `LI-${index}`, title: `LI-${index}`, kind: 'letter_of_intent' as const },
      ...{ termKind: 'unknown' as const, renewal: 'none' as const, ownerId: amina, createdById: amina },
    })),
  });
}

function buttons(blocks: unknown): string[] {
  return buttonsOf(blocks).map(({ text }) => text);
}

describe('a channel', () => {
  it('gets its digest at its time, once, and items that are settled there', async () => {
    const desk = await deskWithFollowUp();
    const { slack } = desk;
    const seen = await slack
      .as(amina)
      .command('/partner abonner échéances suivis en semaine à 9h', { channel: direction });
    expect(said(seen)).toContain('Ce canal reçoit désormais : échéances et suivis, les jours ouvrés à 9h.');
    expect(said(seen)).toContain(
      'prochains envois : 23 nov. 2026, 09:00 → 24 nov. 2026, 09:00 → 25 nov. 2026, 09:00 (Africa/Casablanca)',
    );

    await at(desk, '2026-11-23T07:59:50Z');
    expect(slack.channel(direction).messages).toEqual([]);
    await at(desk, nine);
    await at(desk, '2026-11-23T08:00:10Z');
    const [digest, ...more] = slack.channel(direction).messages;
    if (digest === undefined) throw new Error('no digest came');
    expect(more).toEqual([]);
    expect(digest.text).toContain('Suivis à faire : 1');
    expect(read(digest.blocks)).toContain('Envoyer le projet');

    const done = buttons(digest.blocks)[0] ?? '';
    await slack.as(omar).clicks(digest, done);
    const [settled] = slack.channel(direction).messages;
    expect(read(settled?.blocks)).toContain(omar);
    expect(buttons(settled?.blocks)).toEqual([]);

    await at(desk, '2026-11-24T08:00:05Z');
    expect(slack.channel(direction).messages).toHaveLength(1);
  });

  it('is subscribed in a form, once however often it is delivered', async () => {
    const desk = await deskWithFollowUp();
    const { slack, database } = desk;
    const form = opened(await slack.as(claire).command('/partner subscribe', { channel: direction }));
    const refused = await slack
      .as(claire)
      .submits(form, { schedule: 'soon', timeZone: 'Mars', kinds: ['cold'], minOverdueDays: '3' });
    expect(refused.errors).toEqual({
      timeZone: expect.stringContaining('not a time zone'),
      schedule: expect.stringContaining('did not understand'),
      minOverdueDays: expect.stringContaining('None of the kinds'),
    });
    const seen = await slack.as(claire).submits(opened(refused), {
      timeZone: 'Africa/Casablanca',
      schedule: 'lundi à 10h15',
      kinds: ['followups'],
      minOverdueDays: '',
    });
    expect(said(seen)).toContain('every Monday at 10:15');
    await slack.redeliver(seen);
    expect(await database.scoped(slack.teamId).subscription.count()).toBe(1);
    await at(desk, '2026-11-23T09:15:05Z');
    expect(slack.channel(direction).messages).toHaveLength(1);
  });

  it('gets each kind by one subscription, the latest', async () => {
    const desk = await deskWithFollowUp();
    const { slack } = desk;
    const claires = slack.as(claire);
    await claires.command('/partner subscribe renewals followups daily at 9', { channel: direction });
    const again = await claires.command('/partner subscribe followups mondays at 10:00', {
      channel: direction,
    });
    expect(said(again)).toContain('replaces its earlier subscription to followups');
    const list = await claires.command('/partner subscriptions', { channel: direction });
    expect(said(list)).toContain('2 subscriptions of this channel or yours');
    expect(said(list)).toContain('*renewals* · every day at 9:00');
    expect(said(list)).toContain('*followups* · every Monday at 10:00');
    await claires.clicks(shown(again), 'Undo');
    const before = await claires.command('/partner subscriptions', { channel: direction });
    expect(said(before)).toContain('*renewals and followups* · every day at 9:00');
  });

  it('lists all its subscriptions, a page at a time', async () => {
    const { slack } = await openDesk();
    const claires = slack.as(claire);
    for (let day = 1; day <= 13; day += 1) {
      await claires.command(`/partner subscribe renewals within:${day} daily at ${day}:00`, {
        channel: direction,
      });
    }
    const list = shown(await claires.command('/partner subscriptions', { channel: direction }));
    expect(read(list.blocks)).toContain('13 subscriptions');
    expect(read(list.blocks)).not.toContain('every day at 13:00');
    await claires.clicks(list, 'Next page');
    expect(read(list.blocks)).toContain('every day at 13:00');
    expect(read(list.blocks)).not.toContain('every day at 12:00');
    await claires.clicks(list, 'Previous page');
    expect(read(list.blocks)).toContain('every day at 12:00');
  });

  it('can have its digests paused, resumed, sent at once and ended, in its list', async () => {
    const desk = await deskWithFollowUp();
    const { slack } = desk;
    const aminas = slack.as(amina);
    await aminas.command('/partner abonner suivis tous les jours à 9h', { channel: direction });
    const list = shown(await aminas.command('/partner abonnements', { channel: direction }));
    await aminas.clicks(list, 'Mettre en pause');
    expect(read(list.blocks)).toContain('en pause');
    await at(desk, nine);
    expect(slack.channel(direction).messages).toEqual([]);

    await aminas.clicks(list, 'Reprendre');
    expect(read(list.blocks)).toContain('prochain : 24 nov. 2026, 09:00');
    expect(said(await aminas.clicks(list, 'Envoyer maintenant'))).toContain('C’est parti');
    expect(said(await aminas.clicks(list, 'Envoyer maintenant'))).toContain('déjà en route');
    await at(desk, '2026-11-23T08:00:10Z');
    expect(slack.channel(direction).messages).toHaveLength(1);

    const ended = await aminas.clicks(list, 'Supprimer');
    expect(read(list.blocks)).toContain('ne reçoit pas encore de récapitulatif');
    await aminas.clicks(shown(ended), 'Annuler cette action');
    await at(desk, '2026-11-24T08:00:05Z');
    expect(slack.channel(direction).messages).toHaveLength(2);
  });

  it('is unsubscribed by the kind, and told where it gets nothing', async () => {
    const { slack } = await openDesk();
    const claires = slack.as(claire);
    const nothing = await claires.command('/partner unsubscribe renewals', { channel: direction });
    expect(said(nothing)).toContain('nothing has changed');
    await claires.command('/partner subscribe renewals followups', { channel: direction });
    const ended = await claires.command('/partner unsubscribe renewals', { channel: direction });
    expect(said(ended)).toContain('no longer gets renewals.');
    const list = await claires.command('/partner subscriptions', { channel: direction });
    expect(said(list)).toContain('*followups*');
    expect(said(list)).not.toContain('renewals');
  });

  it('has its digest once where Slack took it and the answer was lost', async () => {
    const desk = await deskWithFollowUp();
    const { slack } = desk;
    await slack.as(claire).command('/partner subscribe followups', { channel: direction });
    slack.failNext('chat.postMessage', 'drop after accepting');
    await at(desk, nine);
    await at(desk, '2026-11-23T08:01:00Z');
    expect(slack.channel(direction).messages).toHaveLength(1);
    expect(slack.calls.filter(({ method }) => method === 'conversations.history')).toHaveLength(1);
    const list = await slack.as(claire).command('/partner subscriptions', { channel: direction });
    expect(said(list)).toContain('last: 23 Nov 2026, 09:00 ✓');
  });

  it('has its digest once where Slack asked to wait', async () => {
    const desk = await deskWithFollowUp();
    const { slack } = desk;
    await slack.as(claire).command('/partner subscribe followups', { channel: direction });
    slack.failNext('chat.postMessage', { status: 429, retryAfter: 30 });
    await at(desk, nine);
    expect(slack.channel(direction).messages).toEqual([]);
    await at(desk, '2026-11-23T08:00:20Z');
    await at(desk, '2026-11-23T08:00:31Z');
    expect(slack.channel(direction).messages).toHaveLength(1);
  });

  it('in which the app is not gets nothing, and the one who subscribed it learns how to help', async () => {
    const desk = await deskWithFollowUp();
    const { slack } = desk;
    await slack.as(claire).command('/partner subscribe followups', { channel: elsewhere });
    await at(desk, nine);
    expect(slack.channel(elsewhere).messages).toEqual([]);
    const [notice, ...more] = slack.as(claire).directMessages;
    if (notice === undefined) throw new Error('nobody was told');
    expect(more).toEqual([]);
    expect(read(notice.blocks)).toContain('/invite @Partnership Desk');
    const list = said(await slack.as(claire).command('/partner subscriptions', { channel: elsewhere }));
    expect(list).toContain('paused · last: 23 Nov 2026, 09:00, not sent: I am not in the channel');
    await slack.as(claire).clicks(notice, 'Reprendre');
    const [resumed] = slack.as(claire).directMessages;
    expect(read(resumed?.blocks)).toContain('prochain : 24 nov. 2026');
  });

  it('is told what was not understood, and nothing is subscribed', async () => {
    const { slack, database } = await openDesk();
    const claires = slack.as(claire);
    expect(said(await claires.command('/partner subscribe renewls weekdays at 9'))).toContain(
      '“renewls weekdays at 9”',
    );
    expect(said(await claires.command('/partner subscribe renewals axis:cooking'))).toContain('Internships');
    expect(said(await claires.command('/partner unsubscribe everythin'))).toContain('“everythin”');
    expect(await database.scoped(slack.teamId).subscription.count()).toBe(0);
  });
});

describe('a person', () => {
  it('gets digests in a direct message, by a schedule, filters and a language of their own', async () => {
    const desk = await deskWithFollowUp();
    const { slack, database } = desk;
    const claires = slack.as(claire);
    const seen = await claires.command(
      `/partner subscribe followups me <@${omar}|omar> national weekdays at 9:00`,
    );
    expect(said(seen)).toContain('You now get followups on working days at 9:00, in a direct message.');
    expect(said(seen)).toContain('national');
    await at(desk, nine);
    // Omar's follow-up is about no partner.
    expect(claires.directMessages).toEqual([]);

    const list = shown(await claires.command('/partner subscriptions', { channel: direction }));
    expect(read(list.blocks)).toContain(`to @${claire}`);
    expect(read(list.blocks)).not.toContain('set up by');
    const form = opened(await claires.clicks(list, 'Edit'));
    expect(form.view.state.values['schedule']).toMatchObject({ input: { value: 'on working days at 9:00' } });
    const changed = await claires.submits(form, {
      reach: null,
      schedule: 'every 2 weeks on tuesday at 8:30',
      language: 'fr',
    });
    expect(said(changed)).toContain('Changed: followups every 2 weeks on Tuesday at 8:30.');
    expect(said(changed)).toContain('24 Nov 2026, 08:30 → 8 Dec 2026, 08:30 → 22 Dec 2026, 08:30');
    await claires.clicks(shown(changed), 'Undo');
    const [row] = await database.scoped(slack.teamId).subscription.findMany();
    expect(row).toMatchObject({
      personId: claire,
      language: 'en',
      filters: { ownerId: omar, reach: 'national' },
    });
    await claires.command('/partner subscribe followups me every 2 weeks on tuesday at 8:30');
    await withUnknownEnds(desk, 1);
    await at(desk, '2026-11-24T07:30:05Z');
    expect(claires.directMessages).toHaveLength(1);
    expect(read(claires.directMessages[0]?.blocks)).toContain('Follow-ups due: 1');
    expect(read(claires.directMessages[0]?.blocks)).toContain(
      '1 agreement has an unknown end: no digest can announce it.',
    );
  });

  it('sees what would come and when, and all subscriptions of the workspace', async () => {
    const desk = await deskWithFollowUp();
    const claires = desk.slack.as(claire);
    await claires.command('/partner subscribe followups mondays at 10:00', { channel: direction });
    await claires.command('/partner subscribe renewals partner:university overdue:3', { channel: elsewhere });
    await withUnknownEnds(desk, 1);
    const list = shown(await claires.command('/partner subscriptions', { channel: direction }));
    const preview = read((await claires.clicks(list, 'Preview')).ephemerals.at(-1)?.blocks);
    expect(preview).toContain('Follow-ups due: 1');
    expect(preview).toContain('1 agreement has an unknown end');
    expect(preview).toContain('23 Nov 2026, 10:00 → 30 Nov 2026, 10:00 → 7 Dec 2026, 10:00');
    expect(desk.slack.channel(direction).messages).toEqual([]);
    const all = said(await claires.command('/partner subscriptions all', { channel: direction }));
    expect(all).toContain('2 subscriptions in the workspace');
    expect(all).toContain('University');
    expect(all).toContain('overdue by 3 working days or more');
    const page = said(await claires.command('/partner subscriptions all page:9', { channel: direction }));
    expect(page).toContain('overdue by 3 working days or more');
    expect(
      said(await claires.command('/partner subscribe cold overdue:3', { channel: direction })),
    ).toContain('The days overdue does not narrow: cold');
    expect(
      said(await claires.command('/partner subscribe renewals partner:circus', { channel: direction })),
    ).toContain('No kind of partner is called “circus”');
  });
});

describe('a digest after another', () => {
  it('marks what is new, shows what was settled since, and counts against the week before', async () => {
    const desk = await deskWithFollowUp();
    const { slack } = desk;
    const aminas = slack.as(amina);
    await aminas.command('/partner abonner hebdo', { channel: direction });
    await aminas.command('/partner abonner suivis en semaine à 9h', { channel: direction });
    await aminas.command(`/partner suivi Relire la convention <@${omar}|omar> demain`);
    await withUnknownEnds(desk, 2);
    await at(desk, nine);
    const [first, second] = slack.channel(direction).messages.map(({ blocks }) => read(blocks));
    const weekly = [first, second].find((text) => text?.includes('La semaine en bref : 2'));
    expect(weekly).toContain('Suivis à faire : 2');
    expect([first, second].join()).not.toContain('🆕');
    for (const each of [first, second])
      expect(each?.match(/2 conventions ont une fin inconnue/g)).toHaveLength(1);

    await aminas.command(`/partner suivi Appeler le doyen <@${omar}|omar> demain`);
    const digest = slack.channel(direction).messages.find(({ text }) => !text.includes('La semaine'));
    if (digest === undefined) throw new Error('no digest came');
    await slack.as(omar).clicks(digest, 'Fait', { near: 'Envoyer le projet' });
    await at(desk, '2026-11-24T08:00:05Z');
    const next = read(slack.channel(direction).messages.at(-1)?.blocks);
    expect(next).toContain('Suivis à faire : 2 (🆕 1)');
    expect(next).toContain('🆕 *Appeler le doyen*');
    expect(next).toContain('✓ ~Envoyer le projet~');
    expect(next).toContain('*Aujourd’hui*');

    await at(desk, '2026-11-30T08:00:05Z');
    const after = slack
      .channel(direction)
      .messages.slice(-2)
      .map(({ blocks }) => read(blocks));
    expect(after.find((text) => text.includes('La semaine en bref'))).toContain('= en une semaine (2)');

    const { app, database } = desk;
    const scoped = database.scoped(slack.teamId);
    const runs = () => scoped.digestRun.count();
    const sent = await runs();
    const [subscription] = await scoped.subscription.findMany();
    const held = new Date('2026-11-01T08:00:00Z');
    await scoped.digestRun.createMany({
      data: [
        { subscriptionId: subscription?.id ?? '', scheduledAt: held, state: 'claimed', leaseUntil: held },
      ],
    });
    const dayOf = async (instant: string) => {
      desk.clock.now = new Date(instant);
      await app.daily(scoped, await app.settings(), toDay(instant.slice(0, 10)));
    };
    await dayOf('2027-11-22T05:00:00Z');
    expect(await runs()).toBe(sent + 1);
    // More than a year later they are forgotten, but for one that nobody has ended.
    await dayOf('2027-12-05T05:00:00Z');
    expect(await runs()).toBe(1);
  });
});

describe('the digest now', () => {
  it('is for the person only, in their language, until it is posted in the channel’s', async () => {
    const desk = await deskWithFollowUp();
    const { slack } = desk;
    const claires = slack.as(claire);
    await withUnknownEnds(desk, 1);
    const now = await claires.command('/partner digest', { channel: direction });
    expect(said(now)).toContain('Follow-ups due: 1');
    expect(said(now).match(/1 agreement has an unknown end/g)).toHaveLength(1);
    expect(slack.channel(direction).messages).toEqual([]);
    const posted = await claires.clicks(shown(now), 'Post to the channel');
    expect(said(posted)).toContain('Posted for the channel to see.');
    expect(read(slack.channel(direction).messages[0]?.blocks)).toContain('Suivis à faire : 1');
    expect(read(slack.channel(direction).messages[0]?.blocks)).toContain('1 convention a une fin inconnue');
  });

  it('shows the twenty most urgent, grouped, and opens the rest', async () => {
    const { slack, database } = await deskWithFollowUp();
    const due = { assigneeId: omar, origin: 'command', createdById: omar } as const;
    await database.scoped(slack.teamId).followUp.createMany({
      data: Array.from({ length: 24 }, (_, index) => ({
        ...due,
        text: `Overdue ${index}`,
        dueOn: new Date('2026-11-20T00:00:00Z'),
      })),
    });
    const now = shown(await slack.as(claire).command('/partner digest followups', { channel: direction }));
    expect(read(now.blocks)).toContain('Follow-ups due: 25');
    expect(read(now.blocks)).toContain('*Overdue*');
    expect(read(now.blocks)).not.toContain('*This week*');
    await slack.as(claire).clicks(now, '5 more');
    expect(read(now.blocks)).toContain('Overdue (24)');
  });

  it('says that nothing is due, and does not post that', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    await withUnknownEnds(desk, 1);
    expect(said(await slack.as(amina).command('/partner récap'))).toContain('Rien à signaler');
    expect(said(await slack.as(amina).command('/partner recap publier', { channel: direction }))).toContain(
      'Rien à signaler',
    );
    expect(slack.channel(direction).messages).toEqual([]);
  });
});
