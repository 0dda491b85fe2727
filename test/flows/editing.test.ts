import { describe, expect, it } from 'vitest';
import { registerAgreement } from '../support/agreements.js';
import { amina, claire, type Desk, omar, openDesk, partenariats, youssef } from '../support/desk.js';
import { addLeads } from '../support/leads.js';
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

/** Something of the register with the place that shows its button for editing, to either of two people. */
interface Edited {
  readonly what: string;
  readonly make: (desk: Desk) => Promise<void>;
  /** The command that shows it (none: it stands in the channel), and the button on what it shows. */
  readonly shownBy: string | null;
  readonly button: string;
  /** What the first changes, what the second changes, and what both do. */
  readonly first: Record<string, string>;
  readonly second: Record<string, string>;
  readonly both: string;
  readonly read: (desk: Desk) => Promise<unknown>;
  readonly merged: Record<string, unknown>;
}

const scopedOf = ({ database, slack }: Desk) => database.scoped(slack.teamId);
const submitted = async ({ slack }: Desk, command: string, values: Record<string, string | string[]>) =>
  slack.as(amina).submits(opened(await slack.as(amina).command(command)), values);

/** Writes something in a form and posts its card for all of the channel to see. */
async function posted(desk: Desk, command: string, values: Record<string, string | string[]>): Promise<void> {
  const saved = await submitted(desk, command, values);
  await desk.slack.as(amina).clicks(shown(saved), 'Publier dans le canal');
}

const everything: readonly Edited[] = [
  {
    what: 'a partner',
    make: async (desk) => {
      await submitted(desk, '/partner partenaire', { name: 'ODCO' });
    },
    shownBy: '/partner show ODCO',
    button: 'partners.edit',
    first: { city: 'Rabat' },
    second: { acronym: 'OD' },
    both: 'name',
    read: (desk) => scopedOf(desk).partner.findFirst(),
    merged: { city: 'Rabat', acronym: 'OD' },
  },
  {
    what: 'a contact',
    make: async (desk) => {
      const { partnerId } = await addLeads(desk, 'ODCO', []);
      await scopedOf(desk).contact.create({ data: { partnerId, name: 'Nadia', createdById: amina } });
    },
    shownBy: '/partner contacts ODCO',
    button: 'partners.edit_contact',
    first: { email: 'nadia@odco.ma' },
    second: { phone: '0522 123456' },
    both: 'role',
    read: (desk) => scopedOf(desk).contact.findFirst(),
    merged: { email: 'nadia@odco.ma', phone: '0522 123456' },
  },
  {
    what: 'a lead',
    make: async (desk) => {
      await addLeads(desk, 'ODCO', [{ object: 'Stages' }]);
    },
    shownBy: '/partner leads',
    button: 'leads.edit',
    first: { needs: 'Interns', stage: 'negotiation' },
    second: { offer: 'A room' },
    both: 'object',
    read: (desk) => scopedOf(desk).lead.findFirst(),
    merged: { needs: 'Interns', stage: 'negotiation', offer: 'A room' },
  },
  {
    what: 'a meeting',
    make: async (desk) => {
      await posted(desk, '/partner rencontre', {
        newPartner: 'ODCO',
        notes: 'Premier échange',
        ourPeople: [amina, claire],
      });
    },
    shownBy: null,
    button: 'meetings.edit',
    first: { place: 'Rabat' },
    second: { heldAtTime: '10:30' },
    both: 'decisions',
    read: (desk) => scopedOf(desk).meeting.findFirst(),
    merged: { place: 'Rabat', heldAtTime: '10:30' },
  },
  {
    what: 'an agreement',
    make: async (desk) => {
      const framework = { newPartner: 'ODCO', name: 'Cadre', signedOn: '2022-01-03', length: '5 ans' };
      const saved = await registerAgreement(desk, { ...framework, renewal: 'express' }, amina);
      await desk.slack.as(amina).clicks(shown(saved), 'Publier dans le canal');
    },
    shownBy: null,
    button: 'agreements.edit',
    first: { reference: 'CC-7' },
    second: { object: 'Internships' },
    both: 'name',
    read: (desk) => scopedOf(desk).agreement.findFirst(),
    merged: { reference: 'CC-7', object: 'Internships' },
  },
];

describe.each(everything)('$what that two people edit', (edited) => {
  it('has what each of them changed; where both changed the same, the second is shown it and loses nothing', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    await edited.make(desk);
    const open = async (who: string) => {
      const message =
        edited.shownBy === null
          ? slack.channel(partenariats).messages[0]
          : shown(await slack.as(who).command(edited.shownBy));
      if (message === undefined) throw new Error('nothing is posted');
      return opened(await slack.as(who).clicks(message, edited.button));
    };
    const [first, second] = [await open(amina), await open(claire)];
    await slack.as(amina).submits(first, edited.first);
    const kept = await slack.as(claire).submits(second, edited.second);
    expect(said(kept)).toContain('A colleague changed this in the meantime, and it was kept:');
    expect(await edited.read(desk)).toMatchObject(edited.merged);

    const [third, fourth] = [await open(amina), await open(claire)];
    await slack.as(amina).submits(third, { [edited.both]: 'De Amina' });
    const asked = opened(await slack.as(claire).submits(fourth, { [edited.both]: 'From Claire' }));
    expect(read(asked.view.blocks)).toContain('Changed meanwhile to: *De Amina*');
    expect(JSON.stringify(await edited.read(desk))).toContain('De Amina');
    expect(asked.view.state.values[edited.both]).toMatchObject({ input: { value: 'From Claire' } });
    expect((await slack.as(claire).submits(asked)).modal).toBeUndefined();
    expect(JSON.stringify(await edited.read(desk))).toContain('From Claire');
  });
});
