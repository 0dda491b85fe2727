import { describe, expect, it } from 'vitest';
import { amina, claire, omar, openDesk, youssef } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';

const last = (messages: readonly { blocks: unknown }[]) => read(messages.at(-1)?.blocks);

describe('the history of a partner', () => {
  it('says who changed what, when and from where, newest first, each field before and after', async () => {
    const { slack, clock } = await openDesk();
    const logged = opened(await slack.as(amina).command('/partner rencontre'));
    const notes = `Premier échange\n${'très long '.repeat(30)}`;
    await slack.as(amina).submits(logged, { newPartner: 'ODCO *SA*', notes });
    clock.now = new Date('2026-11-24T09:30:00Z');
    await slack.as(claire).command('/partner todo Call ODCO *SA* by 30/11/2026');
    const list = await slack.as(claire).command('/partner followups');
    const form = opened(await slack.as(claire).chooses(shown(list), 'follow_ups.further', 'Edit…'));
    await slack.as(claire).submits(form, { text: 'Write to them', assignee: omar, partner: 'ODCO *SA*' });

    const history = said(await slack.as(claire).command('/partner history odco *sa*'));
    const [edited, created, meeting] = history.split('\n*').slice(1);
    expect(history).toMatch(/^\*History of ODCO \*SA\*\*/);
    expect(edited).toMatch(/^the change to the follow-up\* · @U0CLAIRE · 24 Nov 2026, 10:30 · in a form/);
    expect(edited).toContain('Assigned to (follow-up): @U0CLAIRE → @U0OMAR');
    expect(edited).toContain('→ Write to them');
    expect(created).toContain('by a command');
    expect(created).toContain('Due on (follow-up): 30 Nov 2026');
    expect(meeting).toMatch(/^the logged meeting\* · @U0AMINA · 23 Nov 2026/);
    expect(meeting).toContain('Kind (meeting): Meeting');
    expect(meeting).toMatch(/Notes \(meeting\): Premier échange très long .*…/);
    expect(meeting).toContain('Partner (meeting): ODCO *SA*');
    expect(meeting).not.toContain('searchText');
  });

  it('says countries, languages, fields and frequencies in the reader’s language', async () => {
    const { slack } = await openDesk();
    const values = { name: 'ODCO', country: 'MA', cadence: 'every 3 months', axes: ['research'] };
    const form = opened(await slack.as(claire).command('/partner partner'));
    const saved = await slack.as(claire).submits(form, { ...values, kind: 'agency' });
    const contact = opened(await slack.as(claire).clicks(shown(saved), 'Add a contact'));
    await slack.as(claire).submits(contact, { name: 'Nadia', language: 'ar', leftOn: '2026-11-20' });
    const english = said(await slack.as(claire).command('/partner history ODCO'));
    for (const told of ['Morocco', 'every 3 months', 'Research', 'Agency', 'Arabic', '20 Nov 2026']) {
      expect(english).toContain(told);
    }
    const french = said(await slack.as(amina).command('/partner historique ODCO'));
    for (const told of ['Maroc', 'tous les 3 mois', 'Recherche', 'Agence', 'arabe', '20 nov. 2026']) {
      expect(french).toContain(told);
    }
  });

  it('marks what was taken back, and shows that as a change of its own', async () => {
    const { slack } = await openDesk();
    await slack.as(amina).submits(opened(await slack.as(amina).command('/partner rencontre')), {
      newPartner: 'ODCO',
      notes: 'x',
    });
    const card = shown(await slack.as(amina).command('/partner fiche ODCO'));
    await slack.as(amina).clicks(card, 'Historique');
    expect(last(slack.as(amina).ephemerals)).toContain('*la rencontre enregistrée*');
    await slack.as(amina).command('/partner suivi Appeler ODCO');
    const form = opened(
      await slack
        .as(amina)
        .chooses(shown(await slack.as(amina).command('/partner suivis')), 'follow_ups.further', 'Modifier…'),
    );
    await slack.as(amina).submits(form, { text: 'Écrire', partner: 'ODCO' });
    await slack.as(amina).command('/partner annuler');
    const history = said(await slack.as(amina).command('/partner historique ODCO'));
    expect(history).toContain('~la modification du suivi~ · @U0AMINA');
    expect(history).toMatch(/annulé le 23 nov\. 2026/);
    expect(history).toContain('*une annulation*');
    expect(history).toContain('À faire (suivi) : Écrire → Appeler ODCO');
  });

  it('pages through hundreds of changes, also those of a handover of many partners', async () => {
    const { slack, database, clock } = await openDesk();
    const scoped = database.scoped(slack.teamId);
    await slack.as(amina).submits(opened(await slack.as(amina).command('/partner rencontre')), {
      newPartner: 'ODCO',
      notes: 'x',
    });
    await slack.as(amina).submits(opened(await slack.as(amina).command('/partner rencontre')), {
      newPartner: 'MNC',
      notes: 'y',
    });
    for (let number = 1; number <= 11; number++) {
      clock.now = new Date(clock.now.getTime() + 60_000);
      await slack.as(omar).command(`/partner suivi Appeler ODCO ${number} fois`);
      const [made] = await scoped.followUp.findMany({ orderBy: { id: 'desc' }, take: 1 });
      expect(made?.partnerId).not.toBeNull();
    }
    clock.now = new Date(clock.now.getTime() + 60_000);
    const list = shown(await slack.as(youssef).command('/partner passation @amina'));
    const form = opened(await slack.as(youssef).clicks(list, 'Tout transmettre à…'));
    await slack.as(youssef).submits(form, { to: claire });

    const first = await slack.as(claire).command('/partner history ODCO');
    expect(said(first)).toContain('*the handover* · @U0YOUSSEF');
    expect(said(first)).toContain('Looked after by (partner): @U0AMINA → @U0CLAIRE');
    expect(said(first).match(/Looked after by/g)).toHaveLength(1);
    expect(said(first)).toContain('11 fois');
    expect(said(first)).not.toContain('the logged meeting');
    await slack.as(claire).clicks(shown(first), 'Next page');
    expect(last(slack.as(claire).ephemerals)).toContain('the logged meeting');
    expect(last(slack.as(claire).ephemerals)).not.toContain('MNC');
    const older = slack.as(claire).ephemerals.at(-1) ?? shown(first);
    await slack.as(claire).clicks(older, 'Previous page');
    expect(last(slack.as(claire).ephemerals)).toContain('*the handover*');
  });

  it('holds what was deleted or taken back since, and all of a partner that was merged into it', async () => {
    const { slack, database } = await openDesk();
    const scoped = database.scoped(slack.teamId);
    const note = async (newPartner: string, notes: string) =>
      slack
        .as(claire)
        .submits(opened(await slack.as(claire).command('/partner note')), { newPartner, notes });
    await note('ODCO', 'First talk');
    await slack.as(claire).command('/partner todo Call ODCO');
    await slack.as(claire).command('/partner undo');
    await note('Office du développement', 'Second talk');
    const logged = await note('Elsewhere', 'Third talk');
    expect(await scoped.followUp.count()).toBe(0);
    const ofOne = said(await slack.as(claire).command('/partner history ODCO'));
    expect(ofOne).toContain('*something taken back*');
    expect(ofOne).toMatch(/~the new follow-up~ .* taken back/);
    expect(ofOne).toContain('To do (follow-up): Call ODCO');
    expect(ofOne).not.toContain('Second talk');

    const offer = await slack.as(claire).command('/partner merge Office du développement into ODCO');
    await slack.as(claire).clicks(shown(offer), 'Merge');
    const merged = said(await slack.as(claire).command('/partner history ODCO'));
    expect(merged).toContain('*the merger of two partners*');
    expect(merged).toContain('Notes (meeting): Second talk');
    expect(merged).toContain('Notes (meeting): First talk');
    expect(merged).not.toContain('Third talk');

    await slack.as(claire).command('/partner undo');
    const apart = said(await slack.as(claire).command('/partner history ODCO'));
    expect(apart).toContain('~the merger of two partners~');
    expect(apart).not.toContain('Second talk');

    const gone = await scoped.partner.findFirstOrThrow({ where: { name: 'Elsewhere' } });
    await slack.as(claire).clicks(shown(logged), 'Undo');
    const history = said(await slack.as(claire).command(`/partner history id:${gone.id}`));
    expect(history).toContain('History of a former partner');
    expect(history).toContain('Notes (meeting): Third talk');
  });

  it('asks which partner is meant', async () => {
    const { slack } = await openDesk();
    expect(said(await slack.as(claire).command('/partner history'))).toContain('Whose history?');
    expect(said(await slack.as(claire).command('/partner history <b>'))).toContain(
      'No partner is called “<b>”.',
    );
    for (const id of ['00000000-0000-4000-8000-000000000000', '-'.repeat(36)]) {
      const seen = await slack.as(claire).command(`/partner history id:${id}`);
      expect(said(seen)).toContain('No partner is called');
    }
  });
});
