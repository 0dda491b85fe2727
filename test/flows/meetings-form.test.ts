import { describe, expect, it, vi } from 'vitest';
import { partsOf } from '../../src/slack/text-fields.js';
import {
  amina,
  claire,
  type Desk,
  direction,
  elsewhere,
  omar,
  openDesk,
  partenariats,
} from '../support/desk.js';
import { savesMeeting } from '../support/meetings.js';
import { opened, read, said, shown } from '../support/reading.js';
import { buttonsOf } from '../support/slack/slack-double.js';

function scopedOf({ database, slack }: Desk) {
  return database.scoped(slack.teamId);
}

/** A register with two partners, each with something to choose from. */
async function openRegister() {
  const desk = await openDesk();
  const scoped = scopedOf(desk);
  const by = { createdById: amina };
  const partner = (name: string, acronym: string) =>
    scoped.partner.create({
      data: { name, acronym, searchText: `|${name.toLowerCase()}|${acronym.toLowerCase()}|`, ...by },
    });
  const odco = await partner('Office de la coopération', 'ODCO');
  const atlas = await partner('Fondation Atlas', 'FA');
  const contact = await scoped.contact.create({ data: { partnerId: odco.id, name: 'Sara Alami', ...by } });
  const lead = await scoped.lead.create({
    data: {
      partnerId: odco.id,
      object: 'Stages <d’été>',
      stage: 'contacted',
      stageSince: new Date('2026-11-01T08:00:00Z'),
      ownerId: amina,
      ...by,
    },
  });
  const open = await scoped.followUp.create({
    data: { partnerId: odco.id, text: 'envoyer le projet', assigneeId: omar, origin: 'form', ...by },
  });
  return { ...desk, scoped, odco, atlas, contact, lead, open };
}

describe('the form after a meeting', () => {
  it('asks about the partners’ own people, leads and follow-ups once they are chosen', async () => {
    const { slack, scoped, odco, atlas, contact, lead, open } = await openRegister();
    const form = opened(await slack.as(amina).command('/partner rencontre'));
    expect(read(form.view.blocks)).not.toContain('Qui était là de leur côté');
    await slack.as(amina).chooses(form, 'notes', 'Bon échange. <!channel>');
    const asked = opened(await slack.as(amina).chooses(form, 'partners', [odco.id, atlas.id]));
    const text = read(asked.view.blocks);
    expect(text).toContain('Qui était là de leur côté ?');
    expect(JSON.stringify(asked.view.blocks)).toContain('Stages <d’été>');
    expect(asked.view.state.values['notes']).toMatchObject({ input: { value: 'Bon échange. <!channel>' } });

    const unsure = await slack.as(amina).submits(asked, { newContacts: 'Karim Naji, doyen' });
    expect(unsure.errors['newContacts']).toContain('Chez quel partenaire est « Karim Naji, doyen »');
    const seen = await slack.as(amina).submits(opened(unsure), {
      contacts: [contact.id],
      newContacts: 'Karim Naji, doyen (ODCO)\n- Lina (Fondation Atlas)\nsara ALAMI (odco)',
      subjects: [`lead:${lead.id}`],
      settles: [open.id],
      heldAtTime: '14:30',
      place: 'https://meet.example/abc?d=e&f=g',
      decisions: 'Signer en janvier',
    });
    const card = said(seen);
    expect(card).toContain('23 nov. 2026, 14:30');
    expect(card).toContain('en ligne');
    expect(card).toContain('Karim Naji, Lina et Sara Alami');
    expect(card).toContain('Sujet : Stages <d’été>');
    expect(card).toContain('✓ ~envoyer le projet~');
    expect(await scoped.contact.findMany({ orderBy: { name: 'asc' } })).toMatchObject([
      { name: 'Karim Naji', role: 'doyen', partnerId: odco.id },
      { name: 'Lina', role: null, partnerId: atlas.id },
      { name: 'Sara Alami' },
    ]);
    expect(await scoped.meetingSubject.findMany()).toMatchObject([{ leadId: lead.id, agreementId: null }]);
    expect(await scoped.followUp.findMany()).toMatchObject([{ state: 'done', settledById: amina }]);
    expect(said(await slack.as(claire).command('/partner contacts odco'))).toContain('Meeting 23 Nov 2026');
    expect(said(await slack.as(claire).command('/partner show fa'))).toContain(
      'Karim Naji, Lina, and Sara Alami',
    );

    await slack.as(amina).clicks(shown(seen), 'Annuler cette action');
    expect(await scoped.meeting.count()).toBe(0);
    expect(await scoped.contact.count()).toBe(1);
    expect(await scoped.followUp.findMany()).toMatchObject([{ state: 'open', settledById: null }]);
  });

  it('keeps what was chosen out of what belongs to a partner who was taken out again', async () => {
    const { slack, scoped, odco, atlas, contact } = await openRegister();
    const form = opened(await slack.as(claire).command('/partner note odco'));
    expect(form.view.state.values['contacts']).toMatchObject({ input: { selected_options: [] } });
    await slack.as(claire).chooses(form, 'contacts', [contact.id]);
    const asked = opened(await slack.as(claire).chooses(form, 'partners', [atlas.id]));
    await slack.as(claire).submits(asked, { notes: 'Only with Atlas' });
    expect(await scoped.meetingContact.count()).toBe(0);
    expect(await scoped.meetingPartner.findMany()).toMatchObject([{ partnerId: atlas.id }]);
    expect(odco.id).not.toBe(atlas.id);
  });

  it('refuses a day to come, and a next meeting before this one', async () => {
    const { slack, scoped } = await openRegister();
    const form = opened(await slack.as(claire).command('/partner note odco'));
    const early = await slack.as(claire).submits(form, { notes: 'x', heldOn: '2026-11-24' });
    expect(early.errors['heldOn']).toContain('still to come');
    const late = await savesMeeting(slack, claire, opened(early), {
      heldOn: '2026-11-20',
      nextOn: '2026-11-20',
    });
    expect(late.errors['nextOn']).toContain('must be after this one');
    expect(await scoped.meeting.count()).toBe(0);
  });

  it('counts days from the day of the meeting, and shows again what has passed', async () => {
    const { slack, scoped } = await openRegister();
    const form = opened(await slack.as(amina).command('/partner rencontre odco'));
    const notes = '- [ ] relancer @omar vendredi\n- [ ] écrire dans deux semaines\n- [ ] signer d’ici juin';
    const doubted = await slack.as(amina).submits(form, { notes, heldOn: '2026-11-16' });
    const text = read(opened(doubted).view.blocks);
    expect(text).toContain('J’ai compris 3 suivis.');
    expect(text).toContain(`• relancer · ${omar}`.replace(omar, `@${omar}`));
    expect(text).toContain('20 nov. 2026 : ce jour est passé');
    expect(text).toContain('30 nov. 2026');
    expect(await scoped.meeting.count()).toBe(0);
    const corrected = await savesMeeting(slack, amina, opened(doubted), {
      notes: notes.replace('vendredi', 'le 27/11'),
    });
    expect(said(corrected)).toContain('3 suivis notés');
    const followUps = await scoped.followUp.findMany({
      where: { meetingId: { not: null } },
      orderBy: { id: 'asc' },
    });
    expect(followUps.map(({ dueOn }) => dueOn?.toISOString().slice(0, 10))).toEqual([
      '2026-11-27',
      '2026-11-30',
      '2027-06-01',
    ]);
  });

  it('keeps notes of any length whole, in parts, also while two people edit them', async () => {
    const { slack, scoped } = await openRegister();
    const form = opened(await slack.as(claire).command('/partner note odco'));
    const roomy = opened(await slack.as(claire).clicks(form, 'More room for notes'));
    const line = 'a line of notes, with <b> & *stars*\n';
    const parts = [line.repeat(70).trim(), line.repeat(75).trim(), 'the end'];
    const saved = await slack.as(claire).submits(roomy, {
      notes: parts[0] ?? '',
      'notes:2': `${parts[1]}\n${parts[2]}`,
      ourPeople: [claire, amina],
    });
    const whole = parts.join('\n');
    expect((await scoped.meeting.findFirst())?.notes).toBe(whole);
    const all = await slack.as(claire).clicks(shown(saved), 'Read it all');
    expect(said(all)).toContain('the end');
    // Escaped, these are five times as long, and more than one message takes.
    const long = `${'&'.repeat(4000)}${'\nline'.repeat(4000)}\nthe very end`;
    await scoped.meeting.updateMany({ data: { notes: long } });
    let page = shown(await slack.as(claire).clicks(shown(saved), 'Read it all'));
    let told = '';
    for (; buttonsOf(page.blocks).length > 0; page = slack.as(claire).ephemerals.at(-1) ?? page) {
      told += read(page.blocks);
      await slack.as(claire).clicks(page, 'Read on');
    }
    told += read(page.blocks);
    expect(told).toContain('the very end');
    expect([told.split('&').length - 1, told.split('line').length - 1]).toEqual([4000, 4000]);
    await scoped.meeting.updateMany({ data: { notes: whole } });

    const mine = opened(await slack.as(claire).clicks(shown(saved), 'Edit the meeting'));
    expect(mine.view.state.values['notes:2']).toBeDefined();
    const seen = await slack.as(claire).submits(mine, { decisions: 'sign' });
    expect((await scoped.meeting.findFirst())?.notes).toBe(whole);

    const [one, other] = [
      opened(await slack.as(claire).clicks(shown(seen), 'Edit the meeting')),
      opened(await slack.as(amina).clicks(await posted(slack, claire, seen), 'Modifier la rencontre')),
    ];
    await slack.as(claire).submits(one, { notes: 'short now', 'notes:2': null });
    const conflict = await slack.as(amina).submits(other, { 'notes:2': 'mine' });
    expect(read(opened(conflict).view.blocks)).toContain('short now');
    const kept = opened(conflict).view.state.values;
    expect(kept['notes:2']).toMatchObject({ input: { value: 'mine' } });
    await slack.as(amina).submits(opened(conflict));
    expect((await scoped.meeting.findFirst())?.notes).toBe(`${partsOf(whole)[0]}\nmine`);
  });

  it('begins with the headings of its kind, which the office sets', async () => {
    const { slack, scoped } = await openRegister();
    await scoped.member.create({ data: { slackUserId: claire, role: 'officer' } });
    const refused = await slack
      .as(amina)
      .submits(opened(await slack.as(amina).command('/partner rubriques')), { visit: 'Lieux vus :' });
    expect(refused.errors['meeting']).toContain('Seul le bureau');
    await slack.as(amina).closes(opened(refused));
    const seen = await slack.as(claire).submits(opened(await slack.as(claire).command('/partner headings')), {
      meeting: 'Agenda:\nSaid:',
      visit: 'Seen:',
    });
    expect(said(seen)).toContain('The headings are saved');

    const form = opened(await slack.as(claire).command('/partner note odco'));
    expect(form.view.state.values['notes']).toMatchObject({ input: { value: 'Agenda:\nSaid:' } });
    const visit = opened(await slack.as(claire).chooses(form, 'kind', 'visit'));
    expect(read(visit.view.blocks)).toContain('Notes');
    expect(visit.view.state.values['notes']).toMatchObject({ 'input.1': { value: 'Seen:' } });
    const empty = await slack.as(claire).submits(visit);
    expect(empty.errors['notes']).toContain('only the headings');
    await slack.as(claire).chooses(opened(empty), 'notes', 'Seen: the laboratory');
    const call = opened(await slack.as(claire).chooses(opened(empty), 'kind', 'call'));
    expect(call.view.state.values['notes']).toMatchObject({ 'input.1': { value: 'Seen: the laboratory' } });
    await slack.as(claire).submits(call);
    expect(await scoped.meeting.findFirst()).toMatchObject({ kind: 'call', notes: 'Seen: the laboratory' });
  });
});

/** The card that someone was shown, posted for all to see. */
async function posted(slack: Desk['slack'], person: string, seen: Parameters<typeof shown>[0]) {
  await slack.as(person).clicks(shown(seen), 'Post to the channel');
  const message = slack.channel(partenariats).messages.at(-1);
  if (message === undefined) throw new Error('nothing was posted');
  return message;
}

describe('a meeting that was logged', () => {
  it('is shown to a channel, in the thread of what it was about, and brought up to date there', async () => {
    const { slack, scoped, lead, app } = await openRegister();
    const root = slack.as(omar).says('La piste des stages', { channel: partenariats });
    await scoped.shownItem.create({
      data: {
        channelId: partenariats,
        messageTs: root.ts,
        kind: 'lead',
        itemId: lead.id,
        postedAt: new Date('2026-11-20T08:00:00Z'),
      },
    });
    const form = opened(await slack.as(claire).command('/partner note odco'));
    const saved = await savesMeeting(slack, claire, form, {
      notes: 'We agreed.\n- [ ] send it @omar by friday',
      subjects: [`lead:${lead.id}`],
      channel: partenariats,
    });
    await vi.waitFor(() => expect(slack.channel(partenariats).messages).toHaveLength(2));
    const card = slack.channel(partenariats).messages.at(-1);
    expect(card?.threadTs).toBe(root.ts);
    expect(read(card?.blocks)).toContain('Réunion avec ODCO');
    expect(read(card?.blocks)).toContain('send it');

    await slack.as(claire).submits(opened(await slack.as(claire).clicks(shown(saved), 'Edit the meeting')), {
      decisions: 'Signed in January',
    });
    await app.copies.work();
    expect(read(card?.blocks)).toContain('Signed in January');
    const gone = await slack.as(claire).clicks(shown(saved), 'Delete');
    expect(await scoped.meeting.count()).toBe(0);
    expect(await scoped.searchEntry.count({ where: { kind: 'meeting' } })).toBe(0);
    expect(await scoped.followUp.findMany({ where: { text: 'send it' } })).toMatchObject([
      { meetingId: null },
    ]);
    await app.copies.work();
    expect(read(card?.blocks)).not.toContain('We agreed');
    expect(card?.text).toBe('Mis à jour');
    const undo = gone.ephemerals.find(({ blocks }) => read(blocks).includes('Deleted'));
    if (undo === undefined) throw new Error('nothing to undo with');
    await slack.as(claire).clicks(undo, 'Undo');
    expect(await scoped.meeting.findMany()).toMatchObject([{ decisions: 'Signed in January' }]);
    expect(await scoped.followUp.findMany({ where: { text: 'send it', meetingId: null } })).toEqual([]);
    await app.copies.work();
    expect(read(card?.blocks)).toContain('We agreed');
    expect(card?.text).toContain('Réunion avec ODCO');
  });

  it('says where its card could not be posted, and stays saved', async () => {
    const { slack, scoped } = await openRegister();
    const form = opened(await slack.as(amina).command('/partner rencontre odco'));
    await slack.as(amina).submits(form, { notes: 'x', channel: elsewhere });
    await vi.waitFor(() => expect(slack.as(amina).directMessages).toHaveLength(1));
    expect(read(slack.as(amina).directMessages[0]?.blocks)).toContain('je n’ai pas pu écrire');
    expect(await scoped.meeting.count()).toBe(1);
  });

  it('can be changed by who was there and by the office, and by nobody else', async () => {
    const { slack, scoped } = await openRegister();
    const form = opened(await slack.as(claire).command('/partner note odco', { channel: direction }));
    const saved = await slack.as(claire).submits(form, { notes: 'x', ourPeople: [omar] });
    await slack.as(claire).clicks(shown(saved), 'Post to the channel');
    const message = slack.channel(direction).messages.at(-1);
    if (message === undefined) throw new Error('nothing was posted');
    const refused = await slack.as(amina).clicks(message, 'Modifier la rencontre');
    expect(said(refused)).toContain('Seuls les participants');
    expect(said(await slack.as(amina).clicks(message, 'Supprimer'))).toContain('Seuls les participants');
    expect(opened(await slack.as(omar).clicks(message, 'Modifier la rencontre')).view.callback_id).toBe(
      'meetings',
    );
    await scoped.member.create({ data: { slackUserId: amina, role: 'officer' } });
    const edit = opened(await slack.as(amina).clicks(message, 'Modifier la rencontre'));
    await slack.as(amina).submits(edit, { decisions: 'Oui' });
    const history = said(await slack.as(claire).command('/partner history odco'));
    expect(history).toContain('the change to the meeting');
    expect(history).toContain('Decisions (meeting): Oui');
  });
});
