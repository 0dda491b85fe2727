import { describe, expect, it } from 'vitest';
import { nameColumns } from '../../src/partners/partner-name.js';
import { amina, claire, openDesk, partenariats } from '../support/desk.js';
import { savesMeeting } from '../support/meetings.js';
import { opened, read, said, shown } from '../support/reading.js';
import { buttonsOf } from '../support/slack/slack-double.js';

async function openWithPartner() {
  const desk = await openDesk();
  await desk.slack.as(claire).command('/partner');
  const scoped = desk.database.scoped(desk.slack.teamId);
  const names = { name: 'Fondation Atlas' };
  const partner = await scoped.partner.create({
    data: { ...names, ...nameColumns(names), createdById: amina },
  });
  await scoped.member.create({ data: { slackUserId: claire, role: 'officer' } });
  return { ...desk, scoped, partner };
}

const nadia = {
  name: 'Nadia Étrillard',
  role: 'Directrice',
  email: 'n.etrillard@atlas.ma',
  phone: '+212 661-123456',
  language: 'fr',
};

describe('a contact', () => {
  it('is added from the partner’s card, edited, and leaves the card when they left', async () => {
    const { slack, scoped } = await openWithPartner();
    const card = await slack.as(amina).command('/partner fiche atlas');
    const form = opened(await slack.as(amina).clicks(shown(card), 'Ajouter un interlocuteur'));
    const saved = await slack.as(amina).submits(form, nadia);
    expect(said(saved)).toContain('Nadia Étrillard · Directrice · n.etrillard@atlas.ma · +212 661-123456');
    expect(said(await slack.as(amina).command('/partner fiche atlas'))).toContain(
      'Nadia Étrillard · Directrice',
    );

    const edit = opened(await slack.as(amina).clicks(shown(saved), 'Modifier'));
    expect(edit.view.state.values['language']).toMatchObject({ input: { selected_option: { value: 'fr' } } });
    await slack.as(amina).submits(edit, { role: 'Présidente', leftOn: '2026-11-20' });
    expect(await scoped.contact.findMany()).toMatchObject([{ role: 'Présidente', name: nadia.name }]);
    expect(said(await slack.as(amina).command('/partner fiche atlas'))).not.toContain('Nadia');
    const all = said(await slack.as(amina).command('/partner interlocuteurs atlas'));
    expect(all).toContain('Présidente');
    expect(all).toContain('parti le 20 nov. 2026');
    expect(said(await slack.as(amina).command('/partner annuler'))).toContain(
      'modification de l’interlocuteur',
    );
  });

  it('with an address or number that is none is refused at the field, and nothing typed is lost', async () => {
    const { slack, scoped } = await openWithPartner();
    const card = await slack.as(claire).command('/partner show atlas');
    const form = opened(await slack.as(claire).clicks(shown(card), 'Add a contact'));
    const seen = await slack.as(claire).submits(form, { ...nadia, email: 'nadia', phone: 'call me' });
    expect(Object.keys(seen.errors)).toEqual(['email', 'phone']);
    await slack.as(claire).submits(opened(seen), { email: nadia.email, phone: nadia.phone });
    expect(await scoped.contact.findMany()).toMatchObject([nadia]);
  });

  it('is one of sixty: five on the card, ten a page of all', async () => {
    const { slack, scoped, partner } = await openWithPartner();
    await scoped.contact.createMany({
      data: Array.from({ length: 60 }, (_, index) => ({
        partnerId: partner.id,
        name: `Person ${String(index).padStart(2, '0')} ${'x'.repeat(280)}`,
        createdById: amina,
      })),
    });
    const card = await slack.as(claire).command('/partner show atlas');
    expect(said(card)).toContain('Person 04');
    expect(said(card)).not.toContain('Person 05');
    await slack.as(claire).clicks(shown(card), 'All 60 contacts');
    const first = slack.as(claire).ephemerals.at(-1);
    if (first === undefined) throw new Error('nothing is shown');
    expect(read(first.blocks)).toContain('60 contacts at Fondation Atlas');
    expect(read(first.blocks)).toContain('Person 09');
    await slack.as(claire).clicks(first, 'Next page');
    expect(read(slack.as(claire).ephemerals.at(-1)?.blocks)).toContain('Person 19');
    const last = await slack.as(claire).command('/partner contacts atlas page:6');
    expect(said(last)).toContain('Person 59');
    expect(buttonsOf(shown(last).blocks).map(({ text }) => text)).not.toContain('Next page');
    await slack.as(claire).clicks(shown(last), 'Previous page');
    expect(read(slack.as(claire).ephemerals.at(-1)?.blocks)).toContain('Person 49');
  });
});

describe('erasing a contact’s personal data', () => {
  it('says before that it is final, tells what went, and leaves none of it anywhere', async () => {
    const { slack, scoped, partner, clock, app } = await openWithPartner();
    const card = await slack.as(claire).command('/partner show atlas');
    await slack
      .as(claire)
      .submits(opened(await slack.as(claire).clicks(shown(card), 'Add a contact')), nadia);
    const note = opened(await slack.as(claire).command('/partner note Fondation Atlas'));
    await savesMeeting(slack, claire, note, {
      notes:
        'NADIA ETRILLARD will send the list (+212661123456).\n- [ ] ask Nadia Étrillard @claire by friday',
    });
    await scoped.meeting.updateMany({ data: { theirPeople: 'Nadia Étrillard, Karim' } });
    await scoped.partner.update({
      where: { id: partner.id },
      data: { notes: 'Write to n.etrillard@atlas.ma' },
    });

    const followUp = await scoped.followUp.findFirstOrThrow();
    await scoped.followUpComment.create({
      data: { followUpId: followUp.id, text: 'Nadia Étrillard agrees', authorId: claire, at: clock.now },
    });

    // What was promised names her as well; what she signed stays as she signed it.
    const agreement = await scoped.agreement.create({
      data: {
        ...{ partnerId: partner.id, kind: 'framework', reference: 'C-1', title: 'Cadre', ownerId: claire },
        ...{ termKind: 'unknown', renewal: 'none', createdById: claire },
      },
    });
    await scoped.signatory.create({
      data: { agreementId: agreement.id, side: 'theirs', name: nadia.name, position: 0 },
    });
    await scoped.commitment.create({
      data: {
        ...{ agreementId: agreement.id, side: 'theirs', ownerId: claire, createdById: claire },
        ...{ text: 'A room', state: 'kept', evidence: 'Letter of Nadia Étrillard' },
      },
    });
    // A follow-up of a meeting that names no partner of its own is about the partner all the same.
    await scoped.followUp.updateMany({ data: { partnerId: null } });
    const followUps = shown(await slack.as(claire).command('/partner followups'));
    await slack.as(claire).clicks(followUps, 'Post to the channel');

    const ask = await slack.as(claire).command('/partner forget nadia etrillard');
    expect(said(ask)).toContain('Erasing can’t be undone');
    expect(await scoped.contact.findMany()).toMatchObject([nadia]);
    const [erase] = buttonsOf(shown(ask).blocks).filter(({ text }) => text === 'Erase the data');
    expect(erase).toBeDefined();
    const seen = await slack.as(claire).clicks(shown(ask), 'Erase the data');
    const told = seen.ephemerals.map(({ blocks }) => read(blocks)).join('\n');
    expect(told).toContain('Erased: name, role, email, phone, language.');
    expect(told).toContain('5 texts now say “a former contact”');

    const everything = JSON.stringify([
      await scoped.contact.findMany(),
      await scoped.meeting.findMany(),
      await scoped.followUp.findMany(),
      await scoped.followUpComment.findMany(),
      await scoped.commitment.findMany(),
      await scoped.partner.findMany(),
      await scoped.searchEntry.findMany(),
      await scoped.change.findMany(),
    ]);
    expect(everything).not.toMatch(/[ée]trillard|661.?123456|directrice/i);
    expect(everything).toContain('Karim');
    expect(await scoped.meeting.findMany()).toMatchObject([
      { theirPeople: 'un ancien interlocuteur, Karim' },
    ]);
    expect(await scoped.change.findMany({ where: { action: 'contact_forgotten' } })).toMatchObject([
      { actorId: claire, rows: [] },
    ]);
    expect(await scoped.signatory.findMany()).toMatchObject([{ name: nadia.name }]);
    const inChannel = () => read(slack.channel(partenariats).messages[0]?.blocks);
    expect(inChannel()).toContain('Nadia');
    await app.copies.work();
    expect(inChannel()).toContain('ask un ancien interlocuteur');
    expect(inChannel()).not.toContain('Nadia');
    const contacts = await slack.as(claire).command('/partner contacts atlas');
    expect(said(contacts)).toContain('a former contact');
    expect(buttonsOf(shown(contacts).blocks).map(({ text }) => text)).toEqual(['Add a contact']);
  });

  it('is for the office alone', async () => {
    const { slack, scoped, partner } = await openWithPartner();
    await scoped.contact.create({ data: { partnerId: partner.id, name: 'Nadia', createdById: amina } });
    expect(said(await slack.as(amina).command('/partner oublier nadia'))).toContain('Seul le service');
    const list = await slack.as(amina).command('/partner interlocuteurs atlas');
    const seen = await slack.as(amina).clicks(shown(list), 'Effacer les données');
    expect(seen.ephemerals.map(({ blocks }) => read(blocks)).join()).toContain('Seul le service');
    expect(await scoped.contact.findMany()).toMatchObject([{ name: 'Nadia' }]);
  });

  it('cannot be taken back, neither itself nor by taking back what came before', async () => {
    const { slack, scoped } = await openWithPartner();
    const card = await slack.as(claire).command('/partner show atlas');
    const saved = await slack
      .as(claire)
      .submits(opened(await slack.as(claire).clicks(shown(card), 'Add a contact')), nadia);
    const ask = await slack.as(claire).command('/partner forget Nadia');
    await slack.as(claire).clicks(shown(ask), 'Erase the data');
    await slack.as(claire).clicks(shown(saved), 'Undo');
    await slack.as(claire).command('/partner undo');
    expect(JSON.stringify(await scoped.contact.findMany())).not.toContain('Nadia');
    expect(JSON.stringify(await scoped.change.findMany())).not.toContain('Nadia');
  });

  it('twice, or of nobody, says so; an email or a role is no name', async () => {
    const { slack, scoped, partner, app } = await openWithPartner();
    const at = { partnerId: partner.id, createdById: amina };
    await scoped.contact.createMany({
      data: [
        { ...at, name: 'Nadia' },
        { ...at, name: 'Karim', role: 'Cousin of Nadia' },
      ],
    });
    await app.fillSearch();
    const ask = await slack.as(claire).command('/partner forget nadia');
    const again = await slack.as(claire).command('/partner forget nadia');
    await slack.as(claire).clicks(shown(ask), 'Erase the data');
    const seen = await slack.as(claire).clicks(shown(again), 'Erase the data');
    expect(seen.ephemerals.map(({ blocks }) => read(blocks)).join()).toContain('was erased already');
    expect(await scoped.change.count({ where: { action: 'contact_forgotten' } })).toBe(1);
    expect(said(await slack.as(claire).command('/partner forget nadia'))).toContain(
      'No contact is called “nadia”',
    );
    expect(said(await slack.as(claire).command('/partner forget'))).toContain('Which contact?');
  });
});
