import { describe, expect, it } from 'vitest';
import { amina, claire, omar, openDesk } from '../support/desk.js';
import { savesMeeting } from '../support/meetings.js';
import { opened, read, said, shown } from '../support/reading.js';
import { buttonsOf } from '../support/slack/slack-double.js';

async function openRegister() {
  const desk = await openDesk();
  const scoped = desk.database.scoped(desk.slack.teamId);
  const partner = (
    name: string,
    cadenceMonths: number | null,
    ownerId: string,
    meetAgainOn: string | null,
  ) => {
    const folded = name.toLowerCase();
    const again = meetAgainOn === null ? null : new Date(meetAgainOn);
    return scoped.partner.create({
      data: {
        ...{ name, cadenceMonths, ownerId, meetAgainOn: again },
        searchText: `|${folded}|`,
        sortName: folded,
        createdById: amina,
        createdAt: new Date('2026-01-05T08:00:00Z'),
      },
    });
  };
  return { ...desk, scoped, partner };
}

describe('partners without contact', () => {
  it('are listed, the longest overdue first, and go from the list once they are met', async () => {
    const { slack, scoped, partner } = await openRegister();
    expect(said(await slack.as(amina).command('/partner silencieux'))).toContain(
      'ont été rencontrés à temps',
    );
    await partner('Avalon', 6, omar, '2026-10-01');
    const ys = await partner('Ys <!here>', 3, amina, '2026-02-01');
    await partner('Thule', 12, amina, '2026-11-23');
    await partner('Atlantide', null, amina, '2026-02-01');
    const list = await slack.as(claire).command('/partner silent');
    const text = said(list);
    expect(text).toContain('2 partners beyond their cadence');
    expect(text.indexOf('Ys <!here>')).toBeLessThan(text.indexOf('Avalon'));
    expect(text).toContain(
      'never met since it is in the register · every 3 months · to be met by 1 Feb 2026',
    );
    expect(text).toContain(`@${omar}`);
    expect(said(await slack.as(claire).command(`/partner silent <@${omar}|omar>`))).not.toContain('Ys');

    await scoped.partner.update({ where: { id: ys.id }, data: { axes: ['internships'] } });
    const ofAxis = said(await slack.as(amina).command('/partner silencieux @amina axe:stages'));
    expect(ofAxis).toContain('1 partenaire au-delà');
    expect(said(await slack.as(omar).command('/partner silencieux miens'))).toContain('Avalon');
    expect(said(await slack.as(omar).command('/partner silencieux miens axe:stages'))).toContain(
      'Aucun de ces partenaires',
    );
    expect(said(await slack.as(claire).command('/partner silent axis:cooking'))).toContain('“axis:cooking”');

    const todo = opened(await slack.as(claire).clicks(shown(list), 'Follow-up', { near: 'Ys' }));
    expect(todo.view.state.values).toMatchObject({
      text: { input: { value: 'Get in touch with Ys <!here>' } },
      partner: { input: { selected_option: { value: ys.id } } },
    });
    await slack.as(claire).closes(todo);
    const form = opened(await slack.as(claire).clicks(shown(list), 'Log a meeting', { near: 'Ys' }));
    const saved = await slack.as(claire).submits(form, { notes: 'Seen at last', heldOn: '2026-11-20' });
    expect(await scoped.partner.findUnique({ where: { id: ys.id } })).toMatchObject({
      lastMetOn: new Date('2026-11-20'),
      meetAgainOn: new Date('2027-02-20'),
    });
    expect(said(await slack.as(claire).command('/partner silent'))).not.toContain('Ys');
    // Undone, they are as silent as before: since the register knows them.
    await slack.as(claire).clicks(shown(saved), 'Undo');
    expect(await scoped.partner.findUnique({ where: { id: ys.id } })).toMatchObject({
      lastMetOn: null,
      meetAgainOn: new Date('2026-04-05'),
    });
  });

  it('keep their day true through edits, another cadence, a deletion and an undo out of order', async () => {
    const { slack, scoped, partner } = await openRegister();
    const { id } = await partner('ODCO', 3, amina, null);
    const days = async () => {
      const found = await scoped.partner.findUniqueOrThrow({ where: { id } });
      return [found.lastMetOn, found.meetAgainOn].map((day) => day?.toISOString().slice(0, 10));
    };
    const log = async (fields: Record<string, string>) =>
      savesMeeting(slack, claire, opened(await slack.as(claire).command('/partner note odco')), {
        notes: 'x',
        ...fields,
      });
    const first = await log({ heldOn: '2026-11-20', nextOn: '2026-12-15' });
    expect(await days()).toEqual(['2026-11-20', '2026-12-15']);
    await log({ heldOn: '2026-11-02' });
    expect(await days()).toEqual(['2026-11-20', '2026-12-15']);
    await slack.as(claire).clicks(shown(first), 'Undo');
    expect(await days()).toEqual(['2026-11-02', '2027-02-02']);

    const card = await slack.as(amina).command('/partner fiche odco');
    const edit = opened(await slack.as(amina).clicks(shown(card), 'Modifier'));
    await slack.as(amina).submits(edit, { cadence: 'tous les ans' });
    expect(await days()).toEqual(['2026-11-02', '2027-11-02']);
    const again = await log({ heldOn: '2026-11-23' });
    const moved = await slack
      .as(claire)
      .submits(opened(await slack.as(claire).clicks(shown(again), 'Edit the meeting')), {
        heldOn: '2026-11-10',
      });
    expect(await days()).toEqual(['2026-11-10', '2027-11-10']);
    await slack.as(claire).clicks(shown(moved), 'Delete');
    expect(await days()).toEqual(['2026-11-02', '2027-11-02']);
  });

  it('are met again on a day that was agreed or per cadence, and what reminded of it ends with it', async () => {
    const { slack, scoped, partner } = await openRegister();
    const { id } = await partner('ODCO', 3, amina, null);
    const note = async () => opened(await slack.as(claire).command('/partner note odco'));
    const form = await note();
    expect(JSON.stringify(form.view.blocks)).toContain('Per cadence: every 3 months, by 23 Feb 2027');
    const earlier = opened(await slack.as(claire).chooses(form, 'heldOn', '2026-11-02'));
    expect(JSON.stringify(earlier.view.blocks)).toContain('Per cadence: every 3 months, by 2 Feb 2027');
    const asked = opened(await slack.as(claire).chooses(earlier, 'next', 'day'));
    await slack.as(claire).submits(asked, { notes: 'x', nextOn: '2026-11-23' });
    const [reminding] = await scoped.followUp.findMany();
    expect(reminding).toMatchObject({ text: 'Next meeting with ODCO', dueOn: new Date('2026-11-23') });

    // Logging the meeting that was due is what it reminded of: it is ticked already.
    const held = await note();
    expect(held.view.state.values['settles']).toMatchObject({
      input: { selected_options: [{ value: reminding?.id }] },
    });
    const seen = await slack.as(claire).submits(held, { notes: 'Held' });
    expect(said(seen)).toContain('ODCO: to be met again by 23 Feb 2027');
    expect(await scoped.followUp.findMany()).toMatchObject([{ state: 'done', settledById: claire }]);

    // A day that was agreed and is not any more leaves nothing that reminds of it.
    const agreed = await savesMeeting(slack, claire, await note(), { notes: 'y', nextOn: '2027-01-12' });
    expect(said(agreed)).not.toContain('to be met again');
    const edit = opened(await slack.as(claire).clicks(shown(agreed), 'Edit the meeting'));
    expect(edit.view.state.values['nextOn']).toMatchObject({ input: { selected_date: '2027-01-12' } });
    const open = { where: { dueOn: new Date('2027-01-12') } };
    await slack.as(claire).submits(opened(await slack.as(claire).chooses(edit, 'next', 'cadence')));
    expect(await scoped.followUp.findMany(open)).toMatchObject([
      { state: 'wont_do', stateBecause: 'Per cadence' },
    ]);
    expect(await scoped.partner.findUnique({ where: { id } })).toMatchObject({
      meetAgainOn: new Date('2027-02-23'),
    });
  });

  it('come in pages, and in digests', async () => {
    const { slack, partner } = await openRegister();
    for (let number = 10; number < 23; number++) {
      await partner(`Partner ${number}`, 1, amina, `2026-10-${number}`);
    }
    const list = await slack.as(claire).command('/partner silent');
    expect(said(list)).toContain('13 partners');
    expect(said(list)).not.toContain('Partner 20');
    const next = await slack.as(claire).clicks(shown(list), 'Next page');
    expect(read(slack.as(claire).ephemerals.at(-1)?.blocks)).toContain('Partner 20');
    expect(next.ephemerals.length).toBeLessThanOrEqual(1);
    const digest = await slack.as(amina).command('/partner récap silencieux');
    expect(said(digest)).toContain('Partenaires sans contact : 13');
    expect(buttonsOf(shown(digest).blocks).map(({ text }) => text)).toContain('Noter une rencontre');
  });
});

describe('the meetings of the week', () => {
  it('are those held and those to come, in a list and in digests', async () => {
    const { slack, partner } = await openRegister();
    for (const name of ['ODCO', 'Atlas', 'Ys']) await partner(name, null, amina, null);
    const log = async (name: string, fields: Record<string, string>) =>
      savesMeeting(slack, claire, opened(await slack.as(claire).command(`/partner note ${name}`)), fields);
    await log('odco', { notes: 'Held this week', heldOn: '2026-11-20' });
    await log('atlas', { notes: 'Long ago', heldOn: '2026-09-01', nextOn: '2026-11-26' });
    await log('ys', { notes: 'Neither', heldOn: '2026-09-01', nextOn: '2027-01-10' });
    const list = await slack.as(claire).command('/partner meetings');
    expect(said(list)).toContain('2 meetings of the week');
    expect(said(list)).toContain('held 3 days ago');
    expect(said(list)).toContain('next one Thu 26 Nov (in 3 days)');
    expect(said(list)).not.toContain('Neither');
    const form = opened(await slack.as(claire).clicks(shown(list), 'Log it', { near: 'Atlas' }));
    expect(JSON.stringify(form.view.state.values['partners'])).toContain('Atlas');
    const digest = await slack.as(amina).command('/partner récap rencontres');
    expect(said(digest)).toContain('Rencontres de la semaine : 2');
  });
});
