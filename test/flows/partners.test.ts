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

describe('the card of a partner with whom much happens', () => {
  async function busy() {
    const desk = await openWith([um6p]);
    const { slack, database, clock } = desk;
    const scoped = database.scoped(slack.teamId);
    const { id: partnerId } = await scoped.partner.findFirstOrThrow();
    const by = { partnerId, createdById: amina };
    const some = <Made>(count: number, make: (two: string) => Made) =>
      Array.from({ length: count }, (_, index) => make(String(index + 1).padStart(2, '0')));
    await scoped.agreement.createMany({
      data: some(25, (two) => ({
        ...by,
        ...{ kind: 'framework' as const, reference: `C-${two}`, title: `Cadre ${two}`, ownerId: amina },
        ...{ termKind: 'unknown' as const, renewal: 'none' as const },
        startsOn: new Date(`2020-01-${two}`),
      })),
    });
    await scoped.followUp.createMany({
      data: some(12, (two) => ({
        ...by,
        ...{ text: `Appel ${two}`, assigneeId: amina, origin: 'form' as const },
        dueOn: new Date(`2027-01-${two}`),
      })),
    });
    const meetings = await scoped.meeting.createManyAndReturn({
      data: some(11, (two) => ({
        ...{ kind: 'call' as const, notes: `Note ${two}`, createdById: claire },
        heldOn: new Date(`2026-10-${two}`),
      })),
    });
    await scoped.meetingPartner.createMany({
      data: meetings.map(({ id }) => ({ meetingId: id, partnerId })),
    });
    await scoped.lead.createMany({
      data: some(9, (two) => ({
        ...by,
        ...{ object: `Objet ${two}`, stage: 'won' as const, ownerId: amina },
        ...{ stageSince: clock.now, createdAt: new Date(`2026-09-${two}T08:00:00Z`) },
      })),
    });
    await scoped.contact.create({ data: { ...by, name: 'Nadia', leftOn: new Date('2026-01-01') } });
    const card = shown(await slack.as(claire).command('/partner show um6p'));
    const follow = async (label: string) => {
      await slack.as(claire).clicks(slack.as(claire).ephemerals.at(-1) ?? card, label);
      return read(slack.as(claire).ephemerals.at(-1)?.blocks);
    };
    const fromCard = async (label: string) => {
      await slack.as(claire).command('/partner show um6p');
      return follow(label);
    };
    return { ...desk, card, follow, fromCard };
  }

  it('shows the first of each part with its button, and leads to all of them, page by page', async () => {
    const { slack, card, follow, fromCard } = await busy();
    const text = read(card.blocks);
    for (const [first, after] of [
      ['Cadre 08', 'Cadre 09'],
      ['Appel 05', 'Appel 06'],
      ['Note 09', 'Note 08'],
      ['Objet 05', 'Objet 04'],
    ] as const) {
      expect(text).toContain(first);
      expect(text).not.toContain(after);
    }
    const agreements = await fromCard('All (25)');
    expect(agreements).toContain('25 agreements with UM6P');
    expect(agreements).toContain('Cadre 20');
    expect(agreements).not.toContain('Cadre 21');
    expect(await follow('Next page')).toContain('Cadre 25');
    expect(await follow('Previous page')).toContain('Cadre 20');

    const followUps = await fromCard('All (12)');
    expect(followUps).toContain('Appel 10');
    expect(await follow('Next page')).toContain('Appel 12');

    const meetings = await fromCard('All (11)');
    expect(meetings).toContain('11 meetings with UM6P');
    expect(meetings).toContain('Note 02');
    expect(await follow('Next page')).toContain('Note 01');

    const leads = await fromCard('All (9)');
    expect(leads).toContain('9 leads · UM6P');
    expect(await follow('Next page')).toContain('Won: 9 leads');

    const shownMeeting = shown(await slack.as(claire).clicks(card, 'Details', { near: 'Note 11' }));
    const form = opened(await slack.as(claire).clicks(shownMeeting, 'Edit the meeting'));
    expect(form.view.state.values['notes']).toMatchObject({ input: { value: 'Note 11' } });
    await slack.as(claire).closes(form);
    expect(await fromCard('1 contact')).toContain('Nadia · left on 1 Jan 2026');
    for (const [command, count] of [
      ['conventions um6p', '25 conventions avec UM6P'],
      ['rencontres um6p', '11 rencontres avec UM6P'],
      ['pistes partenaire:um6p', '9 pistes · UM6P'],
    ]) {
      expect(said(await slack.as(amina).command(`/partner ${command}`))).toContain(count);
    }
    for (const command of ['conventions', 'rencontres', 'pistes']) {
      const named = command === 'pistes' ? 'partenaire:personne' : 'personne';
      expect(said(await slack.as(amina).command(`/partner ${command} ${named}`))).toContain(
        'Aucun partenaire ne s’appelle « personne »',
      );
    }
  });

  it('begins something new with that very partner, though another is called the same', async () => {
    const { slack, card, database } = await busy();
    await addPartners(database.scoped(slack.teamId), [um6p]);
    // The first one: rows without an order come as the database likes.
    const { id } = await database.scoped(slack.teamId).partner.findFirstOrThrow({ orderBy: { id: 'asc' } });
    for (const label of ['New lead', 'Log a meeting', 'Register an agreement', 'New follow-up']) {
      const form = opened(await slack.as(claire).clicks(card, label));
      expect(JSON.stringify(form.view.state.values)).toContain(id);
      await slack.as(claire).closes(form);
    }
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
    await slack.as(claire).clicks(second ?? shown(seen), 'Previous page');
    expect(read(slack.as(claire).ephemerals.at(-1)?.blocks)).toContain('École 09');
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
