import { describe, expect, it } from 'vitest';
import { toDay } from '../../src/calendar/day.js';
import { loadSampleRegister } from '../../src/trial/sample-register.js';
import { amina, claire, openDesk } from '../support/desk.js';
import { addLeads } from '../support/leads.js';
import { opened, read, said, shown } from '../support/reading.js';

/** A desk whose register Claire has written through the forms. */
async function filled() {
  const desk = await openDesk();
  const me = desk.slack.as(claire);
  await me.submits(opened(await me.command('/partner lead')), {
    newPartner: 'Fondation Atlas',
    object: 'Laboratoire commun sur l’eau',
  });
  await me.submits(opened(await me.command('/partner note')), {
    partners: ['Fondation Atlas'],
    notes: 'Point d’étape\nLes phosphates attendront.',
    decisions: 'Relancer le ministère',
  });
  return desk;
}

describe('/partner find', () => {
  it('finds partners, leads and notes by what stands in them, and opens the partner', async () => {
    const { slack } = await filled();
    const lead = await slack.as(claire).command('/partner find labo eau');
    expect(said(lead)).toContain('Lead · *Laboratoire commun sur l’eau* · Fondation Atlas');
    await slack.as(claire).clicks(shown(lead), 'Show');
    expect(read(slack.as(claire).ephemerals.at(-1)?.blocks)).toContain('*Fondation Atlas*');

    const meeting = said(await slack.as(claire).command('/partner find phosphates'));
    expect(meeting).toContain('Meeting · *Point d’étape* · Fondation Atlas');
    expect(said(await slack.as(claire).command('/partner find ministere'))).toContain('*Point d’étape*');
    expect(said(await slack.as(amina).command('/partner chercher eau'))).toContain('Piste · *Laboratoire');
  });

  it('finds a meeting with several partners under each of them, by the names that they have now', async () => {
    const desk = await filled();
    const { slack } = desk;
    await addLeads(desk, 'Musée du Souss', []);
    const form = opened(await slack.as(claire).command('/partner note'));
    await slack.as(claire).submits(form, {
      partners: ['Fondation Atlas', 'Musée du Souss'],
      notes: 'Planétarium itinérant',
    });
    for (const name of ['Fondation Atlas', 'Musée du Souss']) {
      const seen = await slack.as(claire).command('/partner find planetarium');
      expect(said(seen)).toContain('Meeting · *Planétarium itinérant* · Fondation Atlas and Musée du Souss');
      expect(said(seen).match(/Planétarium itinérant/g)).toHaveLength(1);
      await slack.as(claire).clicks(shown(seen), name);
      const card = read(slack.as(claire).ephemerals.at(-1)?.blocks);
      expect(card.startsWith(`*${name}*`)).toBe(true);
      expect(card).toContain('Planétarium itinérant');
    }
  });

  it('forgives case, accents, quotation marks of phones and slips, and says when nothing is quite like it', async () => {
    const { slack } = await filled();
    for (const typed of ['FONDATION', '“fondation atlas”', '« Fôndation »', 'atlas fond']) {
      const answer = said(await slack.as(claire).command(`/partner find ${typed}`));
      expect(answer).toContain('Found for');
      expect(answer).toContain('*Fondation Atlas*');
    }
    const near = said(await slack.as(claire).command('/partner find fodnation'));
    expect(near).toContain('Nothing says exactly “fodnation”. The nearest:');
    expect(near).toContain('*Fondation Atlas*');
    expect(said(await slack.as(amina).command('/partner find rien du tout'))).toContain(
      'Rien dans le registre ne dit « rien du tout »',
    );
  });

  it('follows what is edited, and what is taken back', async () => {
    const { slack } = await openDesk();
    const saved = await slack.as(claire).submits(opened(await slack.as(claire).command('/partner lead')), {
      newPartner: 'Fondation Atlas',
      object: 'Musée',
    });
    const form = opened(await slack.as(claire).clicks(shown(saved), 'Edit'));
    await slack.as(claire).submits(form, { object: 'Planétarium' });
    expect(said(await slack.as(claire).command('/partner find musee'))).toContain('Nothing in the register');
    expect(said(await slack.as(claire).command('/partner find planetarium'))).toContain('*Planétarium*');
    await slack.as(claire).command('/partner undo');
    expect(said(await slack.as(claire).command('/partner find planetarium'))).toContain('Nothing in the');
    expect(said(await slack.as(claire).command('/partner find musee'))).toContain('*Musée*');
    await slack.as(claire).command('/partner undo');
    for (const typed of ['musee', 'atlas']) {
      expect(said(await slack.as(claire).command(`/partner find ${typed}`))).toContain('Nothing in the');
    }
  });

  it('pages, with a text as long as Slack lets one type', async () => {
    const { slack, database, app } = await openDesk();
    await slack.as(claire).command('/partner');
    const word = 'École';
    await database.scoped(slack.teamId).partner.createMany({
      data: Array.from({ length: 25 }, (_, index) => {
        const name = `${word} ${String(index).padStart(2, '0')}`;
        return { name, searchText: `|${name}|`, createdById: amina };
      }),
    });
    await app.fillSearch();
    for (const typed of ['ecole', ` ${'ecole '.repeat(600)}`.slice(0, 3001)]) {
      const first = await slack.as(claire).command(`/partner find ${typed}`);
      expect(said(first)).toContain('École 09');
      expect(said(first)).not.toContain('École 10');
      await slack.as(claire).clicks(shown(first), 'Next page');
      const second = slack.as(claire).ephemerals.at(-1);
      expect(read(second?.blocks)).toContain('Page 2');
      expect(read(second?.blocks)).toContain('École 10');
      expect(read(second?.blocks)).toContain('École 19');
      expect(read(second?.blocks)).not.toContain('École 20');
      await slack.as(claire).clicks(second ?? shown(first), 'Previous page');
      expect(read(slack.as(claire).ephemerals.at(-1)?.blocks)).toContain('École 09');
    }
    const all = said(await slack.as(claire).command('/partner find'));
    expect(all).toContain('25 partners in the register');
    expect(all).toContain('École 09');
    expect(said(await slack.as(claire).command('/partner find page:3'))).toContain('École 24');
  });

  it('finds all of a register that was written without search entries, once the app has started', async () => {
    const { slack, database, app, clock } = await openDesk();
    await loadSampleRegister(database.prisma, slack.teamId, toDay('2026-11-23'), clock.now);
    await app.fillSearch();
    const db = database.scoped(slack.teamId);
    const counts = await db.searchEntry.groupBy({ by: ['kind'], _count: { _all: true } });
    expect(Object.fromEntries(counts.map(({ kind, _count }) => [kind, _count._all]))).toEqual({
      partner: await db.partner.count(),
      contact: await db.contact.count(),
      agreement: await db.agreement.count(),
      lead: await db.lead.count(),
      meeting: await db.meeting.count(),
    });
    const contact = await db.contact.findFirstOrThrow({ where: { role: { not: null } } });
    for (const typed of [contact.name, `${contact.name} ${contact.role}`]) {
      const answer = said(await slack.as(claire).command(`/partner find ${typed}`));
      expect(answer).toContain(`Contact · *${contact.name}`);
    }
    const agreement = await db.agreement.findFirstOrThrow({ orderBy: { reference: 'asc' } });
    expect(said(await slack.as(claire).command(`/partner find ${agreement.reference}`))).toContain(
      `Agreement · *${agreement.reference}`,
    );
    expect(said(await slack.as(claire).command('/partner find um6p')).split('\n')[1]).toMatch(/^\*UM6P — /);
  });

  it('in an empty register says how partners come into it', async () => {
    const { slack } = await openDesk();
    const none = await slack.as(claire).command('/partner find');
    expect(said(none)).toContain('no partner in the register yet');
    const empty = opened(await slack.as(claire).clicks(shown(none), 'New partner'));
    await slack.as(claire).closes(empty);
    const seen = await slack.as(claire).command('/partner find Fondation Atlas');
    const form = opened(await slack.as(claire).clicks(shown(seen), 'New partner'));
    expect(JSON.stringify(form.view.blocks)).toContain('Fondation Atlas');
  });

  it('finds text that looks like a pattern, a command or markup as it stands', async () => {
    const { slack } = await openDesk();
    slack.forbidTokens = (token) => !token.includes(amina);
    for (const typed of ['100 % <!channel>', '_*bold*_', "'; DROP TABLE", '%', '🏴 %']) {
      const form = opened(await slack.as(amina).command('/partner lead'));
      await slack.as(amina).submits(form, { newPartner: typed, object: typed });
      expect(said(await slack.as(amina).command(`/partner find ${typed}`))).toContain(typed);
    }
  });
});
