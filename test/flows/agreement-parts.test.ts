import { describe, expect, it } from 'vitest';
import { toDay } from '../../src/calendar/day.js';
import type { DigestFilters } from '../../src/digests/digest-kind.js';
import { wordsOf } from '../../src/language/words.js';
import { amina, claire, type Desk, omar, openDesk, partenariats, youssef } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';
import { registerAgreement } from '../support/register-agreement.js';
import { buttonsOf, type Given, type Message } from '../support/slack/slack-double.js';

// The tests' today is Monday 23 November 2026.
const framework = {
  newPartner: 'ODCO',
  name: 'Convention-cadre',
  signedOn: '2024-01-03',
  length: '5 ans',
  renewal: 'express',
};

const register = (desk: Desk, fields: Record<string, Given>, who = amina) =>
  registerAgreement(desk, fields, who);

const labels = (message: Message) => buttonsOf(message.blocks).map(({ text }) => text);
const scoped = ({ database, slack }: Desk) => database.scoped(slack.teamId);
const latest = ({ slack }: Desk, who: string): Message => {
  const message = slack.as(who).ephemerals.at(-1);
  if (message === undefined) throw new Error('nothing was shown');
  return message;
};
const undoes = ({ slack }: Desk, who: string) => slack.as(who).command('/partner undo');

describe('the parts of an agreement', () => {
  it('signatories are typed one a line, shown as understood before and after saving, and each can be changed', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    const card = shown(await register(desk, framework));
    expect(labels(card)).toEqual(
      expect.arrayContaining(['Modifier', 'Durée', 'Signataires', 'Engagements', 'Finances', 'Documents']),
    );
    const form = opened(await slack.as(amina).clicks(card, 'Signataires'));
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
    const again = opened(await slack.as(claire).clicks(await shownTo(desk, claire), 'Signatories'));
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
    const form = opened(await slack.as(claire).clicks(card, 'Money'));
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
    const empty = opened(await slack.as(claire).clicks(shown(saved), 'Money'));
    const none = await slack.as(claire).submits(empty, { none: ['none'], ours: null });
    expect(said(none)).toContain('no money changes hands');
  });

  it('documents: links and files of Slack are added and taken away, and lead where they say', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    const card = shown(await register(desk, framework));
    const form = opened(await slack.as(amina).clicks(card, 'Documents'));
    const refused = await slack.as(amina).submits(form, { link: 'javascript:alert(1)' });
    expect(refused.errors).toEqual({ link: 'Ce n’est pas une adresse web. Elle commence par https://' });
    const saved = await slack.as(amina).submits(opened(refused), {
      link: 'https://docs.example/a|b?x=1&y=2',
      title: 'La <convention>',
      files: ['scan.pdf', 'annexe.pdf'],
    });
    const blocks = JSON.stringify(shown(saved).blocks);
    expect(blocks).toContain('<https://docs.example/a%7Cb?x=1&amp;y=2|La &lt;convention&gt;>');
    expect(said(saved)).toContain('scan.pdf');
    expect(await scoped(desk).agreementDocument.count()).toBe(3);
    const second = opened(await slack.as(amina).clicks(shown(saved), 'Documents'));
    const [document] = await scoped(desk).agreementDocument.findMany({ where: { title: 'scan.pdf' } });
    const less = await slack.as(amina).submits(second, { remove: [document?.id ?? ''] });
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
    expect(slack.as(amina).ephemerals.map(({ blocks }) => read(blocks))).toEqual([
      expect.stringMatching(/^\*Projet\* — enregistrée comme brouillon, CONV-2026-001/),
    ]);
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
    await slack.as(amina).closes(begun);
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
    const [hers, his] = [await shownTo(desk, amina), await shownTo(desk, omar)];
    const mine = opened(await slack.as(amina).clicks(hers, 'Signataires'));
    const other = opened(await slack.as(omar).clicks(his, 'Signataires'));
    const saves = async (who: string, form: typeof mine, fields: Record<string, string>) => {
      const asked = await slack.as(who).submits(form, fields);
      return asked.modal === undefined ? asked : slack.as(who).submits(opened(asked));
    };
    await saves(omar, other, { theirs: 'Omar, directeur' });
    const kept = await saves(amina, mine, { ours: 'Amina, présidente' });
    expect(kept.modal).toBeUndefined();
    expect(said(kept)).toContain('Omar, directeur');
    const third = opened(await slack.as(amina).clicks(hers, 'Signataires'));
    const fourth = opened(await slack.as(omar).clicks(his, 'Signataires'));
    await saves(omar, fourth, { ours: 'Leïla, présidente' });
    const conflict = await slack.as(amina).submits(third, { ours: 'Nadia, présidente' });
    expect(read(opened(conflict).view.blocks)).toContain('Leïla, présidente');
    expect(opened(conflict).view.state.values['ours']).toMatchObject({
      input: { value: 'Nadia, présidente' },
    });
  });
});

/** The agreement’s card as someone opens it from the partner’s. */
async function shownTo(desk: Desk, who: string): Promise<Message> {
  const { slack } = desk;
  const partner = shown(await slack.as(who).command('/partner show ODCO'));
  await slack.as(who).clicks(partner, who === claire ? 'Details' : 'Détails');
  return latest(desk, who);
}

describe('an agreement’s way to the signature', () => {
  it('begins as a draft that may lack all but partner and title, and is nowhere in force until it is completed and signed', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    const draft = await register(desk, { newPartner: 'ODCO', name: 'Projet', status: 'draft' });
    expect(draft.errors).toEqual({});
    expect(said(draft)).toContain('Brouillon : pas en vigueur');
    expect(said(await slack.as(amina).command('/partner show ODCO'))).toMatch(/Projet.*Brouillon/);
    expect(said(await slack.as(amina).command('/partner show ODCO'))).toContain('Prospect');
    expect(said(await slack.as(amina).command('/partner échéances 10 ans'))).toMatch(/^Rien à décider/);
    await slack.as(amina).clicks(shown(draft), 'Envoyer en relecture');
    expect(read(latest(desk, amina).blocks)).toContain(
      'il manque à cette convention : Combien de temps elle dure',
    );
    const form = opened(await slack.as(amina).clicks(latest(desk, amina), 'Durée'));
    const signed = await slack.as(amina).submits(form, {
      startsOn: '2027-01-01',
      length: '1 an',
      signedOn: '2026-11-20',
    });
    expect(signed.errors).toEqual({ signedOn: expect.stringContaining('« Signée »') });
    const whole = await slack.as(amina).submits(opened(signed), { signedOn: null });
    await slack.as(amina).clicks(shown(whole), 'Envoyer en relecture');
    expect(await scoped(desk).agreement.findFirst()).toMatchObject({
      status: 'in_review',
      currentEndsOn: null,
      decideByOn: null,
    });
    await undoes(desk, amina);
    expect(await scoped(desk).agreement.findFirst()).toMatchObject({ status: 'draft' });
  });

  it('passes the steps of the circuit one click each, who and when kept, and then is signed on paper on another day than it takes effect', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    const settings = opened(await slack.as(youssef).command('/partner settings'));
    await slack.as(youssef).submits(settings, { signingSteps: 'Legal visa\nCouncil vote' });
    await register(
      desk,
      { ...framework, signedOn: null, startsOn: '2026-12-01', status: 'in_review' },
      claire,
    );
    const card = await shownTo(desk, claire);
    expect(read(card.blocks)).toContain('Still to come: Legal visa → Council vote');
    const posted = async () => {
      await slack.as(claire).clicks(shown(await slack.as(claire).command('/partner show ODCO')), 'Details');
      return latest(desk, claire);
    };
    const other = await shownTo(desk, omar);
    await slack.as(claire).clicks(card, '✓ Legal visa');
    await slack.as(omar).clicks(other, '✓ Legal visa');
    expect(read(latest(desk, omar).blocks)).toContain('Quelqu’un a été plus rapide');
    expect(await scoped(desk).signingRecord.findMany()).toMatchObject([
      { step: 'Legal visa', recordedById: claire },
    ]);
    const now = await posted();
    expect(read(now.blocks)).toContain('✓ Legal visa: 23 Nov 2026, noted by @U0CLAIRE');
    const form = opened(await slack.as(claire).clicks(now, 'Signing, on a day …'));
    const early = await slack.as(claire).submits(form, { day: '2026-11-30' });
    expect(early.errors['day']).toContain('still to come');
    const vote = await slack.as(claire).submits(opened(early), { day: '2026-11-18', note: 'Unanimous' });
    expect(said(vote)).toContain('✓ Council vote: 18 Nov 2026');
    expect(said(vote)).toContain('Unanimous');
    await slack.as(claire).clicks(shown(vote), 'Send out for signature');
    const last = opened(await slack.as(claire).clicks(await posted(), 'Signing, on a day …'));
    const signed = await slack.as(claire).submits(last, {
      day: '2026-11-20',
      startsOn: '2027-01-01',
      note: 'On paper',
      files: ['signed.pdf'],
    });
    expect(said(signed)).toContain('signed on 20 Nov 2026');
    expect(said(signed)).toContain('in force from 1 Jan 2027 through 31 Dec 2031');
    expect(said(signed)).toContain('signed.pdf');
    expect(labels(shown(signed))).not.toContain('Signed today');
    await undoes(desk, claire);
    expect(await scoped(desk).agreement.findFirst()).toMatchObject({
      status: 'out_for_signature',
      signedOn: null,
      currentEndsOn: null,
    });
  });

  it('has a reference by the workspace’s pattern, or one of its own that nobody else has', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    const settings = opened(await slack.as(youssef).command('/partner settings'));
    const wrong = await slack.as(youssef).submits(settings, { referencePattern: 'UH-{year}' });
    expect(wrong.errors['referencePattern']).toContain('{number}');
    await slack.as(youssef).submits(opened(wrong), { referencePattern: 'UH/{year}/{number}' });
    expect(said(await register(desk, framework))).toContain('UH/2026/001');
    expect(said(await register(desk, { ...framework, reference: 'CC-7', newPartner: 'Utopia' }))).toContain(
      'CC-7',
    );
    const taken = await register(desk, { ...framework, reference: 'CC-7', newPartner: 'Ys' });
    expect(taken.errors).toEqual({ reference: expect.stringContaining('« Convention-cadre » porte déjà') });
    expect(said(await slack.as(amina).submits(opened(taken), { reference: null }))).toContain('UH/2026/002');
  });

  it('ends early with its last day and reason, or by another that takes its place; both can be taken back', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    await register(desk, framework, claire);
    const card = await shownTo(desk, claire);
    const form = opened(await slack.as(claire).chooses(card, 'agreements.more', 'Terminate early …'));
    const refused = await slack.as(claire).submits(form, { day: '2023-01-01', because: 'The lab closed' });
    expect(refused.errors['day']).toContain('in force from 3 Jan 2024 only');
    const anyway = await slack.as(claire).submits(opened(refused), { day: '2029-01-03' });
    expect(anyway.errors['day']).toContain('ends on 2 Jan 2029 in any case');
    const ended = await slack.as(claire).submits(opened(anyway), { day: '2026-11-22' });
    expect(said(ended)).toContain('Terminated: its last day was 22 Nov 2026');
    expect(said(ended)).toContain('The lab closed');
    expect(said(await slack.as(claire).command('/partner show ODCO'))).toContain(
      'terminated after 22 Nov 2026',
    );
    expect(said(await slack.as(claire).command('/partner show ODCO'))).toContain('Former');
    await slack.as(claire).chooses(shown(ended), 'agreements.more', 'It goes on after all');
    expect(said(await slack.as(claire).command('/partner show ODCO'))).toContain(
      'in force through 2 Jan 2029',
    );

    const alone = await slack.as(claire).chooses(card, 'agreements.more', 'Replaced by another …');
    expect(said(alone)).toContain('no other agreement with this partner');
    const { partnerId } = await scoped(desk).agreement.findFirstOrThrow();
    await register(
      desk,
      {
        partner: partnerId,
        name: 'La nouvelle',
        startsOn: '2027-02-01',
        length: '3 ans',
        reference: 'NEW-1',
      },
      claire,
    );
    const replace = opened(await slack.as(claire).chooses(card, 'agreements.more', 'Replaced by another …'));
    const replaced = await slack.as(claire).submits(replace, { successor: 'NEW-1 – La nouvelle' });
    expect(said(replaced)).toContain('To be replaced after 31 Jan 2027 by NEW-1 – La nouvelle');
    expect(await scoped(desk).agreement.findFirst({ where: { reference: 'NEW-1' } })).toMatchObject({
      replacesId: expect.any(String),
    });
    await undoes(desk, claire);
    expect(await scoped(desk).agreement.findFirst({ where: { reference: 'NEW-1' } })).toMatchObject({
      replacesId: null,
    });
  });
});

describe('hostile text in the parts of an agreement', () => {
  it('is kept whole and shown as typed, without a ping or a link', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    const typed = '<!channel> <@U0OMAR|omar> *_~`&amp; <https://evil.example|bank>';
    const card = shown(await register(desk, { ...framework, reference: '<!here>*1*' }));
    const signs = opened(await slack.as(amina).clicks(card, 'Signataires'));
    await slack.as(amina).submits(opened(await slack.as(amina).submits(signs, { ours: typed })));
    await slack.as(amina).clicks(card, 'Engagements');
    const form = opened(await slack.as(amina).clicks(latest(desk, amina), 'Ajouter des engagements'));
    const text = '<!channel> *_~`&amp; <https://evil.example|bank>';
    await slack.as(amina).submits(opened(await slack.as(amina).submits(form, { theirs: text })));
    const list = shown(await slack.as(amina).command('/partner engagements'));
    expect(read(list.blocks)).toContain(text);
    const money = opened(await slack.as(amina).clicks(card, 'Finances'));
    const paid = await slack.as(amina).submits(money, { finances: typed });
    const ended = opened(
      await slack.as(amina).chooses(shown(paid), 'agreements.more', 'Résilier avant terme…'),
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

describe('the commitments of both sides', () => {
  async function withCommitments() {
    const desk = await openDesk();
    const { slack } = desk;
    const card = shown(await register(desk, framework, claire));
    await slack.as(claire).clicks(card, 'Commitments');
    const form = opened(await slack.as(claire).clicks(latest(desk, claire), 'Add commitments'));
    const asked = await slack.as(claire).submits(form, {
      ours: 'Lend a room <@U0OMAR> by 20 November 2026 every 6 months\nAppoint a coordinator',
      theirs: 'Take ten interns within 6 working days',
    });
    return { desk, asked, card };
  }

  it('are typed one a line with who, when and how often; what was understood is shown, and an unknown name is refused', async () => {
    const { desk, asked } = await withCommitments();
    const { slack } = desk;
    const note = read(opened(asked).view.blocks);
    expect(note).toContain(
      '• Lend a room · ⚠️ was due on Fri 20 Nov (1 working day ago) · every 6 months · @U0OMAR',
    );
    expect(note).toContain('• Appoint a coordinator · no day set');
    const nobody = await slack.as(claire).submits(opened(asked), { theirs: 'Take ten interns @zorro' });
    expect(read(opened(nobody).view.blocks)).toContain('nobody is called @zorro');
    const refused = await slack.as(claire).submits(opened(nobody));
    expect(refused.errors['theirs']).toContain('“@zorro”');
    const rhythm = await slack.as(claire).submits(opened(refused), { theirs: 'A report every year' });
    expect(rhythm.errors['theirs']).toContain('needs a first day');
    const fine = await slack
      .as(claire)
      .submits(opened(rhythm), { theirs: 'A report by 1 March 2027 every year' });
    const saved = await slack.as(claire).submits(opened(fine));
    expect(said(saved)).toContain('we have 2 open commitments · they have 1 open commitment · ⚠️ 1 overdue');
  });

  it('come due: kept with one click and due again by their rhythm, not kept with a reason, put off; the card counts', async () => {
    const { desk, asked, card } = await withCommitments();
    const { slack } = desk;
    await slack.as(claire).submits(opened(asked));
    const list = shown(await slack.as(claire).command('/partner commitments'));
    expect(read(list.blocks)).toContain('3 open commitments');
    expect(read(list.blocks).indexOf('Lend a room')).toBeLessThan(
      read(list.blocks).indexOf('Take ten interns'),
    );
    await slack.as(claire).clicks(list, 'Kept', { near: 'Lend a room' });
    expect(
      await scoped(desk).commitment.findMany({ where: { state: 'open' }, orderBy: { id: 'desc' } }),
    ).toMatchObject([
      { text: 'Lend a room', dueOn: new Date('2027-05-20'), everyMonths: 6, ownerId: omar },
      {},
      {},
    ]);
    const confirmation = slack
      .as(claire)
      .ephemerals.findLast(({ blocks }) => read(blocks).startsWith('Kept:'));
    if (confirmation === undefined) throw new Error('nothing was confirmed');
    const proof = opened(await slack.as(claire).clicks(confirmation, 'Add the proof'));
    const proven = await slack.as(claire).submits(proof, { evidence: 'https://photos.example/room' });
    expect(JSON.stringify(shown(proven).blocks)).toContain('<https://photos.example/room|proof>');

    const fresh = shown(await slack.as(amina).command('/partner engagements eux'));
    expect(read(fresh.blocks)).toContain('côté ODCO');
    const why = opened(await slack.as(amina).clicks(fresh, 'Non tenu…'));
    const notKept = await slack.as(amina).submits(why, { because: 'Pas de place cette année' });
    expect(said(notKept)).toMatch(/✗ ~Take ten interns~.*non tenu, selon @U0AMINA.*Pas de place cette année/);
    const stale = await slack.as(amina).clicks(fresh, 'Tenu');
    expect(stale.modal).toBeUndefined();
    expect(await scoped(desk).commitment.count({ where: { state: 'not_kept' } })).toBe(1);

    await slack.as(claire).clicks(card, 'Commitments');
    expect(read(latest(desk, claire).blocks)).toContain('4 commitments in “Convention-cadre”');
    const now = await shownTo(desk, claire);
    expect(read(now.blocks)).toContain('we kept 100% (1 of 1), 2 open · they kept 0% (0 of 1)');
    expect(read(now.blocks)).not.toContain('0 open');
    await undoes(desk, amina);
    expect(read((await shownTo(desk, claire)).blocks)).toContain('they have 1 open commitment');

    await slack
      .as(claire)
      .chooses(
        shown(await slack.as(claire).command('/partner commitments theirs')),
        'agreements.commitment_later',
        'In a week',
      );
    expect(await scoped(desk).commitment.findFirst({ where: { side: 'theirs' } })).toMatchObject({
      dueOn: new Date('2026-11-30'),
    });
  });

  it('show on the partner’s card and in a digest with the buttons that settle them, but not before the agreement is signed', async () => {
    const { desk, asked } = await withCommitments();
    const { slack } = desk;
    await slack.as(claire).submits(opened(asked));
    const partner = said(await slack.as(amina).command('/partner fiche ODCO'));
    expect(partner).toContain('Engagements');
    expect(partner).toContain('Take ten interns · côté ODCO · pour le mar. 1er déc.');
    const digest = said(await slack.as(amina).command('/partner récap engagements'));
    expect(digest).toContain('Engagements à échéance : 2');
    expect(digest).not.toContain('Appoint a coordinator');
    const kind = desk.app.delivery.kinds.find(({ name }) => name === 'commitments');
    const workspace = await desk.app.settings();
    const reading = { ...workspace, words: wordsOf.fr, today: toDay('2026-11-23'), now: desk.clock.now };
    const narrowed = async (filters: DigestFilters) =>
      (await kind?.compose(scoped(desk), reading, workspace, filters, 5))?.items.map((blocks) =>
        read(blocks),
      );
    expect(await narrowed({ horizonDays: 5 })).toEqual([expect.stringContaining('Lend a room')]);
    expect(await narrowed({ ownerId: omar })).toEqual([expect.stringContaining('Lend a room')]);
    expect(await narrowed({ minOverdueDays: 1 })).toEqual([expect.stringContaining('Lend a room')]);
    for (const filters of [
      { minOverdueDays: 2 },
      { axis: 'internships' },
      { reach: 'international' },
      { partnerKind: 'university' },
    ] as const) {
      expect(await narrowed(filters)).toBeUndefined();
    }
    expect(await narrowed({ partnerKind: 'other' })).toHaveLength(2);
    expect(said(await slack.as(amina).command('/partner engagements axe:stages'))).toContain(
      'Aucun engagement',
    );
    await slack.as(amina).command('/partner récap engagements post', { channel: partenariats });
    const posted = slack.channel(partenariats).messages.at(-1);
    if (posted === undefined) throw new Error('nothing was posted');
    await slack.as(omar).clicks(posted, 'Tenu', { near: 'Lend a room' });
    expect(read(slack.channel(partenariats).messages.at(-1)?.blocks)).toMatch(
      /✓ ~Lend a room~ · de notre côté · tenu, selon @U0OMAR/,
    );
    const form = opened(await slack.as(amina).clicks(await shownTo(desk, amina), 'Durée'));
    await slack.as(amina).submits(form, { status: 'draft', signedOn: null });
    expect(said(await slack.as(amina).command('/partner récap engagements'))).toContain('Rien');
    expect(said(await slack.as(amina).command('/partner engagements hier'))).toContain('« hier »');
  });
});
