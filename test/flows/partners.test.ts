import { describe, expect, it } from 'vitest';
import type { ScopedDatabase } from '../../src/database/scope.js';
import { nameColumns } from '../../src/partners/partner-name.js';
import { amina, claire, openDesk } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';

async function addPartners(database: ScopedDatabase, names: readonly object[]): Promise<void> {
  await database.partner.createMany({
    data: names.map((each) => {
      const named = { name: '', ...each };
      return { ...named, ...nameColumns(named), createdById: amina };
    }),
  });
}

async function openWith(names: readonly object[]) {
  const desk = await openDesk();
  await desk.slack.as(claire).command('/partner');
  await addPartners(desk.database.scoped(desk.slack.teamId), names);
  return desk;
}

const um6p = {
  name: 'Université Mohammed VI Polytechnique',
  nameAr: 'جامعة محمد السادس متعددة التخصصات التقنية',
  acronym: 'UM6P',
  kind: 'university',
  city: 'Ben Guerir',
  country: 'MA',
  axes: ['research'],
  ownerId: amina,
};

describe('/partner show', () => {
  it('shows the card of the partner that is named, by any of its names', async () => {
    const { slack } = await openWith([
      um6p,
      { name: 'Office de développement de la coopération', acronym: 'ODCO' },
    ]);
    for (const typed of [
      'UM6P',
      'um6p',
      'universite mohammed vi polytechnique',
      '“polytechnique”',
      um6p.nameAr,
    ]) {
      const card = said(await slack.as(claire).command(`/partner show ${typed}`));
      expect(card).toContain('UM6P — Université Mohammed VI Polytechnique');
      expect(card).toContain('University · national · Ben Guerir · Morocco · Research');
    }
    expect(said(await slack.as(amina).command('/partner fiche um6p'))).toContain('Maroc · Recherche');
  });

  it('offers the ones that it could be, and shows the one that is chosen', async () => {
    const { slack } = await openWith([{ name: 'Fondation Atlas' }, { name: 'Fondation Rif' }]);
    const seen = await slack.as(claire).command('/partner show fondation');
    expect(said(seen)).toContain('2 partners found for “fondation”');
    await slack.as(claire).clicks(shown(seen), 'Show', { near: 'Fondation Rif' });
    expect(read(slack.as(claire).ephemerals.at(-1)?.blocks)).toContain('*Fondation Rif*');
  });

  it('says what to type where nothing was, and that nothing is called so', async () => {
    const { slack } = await openWith([um6p]);
    expect(said(await slack.as(claire).command('/partner show'))).toContain('/partner show NAME');
    expect(said(await slack.as(claire).command('/partner show nobody'))).toContain(
      'No partner is called “nobody”',
    );
  });
});

describe('/partner show with a name that many have', () => {
  it('offers them, and pages', async () => {
    const { slack } = await openWith(
      Array.from({ length: 25 }, (_, index) => ({ name: `École ${String(index).padStart(2, '0')}` })),
    );
    const seen = await slack.as(claire).command('/partner show ecole');
    expect(said(seen)).toContain('25 partners found');
    expect(said(seen)).toContain('École 09');
    expect(said(seen)).not.toContain('École 10');
    await slack.as(claire).clicks(shown(seen), 'Next page');
    const second = slack.as(claire).ephemerals.at(-1);
    expect(read(second?.blocks)).toContain('École 19');
  });
});

describe('choosing a partner in a form', () => {
  it('is a list up to 100 partners, and looks up what is typed beyond', async () => {
    const hundred = Array.from({ length: 100 }, (_, index) => ({ name: `Partner ${index}` }));
    const { slack, database } = await openWith(hundred);
    const list = opened(await slack.as(claire).command('/partner lead partner 42'));
    expect(list.view.state.values['partner']).toMatchObject({
      input: { type: 'static_select', selected_option: { text: { text: 'Partner 42' } } },
    });
    await slack.as(claire).closes(list);

    await addPartners(database.scoped(slack.teamId), [{ name: 'One more' }]);
    const search = opened(await slack.as(claire).command('/partner lead'));
    const offered = await slack.as(claire).types(search, 'partner', 'one');
    expect(offered.map(({ text }) => text)).toEqual(['One more']);
    const seen = await slack.as(claire).submits(search, { partner: 'One more', object: 'Something' });
    expect(said(seen)).toContain('*One more* — Something');
  });

  it('of another workspace is impossible', async () => {
    const { slack, database } = await openWith([um6p]);
    await database.prisma.workspace.create({
      data: { id: 'T0OTHER', name: 'Other', language: 'en', timeZone: 'UTC', workingDays: [1] },
    });
    const other = await database.prisma.partner.create({
      data: { workspaceId: 'T0OTHER', name: 'Theirs', searchText: '|theirs|', createdById: 'U1' },
    });
    expect(said(await slack.as(claire).command('/partner show theirs'))).toContain('No partner is called');
    expect(said(await slack.as(claire).command(`/partner show id:${other.id}`))).not.toContain('Theirs');
  });
});
