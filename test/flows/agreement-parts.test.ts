import { describe, expect, it } from 'vitest';
import { agreementShownTo, framework, registerAgreement, rowOf } from '../support/agreements.js';
import { amina, claire, type Desk, lastShown, omar, openDesk, partenariats } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';
import { buttonsOf, type Given, type Message } from '../support/slack/slack-double.js';

const register = (desk: Desk, fields: Record<string, Given>, who = amina) =>
  registerAgreement(desk, fields, who);

const labels = (message: Message) => buttonsOf(message.blocks).map(({ text }) => text);
const scoped = ({ database, slack }: Desk) => database.scoped(slack.teamId);
const undoes = ({ slack }: Desk, who: string) => slack.as(who).command('/partner undo');

describe('the parts of an agreement', () => {
  it('signatories are typed one a line, shown as understood before and after saving, and each can be changed', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    const card = shown(await register(desk, framework));
    expect(rowOf(card)).toEqual([
      'Modifier',
      'Engagements',
      'Dossier de renouvellement',
      'Ajouter un avenant',
      ['Durée et fin…', 'Signataires', 'Finances', 'Documents', 'Faire le bilan…'],
    ]);
    const form = opened(await slack.as(amina).chooses(card, 'agreements.more', 'Signataires'));
    const wrong = await slack.as(amina).submits(form, { ours: 'Leïla Alaoui, présidente, 31/02/2024' });
    expect(wrong.errors).toEqual({ ours: expect.stringContaining('31/02/2024') });
    const asked = await slack.as(amina).submits(opened(wrong), {
      ours: 'Leïla Alaoui, présidente, 03/01/2024\n- Amina Berrada, vice-présidente',
      theirs: '<!channel> *Omar*, directeur',
    });
    expect(read(opened(asked).view.blocks)).toContain(
      '• *Leïla Alaoui* · présidente · signée le 3 janv. 2024',
    );
    const saved = await slack.as(amina).submits(opened(asked));
    expect(saved.modal).toBeUndefined();
    expect(said(saved)).toContain('3 signataires (signatures : 1)');
    const again = opened(
      await slack.as(claire).chooses(await agreementShownTo(desk, claire), 'agreements.more', 'Signatories'),
    );
    expect(again.view.state.values['ours']).toMatchObject({
      input: { value: 'Leïla Alaoui, présidente, 03/01/2024\nAmina Berrada, vice-présidente' },
    });
    expect(await scoped(desk).signatory.count()).toBe(3);
    await undoes(desk, amina);
    expect(await scoped(desk).signatory.count()).toBe(0);
  });

  it('money: payments of both sides or none at all, refused at the line that can’t be read', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    const card = shown(await register(desk, framework, claire));
    const form = opened(await slack.as(claire).chooses(card, 'agreements.more', 'Money'));
    const refused = await slack.as(claire).submits(form, { ours: '120,000' });
    expect(refused.errors['ours']).toContain('Say the currency');
    const both = await slack.as(claire).submits(opened(refused), {
      ours: '120,000 MAD, in two instalments',
      none: ['none'],
    });
    const contradicted = await slack.as(claire).submits(opened(both));
    expect(contradicted.errors['none']).toContain('no money changes hands');
    const saved = await slack.as(claire).submits(opened(contradicted), {
      none: [],
      finances: 'Shared costs by halves',
    });
    expect(said(saved)).toContain('we pay MAD\u00A0120,000');
    expect(await scoped(desk).payment.findMany()).toMatchObject([
      { payer: 'ours', amount: 12_000_000n, currency: 'MAD', schedule: 'in two instalments' },
    ]);
    const empty = opened(await slack.as(claire).chooses(shown(saved), 'agreements.more', 'Money'));
    const none = await slack.as(claire).submits(empty, { none: ['none'], ours: null });
    expect(said(none)).toContain('no money changes hands');
  });

  it('documents: links and files of Slack are added, called otherwise and taken away, and lead where they say', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    const card = shown(await register(desk, framework));
    const form = opened(await slack.as(amina).chooses(card, 'agreements.more', 'Documents'));
    const refused = await slack.as(amina).submits(form, { link: 'javascript:alert(1)' });
    expect(refused.errors).toEqual({ link: 'Ce n’est pas une adresse web. Elle commence par https://' });
    const saved = await slack.as(amina).submits(opened(refused), {
      link: 'https://docs.example/a|b?x=1&y=2',
      name: 'La <convention>',
      files: ['scan.pdf', 'annexe.pdf'],
    });
    const blocks = JSON.stringify(shown(saved).blocks);
    expect(blocks).toContain('<https://docs.example/a%7Cb?x=1&amp;y=2|La &lt;convention&gt;>');
    expect(said(saved)).toContain('scan.pdf');
    expect(await scoped(desk).agreementDocument.count()).toBe(3);
    const unfolds = async (who: string, message: Message, part = 'Documents') =>
      shown(await slack.as(who).chooses(message, 'agreements.more', part));
    const hers = await unfolds(amina, shown(saved));
    const his = await unfolds(omar, await agreementShownTo(desk, omar));
    const editing = opened(await slack.as(amina).clicks(hers, 'Modifier', { near: '• La <convention>' }));
    const stale = opened(await slack.as(omar).clicks(his, 'Modifier', { near: '• La <convention>' }));
    const empty = await slack.as(amina).submits(editing, { link: 'javascript:alert(1)' });
    expect(empty.errors).toEqual({ link: expect.stringContaining('https://') });
    const renamed = await slack.as(amina).submits(opened(empty), {
      name: 'La convention signée',
      link: 'https://docs.example/signed',
    });
    expect(JSON.stringify(shown(renamed).blocks)).toContain(
      '<https://docs.example/signed|La convention signée>',
    );
    // What was saved stands in the place of the card with its open documents: nothing of before is left to press.
    expect(shown(renamed)).toBe(hers);
    const kept = await slack.as(omar).submits(stale, { name: 'Convention' });
    expect(read(opened(kept).view.blocks)).toContain('La convention signée');
    const both = await slack.as(omar).submits(opened(kept));
    expect(JSON.stringify(shown(both).blocks)).toContain('<https://docs.example/signed|Convention>');
    expect(said(await slack.as(claire).command('/partner history ODCO'))).toContain(
      'La convention signée → Convention',
    );
    await undoes(desk, omar);
    const again = await unfolds(amina, await agreementShownTo(desk, amina));
    expect(read(again.blocks)).toContain('La convention signée');
    const scan = opened(await slack.as(amina).clicks(again, 'Modifier', { near: '• scan.pdf' }));
    expect(Object.keys(scan.view.state.values)).toEqual(['name', 'remove']);
    const less = await slack.as(amina).submits(scan, { remove: ['remove'] });
    expect(said(less)).not.toContain('scan.pdf');
    await undoes(desk, amina);
    expect(await scoped(desk).agreementDocument.count()).toBe(3);
  });

  it('can be gone through one after the other in the place of the form, each saved at once, and left at any step', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    const first = await register(desk, {
      newPartner: 'ODCO',
      name: 'Projet',
      status: 'draft',
      goOn: ['go_on'],
    });
    expect(opened(first).view.callback_id).toBe('contents.signatories');
    expect(slack.as(amina).ephemerals).toEqual([]);
    const look = await slack.as(amina).submits(opened(first), { ours: 'Amina, présidente' });
    const second = await slack.as(amina).submits(opened(look));
    expect(second.ephemerals).toEqual([]);
    expect(opened(second).view.callback_id).toBe('commitments');
    const third = await slack.as(amina).submits(opened(second));
    const fourth = await slack.as(amina).submits(opened(third), { none: ['none'] });
    expect(opened(fourth).view.callback_id).toBe('contents.documents');
    const done = await slack.as(amina).submits(opened(fourth));
    expect(done.modal).toBeUndefined();
    expect(said(done)).toContain('1 signataire (signatures : 0) · sans échange financier');
    const alone = opened(await slack.as(amina).command('/partner convention'));
    const begun = opened(await slack.as(amina).submits(alone, { newPartner: 'Is', name: 'Commencée' }));
    expect(begun.view.callback_id).toBe('agreements.duration');
    expect(read(begun.view.blocks)).toContain('*Commencée* — enregistrée comme brouillon, CONV-2026-002');
    const card = shown(await slack.as(amina).closes(begun));
    expect(read(card.blocks)).toContain('Brouillon : pas en vigueur');
    expect(labels(card)).toContain('Annuler cette action');
    expect(await scoped(desk).agreement.findFirst({ where: { title: 'Commencée' } })).toMatchObject({
      status: 'draft',
      termKind: 'unknown',
    });
    const left = opened(
      await register(desk, { newPartner: 'Ys', name: 'Autre', status: 'draft', goOn: ['go_on'] }),
    );
    const stopped = await slack.as(amina).submits(left, { goOn: [] });
    expect(stopped.modal).toBeUndefined();
    expect(said(stopped)).toContain('*Autre* — Ys');
  });

  it('two officers who edit the same part are shown each other’s changes, and lose nothing', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    await register(desk, framework);
    const [hers, his] = [await agreementShownTo(desk, amina), await agreementShownTo(desk, omar)];
    const mine = opened(await slack.as(amina).chooses(hers, 'agreements.more', 'Signataires'));
    const other = opened(await slack.as(omar).chooses(his, 'agreements.more', 'Signataires'));
    const saves = async (who: string, form: typeof mine, fields: Record<string, string>) => {
      const asked = await slack.as(who).submits(form, fields);
      return asked.modal === undefined ? asked : slack.as(who).submits(opened(asked));
    };
    await saves(omar, other, { theirs: 'Omar, directeur' });
    const kept = await saves(amina, mine, { ours: 'Amina, présidente' });
    expect(kept.modal).toBeUndefined();
    expect(said(kept)).toContain('Omar, directeur');
    const third = opened(await slack.as(amina).chooses(hers, 'agreements.more', 'Signataires'));
    const fourth = opened(await slack.as(omar).chooses(his, 'agreements.more', 'Signataires'));
    await saves(omar, fourth, { ours: 'Leïla, présidente' });
    const conflict = await slack.as(amina).submits(third, { ours: 'Nadia, présidente' });
    expect(read(opened(conflict).view.blocks)).toContain('Leïla, présidente');
    expect(opened(conflict).view.state.values['ours']).toMatchObject({
      input: { value: 'Nadia, présidente' },
    });
  });
});

describe('hostile text in the parts of an agreement', () => {
  it('is kept whole and shown as typed, without a ping or a link', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    const typed = '<!channel> <@U0OMAR|omar> *_~`&amp; <https://evil.example|bank>';
    const card = shown(await register(desk, { ...framework, reference: '<!here>*1*' }));
    const signs = opened(await slack.as(amina).chooses(card, 'agreements.more', 'Signataires'));
    await slack.as(amina).submits(opened(await slack.as(amina).submits(signs, { ours: typed })));
    await slack.as(amina).clicks(card, 'Engagements');
    const form = opened(await slack.as(amina).clicks(lastShown(desk, amina), 'Ajouter des engagements'));
    const text = '<!channel> *_~`&amp; <https://evil.example|bank>';
    await slack.as(amina).submits(opened(await slack.as(amina).submits(form, { theirs: text })));
    const list = shown(await slack.as(amina).command('/partner engagements'));
    expect(read(list.blocks)).toContain(text);
    const money = opened(await slack.as(amina).chooses(card, 'agreements.more', 'Finances'));
    const paid = await slack.as(amina).submits(money, { finances: typed });
    const ended = opened(
      await slack
        .as(amina)
        .clicks(
          shown(await slack.as(amina).chooses(shown(paid), 'agreements.more', 'Durée et fin…')),
          'Résilier avant terme…',
        ),
    );
    const last = await slack.as(amina).submits(ended, { because: typed });
    expect(said(last)).toContain(typed);
    await slack.as(amina).clicks(shown(last), 'Publier dans le canal');
    for (const blocks of [
      list.blocks,
      shown(last).blocks,
      slack.channel(partenariats).messages.at(-1)?.blocks,
    ]) {
      expect(JSON.stringify(blocks)).not.toMatch(/<!channel>|<!here>|<https:..evil|<@U0OMAR/);
    }
    expect(await scoped(desk).signatory.findFirst()).toMatchObject({ name: typed });
  });
});
