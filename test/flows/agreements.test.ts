import { describe, expect, it } from 'vitest';
import { registerAgreement } from '../support/agreements.js';
import { amina, claire, type Desk, guest, omar, openDesk, partenariats } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';
import { buttonsOf } from '../support/slack/slack-double.js';

// The tests' today is Monday 23 November 2026.
const framework = {
  newPartner: 'ODCO',
  name: 'Convention-cadre',
  signedOn: '2022-01-03',
  length: '5 ans',
  renewal: 'express',
};
const tacit = {
  newPartner: 'Atlantide',
  name: 'Formation continue',
  startsOn: '2026-04-01',
  length: '1 an',
  renewal: 'tacit',
  renewalLength: '1 an',
  notice: '3 mois',
};

const register = (desk: Desk, fields: Record<string, string>, who = amina) =>
  registerAgreement(desk, fields, who);

const lastSaid = ({ slack }: Desk, who: string) => read(slack.as(who).ephemerals.at(-1)?.blocks);
const allSaid = ({ slack }: Desk, who: string) =>
  read(
    slack
      .as(who)
      .ephemerals.slice(-2)
      .flatMap(({ blocks }) => blocks),
  );

describe('an agreement', () => {
  it('is registered under the next reference, and its card shows how the term is computed', async () => {
    const desk = await openDesk();
    const seen = await register(desk, framework);
    expect(seen.modal).toBeUndefined();
    expect(said(seen)).toContain('*Convention-cadre* — ODCO');
    expect(said(seen)).toContain('CONV-2026-001');
    expect(said(seen)).toContain('5 ans à compter du 3 janv. 2022 → en vigueur jusqu’au 2 janv. 2027 inclus');
    expect(buttonsOf(shown(seen).blocks).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Modifier', 'Annuler cette action', 'Publier dans le canal']),
    );
    expect(said(await register(desk, tacit))).toContain('CONV-2026-002');
  });

  it('whose answers do not go together is refused at the fields, and keeps what was typed', async () => {
    const desk = await openDesk();
    const seen = await register(desk, { ...tacit, length: 'cinq', notice: '2 ans' });
    expect(seen.errors).toEqual({
      length: 'Écrivez-la avec son unité, par exemple « 5 ans » ou « 18 mois ».',
    });
    const again = await desk.slack.as(amina).submits(opened(seen), { length: '1 an' });
    expect(Object.keys(again.errors)).toEqual(['notice']);
    expect(JSON.stringify(opened(again).view.state.values['renewalLength'])).toContain('"1 an"');
    expect((await desk.slack.as(amina).submits(opened(again), { notice: '3 mois' })).modal).toBeUndefined();
  });

  it('that Slack delivers twice is there once', async () => {
    const desk = await openDesk();
    await desk.slack.redeliver(await register(desk, framework));
    expect(await desk.database.scoped(desk.slack.teamId).agreement.count()).toBe(1);
  });

  it('is edited part by part, with what is known filled in', async () => {
    const desk = await openDesk();
    const card = shown(await register(desk, tacit));
    const facts = opened(await desk.slack.as(amina).clicks(card, 'Modifier'));
    expect(facts.view.state.values).toMatchObject({ name: { input: { value: tacit.name } } });
    expect(facts.view.state.values).not.toHaveProperty('length');
    const outside = await desk.slack.as(amina).submits(facts, { owner: guest });
    expect(outside.errors).toEqual({ owner: expect.stringContaining('Choisissez un collègue') });
    await desk.slack.as(amina).chooses(card, 'agreements.more', 'Durée et fin…');
    const form = opened(await desk.slack.as(amina).clicks(card, 'Durée'));
    expect(form.view.state.values).toMatchObject({
      length: { input: { value: '1 an' } },
      notice: { input: { value: '3 mois' } },
      startsOn: { input: { selected_date: '2026-04-01' } },
    });
    const seen = await desk.slack.as(amina).submits(form, { notice: '30 jours' });
    expect(said(seen)).toContain('dénonciation 30 jours avant → au plus tard le 1er mars 2027');
    expect(await desk.database.scoped(desk.slack.teamId).agreement.count()).toBe(1);
  });

  it('stands on its partner’s card in its family, each with its details', async () => {
    const desk = await openDesk();
    await register(desk, framework);
    const { partner } = await desk.database
      .scoped(desk.slack.teamId)
      .agreement.findFirstOrThrow({ include: { partner: true } });
    await register(desk, {
      partner: partner.id,
      kind: 'specific',
      parent: 'ODCO – Convention-cadre',
      name: 'Stages en coopérative',
      startsOn: '2025-01-01',
      length: '18 mois',
    });
    const { slack } = desk;
    const card = await slack.as(claire).command('/partner show ODCO');
    expect(said(card)).toContain('2 agreements');
    expect(said(card)).toMatch(
      /\*Convention-cadre\* · CONV-2026-001 · Framework agreement · in force through/,
    );
    expect(said(card)).toMatch(
      /└ \*Stages en coopérative\* · CONV-2026-002 · Specific agreement · ended after/,
    );
    await slack.as(claire).clicks(shown(card), 'Details', { near: 'Stages en coopérative' });
    expect(lastSaid(desk, claire)).toContain('18 months from 1 Jan 2025 → ended after 30 Jun 2026');
  });

  it('with hostile text is shown as typed, and pings nobody', async () => {
    const desk = await openDesk();
    const name = '<!channel> *bold* <https://evil|bank> &amp; :tada:';
    const seen = await register(desk, {
      ...framework,
      name,
      object: 'x'.repeat(3_000),
    });
    expect(JSON.stringify(shown(seen).blocks)).not.toMatch(/<!channel>|<https/);
    expect(said(seen)).toContain('<!channel>');
  });
});

describe('the renewals', () => {
  it('are listed most urgent first, with what happens and the day to decide by', async () => {
    const desk = await openDesk();
    await register(desk, framework);
    await register(desk, { ...tacit, startsOn: '2026-03-31' });
    await register(desk, { newPartner: 'Utopia', name: 'Oubliée', termKind: 'unknown' });
    const french = said(await desk.slack.as(amina).command('/partner échéances'));
    expect(french).toContain('2 renouvellements à décider d’ici le 21 févr. 2027');
    expect(french).toContain('Prend fin le 2 janv. 2027, sauf renouvellement');
    expect(french).toContain(
      'Tacitement reconduite le 31 mars 2027 pour 1 an, sauf dénonciation au plus tard le 30 déc. 2026',
    );
    expect(french).toContain('à décider avant le 16 déc. 2026 (dans 23 jours)');
    expect(french.indexOf('Formation continue')).toBeLessThan(french.indexOf('Convention-cadre'));
    expect(french).toContain('1 convention dont la fin est inconnue');

    const english = said(await desk.slack.as(claire).command('/partner renewals 10d'));
    expect(english).toContain('Nothing to decide by 3 Dec 2026');
    expect(said(await desk.slack.as(claire).command('/partner renewals soonish'))).toContain('“soonish”');
    expect(said(await desk.slack.as(claire).command('/partner renewals axis:cooking'))).toContain(
      'axis:cooking',
    );
    expect(said(await desk.slack.as(claire).command(`/partner renewals 1 year <@${omar}>`))).toContain(
      'Nothing to decide by 23 Nov 2027',
    );
    expect(said(await desk.slack.as(claire).command(`/partner renewals 1 year <@${amina}>`))).toContain(
      '2 renewals to decide',
    );
  });

  it('tell which agreements have an unknown end, and where to say it', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    await register(desk, framework);
    for (let number = 1; number <= 11; number += 1) {
      await register(desk, {
        newPartner: `Utopia ${number}`,
        name: `Oubliée ${number}`,
        termKind: 'unknown',
      });
    }
    const all = shown(await slack.as(amina).command('/partner échéances'));
    const list = shown(await slack.as(amina).clicks(all, 'Fins inconnues'));
    expect(read(list.blocks)).toContain('11 conventions dont la fin est inconnue');
    expect(read(list.blocks)).toMatch(
      /\*Oubliée \d+\* — Utopia \d+ · CONV-2026-\d+ · Convention-cadre · @U0AMINA/,
    );
    expect(read(list.blocks)).not.toContain('CONV-2026-001');
    expect(read(list.blocks).match(/Oubliée/g)).toHaveLength(10);
    await slack.as(amina).clicks(list, 'Page suivante');
    const second = read(slack.as(amina).ephemerals.at(-1)?.blocks);
    expect(second.match(/Oubliée/g)).toHaveLength(1);
    const again = shown(await slack.as(amina).command('/partner échéances inconnues'));
    const form = opened(await slack.as(amina).clicks(again, 'Durée', { near: 'Oubliée 7' }));
    await slack.as(amina).submits(form, { termKind: 'fixed_end', endsOn: '2026-12-31' });
    expect(said(await slack.as(claire).command('/partner renewals unknown'))).toContain(
      '10 agreements whose end is unknown',
    );
    expect(said(await slack.as(claire).command(`/partner renewals unknown <@${omar}>`))).toContain(
      'Every end is known.',
    );
    const abroad = said(await slack.as(claire).command('/partner renewals unknown international'));
    expect(abroad).toContain('Every end is known.');
    expect(abroad).toContain('international');
  });

  it('are listed ten a page', async () => {
    const desk = await openDesk();
    for (let count = 1; count <= 12; count += 1)
      await register(desk, { ...framework, newPartner: `P${count}` });
    const list = await desk.slack.as(claire).command('/partner renewals');
    expect(buttonsOf(shown(list).blocks).filter(({ text }) => text === 'Renew …')).toHaveLength(10);
    await desk.slack.as(claire).clicks(shown(list), 'Next page');
    const second = desk.slack.as(claire).ephemerals.at(-1);
    expect(buttonsOf(second?.blocks ?? []).filter(({ text }) => text === 'Renew …')).toHaveLength(2);
    await desk.slack.as(claire).clicks(second ?? shown(list), 'Previous page');
    expect(buttonsOf(desk.slack.as(claire).ephemerals.at(-1)?.blocks ?? [])).toHaveLength(
      buttonsOf(shown(list).blocks).length,
    );
  });

  it('of an express one that was renewed already: noted for as long as before, and taken back', async () => {
    const desk = await openDesk();
    await register(desk, framework);
    const { slack } = desk;
    const list = shown(await slack.as(claire).command('/partner renewals'));
    const form = opened(await slack.as(claire).clicks(list, 'Renew …'));
    expect(form.view.state.values).toMatchObject({ length: { input: { value: '5 years' } } });
    const seen = await slack.as(claire).submits(form, { act: 'recorded', because: 'Both presidents signed' });
    expect(said(seen)).toContain('goes on through 2 Jan 2032');
    expect(said(await slack.as(claire).command('/partner renewals'))).toContain('Nothing to decide');
    await slack.as(claire).clicks(shown(seen), 'Undo');
    expect(said(await slack.as(claire).command('/partner renewals'))).toContain('1 renewal to decide');
  });

  it('of which nobody knows for how long: asks for it', async () => {
    const desk = await openDesk();
    const { length: _length, ...rest } = framework;
    await register(desk, { ...rest, termKind: 'fixed_end', endsOn: '2026-12-20' });
    const { slack } = desk;
    const list = shown(await slack.as(claire).command('/partner renewals'));
    const form = opened(await slack.as(claire).clicks(list, 'Renew …'));
    const refused = await slack.as(claire).submits(form, { act: 'recorded' });
    expect(refused.errors).toEqual({ length: 'Please fill this in.' });
    const seen = await slack.as(claire).submits(opened(refused), { length: '2 years' });
    expect(said(seen)).toContain('goes on through 20 Dec 2028');
  });

  it('of a tacit one: notice in time ends it with its term, late notice with the next', async () => {
    const desk = await openDesk();
    await register(desk, tacit);
    await register(desk, { ...tacit, newPartner: 'Utopia', name: 'Trop tard', startsOn: '2026-02-01' });
    const { slack } = desk;
    const list = shown(await slack.as(amina).command('/partner échéances'));
    expect(read(list.blocks)).toContain('la date limite de dénonciation est passée depuis le 31 oct. 2026');
    const timely = opened(await slack.as(amina).clicks(list, 'Dénoncer…', { near: 'Formation continue' }));
    expect(said(await slack.as(amina).submits(timely))).toContain('dénoncée, prend fin le 31 mars 2027');
    const rest = shown(await slack.as(amina).command('/partner échéances indécises'));
    const late = opened(await slack.as(amina).clicks(rest, 'Dénoncer…'));
    expect(said(await slack.as(amina).submits(late))).toContain(
      'dénoncée après la date limite : reconduite une dernière fois, elle prend fin le 31 janv. 2028',
    );
  });

  it('put off goes from the list and comes back on its day; a day that leaves no choice is refused', async () => {
    const desk = await openDesk();
    await register(desk, tacit);
    const { slack, clock } = desk;
    const list = shown(await slack.as(claire).command('/partner renewals'));
    const form = opened(await slack.as(claire).chooses(list, 'agreements.put_off', 'On a day …'));
    const tooLate = await slack.as(claire).submits(form, { day: '2027-01-01' });
    expect(tooLate.errors['day']).toContain('After 31 Dec 2026');
    const past = await slack.as(claire).submits(opened(tooLate), { day: '2026-11-23' });
    expect(past.errors['day']).toContain('after today');
    await slack.as(claire).closes(opened(past));
    await slack.as(claire).chooses(list, 'agreements.put_off', 'In a week');
    expect(allSaid(desk, claire)).toContain('put off until 30 Nov 2026');
    expect(said(await slack.as(claire).command('/partner renewals'))).toContain('Nothing to decide');
    clock.now = new Date('2026-11-30T08:00:00Z');
    expect(said(await slack.as(claire).command('/partner renewals'))).toContain('1 renewal to decide');
  });

  it('that somebody decided in a channel show who and when there, and the buttons go; a second click changes nothing', async () => {
    const desk = await openDesk();
    await register(desk, framework);
    const { slack, database } = desk;
    const list = shown(await slack.as(amina).command('/partner échéances'));
    await slack.as(amina).clicks(list, 'Publier dans le canal');
    const posted = () => {
      const message = slack.channel(partenariats).messages.at(-1);
      if (message === undefined) throw new Error('nothing posted');
      return message;
    };
    await slack.as(omar).clicks(posted(), 'Laisser expirer');
    expect(read(posted().blocks)).toMatch(
      /✓ ~Convention-cadre~ — ODCO · prend fin le 2 janv. 2027 · @U0OMAR, 23 nov. 2026, 09:00/,
    );
    expect(buttonsOf(posted().blocks).map(({ text }) => text)).not.toContain('Laisser expirer');
    await slack.as(amina).clicks(list, 'Renouveler…');
    expect(allSaid(desk, amina)).toContain('Quelqu’un en a déjà décidé');
    expect(await database.scoped(slack.teamId).renewalDecision.findMany()).toMatchObject([
      { choice: 'lapse', decidedById: omar },
    ]);
  });

  it('that ended without a decision stay until somebody says what became of them', async () => {
    const desk = await openDesk();
    await register(desk, { ...framework, length: '3 ans' });
    const { slack } = desk;
    const list = shown(await slack.as(claire).command('/partner renewals'));
    expect(read(list.blocks)).toContain('Ended after 2 Jan 2025, and nobody has said yet');
    await slack.as(claire).clicks(list, 'It lapsed');
    expect(allSaid(desk, claire)).toContain('ended after 2 Jan 2025');
    expect(said(await slack.as(claire).command('/partner renewals'))).toContain('Nothing to decide');
  });

  it('are told in a digest, with how many agreements have an unknown end', async () => {
    const desk = await openDesk();
    await register(desk, framework);
    await register(desk, { newPartner: 'Utopia', name: 'Oubliée', termKind: 'unknown' });
    const digest = said(await desk.slack.as(claire).command('/partner digest renewals'));
    expect(digest).toContain('Ends on 2 Jan 2027 unless it is renewed');
    expect(digest).toContain('1 agreement has an unknown end');
  });

  it('wait on the desk and on Home, at most three, one’s own first', async () => {
    const desk = await openDesk();
    for (const newPartner of ['P1', 'P2', 'P3']) await register(desk, { ...framework, newPartner });
    await register(desk, { ...framework, newPartner: 'Mine', signedOn: '2022-02-01' }, claire);
    const { slack } = desk;
    const text = said(await slack.as(claire).command('/partner'));
    expect(text.indexOf('Mine')).toBeGreaterThan(0);
    expect(text.indexOf('Mine')).toBeLessThan(text.indexOf('P1'));
    expect(text).not.toContain('P3');
    expect(text).toContain('See all 4');
    const { home } = await slack.as(claire).opensHome();
    expect(read(home?.view.blocks)).toContain('Renewals to decide');
  });
});
