import { describe, expect, it } from 'vitest';
import { amina, claire, openDesk, youssef } from '../support/desk.js';
import { read, said, shown } from '../support/reading.js';
import { buttonsOf } from '../support/slack/slack-double.js';

describe('someone who types /partner', () => {
  it('sees an empty desk with the buttons for the forms, in their own language', async () => {
    const { slack } = await openDesk();
    const french = await slack.as(amina).command('/partner');
    expect(said(french)).toContain('Rien ne vous attend');
    expect(said(french)).toContain('Amina Berrada');
    expect(buttonsOf(shown(french).blocks).map(({ text }) => text)).toContain('Nouvelle piste');

    const english = await slack.as(claire).command('/partner');
    expect(said(english)).toContain('Nothing waits for you');
    expect(buttonsOf(shown(english).blocks).map(({ text }) => text)).toContain('New lead');
  });

  it('gets the workspace’s language where Slack’s is neither French nor English', async () => {
    const { slack } = await openDesk();
    expect(said(await slack.as(youssef).command('/partner'))).toContain('Rien ne vous attend');
  });

  it('reads in the help all that can be typed, in their language', async () => {
    const { slack } = await openDesk();
    const english = said(await slack.as(claire).command('/partner help'));
    for (const verb of [
      'lead',
      'leads',
      'note',
      'agreement',
      'todo',
      'show',
      'find',
      'renewals',
      'followups',
    ]) {
      expect(english).toContain(`/partner ${verb}`);
    }
    for (const verb of ['subscribe', 'unsubscribe', 'subscriptions', 'digest', 'undo', 'settings', 'help']) {
      expect(english).toContain(`/partner ${verb}`);
    }
    for (const verb of ['partner', 'contacts', 'merge', 'forget', 'history', 'handover', 'away', 'back']) {
      expect(english).toContain(`/partner ${verb}`);
    }
    for (const verb of ['commitments', 'renewal', 'silent', 'meetings', 'headings', 'reminders']) {
      expect(english).toContain(`/partner ${verb}`);
    }
    const french = said(await slack.as(amina).command('/partner AIDE'));
    for (const verb of [
      'piste',
      'rencontre',
      'convention',
      'suivi',
      'fiche',
      'chercher',
      'échéances',
      'abonner',
      'rappels',
      'engagements',
      'aide',
    ]) {
      expect(french).toContain(`/partner ${verb}`);
    }
  });

  it('is offered the nearest commands for a word that nobody knows, and can press one', async () => {
    const { slack } = await openDesk();
    const seen = await slack.as(claire).command('/partner fnd ODCO');
    expect(said(seen)).toContain('I don’t know “fnd”. Did you mean');
    await slack.as(claire).clicks(shown(seen), '/partner find ODCO');
    expect(read(slack.as(claire).ephemerals.at(-1)?.blocks)).toContain('Nothing in the register says “ODCO”');

    expect(said(await slack.as(claire).command('/partner xyzzyxyzzy'))).toContain('`/partner help`');
  });

  it('may type accents or not, capitals or not, and smart quotes', async () => {
    const { slack } = await openDesk();
    const plain = said(await slack.as(amina).command('/partner echeances'));
    expect(said(await slack.as(amina).command('/partner ÉCHÉANCES'))).toBe(plain);
    expect(said(await slack.as(amina).command('/partner chercher “ODCO”'))).toContain('ODCO');
  });
});

describe('the Home tab', () => {
  it('shows the person’s desk, and a button of it opens a form', async () => {
    const { slack } = await openDesk();
    const seen = await slack.as(amina).opensHome();
    expect(read(seen.home?.view.blocks)).toContain('Rien ne vous attend');
    if (seen.home === undefined) throw new Error('no home');
    const after = await slack.as(amina).clicks(seen.home, 'Nouvelle piste');
    expect(after.modal?.view.callback_id).toBe('leads');
  });
});
