import { describe, expect, it } from 'vitest';
import { registerAgreement } from '../support/agreements.js';
import { amina, claire, type Desk, lastShown, openDesk } from '../support/desk.js';
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

const register = (desk: Desk, fields: Record<string, string>, who = claire) =>
  registerAgreement(desk, fields, who);

const lastSaid = ({ slack }: Desk, who: string) => read(slack.as(who).ephemerals.at(-1)?.blocks);

describe('an amendment', () => {
  it('is added from the agreement’s card, changes the terms from its own day, says so, and is taken back', async () => {
    const desk = await openDesk();
    const { slack, clock } = desk;
    const card = shown(await register(desk, framework, amina));
    const form = opened(await slack.as(amina).clicks(card, 'Ajouter un avenant'));
    expect(form.view.state.values).toMatchObject({
      name: { input: { value: 'Avenant 1 : Convention-cadre' } },
    });

    const nothing = await slack.as(amina).submits(form, { startsOn: '2026-12-15' });
    expect(nothing.errors).toEqual({
      text: 'Dites ce que l’avenant modifie : ici en toutes lettres, ou dans un des champs ci-dessus.',
    });
    const both = await slack.as(amina).submits(opened(nothing), { endsOn: '2026-12-01', longer: '1 an' });
    expect(Object.keys(both.errors).sort()).toEqual(['endsOn', 'longer']);
    const seen = await slack.as(amina).submits(opened(both), {
      endsOn: '',
      signedOn: '2026-11-20',
      object: 'Recherche et stages',
    });
    expect(seen.modal).toBeUndefined();
    const today = said(seen);
    expect(today).toContain('5 ans à compter du 3 janv. 2022 → en vigueur jusqu’au 2 janv. 2027 inclus');
    expect(today).toContain('à compter du 15 déc. 2026 : prolongée de 1 an et objet : Recherche et stages');

    // It is signed, so nobody need decide on the end that it will move.
    expect(said(await slack.as(claire).command('/partner renewals 90d'))).toContain('Nothing to decide');
    clock.now = new Date('2026-12-15T08:00:00Z');
    await desk.app.refreshTerms();
    const later = await slack.as(claire).command('/partner show ODCO');
    await slack.as(claire).clicks(shown(later), 'Details', { near: 'CONV-2026-001' });
    expect(lastSaid(desk, claire)).toContain(
      '5 years from 3 Jan 2022, amended from 15 Dec 2026 (1 year longer) → in force through 2 Jan 2028',
    );
    expect(lastSaid(desk, claire)).toContain('Recherche et stages');
    expect(said(await slack.as(claire).command('/partner renewals 90d'))).toContain('Nothing to decide');

    clock.now = new Date('2026-11-23T08:05:00Z');
    await slack.as(amina).clicks(shown(seen), 'Annuler cette action');
    const scoped = desk.database.scoped(slack.teamId);
    // When it rolls was computed with the amendment: the next roll looks at it anew.
    expect(await scoped.agreement.findMany()).toMatchObject([{ rollsOn: new Date('1970-01-01') }]);
    await desk.app.refreshTerms();
    expect(await scoped.agreement.findFirst()).toMatchObject({
      currentEndsOn: new Date('2027-01-02'),
      rollsOn: null,
    });
  });

  it('not signed yet changes nothing; once it is signed in its own form it does, at once where its day has come', async () => {
    const desk = await openDesk();
    const { slack, database } = desk;
    const card = shown(await register(desk, framework));
    const form = opened(await slack.as(claire).clicks(card, 'Amend'));
    const draft = await slack.as(claire).submits(form, { startsOn: '2026-11-01', endsOn: '2030-06-30' });
    expect(said(draft)).toContain('in force through 2 Jan 2027');
    expect(said(draft)).toContain('not signed yet, so without effect');
    expect(said(await slack.as(claire).command('/partner renewals'))).toContain('1 renewal to decide');

    const family = await slack.as(claire).command('/partner show ODCO');
    await slack.as(claire).clicks(shown(family), 'Details', { near: 'CONV-2026-002' });
    const details = slack.as(claire).ephemerals.at(-1);
    if (details === undefined) throw new Error('no details');
    expect(buttonsOf(details.blocks).map(({ text }) => text)).not.toContain('Amend');
    const edit = opened(await slack.as(claire).clicks(details, 'Edit'));
    expect(edit.view.state.values).toMatchObject({ endsOn: { input: { selected_date: '2030-06-30' } } });
    const signed = await slack.as(claire).submits(edit, { signedOn: '2026-11-02', renewal: 'none' });
    expect(said(signed)).toContain(
      'amended from 1 Nov 2026 (new end on 30 Jun 2030 and no renewal any more) → in force through 30 Jun 2030',
    );
    expect(said(await slack.as(claire).command('/partner renewals'))).toContain('Nothing to decide');
    const history = said(await slack.as(claire).command('/partner history ODCO'));
    expect(history).toContain(
      'What it changes (agreement): new end on 30 Jun 2030 → new end on 30 Jun 2030 and no renewal any more',
    );
    expect(history).toContain('Comes under (agreement): CONV-2026-001 – Convention-cadre');
    expect(history).not.toContain('Notice held to be in time');
    await slack.as(claire).clicks(shown(signed), 'Undo');
    expect(said(await slack.as(claire).command('/partner renewals'))).toContain('1 renewal to decide');

    const again = await slack.as(claire).command('/partner show ODCO');
    await slack.as(claire).clicks(shown(again), 'Details', { near: 'CONV-2026-002' });
    const reopened = lastShown(desk, claire);
    const onPaper = opened(await slack.as(claire).clicks(reopened, 'Signing, on a day …'));
    const passed = await slack.as(claire).submits(onPaper, { day: '2026-11-20' });
    expect(buttonsOf(shown(passed).blocks).map(({ text }) => text)).not.toContain('Terminate early …');
    expect(said(await slack.as(claire).command('/partner renewals'))).toContain('Nothing to decide');
    const mistaken = opened(await slack.as(claire).clicks(reopened, 'Edit'));
    await slack.as(claire).submits(mistaken, { signedOn: null, name: 'Extension of ODCO' });
    expect(said(await slack.as(claire).command('/partner renewals'))).toContain('1 renewal to decide');
    expect(await database.scoped(slack.teamId).signingRecord.count()).toBe(0);
    expect(said(await slack.as(claire).command('/partner find Extension'))).toContain('Extension of ODCO');
  });
});

describe('a family', () => {
  it('is drawn as a tree on the card and on the partner’s, with what is wrong in it and what to do about it', async () => {
    const desk = await openDesk();
    const { slack, database } = desk;
    const card = shown(await register(desk, framework));
    const { partnerId } = await database.scoped(slack.teamId).agreement.findFirstOrThrow();
    const late = opened(await slack.as(claire).clicks(card, 'Amend'));
    await slack
      .as(claire)
      .submits(late, { startsOn: '2027-06-01', signedOn: '2026-11-01', longer: '1 year' });
    const specific = { partner: partnerId, kind: 'specific', termKind: 'fixed_end' };
    await register(desk, {
      ...specific,
      parent: 'ODCO – Convention-cadre',
      name: 'Laboratoire',
      startsOn: '2026-01-01',
      endsOn: '2029-12-31',
    });
    const alone = await register(desk, {
      ...specific,
      name: 'Stages',
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
    });
    expect(said(alone)).toContain(
      '⚠️ A specific agreement without its framework agreement. Choose it with Edit',
    );

    const tree = said(await slack.as(claire).command('/partner show ODCO'));
    expect(tree).toMatch(/└ \*Laboratoire\*.*⚠️ outlives its framework/);
    expect(tree).toMatch(
      /└ \*Amendment 1: Convention-cadre\*.*from 1 Jun 2027: 1 year longer.*⚠️ dated outside/,
    );
    expect(tree).toMatch(/\*Stages\*.*⚠️ without a framework/);

    const partner = shown(await slack.as(claire).command('/partner show ODCO'));
    await slack.as(claire).clicks(partner, 'Details', { near: 'Laboratoire' });
    expect(lastSaid(desk, claire)).toContain(
      '⚠️ Goes on after “Convention-cadre”, which ends on 2 Jan 2027. Extend that one with an amendment',
    );
    expect(lastSaid(desk, claire)).toMatch(
      /\*Convention-cadre\* · CONV-2026-001[\s\S]*└ \*Laboratoire\*.* ◂/,
    );
    await slack.as(claire).clicks(partner, 'Details', { near: 'Amendment 1' });
    expect(lastSaid(desk, claire)).toContain(
      '⚠️ Takes effect on 1 Jun 2027, when “Convention-cadre” is not in force',
    );
  });
});
