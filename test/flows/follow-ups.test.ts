import { describe, expect, it, vi } from 'vitest';
import { amina, claire, type Desk, guest, omar, openDesk, partenariats } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';
import { buttonsOf } from '../support/slack/slack-double.js';

const monday = new Date('2026-11-23T00:00:00Z');

function scopedOf({ database, slack }: Desk) {
  return database.scoped(slack.teamId);
}

/** Follow-ups of one person, each due so many days from Monday. */
async function withFollowUps(desk: Desk, assigneeId: string, due: (number | null)[]): Promise<void> {
  await desk.slack.as(claire).command('/partner');
  await scopedOf(desk).followUp.createMany({
    data: due.map((days, index) => ({
      text: `Task ${index}`,
      assigneeId,
      dueOn: days === null ? null : new Date(monday.getTime() + days * 86_400_000),
      origin: 'form' as const,
      createdById: assigneeId,
    })),
  });
}

function latest({ slack }: Desk, person: string): string {
  return read(slack.as(person).ephemerals.at(-1)?.blocks);
}

describe('/partner todo', () => {
  it('that Slack delivers twice is there once, and tells the colleague once', async () => {
    const { slack, database } = await openDesk();
    const seen = await slack.as(claire).command(`/partner todo call ODCO <@${omar}>`);
    await slack.redeliver(seen);
    expect(await database.scoped(slack.teamId).followUp.count()).toBe(1);
    expect(slack.as(omar).directMessages).toHaveLength(1);
  });

  it('writes a follow-up in one line, and tells the colleague who does it, once, in their language', async () => {
    const desk = await openDesk();
    const seen = await desk.slack.as(claire).command('/partner todo send the draft @amina by friday');
    expect(said(seen)).toContain('*send the draft*');
    expect(said(seen)).toContain('due Fri 27 Nov (in 4 days)');
    expect(await scopedOf(desk).followUp.findMany()).toMatchObject([
      { text: 'send the draft', assigneeId: amina, createdById: claire, origin: 'command' },
    ]);
    await vi.waitFor(() => expect(desk.slack.as(amina).directMessages).toHaveLength(1));
    const [told] = desk.slack.as(amina).directMessages;
    expect(read(told?.blocks)).toContain('Claire Whitfield vous a confié un suivi.');
    expect(read(told?.blocks)).toContain('pour le ven. 27 nov.');
    expect(desk.slack.as(claire).directMessages).toHaveLength(0);
  });

  it('is for the person who asks where nobody is named, in French too', async () => {
    const desk = await openDesk();
    const seen = await desk.slack.as(amina).command('/partner suivi envoyer le projet avant vendredi');
    expect(said(seen)).toContain('*envoyer le projet*');
    const [followUp] = await scopedOf(desk).followUp.findMany();
    expect(followUp).toMatchObject({ assigneeId: amina, dueOn: new Date('2026-11-27T00:00:00Z') });
    await desk.slack.as(amina).command('/partner suivi relire @omar');
    await vi.waitFor(() => expect(desk.slack.as(omar).directMessages).toHaveLength(1));
    expect(desk.slack.as(amina).directMessages).toHaveLength(0);
  });

  it('knows the one partner that is named in it, by name or acronym', async () => {
    const desk = await openDesk();
    await desk.slack.as(claire).command('/partner');
    await scopedOf(desk).partner.createMany({
      data: [
        { name: 'Orchidée', acronym: 'ODCO', searchText: '|orchidee|odco|', createdById: amina },
        { name: 'Numeric Cluster', searchText: '|numeric cluster|', createdById: amina },
      ],
    });
    const one = await desk.slack.as(claire).command('/partner todo call odco tomorrow');
    expect(said(one)).toContain('ODCO — Orchidée');
    const other = await desk.slack.as(claire).command('/partner todo write to the Numeric Cluster');
    expect(said(other)).toContain('Numeric Cluster');
    const several = await desk.slack
      .as(claire)
      .command('/partner todo bring ODCO and Numeric Cluster together');
    expect(said(several)).toMatch(/You named (?:Numeric Cluster|ODCO — Orchidée) and /);
    await scopedOf(desk).partner.create({
      data: { name: 'ODCO Services', searchText: '|odco services|', createdById: amina },
    });
    const longer = await desk.slack.as(claire).command('/partner todo call ODCO Services');
    expect(said(longer)).toContain('· ODCO Services');
    const issue = `call ODCO about the draft <@${omar}> vendredi`;
    expect(said(await desk.slack.as(claire).command(`/partner todo ${issue}`))).toMatch(
      /\*call ODCO about the draft\*\s*@U0OMAR · due Fri 27 Nov \(in 4 days\) · ODCO — Orchidée/,
    );
    const french = await desk.slack
      .as(amina)
      .command('/partner suivi appeler l’ODCO au sujet du projet @omar vendredi');
    expect(said(french)).toContain('pour le ven. 27 nov.');
    expect(said(french)).toContain('ODCO — Orchidée');
    const both = await scopedOf(desk).followUp.findFirst({ where: { text: { contains: 'together' } } });
    expect(both?.partnerId).toBeNull();
  });

  it('asks who is meant by a name that nobody has, and loses nothing', async () => {
    const desk = await openDesk();
    const seen = await desk.slack.as(claire).command('/partner todo send the draft @amnia by friday');
    expect(said(seen)).toContain('I know no colleague called @amnia');
    expect(await scopedOf(desk).followUp.count()).toBe(0);
    await desk.slack.as(claire).clicks(shown(seen), 'I’ll do it');
    expect(await scopedOf(desk).followUp.findMany()).toMatchObject([
      { text: 'send the draft', assigneeId: claire, dueOn: new Date('2026-11-27T00:00:00Z') },
    ]);
  });

  it('says which words it could not read as a day', async () => {
    const desk = await openDesk();
    const seen = await desk.slack.as(claire).command('/partner todo sign by 31/02/2027');
    expect(said(seen)).toContain('I could not read “31/02/2027” as a day');
    expect(said(seen)).toContain('no day set');
  });

  it('opens a form without a text, which refuses a guest as the one who does it', async () => {
    const desk = await openDesk();
    const form = opened(await desk.slack.as(claire).command('/partner todo @omar by friday'));
    expect(form.view.state.values['assignee']).toMatchObject({ input: { selected_user: omar } });
    expect(form.view.state.values['dueOn']).toMatchObject({ input: { selected_date: '2026-11-27' } });
    const refused = await desk.slack.as(claire).submits(form, { text: 'Call', assignee: guest });
    expect(refused.errors['assignee']).toContain('Choose a colleague');
    const saved = await desk.slack
      .as(claire)
      .submits(opened(refused), { assignee: omar, newPartner: 'ODCO' });
    expect(said(saved)).toContain('*Call*');
    await desk.slack.redeliver(saved);
    expect(await scopedOf(desk).followUp.count()).toBe(1);
    await vi.waitFor(() => expect(desk.slack.as(omar).directMessages).toHaveLength(1));
  });

  it('is saved though the colleague can’t be told', async () => {
    const desk = await openDesk();
    desk.slack.failNext('conversations.open', { error: 'internal_error' });
    await desk.slack.as(claire).command('/partner todo send it @omar');
    await vi.waitFor(() => expect(desk.logged.join()).toContain('could not be told'));
    expect(await scopedOf(desk).followUp.count()).toBe(1);
  });
});

describe('a follow-up', () => {
  it('is done with one click: the card shows who and when, and can be taken back', async () => {
    const desk = await openDesk();
    const saved = await desk.slack.as(amina).command('/partner suivi appeler');
    await desk.slack.as(amina).clicks(shown(saved), 'Fait');
    const card = desk.slack.as(amina).ephemerals.find(({ ts }) => ts === shown(saved).ts);
    const beside = desk.slack.as(amina).ephemerals.at(-1);
    expect(read(card?.blocks)).toContain('~appeler~ · fait par @U0AMINA, 23 nov. 2026');
    expect(buttonsOf(card?.blocks)).toEqual([]);
    expect(read(beside?.blocks)).toContain('Fait : appeler');
    if (beside === undefined) throw new Error('nothing was said');
    await desk.slack.as(amina).clicks(beside, 'Annuler cette action');
    expect(await scopedOf(desk).followUp.findMany()).toMatchObject([{ text: 'appeler', state: 'open' }]);
  });

  it('that is posted shows to everyone who did it, whoever presses second', async () => {
    const desk = await openDesk();
    const saved = await desk.slack.as(amina).command('/partner suivi appeler');
    await desk.slack.as(amina).clicks(shown(saved), 'Publier dans le canal');
    const [posted] = desk.slack.channel(partenariats).messages;
    if (posted === undefined) throw new Error('nothing was posted');
    await desk.slack.as(omar).clicks(posted, 'Fait');
    const after = desk.slack.channel(partenariats).messages[0];
    expect(read(after?.blocks)).toContain('fait par @U0OMAR');
    expect(buttonsOf(after?.blocks)).toEqual([]);
    await desk.slack.as(amina).clicks(shown(saved), 'Fait');
    const card = desk.slack.as(amina).ephemerals.find(({ ts }) => ts === shown(saved).ts);
    expect(read(card?.blocks)).toContain('fait par @U0OMAR');
    expect(await scopedOf(desk).change.count({ where: { action: 'follow_up_done' } })).toBe(1);
  });

  it('is put off by a menu, or to any day but a past one', async () => {
    const desk = await openDesk({ now: '2026-11-27T08:00:00Z' });
    const saved = await desk.slack.as(claire).command('/partner todo call by today');
    await desk.slack.as(claire).chooses(shown(saved), 'follow_ups.snooze', 'Next working day');
    expect(latest(desk, claire)).toContain('Put off to Mon 30 Nov: call');
    const card = desk.slack.as(claire).ephemerals.at(-2);
    if (card === undefined) throw new Error('no card');
    const form = opened(await desk.slack.as(claire).chooses(card, 'follow_ups.snooze', 'On another day…'));
    const refused = await desk.slack.as(claire).submits(form, { dueOn: '2026-11-26' });
    expect(refused.errors['dueOn']).toContain('This day has passed');
    const seen = await desk.slack.as(claire).submits(opened(refused), { dueOn: '2026-12-24' });
    expect(said(seen)).toContain('due Thu 24 Dec');
  });

  it('is given to a colleague, who is told', async () => {
    const desk = await openDesk();
    const saved = await desk.slack.as(claire).command('/partner todo call');
    const form = opened(await desk.slack.as(claire).clicks(shown(saved), 'Reassign'));
    const seen = await desk.slack.as(claire).submits(form, { assignee: omar });
    expect(said(seen)).toContain('@U0OMAR');
    await vi.waitFor(() => expect(desk.slack.as(omar).directMessages).toHaveLength(1));
  });

  it('is edited in its form, unless it was done meanwhile', async () => {
    const desk = await openDesk();
    const saved = await desk.slack.as(claire).command('/partner todo call by friday');
    const form = opened(await desk.slack.as(claire).chooses(shown(saved), 'follow_ups.further', 'Edit…'));
    expect(form.view.state.values['text']).toMatchObject({ input: { value: 'call' } });
    const seen = await desk.slack.as(claire).submits(form, { text: 'call again', dueOn: null });
    expect(said(seen)).toContain('*call again*');
    expect(said(seen)).toContain('no day set');

    const second = opened(await desk.slack.as(claire).chooses(shown(seen), 'follow_ups.further', 'Edit…'));
    await scopedOf(desk).followUp.updateMany({
      data: { state: 'done', settledById: amina, settledAt: monday },
    });
    const refused = await desk.slack.as(claire).submits(second, { text: 'too late' });
    expect(refused.errors['text']).toContain('in the meantime');
    expect((await scopedOf(desk).followUp.findMany())[0]?.text).toBe('call again');
  });

  it('shows hostile text as typed', async () => {
    const desk = await openDesk();
    const typed = `&lt;!channel&gt; *b* &lt;https://evil.example|bank&gt; ${'x'.repeat(2900)}`;
    const seen = await desk.slack.as(claire).command(`/partner todo ${typed}`);
    expect(said(seen)).toContain('<!channel>');
    expect(said(seen)).toContain('<https://evil.example|bank>');
    const [followUp] = await scopedOf(desk).followUp.findMany();
    expect(followUp?.text).toHaveLength(2900 + '<!channel> *b* <https://evil.example|bank> '.length);
    expect(said(await desk.slack.as(claire).command('/partner followups'))).toContain('…');

    // A line of a long note may be more than the form takes: what is left alone in it stays whole.
    const long = `${'y'.repeat(2999)} ${'z'.repeat(600)}`;
    await scopedOf(desk).followUp.updateMany({ data: { text: long } });
    const list = await desk.slack.as(claire).command('/partner followups');
    const edit = opened(await desk.slack.as(claire).chooses(shown(list), 'follow_ups.further', 'Edit…'));
    await desk.slack.as(claire).submits(edit, { assignee: omar });
    expect(await scopedOf(desk).followUp.findMany()).toMatchObject([{ text: long, assigneeId: omar }]);
  });
});

describe('/partner followups', () => {
  it('groups the person’s own by when they are due', async () => {
    const desk = await openDesk();
    await withFollowUps(desk, claire, [null, 30, 2, 0, -3]);
    await withFollowUps(desk, amina, [0]);
    const list = said(await desk.slack.as(claire).command('/partner followups'));
    expect(list).toContain('You have 5 open follow-ups');
    const places = ['Overdue (1)', 'Today (1)', 'This week (1)', 'Later (1)', 'Without a day (1)'].map(
      (heading) => list.indexOf(heading),
    );
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(list).toContain('*overdue* since Fri 20 Nov (1 working day ago)');
  });

  it('shows everyone’s, a colleague’s and the overdue ones, in either language', async () => {
    const desk = await openDesk();
    await withFollowUps(desk, claire, [-1, 1]);
    await withFollowUps(desk, amina, [-1, -2]);
    const { slack } = desk;
    expect(said(await slack.as(claire).command('/partner followups all'))).toContain(
      '4 open follow-ups in all',
    );
    expect(said(await slack.as(omar).command('/partner suivis tous en retard'))).toContain(
      '3 suivis en retard au total',
    );
    expect(said(await slack.as(claire).command('/partner followups @amina'))).toContain(
      'Amina Berrada has 2 open follow-ups',
    );
    expect(said(await slack.as(claire).command('/partner followups late'))).toContain(
      'You have 1 overdue follow-up',
    );
    expect(said(await slack.as(omar).command('/partner suivis'))).toContain(
      'Vous n’avez aucun suivi en cours',
    );
    expect(said(await slack.as(claire).command('/partner followups ODCO'))).toContain('“ODCO”');
  });

  it('pages through many, and what is done goes from the list', async () => {
    const desk = await openDesk();
    await withFollowUps(
      desk,
      claire,
      Array.from({ length: 21 }, (_, index) => index),
    );
    const first = await desk.slack.as(claire).command('/partner followups');
    expect(said(first)).toContain('You have 21 open follow-ups');
    await desk.slack.as(claire).clicks(shown(first), 'Next page');
    expect(latest(desk, claire)).toContain('Task 10');
    await desk.slack.as(claire).clicks(desk.slack.as(claire).ephemerals.at(-1) ?? shown(first), 'Next page');
    const last = desk.slack.as(claire).ephemerals.at(-1);
    expect(read(last?.blocks)).toContain('Task 20');
    if (last === undefined) throw new Error('no page');
    await desk.slack.as(claire).clicks(last, 'Done');
    const refreshed = desk.slack.as(claire).ephemerals.find(({ ts }) => ts === last.ts);
    expect(read(refreshed?.blocks)).toContain('You have 20 open follow-ups');
    expect(read(refreshed?.blocks)).toContain('Task 19');
  });
});

describe('open follow-ups', () => {
  it('stand on the person’s desk, the most urgent five, and go from the Home tab when done', async () => {
    const desk = await openDesk();
    await withFollowUps(desk, claire, [0, 1, 2, 3, 4, 5, 6]);
    const seen = said(await desk.slack.as(claire).command('/partner'));
    expect(seen).toContain('Task 4');
    expect(seen).not.toContain('Task 5');
    expect(seen).toContain('All my follow-ups (7)');
    const { home } = await desk.slack.as(claire).opensHome();
    if (home === undefined) throw new Error('no home');
    await desk.slack.as(claire).clicks(home, 'Done', { near: 'Task 0' });
    expect(read(desk.slack.as(claire).home?.view.blocks)).not.toContain('Task 0');
    expect(desk.slack.as(claire).directMessages).toHaveLength(0);
  });

  it('stand on their partner’s card, each with its button', async () => {
    const desk = await openDesk();
    const form = opened(await desk.slack.as(claire).command('/partner todo'));
    await desk.slack.as(claire).submits(form, { text: 'Send the draft', newPartner: 'ODCO' });
    const card = await desk.slack.as(claire).command('/partner show odco');
    expect(said(card)).toContain('Send the draft');
    await desk.slack.as(claire).clicks(shown(card), 'Done');
    expect(await scopedOf(desk).followUp.count({ where: { state: 'open' } })).toBe(0);
  });
});
