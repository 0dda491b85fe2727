import { describe, expect, it } from 'vitest';
import { amina, claire, type Desk, omar, openDesk, youssef } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';

const menu = 'follow_ups.further';

/** A follow-up of Amina's that Amina (in French) and Claire (in English) both have open in the form. */
async function bothEdit({ slack }: Desk) {
  await slack.as(amina).command('/partner suivi Envoyer le projet <@U0AMINA> avant le 30/11/2026');
  const hers = await slack.as(amina).command('/partner suivis');
  const others = await slack.as(claire).command('/partner followups all');
  return {
    first: opened(await slack.as(amina).chooses(shown(hers), menu, 'Modifier…')),
    second: opened(await slack.as(claire).chooses(shown(others), menu, 'Edit…')),
  };
}

describe('two people who edit the same thing', () => {
  it('keep what each of them changed, and the second is told what the first did', async () => {
    const desk = await openDesk();
    const { slack, database } = desk;
    const { first, second } = await bothEdit(desk);
    await slack.as(amina).submits(first, { dueOn: '2026-12-04', assignee: omar });
    const seen = await slack.as(claire).submits(second, { text: 'Send the draft' });
    expect(seen.modal).toBeUndefined();
    expect(said(seen)).toContain('A colleague changed this in the meantime, and it was kept:');
    expect(said(seen)).toContain('By when? → 4 Dec 2026');
    expect(said(seen)).toContain('Who does it? → @U0OMAR');
    expect(await database.scoped(slack.teamId).followUp.findMany()).toMatchObject([
      { text: 'Send the draft', assigneeId: omar, dueOn: new Date('2026-12-04T00:00:00Z') },
    ]);
  });

  it('are asked where both changed the same, with all that was typed kept; saving again decides', async () => {
    const desk = await openDesk();
    const { slack, database } = desk;
    const rows = () => database.scoped(slack.teamId).followUp.findMany();
    const { first, second } = await bothEdit(desk);
    await slack.as(amina).submits(first, { text: 'Envoyer <b>tout</b>', assignee: omar });
    const asked = await slack.as(claire).submits(second, { text: 'Send the draft', dueOn: '2026-12-07' });
    const form = opened(asked);
    expect(asked.ephemerals).toEqual([]);
    expect(read(form.view.blocks)).toContain('Someone else has changed this in the meantime.');
    expect(read(form.view.blocks)).toContain('Changed meanwhile to: *Envoyer <b>tout</b>*.');
    expect(read(form.view.blocks)).toContain('Changed meanwhile to: *@U0OMAR*. This stays unless');
    expect(form.view.state.values).toMatchObject({
      text: { input: { value: 'Send the draft' } },
      dueOn: { input: { selected_date: '2026-12-07' } },
      assignee: { input: { selected_user: amina } },
    });
    expect(await rows()).toMatchObject([{ text: 'Envoyer <b>tout</b>', assigneeId: omar }]);

    const saved = await slack.as(claire).submits(form);
    expect(saved.modal).toBeUndefined();
    expect(await rows()).toMatchObject([
      { text: 'Send the draft', assigneeId: omar, dueOn: new Date('2026-12-07T00:00:00Z') },
    ]);
  });

  it('are asked again where a third change comes between', async () => {
    const desk = await openDesk();
    const { slack, database } = desk;
    const { first, second } = await bothEdit(desk);
    const third = await slack.as(omar).command('/partner suivis tous');
    await slack.as(amina).submits(first, { text: 'Un' });
    const asked = opened(await slack.as(claire).submits(second, { text: 'Two' }));
    await slack
      .as(omar)
      .submits(opened(await slack.as(omar).chooses(shown(third), menu, 'Modifier…')), { text: 'Trois' });
    const again = opened(await slack.as(claire).submits(asked));
    expect(read(again.view.blocks)).toContain('*Trois*');
    await slack.as(claire).submits(again);
    expect(await database.scoped(slack.teamId).followUp.findMany()).toMatchObject([{ text: 'Two' }]);
  });

  it('are not bothered where both typed the same, and a submission that comes twice is written once', async () => {
    const desk = await openDesk();
    const { slack, database } = desk;
    const { first, second } = await bothEdit(desk);
    await slack.as(amina).submits(first, { text: 'Le même' });
    const seen = await slack.as(claire).submits(second, { text: ' Le même ' });
    expect(seen.modal).toBeUndefined();
    const changes = await database.scoped(slack.teamId).change.count();
    await slack.redeliver(seen);
    expect(await database.scoped(slack.teamId).change.count()).toBe(changes);
  });

  it('are told where it is gone, with what they typed still there', async () => {
    const desk = await openDesk();
    const { slack, database } = desk;
    const { second } = await bothEdit(desk);
    await slack.as(amina).command('/partner annuler');
    const seen = await slack.as(claire).submits(second, { text: 'A long text' });
    expect(Object.values(seen.errors)).toEqual([expect.stringContaining('no longer in the register')]);
    expect(opened(seen).view.state.values['text']).toMatchObject({ input: { value: 'A long text' } });
    expect(await database.scoped(slack.teamId).followUp.count()).toBe(0);
  });

  it('never lose a change to one that is saved at the very same moment', async () => {
    const desk = await openDesk();
    const { slack, database } = desk;
    const { first, second } = await bothEdit(desk);
    await Promise.all([
      slack.as(amina).submits(first, { text: 'De Amina' }),
      slack.as(claire).submits(second, { text: 'From Claire' }),
    ]);
    const open = [slack.as(amina).modal, slack.as(claire).modal].filter((each) => each !== undefined);
    expect(open).toHaveLength(1);
    const [row] = await database.scoped(slack.teamId).followUp.findMany();
    expect(read(open[0]?.view.blocks)).toContain(`*${row?.text}*`);
  });

  it('of the settings are merged as well', async () => {
    const { slack, database } = await openDesk();
    slack.changePerson(omar, { isAdmin: true });
    const first = opened(await slack.as(youssef).command('/partner settings'));
    const second = opened(await slack.as(omar).command('/partner settings'));
    await slack.as(youssef).submits(first, { timeZone: 'Europe/Paris', workingDays: ['monday'] });
    const seen = await slack.as(omar).submits(second, { leadTimeDays: '20' });
    expect(said(seen)).toContain('Fuseau horaire → Europe/Paris');
    expect(await database.scoped(slack.teamId).workspace.findFirst()).toMatchObject({
      timeZone: 'Europe/Paris',
      workingDays: [1],
      leadTimeDays: 20,
    });
  });
});
