import { describe, expect, it, vi } from 'vitest';
import { amina, claire, type Desk, guest, omar, openDesk } from '../support/desk.js';
import { savesMeeting } from '../support/meetings.js';
import { opened, read, said, shown } from '../support/reading.js';

const note = {
  newPartner: 'Maroc Numeric Cluster',
  notes: 'Bon échange.\n- [ ] envoyer le projet @omar avant vendredi\n- [ ] réserver la salle',
};

function scopedOf({ database, slack }: Desk) {
  return database.scoped(slack.teamId);
}

async function log(desk: Desk, person: string, fields: Record<string, string | readonly string[]>) {
  const form = opened(await desk.slack.as(person).command('/partner note'));
  return savesMeeting(desk.slack, person, form, fields);
}

describe('a meeting', () => {
  it('is logged with its follow-ups, shown as they were understood, and colleagues are told', async () => {
    const desk = await openDesk();
    const form = opened(await desk.slack.as(amina).command('/partner rencontre Maroc Numeric Cluster'));
    expect(form.view.state.values['newPartner']).toMatchObject({ input: { value: 'Maroc Numeric Cluster' } });
    expect(form.view.state.values['heldOn']).toMatchObject({ input: { selected_date: '2026-11-23' } });
    expect(form.view.state.values['ourPeople']).toMatchObject({ input: { selected_users: [amina] } });
    const asked = opened(await desk.slack.as(amina).chooses(form, 'next', 'day'));
    const understood = await desk.slack.as(amina).submits(asked, {
      ...note,
      kind: 'visit',
      place: 'Mohammedia',
      decisions: 'Signer en janvier',
      followUps: 'relancer la DG fin décembre',
      nextOn: '2027-01-12',
    });
    // Shown before anything is saved or anybody told, each with a way to correct it.
    const before = read(opened(understood).view.blocks);
    expect(before).toContain('J’ai compris 3 suivis.');
    expect(before).toContain('• envoyer le projet · @U0OMAR · 27 nov. 2026');
    expect(before).toContain('• réserver la salle · @U0AMINA · sans date');
    expect(before).toContain('• relancer la DG · @U0AMINA · 31 déc. 2026');
    expect(await scopedOf(desk).meeting.count()).toBe(0);
    const seen = await desk.slack.as(amina).submits(opened(understood));
    const card = said(seen);
    expect(card).toContain('*Visite avec Maroc Numeric Cluster*');
    expect(card).toContain('4 suivis notés');
    expect(card).toContain('*envoyer le projet*');
    // The note without what has cards of its own below; all of it is a click away.
    expect(card).toContain('Bon échange.');
    expect(card).not.toContain('- [ ]');
    const whole = await desk.slack.as(amina).clicks(shown(seen), 'Tout lire');
    expect(said(whole)).toContain(note.notes);
    expect(card).toContain('pour le ven. 27 nov. (dans 4 jours)');
    expect(card).toContain('*Prochaine rencontre avec Maroc Numeric Cluster*');
    const followUps = await scopedOf(desk).followUp.findMany({ orderBy: { id: 'asc' } });
    expect(followUps.map(({ text, assigneeId, origin }) => [text, assigneeId, origin])).toEqual([
      ['envoyer le projet', omar, 'note'],
      ['réserver la salle', amina, 'note'],
      ['relancer la DG', amina, 'form'],
      ['Prochaine rencontre avec Maroc Numeric Cluster', amina, 'form'],
    ]);
    const [partner] = await scopedOf(desk).partner.findMany();
    expect(new Set(followUps.map(({ partnerId }) => partnerId))).toEqual(new Set([partner?.id]));
    await vi.waitFor(() => expect(desk.slack.as(omar).directMessages).toHaveLength(1));
    expect(read(desk.slack.as(omar).directMessages[0]?.blocks)).toContain(
      'Amina Berrada vous a confié un suivi.',
    );
  });

  it('has follow-ups that are corrected one by one before they are saved, and settled on its card', async () => {
    const desk = await openDesk();
    const actor = desk.slack.as(amina);
    const form = opened(await actor.command('/partner rencontre'));
    const fields = { ...note, place: 'Mohammedia', followUps: 'relancer la DG fin décembre' };
    const understood = await actor.submits(form, fields);
    await actor.chooses(opened(understood), 'decisions', 'Signer en février');
    const editing = opened(await actor.clicks(opened(understood), 'Modifier', { near: 'réserver la salle' }));
    expect(read(editing.view.blocks)).not.toContain('relancer la DG');
    expect(editing.view.state.values).toMatchObject({
      lineText: { 'input.1': { value: 'réserver la salle' } },
      linePerson: { 'input.1': { selected_user: amina } },
      lineDay: { 'input.1': { selected_date: null } },
    });
    await actor.chooses(editing, 'lineText', 'réserver la grande salle');
    await actor.chooses(editing, 'lineDay', '2026-12-04');
    const rewritten = opened(await actor.clicks(editing, 'Appliquer'));
    expect(read(rewritten.view.blocks)).toContain('• réserver la grande salle · @U0AMINA · 4 déc. 2026');
    expect(rewritten.view.state.values).toMatchObject({
      notes: {
        'input.1': {
          value: `${note.notes.replace('la salle', 'la grande salle')} @amina pour le 4 décembre 2026`,
        },
      },
      decisions: { input: { value: 'Signer en février' } },
      place: { input: { value: 'Mohammedia' } },
    });
    // Of the list of follow-ups too; what is typed for a line and not taken over yet is taken over by saving.
    const another = opened(await actor.clicks(rewritten, 'Modifier', { near: 'relancer la DG' }));
    const again = await actor.submits(another, { linePerson: omar });
    expect(read(opened(again).view.blocks)).toContain('• relancer la DG · @U0OMAR · 31 déc. 2026');
    expect(await scopedOf(desk).meeting.count()).toBe(0);
    const untouched = opened(await actor.clicks(opened(again), 'Modifier', { near: 'envoyer' }));
    expect(untouched.view.state.values['lineDay']).toMatchObject({
      'input.3': { selected_date: '2026-11-27' },
    });
    const seen = await actor.submits(untouched);
    const found = await scopedOf(desk).followUp.findMany({ orderBy: { id: 'asc' } });
    expect(found.map(({ text, assigneeId }) => [text, assigneeId])).toEqual([
      ['envoyer le projet', omar],
      ['réserver la grande salle', amina],
      ['relancer la DG', omar],
    ]);
    // The others stay where one was settled.
    await actor.clicks(shown(seen), 'Fait', { near: 'envoyer le projet' });
    const after = read(shown(seen).blocks);
    expect(after).toContain('✓ ~envoyer le projet~');
    expect(after).toContain('*relancer la DG*');
    expect(after).toContain('Réunion avec Maroc Numeric Cluster');
    const done = await scopedOf(desk).followUp.findMany({ where: { state: 'done' } });
    expect(done).toMatchObject([{ text: 'envoyer le projet', settledById: amina }]);
  });

  it('that Slack delivers twice is there once, and colleagues are told once', async () => {
    const desk = await openDesk();
    const seen = await log(desk, amina, note);
    await desk.slack.redeliver(seen);
    expect(await scopedOf(desk).meeting.count()).toBe(1);
    expect(await scopedOf(desk).followUp.count()).toBe(2);
    await desk.slack.as(amina).command('/partner suivi relire @omar');
    await vi.waitFor(() => expect(desk.slack.as(omar).directMessages.length).toBeGreaterThan(1));
    expect(desk.slack.as(omar).directMessages).toHaveLength(2);
  });

  it('with a name that nobody has is refused at its field, and everything typed stays', async () => {
    const desk = await openDesk();
    const typed = { ...note, notes: '- [ ] envoyer @omra', followUps: '@nadia appeler' };
    const actor = desk.slack.as(amina);
    const asked = await actor.submits(opened(await actor.command('/partner note')), typed);
    expect(read(opened(asked).view.blocks)).toContain('@omra : je ne connais pas ce collègue');
    await expect(actor.submits(opened(asked))).rejects.toThrow('Qui s’en charge ?');
    const next = await actor.submits(opened(asked), { linePerson: omar });
    expect(read(opened(next).view.blocks)).toContain('@nadia : je ne connais pas ce collègue');
    const left = await actor.clicks(opened(next), 'Laisser tel quel');
    expect(read(opened(left).view.blocks)).toContain('• envoyer · @U0OMAR');
    const refused = await actor.submits(opened(left));
    expect(refused.errors['followUps']).toContain('@nadia (dans « @nadia appeler »)');
    const { notes, followUps } = opened(refused).view.state.values;
    expect([notes, followUps]).toMatchObject([
      { 'input.1': { value: '- [ ] envoyer @omar' } },
      { input: { value: typed.followUps } },
    ]);
    expect(await scopedOf(desk).meeting.count()).toBe(0);
    expect(await scopedOf(desk).partner.count()).toBe(0);
    await savesMeeting(desk.slack, amina, opened(refused), { followUps: null });
    expect(await scopedOf(desk).followUp.findMany()).toMatchObject([{ assigneeId: omar }]);
  });

  it('asks which colleague is meant where two have the name', async () => {
    const desk = await openDesk();
    desk.slack.changePerson(claire, { name: 'claire', realName: 'Omar Whitfield' });
    desk.slack.changePerson(omar, { name: 'otazi' });
    const actor = desk.slack.as(amina);
    const form = opened(await actor.command('/partner note'));
    const asked = opened(await actor.submits(form, { ...note, notes: '- [ ] envoyer @omar' }));
    expect(read(asked.view.blocks)).toContain('@omar : lequel, parmi @otazi et @claire ?');
    // Slack offers guests too: they can't be given anything.
    await actor.chooses(asked, 'linePerson', guest);
    const refused = opened(await actor.clicks(asked, 'Appliquer'));
    expect(read(refused.view.blocks)).toContain('Choisissez un collègue');
    await actor.chooses(refused, 'linePerson', omar);
    await actor.chooses(refused, 'lineText', 'a - [ ] b');
    const unclear = opened(await actor.clicks(refused, 'Appliquer'));
    expect(read(unclear.view.blocks)).toContain('j’y lirais autre chose');
    await actor.chooses(unclear, 'lineText', 'envoyer');
    const taken = opened(await actor.clicks(unclear, 'Appliquer'));
    expect(read(taken.view.blocks)).toContain('• envoyer · @U0OMAR · sans date');
    expect(taken.view.state.values['notes']).toMatchObject({ 'input.1': { value: '- [ ] envoyer @otazi' } });
  });

  it('says which words it could not read as a day', async () => {
    const desk = await openDesk();
    const form = opened(await desk.slack.as(claire).command('/partner note'));
    const doubted = await desk.slack.as(claire).submits(form, { ...note, notes: '- [ ] sign by 31/02/2027' });
    expect(read(opened(doubted).view.blocks)).toContain('no day: I could not read “31/02/2027”');
    expect(await scopedOf(desk).meeting.count()).toBe(0);
    const seen = await desk.slack.as(claire).submits(opened(doubted));
    expect(said(seen)).toContain('I could not read “31/02/2027” as a day');
  });

  it('with several partners stands on the card of each, with its follow-ups', async () => {
    const desk = await openDesk();
    await log(desk, claire, { newPartner: 'ODCO', notes: 'First' });
    const [odco] = await scopedOf(desk).partner.findMany();
    await log(desk, claire, {
      partners: [odco?.id ?? ''],
      newPartner: 'Maroc Numeric Cluster',
      notes: 'Together.\n- [ ] share the list by friday',
    });
    for (const name of ['odco', 'maroc numeric cluster']) {
      const card = said(await desk.slack.as(claire).command(`/partner show ${name}`));
      expect(card).toContain('Together.');
      expect(card).toContain('share the list');
    }
    const card = shown(await desk.slack.as(claire).command('/partner show odco'));
    expect(read(card.blocks)).toContain('Last of 2 meetings');
    const details = await desk.slack.as(claire).clicks(card, 'Details', { near: 'Together.' });
    expect(said(details)).toContain('*share the list*');
  });

  it('is edited: only what is new in its notes becomes a follow-up, and the next meeting moves', async () => {
    const desk = await openDesk();
    const saved = await log(desk, claire, { ...note, nextOn: '2027-01-12' });
    const form = opened(await desk.slack.as(claire).clicks(shown(saved), 'Edit the meeting'));
    expect(form.view.state.values['notes']).toMatchObject({ input: { value: note.notes } });
    const actor = desk.slack.as(claire);
    const longer = `${note.notes}\n${'x'.repeat(2800)}\n- [ ] a thing${' and another'.repeat(5)}`;
    const check = opened(await actor.submits(form, { notes: longer, nextOn: '2027-01-19' }));
    expect(read(check.view.blocks)).toContain('I understood one follow-up.');
    // The line grows over what the notes' first input holds, while someone else changes the meeting.
    const editing = opened(await actor.clicks(check, 'Edit', { near: 'a thing' }));
    await scopedOf(desk).meeting.updateMany({ data: { decisions: 'Set meanwhile' } });
    await actor.chooses(editing, 'lineText', `a new thing${' to do'.repeat(20)}`);
    const applied = opened(await actor.clicks(editing, 'Apply'));
    expect(applied.view.state.values['notes:2']).toBeDefined();
    const seen = await actor.submits(applied);
    expect(said(seen)).toContain('One follow-up noted');
    expect(await scopedOf(desk).meeting.findFirst()).toMatchObject({
      notes: expect.stringMatching(/ to do @claire$/),
      decisions: 'Set meanwhile',
    });
    const followUps = await scopedOf(desk).followUp.findMany({ orderBy: { id: 'asc' } });
    expect(followUps.map(({ text }) => text)).toEqual([
      'envoyer le projet',
      'réserver la salle',
      'Next meeting with Maroc Numeric Cluster',
      `a new thing${' to do'.repeat(20)}`,
    ]);
    expect(followUps[2]?.dueOn).toEqual(new Date('2027-01-19T00:00:00Z'));
    expect(await scopedOf(desk).meetingPartner.count()).toBe(1);

    // It was with someone else: what came of it goes along.
    const wrong = opened(await desk.slack.as(claire).clicks(shown(saved), 'Edit the meeting'));
    await desk.slack.as(claire).submits(wrong, { partners: [], newPartner: 'ODCO' });
    const odco = await scopedOf(desk).partner.findFirst({ where: { name: 'ODCO' } });
    expect(await scopedOf(desk).followUp.count({ where: { partnerId: odco?.id ?? '' } })).toBe(4);
  });

  it('is taken back with all that came with it', async () => {
    const desk = await openDesk();
    const saved = await log(desk, claire, note);
    await desk.slack.as(claire).clicks(shown(saved), 'Undo');
    const scoped = scopedOf(desk);
    expect(
      await Promise.all([scoped.meeting.count(), scoped.followUp.count(), scoped.partner.count()]),
    ).toEqual([0, 0, 0]);
  });

  it('with long and hostile notes is kept whole and shown as typed', async () => {
    const desk = await openDesk();
    const hostile = '<!channel> <@U0OMAR> *b* <https://evil.example|bank>';
    const notes = `${hostile} ${'é'.repeat(2999 - hostile.length)}`;
    const many = Array.from({ length: 40 }, (_, index) => `task ${index}`).join('\n');
    const actor = desk.slack.as(claire);
    const form = opened(await actor.command('/partner note'));
    const fields = { ...note, notes, followUps: many, decisions: hostile };
    const first = opened(await actor.submits(form, fields));
    expect(read(first.view.blocks)).toContain('I understood 40 follow-ups.');
    expect(read(first.view.blocks)).not.toContain('task 15');
    await actor.clicks(first, 'Next page');
    const last = opened(await actor.clicks(opened(actor.sees()), 'Next page'));
    expect(read(last.view.blocks)).not.toContain('task 29');
    const editing = opened(await actor.clicks(last, 'Edit', { near: 'task 39' }));
    await actor.chooses(editing, 'lineDay', '2027-01-01');
    const taken = opened(await actor.clicks(editing, 'Apply'));
    expect(read(taken.view.blocks)).toContain('• task 39 · @U0CLAIRE · 1 Jan 2027');
    const seen = await savesMeeting(desk.slack, claire, taken);
    expect(said(seen)).toContain('<!channel>');
    expect(said(seen)).toContain('and 32 more');
    const [meeting] = await scopedOf(desk).meeting.findMany();
    expect(meeting?.notes).toBe(notes);
    await actor.clicks(shown(seen), 'Show them all');
    for (const _page of [2, 3, 4, 5]) {
      const page = actor.ephemerals.at(-1);
      if (page !== undefined) await actor.clicks(page, 'Next page');
    }
    expect(said(await actor.command('/partner meetings meeting:38'))).toContain('“meeting:38”');
    const end = actor.ephemerals.at(-2);
    expect(read(end?.blocks)).toContain('*task 38*');
    expect(read(end?.blocks)).not.toContain('Next page');
    expect(await scopedOf(desk).followUp.count()).toBe(40);
  });
});
