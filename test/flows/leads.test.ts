import { describe, expect, it } from 'vitest';
import { amina, claire, openDesk, partenariats, stranger } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';
import { buttonsOf } from '../support/slack/slack-double.js';

const lead = { newPartner: 'Maroc Numeric Cluster', object: 'Stages et accompagnement', stage: 'contacted' };

describe('a lead', () => {
  it('is noted with a new partner and a next step, and shown to the person alone', async () => {
    const { slack, database } = await openDesk();
    const form = opened(await slack.as(amina).command('/partner piste Maroc Numeric Cluster'));
    expect(form.view.state.values['newPartner']).toMatchObject({ input: { value: 'Maroc Numeric Cluster' } });
    const seen = await slack
      .as(amina)
      .submits(form, { ...lead, nextStep: 'Appeler', nextStepOn: '2026-11-27' });
    expect(seen.modal).toBeUndefined();
    expect(said(seen)).toContain('*Maroc Numeric Cluster* — Stages et accompagnement');
    expect(said(seen)).toContain('Contactée');
    expect(buttonsOf(shown(seen).blocks).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Modifier', 'Annuler cette action', 'Publier dans le canal']),
    );
    const scoped = database.scoped(slack.teamId);
    const [followUp] = await scoped.followUp.findMany();
    expect(followUp).toMatchObject({ text: 'Appeler', assigneeId: amina });
    expect(followUp?.leadId).not.toBeNull();
  });

  it('without a partner or an object is refused at the field, and nothing typed is lost', async () => {
    const { slack, database } = await openDesk();
    const form = opened(await slack.as(claire).command('/partner lead'));
    const outside = await slack.as(claire).submits(form, { ...lead, owner: stranger });
    expect(outside.errors).toEqual({ owner: expect.stringContaining('Choose a colleague') });
    const seen = await slack
      .as(claire)
      .submits(opened(outside), { newPartner: '', object: 'Internships', owner: claire });
    expect(seen.errors).toEqual({ newPartner: 'Choose a partner, or name a new one.' });
    expect(opened(seen).view.state.values['object']).toMatchObject({ input: { value: 'Internships' } });
    await slack.as(claire).submits(opened(seen), { newPartner: 'ODCO' });
    expect(await database.scoped(slack.teamId).lead.count()).toBe(1);
  });

  it('that Slack delivers twice is there once', async () => {
    const { slack, database } = await openDesk();
    const form = opened(await slack.as(amina).command('/partner lead'));
    const seen = await slack.as(amina).submits(form, lead);
    await slack.redeliver(seen);
    expect(await database.scoped(slack.teamId).lead.count()).toBe(1);
    expect(await database.scoped(slack.teamId).partner.count()).toBe(1);
    expect(slack.as(amina).ephemerals).toHaveLength(1);
  });

  it('of a partner that is in the register already does not add it again', async () => {
    const { slack, database } = await openDesk();
    await slack.as(amina).submits(opened(await slack.as(amina).command('/partner lead')), lead);
    const second = opened(await slack.as(amina).command('/partner lead maroc numeric  CLUSTER'));
    expect(second.view.state.values['partner']).toMatchObject({
      input: { selected_option: { text: { text: 'Maroc Numeric Cluster' } } },
    });
    await slack.as(amina).submits(second, { object: 'Autre chose' });
    expect(await database.scoped(slack.teamId).partner.count()).toBe(1);
    expect(await database.scoped(slack.teamId).lead.count()).toBe(2);
  });

  it('stands on its partner’s card with its button, beside the one for another lead with it', async () => {
    const { slack, database } = await openDesk();
    await slack.as(claire).submits(opened(await slack.as(claire).command('/partner lead')), lead);
    const card = shown(await slack.as(claire).command('/partner show maroc numeric'));
    expect(read(card.blocks)).toContain(
      '• Stages et accompagnement · *Contacted*, in this stage since today',
    );
    const details = shown(await slack.as(claire).clicks(card, 'Details'));
    expect(read(details.blocks)).toContain('Still missing');
    const form = opened(await slack.as(claire).clicks(details, 'Edit'));
    await slack.as(claire).submits(form, { needs: 'Interns' });
    const another = opened(await slack.as(claire).clicks(card, 'New lead'));
    await slack.as(claire).submits(another, { object: 'A shared room' });
    const rows = await database.scoped(slack.teamId).lead.findMany({ orderBy: { id: 'asc' } });
    expect(rows).toMatchObject([{ needs: 'Interns' }, { object: 'A shared room' }]);
    expect(new Set(rows.map(({ partnerId }) => partnerId)).size).toBe(1);
  });

  it('moves a stage with one click, on the card and in the list', async () => {
    const { slack } = await openDesk();
    const saved = await slack
      .as(claire)
      .submits(opened(await slack.as(claire).command('/partner lead')), lead);
    await slack.as(claire).chooses(shown(saved), 'leads.move', 'Negotiation');
    expect(read(slack.as(claire).ephemerals.at(-1)?.blocks)).toContain('Negotiation');

    const list = await slack.as(claire).command('/partner leads');
    expect(said(list)).toContain('Negotiation: 1 lead');
    await slack.as(claire).chooses(shown(list), 'leads.move', 'Won');
    expect(read(slack.as(claire).ephemerals.at(-1)?.blocks)).toContain('No lead is being worked on');
    expect(said(await slack.as(claire).command('/partner leads won'))).toContain('Won: 1 lead');
  });

  it('is edited in the same form, with what is known filled in', async () => {
    const { slack, database } = await openDesk();
    const saved = await slack.as(amina).submits(opened(await slack.as(amina).command('/partner lead')), lead);
    const form = opened(await slack.as(amina).clicks(shown(saved), 'Modifier'));
    expect(form.view.state.values['object']).toMatchObject({ input: { value: lead.object } });
    const seen = await slack.as(amina).submits(form, { object: 'Un nouvel objet', needs: 'Des stagiaires' });
    expect(said(seen)).toContain('Un nouvel objet');
    const rows = await database.scoped(slack.teamId).lead.findMany();
    expect(rows).toMatchObject([{ object: 'Un nouvel objet', needs: 'Des stagiaires', stage: 'contacted' }]);
  });

  it('has a next step that is one of its follow-ups: edited, replaced and done in the form', async () => {
    const { slack, database } = await openDesk();
    const followUps = () =>
      database.scoped(slack.teamId).followUp.findMany({ orderBy: { id: 'asc' }, omit: { createdAt: true } });
    const form = opened(await slack.as(amina).command('/partner lead'));
    const step = { nextStep: 'Appeler', nextStepOn: '2026-11-27' };
    const saved = await slack.as(amina).submits(form, { ...lead, ...step });
    expect(said(saved)).toContain('À suivre : Appeler (ven. 27 nov.)');

    const edit = opened(await slack.as(amina).clicks(shown(saved), 'Modifier'));
    expect(edit.view.state.values['nextStep']).toMatchObject({ input: { value: 'Appeler' } });
    const moved = await slack.as(amina).submits(edit, { nextStepOn: '2026-11-30' });
    expect(said(moved)).toContain('À suivre : Appeler (lun. 30 nov.)');
    expect(await followUps()).toMatchObject([{ text: 'Appeler', state: 'open' }]);

    const emptied = opened(await slack.as(amina).clicks(shown(moved), 'Modifier'));
    const refused = await slack.as(amina).submits(emptied, { nextStep: null });
    expect(refused.errors).toEqual({ nextStep: 'Dites ce qui est à faire avant ce jour.' });
    await slack.as(amina).submits(opened(refused), { nextStepOn: null });
    expect(await followUps()).toMatchObject([{ text: 'Appeler', state: 'done', settledById: amina }]);
  });

  it('has a value in a currency, each refused where it means nothing', async () => {
    const { slack } = await openDesk();
    const form = opened(await slack.as(claire).command('/partner lead'));
    const alone = await slack.as(claire).submits(form, { ...lead, value: '1500000' });
    expect(alone.errors).toEqual({ currency: 'Say in which currency.' });
    const unknown = await slack.as(claire).submits(opened(alone), { currency: 'XYZ' });
    expect(unknown.errors['currency']).toContain('This is not a currency');
    const saved = await slack.as(claire).submits(opened(unknown), { currency: 'mad' });
    expect(said(saved).replaceAll('\u00A0', ' ')).toContain('MAD 1,500,000');
    await slack.as(claire).clicks(shown(saved), 'Post to the channel');
    const posted = read(slack.channel(partenariats).messages[0]?.blocks);
    expect(posted.replace(/\s/gu, ' ')).toContain('1 500 000 MAD');
  });

  it('shows what is still missing of its preparation', async () => {
    const { slack } = await openDesk();
    const form = opened(await slack.as(claire).command('/partner lead'));
    const saved = await slack.as(claire).submits(form, { ...lead, needs: 'Interns' });
    expect(said(saved)).toContain('Still missing: what we offer · the exchanges possible · a proposal');
    const edit = opened(await slack.as(claire).clicks(shown(saved), 'Edit'));
    const full = {
      offer: 'A room',
      exchanges: 'Visits',
      stage: 'proposal_sent',
      proposalParts: ['object', 'finances'],
    };
    const sent = await slack.as(claire).submits(edit, full);
    expect(said(sent)).toContain('Still missing: in the proposal: signatories, commitments, and duration');
    const again = opened(await slack.as(claire).clicks(shown(sent), 'Edit'));
    const all = ['signatories', 'object', 'commitments', 'finances', 'duration'];
    expect(again.view.state.values['proposalParts']).toMatchObject({
      input: { selected_options: [{ value: 'object' }, { value: 'finances' }] },
    });
    const whole = await slack.as(claire).submits(again, { proposalParts: all });
    expect(said(whole)).not.toContain('Still missing');
  });

  it('is taken back by its card’s button, with the partner that came with it', async () => {
    const { slack, database } = await openDesk();
    const saved = await slack.as(amina).submits(opened(await slack.as(amina).command('/partner lead')), lead);
    await slack.as(amina).clicks(shown(saved), 'Annuler cette action');
    expect(read(slack.as(amina).ephemerals.at(-1)?.blocks)).toBe('Annulé : la nouvelle piste.');
    expect(await database.scoped(slack.teamId).lead.count()).toBe(0);
    expect(await database.scoped(slack.teamId).partner.count()).toBe(0);
  });

  it('is taken back by /partner undo within ten minutes, and no later', async () => {
    const { slack, database, clock } = await openDesk();
    await slack.as(amina).submits(opened(await slack.as(amina).command('/partner lead')), lead);
    expect(said(await slack.as(claire).command('/partner undo'))).toContain('You have changed nothing');
    clock.now = new Date(clock.now.getTime() + 9 * 60_000);
    expect(said(await slack.as(amina).command('/partner annuler'))).toContain('Annulé');
    expect(await database.scoped(slack.teamId).lead.count()).toBe(0);

    await slack.as(amina).submits(opened(await slack.as(amina).command('/partner lead')), lead);
    clock.now = new Date(clock.now.getTime() + 11 * 60_000);
    expect(said(await slack.as(amina).command('/partner annuler'))).toContain('rien à annuler');
    expect(await database.scoped(slack.teamId).lead.count()).toBe(1);
  });

  it('is posted for the channel to see, in the workspace’s language', async () => {
    const { slack } = await openDesk();
    const saved = await slack
      .as(claire)
      .submits(opened(await slack.as(claire).command('/partner lead')), lead);
    await slack.as(claire).clicks(shown(saved), 'Post to the channel');
    const [posted] = slack.channel(partenariats).messages;
    expect(read(posted?.blocks)).toContain('Contactée');
    if (posted === undefined) throw new Error('nothing was posted');
    await slack.as(amina).chooses(posted, 'leads.move', 'Négociation');
    expect(read(slack.channel(partenariats).messages[0]?.blocks)).toContain('*Négociation*');
  });
});

describe('the pipeline', () => {
  it('says what to do where it is empty, and which stages there are for a word that is none', async () => {
    const { slack } = await openDesk();
    expect(said(await slack.as(claire).command('/partner leads'))).toContain('No lead is being worked on');
    expect(said(await slack.as(claire).command('/partner leads foo'))).toContain('No stage is called “foo”');
  });

  it('pages, furthest stage first, through hundreds of leads', async () => {
    const { slack, database, clock } = await openDesk();
    const scoped = database.scoped(slack.teamId);
    await slack.as(claire).command('/partner');
    const partner = await scoped.partner.create({
      data: { name: 'P', searchText: '|p|', createdById: amina },
    });
    await scoped.lead.createMany({
      data: Array.from({ length: 200 }, (_, index) => ({
        partnerId: partner.id,
        object: `Object ${index}`,
        stage: index % 2 === 0 ? ('identified' as const) : ('negotiation' as const),
        stageSince: new Date(clock.now.getTime() - index * 86_400_000),
        ownerId: amina,
        createdById: amina,
      })),
    });
    const first = await slack.as(claire).command('/partner leads');
    expect(said(first)).toContain('200 leads');
    expect(said(first)).toContain('Negotiation: 100 leads');
    expect(said(first)).toContain('Object 199');
    await slack.as(claire).clicks(shown(first), 'Next page');
    expect(read(slack.as(claire).ephemerals.at(-1)?.blocks)).toContain('Object 183');
  });
});
