import { describe, expect, it } from 'vitest';
import { nameColumns } from '../../src/partners/partner-name.js';
import { amina, claire, guest, omar, openDesk, partenariats, stranger } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';
import { buttonsOf, type OpenView } from '../support/slack/slack-double.js';

const atlas = { name: 'Fondation Atlas', acronym: 'FA' };

interface Known {
  readonly name: string;
  readonly kind?: 'association';
  readonly nameAr?: string;
  readonly acronym?: string;
  readonly aliases?: string[];
  readonly country?: string;
  readonly city?: string;
  readonly tags?: string[];
  readonly notes?: string;
  readonly cadenceMonths?: number;
}

async function openWith(names: readonly Known[]) {
  const desk = await openDesk();
  await desk.slack.as(claire).command('/partner');
  const scoped = desk.database.scoped(desk.slack.teamId);
  await scoped.partner.createMany({
    data: names.map((each) => ({ ...each, ...nameColumns(each), createdById: amina })),
  });
  const idOf = async (name: string) => (await scoped.partner.findFirstOrThrow({ where: { name } })).id;
  return { ...desk, scoped, idOf };
}

describe('a partner', () => {
  it('is put into the register with all that is known of it, and shown', async () => {
    const { slack, scoped } = await openWith([]);
    const form = opened(await slack.as(claire).command('/partner partner UM6P Campus'));
    expect(form.view.state.values['name']).toMatchObject({ input: { value: 'UM6P Campus' } });
    const offered = await slack.as(claire).types(form, 'country', 'moroc');
    expect(offered.map(({ text }) => text)).toEqual(['Morocco']);
    const outside = await slack.as(claire).submits(form, { owner: guest, deputy: stranger });
    expect(outside.errors).toEqual({
      owner: expect.stringContaining('Choose a colleague'),
      deputy: expect.stringContaining('Choose a colleague'),
    });
    const seen = await slack.as(claire).submits(opened(outside), {
      name: 'Université Mohammed VI Polytechnique',
      acronym: 'UM6P',
      kind: 'university',
      reach: 'international',
      country: 'Morocco',
      city: 'Ben Guerir',
      website: 'www.um6p.ma',
      axes: ['research'],
      owner: amina,
      deputy: omar,
      cadence: 'every 3 months',
      nameEn: 'Mohammed VI Polytechnic University',
      nameAr: 'جامعة محمد السادس متعددة التخصصات التقنية',
      aliases: 'Poly Benguerir\nUM6P Campus',
      tags: 'science, mines, science',
      channel: partenariats,
      notes: 'Signs *only* in September <!channel>',
    });
    const card = said(seen);
    expect(card).toContain('UM6P — Université Mohammed VI Polytechnique');
    expect(card).toContain('Prospect');
    expect(card).toContain('Ben Guerir · Morocco · Research');
    expect(card).toContain('to be met every 3 months');
    expect(card).toContain('tags: science, mines');
    expect(card).toContain('also Poly Benguerir, UM6P Campus');
    expect(await scoped.partner.findMany()).toMatchObject([
      {
        country: 'MA',
        website: 'https://www.um6p.ma',
        international: true,
        cadenceMonths: 3,
        deputyId: omar,
        slackChannelId: partenariats,
        aliases: ['Poly Benguerir', 'UM6P Campus'],
        tags: ['science', 'mines'],
      },
    ]);
    expect(said(await slack.as(amina).command('/partner fiche poly benguerir'))).toContain('tous les 3 mois');
    for (const noted of ['signs september', 'mines']) {
      const found = said(await slack.as(amina).command(`/partner chercher ${noted}`));
      expect(found).toContain('UM6P — Université Mohammed VI Polytechnique');
    }
    await slack.as(claire).clicks(shown(seen), 'Undo');
    expect(await scoped.partner.count()).toBe(0);
  });

  it('keeps what was typed where something is not as it should be', async () => {
    const { slack, scoped } = await openWith([]);
    const form = opened(await slack.as(amina).command('/partner partenaire Cluster'));
    const seen = await slack.as(amina).submits(form, { website: 'nope', cadence: 'souvent', city: 'Fès' });
    expect(Object.keys(seen.errors)).toEqual(['website', 'cadence']);
    expect(opened(seen).view.state.values['city']).toMatchObject({ input: { value: 'Fès' } });
    await slack.as(amina).submits(opened(seen), { website: 'cluster.ma', cadence: 'tous les 2 mois' });
    expect(await scoped.partner.findMany()).toMatchObject([
      { name: 'Cluster', city: 'Fès', cadenceMonths: 2 },
    ]);
  });

  it('is edited from its card, with what is known filled in, and found by its new names', async () => {
    const { slack, scoped } = await openWith([{ ...atlas, country: 'MA', cadenceMonths: 3 }]);
    const card = await slack.as(amina).command('/partner fiche atlas');
    const form = opened(await slack.as(amina).clicks(shown(card), 'Modifier'));
    expect(form.view.state.values['country']).toMatchObject({
      'workspace.country': { selected_option: { value: 'MA', text: { text: 'Maroc' } } },
    });
    expect(form.view.state.values['cadence']).toMatchObject({ input: { value: 'tous les 3 mois' } });
    await slack.as(amina).submits(form, { name: 'Fondation Rif', country: null });
    expect(await scoped.partner.findMany()).toMatchObject([
      { name: 'Fondation Rif', acronym: 'FA', country: null, cadenceMonths: 3 },
    ]);
    expect(said(await slack.as(amina).command('/partner fiche rif'))).toContain('Fondation Rif');
  });

  it('can have the longest names in all of its fields, and is delivered twice but there once', async () => {
    const { slack, scoped } = await openWith([]);
    const long = 'é'.repeat(300);
    const form = opened(await slack.as(claire).command('/partner partner'));
    const seen = await slack
      .as(claire)
      .submits(form, { name: long, nameEn: long, nameAr: long, aliases: long });
    await slack.redeliver(seen);
    expect(await scoped.partner.count()).toBe(1);
    expect(said(await slack.as(claire).command(`/partner show ${long}`))).toContain('éééé');
  });
});

describe('where a partner stands', () => {
  it('follows from its agreements and meetings, on its card', async () => {
    const { slack, scoped, idOf } = await openWith([{ ...atlas, cadenceMonths: 3 }]);
    const partnerId = await idOf(atlas.name);
    const status = async () => said(await slack.as(claire).command('/partner show atlas'));
    expect(await status()).toContain('Prospect');
    const agreement = await scoped.agreement.create({
      data: {
        partnerId,
        kind: 'framework',
        reference: 'CONV-1',
        title: 'Framework',
        termKind: 'open_ended',
        renewal: 'none',
        startsOn: new Date('2024-01-01'),
        ownerId: amina,
        createdById: amina,
      },
    });
    expect(await status()).toContain('Dormant');
    const meeting = await scoped.meeting.create({
      data: { kind: 'call', heldOn: new Date('2026-11-02'), notes: 'x', createdById: amina },
    });
    await scoped.meetingPartner.createMany({ data: [{ meetingId: meeting.id, partnerId }] });
    expect(await status()).toContain('Active');
    expect(await status()).toContain('last met 2 Nov 2026');
    await scoped.agreement.update({
      where: { id: agreement.id },
      data: { currentEndsOn: new Date('2026-11-22') },
    });
    expect(await status()).toContain('Former partner');
  });
});

describe('a likely twin', () => {
  it('stops a new partner once, and the same name goes through when saved again', async () => {
    const { slack, scoped } = await openWith([atlas]);
    const form = opened(await slack.as(claire).command('/partner partner'));
    const asked = opened(await slack.as(claire).submits(form, { name: 'Atlas Foundatoin', city: 'Fès' }));
    expect(read(asked.view.blocks)).toContain('FA — Fondation Atlas is in the register already');
    expect(asked.view.state.values['city']).toMatchObject({ input: { value: 'Fès' } });
    expect(await scoped.partner.count()).toBe(1);

    const other = opened(await slack.as(claire).submits(asked, { name: 'Attlas, fondation' }));
    expect(read(other.view.blocks)).toContain('is in the register already');
    expect(await scoped.partner.count()).toBe(1);

    const saved = await slack.as(claire).submits(other);
    expect(saved.modal).toBeUndefined();
    expect(await scoped.partner.findMany({ orderBy: { name: 'asc' } })).toMatchObject([
      { name: 'Attlas, fondation', city: 'Fès' },
      { name: 'Fondation Atlas' },
    ]);
    await slack.redeliver(saved);
    expect(await scoped.partner.count()).toBe(2);
  });

  it('is asked about by the acronym and the other names as well, once each', async () => {
    const { slack, scoped } = await openWith([atlas, { name: 'Musée', nameAr: 'متحف سوس' }]);
    const form = opened(await slack.as(claire).command('/partner partner'));
    const typed = { name: 'Forum Agricole', acronym: 'F.A.', nameAr: 'مُتحف سوس', nameEn: 'Atlas Foundation' };
    const asked = opened(await slack.as(claire).submits(form, typed));
    expect(read(asked.view.blocks).match(/FA — Fondation Atlas is in the register/g)).toHaveLength(1);
    expect(read(asked.view.blocks)).toContain('Musée is in the register already');
    expect((await slack.as(claire).submits(asked)).modal).toBeUndefined();
    expect(await scoped.partner.count()).toBe(3);
    const card = shown(await slack.as(claire).command('/partner show forum'));
    const edit = opened(await slack.as(claire).clicks(card, 'Edit'));
    expect((await slack.as(claire).submits(edit, { city: 'Fès' })).modal).toBeUndefined();
  });

  it('is shown while a name is typed, in every form that takes a new one, and goes with the last letter', async () => {
    const { slack } = await openWith([atlas, { name: 'Fondation du Souss' }]);
    const hints = (modal: OpenView) =>
      read(modal.view.blocks)
        .split('\n')
        .filter((line) => line.startsWith('Already in the register'));
    const form = opened(await slack.as(claire).command('/partner partner'));
    await slack.as(claire).chooses(form, 'city', 'Fès');
    await slack.as(claire).writes(form, 'name', 'Fo');
    expect(hints(form)).toEqual([]);
    await slack.as(claire).writes(form, 'name', 'Fondat');
    expect(hints(form)).toEqual(['Already in the register: *FA — Fondation Atlas*, *Fondation du Souss*']);
    await slack.as(claire).writes(form, 'name', 'Fondation Attlas');
    expect(hints(form)).toEqual(['Already in the register: *FA — Fondation Atlas*']);
    expect(form.view.state.values).toMatchObject({
      name: { input: { value: 'Fondation Attlas' } },
      city: { input: { value: 'Fès' } },
    });
    const calls = slack.calls.length;
    await slack.as(claire).writes(form, 'name', 'Zagora');
    expect(hints(form)).toEqual([]);
    expect(slack.calls.length - calls).toBeLessThan(6);
    await slack.as(claire).closes(form);

    for (const command of ['lead', 'note', 'agreement']) {
      const other = opened(await slack.as(claire).command(`/partner ${command}`));
      await slack.as(claire).writes(other, 'newPartner', 'FA');
      expect(hints(other)).toEqual(['Already in the register: *FA — Fondation Atlas*']);
      await slack.as(claire).closes(other);
    }
  });

  it('is no longer told of in a form that changed or closed meanwhile, and a hint that fails harms nothing', async () => {
    const { slack, logged } = await openWith([atlas]);
    const shownBefore = slack.as(claire).ephemerals.length;
    const form = opened(await slack.as(claire).command('/partner partner'));
    for (const error of ['hash_conflict', 'not_found']) {
      slack.failNext('views.update', { error });
      await slack.as(claire).writes(form, 'name', 'FA');
    }
    expect(logged).toEqual([]);
    slack.failNext('views.update', { error: 'internal_error' });
    await slack.as(claire).writes(form, 'name', 'FA');
    expect(logged.join()).toContain('A hint could not be given');
    expect(slack.as(claire).ephemerals).toHaveLength(shownBefore);
    expect(form.view.state.values['name']).toMatchObject({ input: { value: 'FA' } });
  });

  it('stops every form that names a new partner; exactly the same name means the known one', async () => {
    const { slack, scoped } = await openWith([atlas]);
    const form = opened(await slack.as(claire).command('/partner lead Atlas Foundation'));
    const asked = opened(await slack.as(claire).submits(form, { object: 'Internships' }));
    expect(read(asked.view.blocks)).toContain('Fondation Atlas is in the register already');
    await slack.as(claire).submits(asked, { newPartner: 'FONDATION ATLAS' });
    expect(await scoped.partner.count()).toBe(1);
    expect(await scoped.lead.count()).toBe(1);
  });

  it('does not stop the edit of a partner whose name stays, among 5,000', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => ({
      name: `Université de Ville-${index} Polytechnique`,
    }));
    const { slack, scoped } = await openWith([
      ...many,
      { name: 'Fondation Atlas' },
      { name: 'Association Atlas' },
    ]);
    const card = await slack.as(claire).command('/partner show association atlas');
    const form = opened(await slack.as(claire).clicks(shown(card), 'Edit'));
    expect((await slack.as(claire).submits(form, { city: 'Fès' })).modal).toBeUndefined();
    const added = opened(await slack.as(claire).command('/partner partner'));
    const asked = opened(
      await slack.as(claire).submits(added, { name: 'Universite Polytechnique Ville-4242' }),
    );
    expect(read(asked.view.blocks)).toContain(
      'Université de Ville-4242 Polytechnique is in the register already',
    );
    expect(await scoped.partner.count()).toBe(5_002);
  }, 60_000);
});

describe('merging two partners', () => {
  async function twoPartners() {
    const desk = await openWith([
      {
        name: 'Atlas',
        kind: 'association',
        nameAr: 'أطلس',
        aliases: ['Atlas SA'],
        city: 'Fès',
        tags: ['b'],
        notes: 'Old note',
      },
      { name: 'Fondation Atlas', tags: ['a'] },
    ]);
    const { scoped, idOf } = desk;
    const [from, into] = [await idOf('Atlas'), await idOf('Fondation Atlas')];
    const by = { createdById: amina };
    await scoped.contact.create({ data: { partnerId: from, name: 'Nadia', ...by } });
    const lead = {
      partnerId: from,
      object: 'Stages',
      stage: 'identified',
      stageSince: new Date(),
      ownerId: amina,
    } as const;
    await scoped.lead.create({ data: { ...lead, ...by } });
    await scoped.agreement.create({
      data: {
        partnerId: from,
        kind: 'framework',
        reference: 'CONV-1',
        title: 'Cadre',
        termKind: 'unknown',
        renewal: 'none',
        ownerId: amina,
        ...by,
      },
    });
    await scoped.followUp.create({
      data: { partnerId: from, text: 'Appeler', assigneeId: amina, origin: 'form', ...by },
    });
    for (const partners of [[from], [from, into]]) {
      const meeting = await scoped.meeting.create({
        data: { kind: 'call', heldOn: new Date('2026-11-02'), notes: 'x', ...by },
      });
      await scoped.meetingPartner.createMany({
        data: partners.map((partnerId) => ({ meetingId: meeting.id, partnerId })),
      });
    }
    return { ...desk, from, into };
  }

  it('shows what moves, moves it in one step, and is taken back in one', async () => {
    const { slack, scoped, from, into } = await twoPartners();
    const ask = await slack.as(amina).command('/partner fusionner Atlas SA dans Fondation Atlas');
    expect(said(ask)).toContain('Fusionner Atlas dans Fondation Atlas ?');
    expect(said(ask)).toContain('1 interlocuteur, 1 piste, 1 convention, 1 suivi et 2 rencontres');
    expect(await scoped.partner.count()).toBe(2);

    await slack.as(amina).clicks(shown(ask), 'Fusionner');
    const [left] = await scoped.partner.findMany();
    expect(left).toMatchObject({
      id: into,
      name: 'Fondation Atlas',
      kind: 'association',
      nameAr: 'أطلس',
      aliases: ['Atlas', 'Atlas SA'],
      city: 'Fès',
      tags: ['a', 'b'],
      notes: 'Old note',
    });
    const moved = { where: { partnerId: into } };
    expect(await scoped.partner.count()).toBe(1);
    expect(await scoped.contact.count(moved)).toBe(1);
    expect(await scoped.lead.count(moved)).toBe(1);
    expect(await scoped.agreement.count(moved)).toBe(1);
    expect(await scoped.followUp.count(moved)).toBe(1);
    expect(await scoped.meetingPartner.count(moved)).toBe(2);
    expect(await scoped.meetingPartner.count()).toBe(2);
    expect(await scoped.change.count({ where: { action: 'partners_merged' } })).toBe(1);
    expect(said(await slack.as(amina).command('/partner fiche atlas sa'))).toContain('Fondation Atlas');

    expect(said(await slack.as(amina).command('/partner annuler'))).toContain(
      'la fusion de deux partenaires',
    );
    const back = { where: { partnerId: from } };
    expect(await scoped.partner.findFirst({ where: { id: into } })).toMatchObject({
      aliases: [],
      city: null,
    });
    expect(await scoped.contact.count(back)).toBe(1);
    expect(await scoped.lead.count(back)).toBe(1);
    expect(await scoped.agreement.count(back)).toBe(1);
    expect(await scoped.followUp.count(back)).toBe(1);
    expect(await scoped.meetingPartner.count(back)).toBe(2);
    expect(await scoped.meetingPartner.count()).toBe(3);
  });

  it('goes the other way round, or not at all', async () => {
    const { slack, scoped } = await twoPartners();
    const ask = await slack.as(claire).command('/partner merge Atlas into Fondation Atlas');
    await slack.as(claire).clicks(shown(ask), 'The other way round');
    const turned = slack.as(claire).ephemerals.at(-1);
    expect(read(turned?.blocks)).toContain('Merge Fondation Atlas into Atlas?');
    if (turned === undefined) throw new Error('nothing is shown');
    await slack.as(claire).clicks(turned, 'Cancel');
    expect(await scoped.partner.count()).toBe(2);
    for (const [typed, answer] of [
      ['Atlas', 'A goes, B stays'],
      ['Atlas into Atlas SA', 'mean the same partner'],
      ['Atlas into Nobody', 'No partner is called “Nobody”'],
      ['Nobody into Atlas', 'No partner is called “Nobody”'],
    ]) {
      expect(said(await slack.as(claire).command(`/partner merge ${typed}`))).toContain(answer);
    }
  });

  it('reads names that hold the word between', async () => {
    const { slack } = await openWith([{ name: 'Vivre dans la ville' }, { name: 'Cités' }]);
    const ask = await slack.as(claire).command('/partner merge Vivre dans la ville into “Cités”');
    expect(said(ask)).toContain('Merge Vivre dans la ville into Cités?');
    expect(buttonsOf(shown(ask).blocks).map(({ text }) => text)).toContain('Merge');
  });
});
