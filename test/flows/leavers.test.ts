import { describe, expect, it, vi } from 'vitest';
import { toDay } from '../../src/calendar/day.js';
import { amina, claire, type Desk, omar, openDesk, partenariats, youssef } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';

/** Amina looks after a partner with a lead, an agreement and follow-ups, one of which is done. */
async function aminasWork({ slack, database, clock }: Desk, partners = 1): Promise<void> {
  const scoped = database.scoped(slack.teamId);
  const by = { ownerId: amina, createdById: amina };
  await scoped.partner.createMany({
    data: Array.from({ length: partners }, (_, index) => ({
      name: `Partenaire ${index}`,
      searchText: `|partenaire ${index}|`,
      ...by,
    })),
  });
  const [partner] = await scoped.partner.findMany({ take: 1, orderBy: { id: 'asc' } });
  const about = { partnerId: partner?.id ?? '' };
  const lead = { ...about, ...by, stageSince: clock.now };
  await scoped.lead.createMany({
    data: [
      { ...lead, object: 'Stages', stage: 'contacted' },
      { ...lead, object: 'Gagnée', stage: 'won' },
    ],
  });
  await scoped.agreement.create({
    data: {
      ...about,
      ...by,
      kind: 'framework',
      reference: 'C-1',
      title: 'Cadre',
      termKind: 'unknown',
      renewal: 'none',
    },
  });
  const followUp = { assigneeId: amina, origin: 'form' as const, createdById: omar, ...about };
  await scoped.followUp.createMany({
    data: [
      { ...followUp, text: 'Relancer *tous*' },
      { ...followUp, text: 'Fait', state: 'done', settledById: amina, settledAt: clock.now },
    ],
  });
}

async function officeIs({ slack }: Desk, values: Record<string, string | string[]>) {
  await slack.as(youssef).submits(opened(await slack.as(youssef).command('/partner settings')), values);
}

async function leaves({ slack }: Desk, id: string, deleted = true) {
  slack.changePerson(id, { deleted });
  return slack.sendEvent({ type: 'user_change', user: { id, deleted } });
}

describe('someone whose Slack account is deactivated', () => {
  it('is shown to the office’s channel once, with what they looked after', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    await aminasWork(desk);
    await officeIs(desk, { officers: [claire], officeChannel: partenariats });
    await slack.redeliver(await leaves(desk, amina));
    await Promise.all([leaves(desk, amina), leaves(desk, amina)]);
    const [card, another] = slack.channel(partenariats).messages;
    expect(another).toBeUndefined();
    expect(read(card?.blocks)).toContain('Le compte Slack de @U0AMINA a été désactivé (lun. 23 nov.)');
    expect(read(card?.blocks)).toContain('1 partenaire, 1 piste, 1 convention et 1 suivi ouvert');
  });

  it('is told to each officer where the office has no channel, and to administrators where it has no officer', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    await aminasWork(desk);
    await officeIs(desk, { officers: [claire], heads: [omar] });
    await leaves(desk, amina);
    expect(read(slack.as(claire).directMessages.at(-1)?.blocks)).toContain('@U0AMINA left on Mon 23 Nov');
    expect(read(slack.as(omar).directMessages.at(-1)?.blocks)).toContain('a été désactivé');
    expect(slack.as(youssef).directMessages).toEqual([]);

    const bare = await openDesk();
    await aminasWork(bare);
    await leaves(bare, amina);
    expect(bare.slack.as(youssef).directMessages).toHaveLength(1);
  });

  it('is nobody’s news where they looked after nothing; someone who changes otherwise has not left', async () => {
    const desk = await openDesk();
    await aminasWork(desk);
    await leaves(desk, omar);
    await leaves(desk, amina, false);
    expect(desk.slack.as(youssef).directMessages).toEqual([]);
    expect(said(await desk.slack.as(youssef).command('/partner handover'))).toContain('Plus rien');
  });

  it('is forgotten as a leaver when they come back, and told of anew when they leave again', async () => {
    const desk = await openDesk();
    await aminasWork(desk);
    await leaves(desk, amina);
    await leaves(desk, amina, false);
    expect(await desk.database.scoped(desk.slack.teamId).member.findMany()).toMatchObject([{ leftAt: null }]);
    await leaves(desk, amina);
    expect(desk.slack.as(youssef).directMessages).toHaveLength(2);
  });

  it('is noticed on the next day where Slack’s word of it never came, once, and so is who came back', async () => {
    const desk = await openDesk();
    const { slack, database, app, clock } = desk;
    await aminasWork(desk);
    const scoped = database.scoped(slack.teamId);
    const { id: agreementId } = await scoped.agreement.findFirstOrThrow();
    const promise = { agreementId, side: 'ours', text: 'Prêter une salle', createdById: amina } as const;
    await scoped.commitment.create({ data: { ...promise, ownerId: omar } });
    await officeIs(desk, { officers: [claire], officeChannel: partenariats });
    const nextDay = async () => {
      clock.now = new Date(clock.now.getTime() + 86_400_000);
      await app.daily(database.scoped(slack.teamId), await app.settings(), toDay('2026-11-24'));
    };
    await nextDay();
    expect(slack.channel(partenariats).messages).toEqual([]);
    slack.changePerson(amina, { deleted: true });
    slack.changePerson(omar, { deleted: true });
    slack.changePerson(claire, { deleted: true });
    await nextDay();
    await nextDay();
    const cards = slack.channel(partenariats).messages.map(({ blocks }) => read(blocks));
    expect(cards).toHaveLength(2);
    expect(cards.join()).toContain('Le compte Slack de @U0AMINA a été désactivé');
    expect(cards.join()).toContain('@U0OMAR');
    const left = () => database.scoped(slack.teamId).member.count({ where: { leftAt: { not: null } } });
    expect(await left()).toBe(2);
    slack.changePerson(amina, { deleted: false });
    await nextDay();
    expect(await left()).toBe(1);
  });

  it('gets no message any more', async () => {
    const desk = await openDesk();
    const { slack, database } = desk;
    await aminasWork(desk);
    await leaves(desk, amina);
    const [followUp] = await database.scoped(slack.teamId).followUp.findMany({ where: { state: 'open' } });
    expect(followUp).toBeDefined();
    await slack.as(claire).command(`/partner todo Send it <@${amina}>`);
    expect(slack.as(amina).directMessages).toEqual([]);
  });

  it('stays with what they looked after while that is edited otherwise', async () => {
    const desk = await openDesk();
    const { slack, database } = desk;
    await aminasWork(desk);
    await leaves(desk, amina);
    const card = shown(await slack.as(claire).command('/partner show partenaire'));
    const form = opened(await slack.as(claire).clicks(card, 'Edit', { near: 'Partenaire 0' }));
    expect((await slack.as(claire).submits(form, { city: 'Agadir' })).errors).toEqual({});
    expect(await database.scoped(slack.teamId).partner.findFirst()).toMatchObject({
      city: 'Agadir',
      ownerId: amina,
    });
  });
});

describe('what a leaver looked after', () => {
  it('is handed to a colleague in one step, who is told of it; it can be taken back', async () => {
    const desk = await openDesk();
    const { slack, database } = desk;
    const scoped = database.scoped(slack.teamId);
    await aminasWork(desk, 30);
    const { id: agreementId } = await scoped.agreement.findFirstOrThrow();
    const promise = { agreementId, side: 'ours', ownerId: amina, createdById: amina } as const;
    await scoped.commitment.createMany({
      data: [
        { ...promise, text: 'Prêter une salle' },
        { ...promise, text: 'Tenu', state: 'kept' },
      ],
    });
    await officeIs(desk, { officers: [claire] });
    await leaves(desk, amina);
    const [card] = slack.as(claire).directMessages;
    if (card === undefined) throw new Error('no card');
    expect(read(card.blocks)).toContain('1 open commitment');
    const form = opened(await slack.as(claire).clicks(card, 'Hand all to…'));
    expect((await slack.as(claire).submits(form, { to: amina })).errors['to']).toContain('has it already');
    const seen = await slack.as(claire).submits(opened(slack.as(claire).sees()), { to: omar });
    expect(seen.modal).toBeUndefined();
    expect(await scoped.partner.count({ where: { ownerId: omar } })).toBe(30);
    expect(await scoped.agreement.findMany()).toMatchObject([{ ownerId: omar }]);
    expect(await scoped.commitment.findMany({ orderBy: { text: 'asc' } })).toMatchObject([
      { text: 'Prêter une salle', ownerId: omar },
      { text: 'Tenu', ownerId: amina },
    ]);
    expect(await scoped.lead.findMany({ orderBy: { object: 'asc' } })).toMatchObject([
      { object: 'Gagnée', ownerId: amina },
      { object: 'Stages', ownerId: omar },
    ]);
    expect(await scoped.followUp.findMany({ orderBy: { text: 'asc' } })).toMatchObject([
      { text: 'Fait', assigneeId: amina },
      { text: 'Relancer *tous*', assigneeId: omar },
    ]);
    await vi.waitFor(() =>
      expect(read(slack.as(omar).directMessages.at(-1)?.blocks)).toContain(
        'Claire Whitfield vous a transmis ce que suivait @U0AMINA : 30 partenaires, 1 piste',
      ),
    );
    await slack.as(claire).clicks(card, 'Hand all to…');
    expect(read(slack.as(claire).directMessages[0]?.blocks)).toContain('Nothing is in their care any more');

    expect(said(await slack.as(claire).command('/partner undo'))).toContain('Taken back: the handover');
    expect(await scoped.partner.count({ where: { ownerId: amina } })).toBe(30);
  });

  it('is shown as it is by now on the card in the channel, however it was handed over, settled or taken back', async () => {
    const desk = await openDesk();
    const { slack, app, logged } = desk;
    await aminasWork(desk);
    await officeIs(desk, { officers: [claire], officeChannel: partenariats });
    await leaves(desk, amina);
    const card = async () => {
      await app.copies.work();
      return read(slack.channel(partenariats).messages[0]?.blocks);
    };
    const list = shown(await slack.as(claire).command(`/partner handover <@${amina}>`));
    const one = opened(await slack.as(claire).clicks(list, 'Hand to…', { near: 'Stages' }));
    await slack.as(claire).submits(one, { to: omar });
    expect(await card()).toContain('1 partenaire, 1 convention et 1 suivi ouvert');

    const followUps = shown(await slack.as(claire).command('/partner followups all'));
    await slack.as(claire).clicks(followUps, 'Done');
    expect(await card()).toContain('1 partenaire et 1 convention');

    const all = opened(await slack.as(claire).clicks(list, 'Hand all to…'));
    await slack.as(claire).submits(all, { to: omar });
    expect(await card()).toContain('Plus rien');
    await slack.as(claire).command('/partner undo');
    expect(await card()).toContain('1 partenaire et 1 convention');
    expect(logged).toEqual([]);
  });

  it('is handed over one by one, page by page', async () => {
    const desk = await openDesk();
    const { slack, database } = desk;
    await aminasWork(desk, 11);
    await officeIs(desk, { officers: [claire] });
    await leaves(desk, amina);
    const list = shown(await slack.as(claire).command(`/partner handover <@${amina}>`));
    expect(read(list.blocks)).toContain('*Partner* · Partenaire 9');
    expect(read(list.blocks)).not.toContain('Partenaire 10');
    await slack.as(claire).clicks(list, 'Next page');
    const second = slack.as(claire).ephemerals.at(-1);
    if (second === undefined) throw new Error('no page');
    expect(read(second.blocks)).toContain('*Follow-up* · Relancer *tous* · Partenaire 0');
    expect(read(second.blocks)).not.toContain('Gagnée');
    const form = opened(await slack.as(claire).clicks(second, 'Hand to…', { near: 'Relancer' }));
    const seen = await slack.as(claire).submits(form, { to: claire });
    expect(said(seen)).toContain('Handed to @U0CLAIRE: 1 open follow-up.');
    expect(said(seen)).toContain('@U0AMINA looks after 11 partners, 1 lead, and 1 agreement.');
    const mine = await database.scoped(slack.teamId).followUp.findMany({ where: { assigneeId: claire } });
    expect(mine).toMatchObject([{ text: 'Relancer *tous*' }]);
  });

  it('names the digests of a leaver in words, and their channel', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    await slack.as(amina).command('/partner abonner échéances suivis lundi 8h30', { channel: partenariats });
    await officeIs(desk, { officers: [omar] });
    await leaves(desk, amina);
    const list = shown(await slack.as(omar).command(`/partner passation <@${amina}>`));
    expect(read(list.blocks)).toContain(`*Abonnement* · échéances et suivis · #${partenariats}`);
    const form = opened(await slack.as(omar).clicks(list, 'Transmettre à…'));
    expect(said(await slack.as(omar).submits(form, { to: omar }))).toContain('1 abonnement');
  });

  it('hands on what somebody was the deputy of, and makes nobody their own deputy', async () => {
    const desk = await openDesk();
    const { slack, database } = desk;
    const scoped = database.scoped(slack.teamId);
    const owned = { createdById: omar, deputyId: amina };
    await scoped.partner.createMany({
      data: [
        { name: 'Agence', searchText: '|agence|', ownerId: omar, ...owned },
        { name: 'Musée', searchText: '|musee|', ownerId: claire, ...owned },
        { name: 'Port', searchText: '|port|', ownerId: amina, createdById: omar, deputyId: claire },
      ],
    });
    await officeIs(desk, { officers: [claire], officeChannel: partenariats });
    await leaves(desk, amina);
    expect(read(slack.channel(partenariats).messages.at(-1)?.blocks)).toContain(
      '1 partenaire et 2 partenaires en suppléance',
    );
    const asked = `/partner handover <@${amina}>`;
    const list = shown(await slack.as(claire).command(asked));
    expect(read(list.blocks)).toContain('*Deputy* · Musée');
    const one = opened(await slack.as(claire).clicks(list, 'Hand to…', { near: 'Agence' }));
    await slack.as(claire).submits(one, { to: youssef });
    const left = shown(await slack.as(claire).command(asked));
    const all = opened(await slack.as(claire).clicks(left, 'Hand all to…'));
    expect(said(await slack.as(claire).submits(all, { to: claire }))).toContain(
      '1 partner and 1 partner as deputy',
    );
    expect(await scoped.partner.findMany({ orderBy: { name: 'asc' } })).toMatchObject([
      { name: 'Agence', ownerId: omar, deputyId: youssef },
      { name: 'Musée', ownerId: claire, deputyId: null },
      { name: 'Port', ownerId: claire, deputyId: null },
    ]);
    expect(said(await slack.as(claire).command(asked))).toContain('looks after nothing');
  });

  it('is for the office alone to hand over, and only to members', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    await aminasWork(desk);
    expect(said(await slack.as(claire).command('/partner handover'))).toContain(
      'Only the partnership office',
    );
    await officeIs(desk, { officers: [claire] });
    const list = shown(await slack.as(claire).command('/partner handover @amina'));
    const form = opened(await slack.as(claire).clicks(list, 'Hand all to…'));
    expect((await slack.as(claire).submits(form, { to: 'U0GUEST' })).errors['to']).toContain('guests');
    await officeIs(desk, { officers: [omar] });
    const refused = await slack.as(claire).submits(opened(slack.as(claire).sees()), { to: omar });
    expect(refused.errors['to']).toContain('Only the partnership office');
  });

  it('waits on the desk of the office until it is handed over', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    await aminasWork(desk);
    await leaves(desk, amina);
    const leads = said(await slack.as(claire).command(`/partner leads <@${amina}>`));
    expect(leads).toContain('1 lead');
    expect(leads).toContain('Amina Berrada');
    expect(leads).toContain('Stages');
    const followUps = said(await slack.as(claire).command(`/partner followups <@${amina}>`));
    expect(followUps).toContain('Relancer *tous*');
    expect(followUps).toContain('Amina Berrada');
    expect(said(await slack.as(youssef).command('/partner'))).toContain('@U0AMINA');
    expect(said(await slack.as(claire).command('/partner'))).not.toContain('@U0AMINA');
  });
});
