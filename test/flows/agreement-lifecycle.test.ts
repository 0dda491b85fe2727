import { describe, expect, it } from 'vitest';
import { agreementShownTo, framework, registerAgreement, rowOf } from '../support/agreements.js';
import { amina, claire, type Desk, lastShown, omar, openDesk, youssef } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';
import { buttonsOf, type Given, type Message } from '../support/slack/slack-double.js';

const register = (desk: Desk, fields: Record<string, Given>, who = amina) =>
  registerAgreement(desk, fields, who);

const labels = (message: Message) => buttonsOf(message.blocks).map(({ text }) => text);
const scoped = ({ database, slack }: Desk) => database.scoped(slack.teamId);
const undoes = ({ slack }: Desk, who: string) => slack.as(who).command('/partner undo');

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
    const card = shown(draft);
    expect(rowOf(card)).toEqual([
      'Envoyer en relecture',
      'Signature, à une date…',
      'Modifier',
      ['Durée', 'Signataires', 'Engagements', 'Finances', 'Documents'],
    ]);
    expect(said(await slack.as(amina).clicks(card, 'Envoyer en relecture'))).toContain(
      'il manque à cette convention : Combien de temps elle dure',
    );
    const form = opened(await slack.as(amina).clicks(card, 'Durée'));
    const signed = await slack.as(amina).submits(form, {
      startsOn: '2027-01-01',
      length: '1 an',
      signedOn: '2026-11-20',
    });
    expect(signed.errors).toEqual({ signedOn: expect.stringContaining('« Signée »') });
    const whole = await slack.as(amina).submits(opened(signed), { signedOn: null });
    // The draft is shown in one place only, wherever in its life it is: there is no card of before to press on.
    const drafts = slack.as(amina).ephemerals.filter(({ blocks }) => read(blocks).includes('Brouillon :'));
    expect(drafts.map(({ ts }) => ts)).toEqual([card.ts]);
    expect(said(whole)).toContain('Prévu : 1 an à compter du 1er janv. 2027');
    const sent = await slack.as(amina).clicks(card, 'Envoyer en relecture');
    expect(shown(sent)).toBe(card);
    expect(said(sent)).toContain('En relecture');
    expect(read(slack.as(amina).ephemerals.flatMap(({ blocks }) => blocks))).not.toContain('Brouillon :');
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
    const card = await agreementShownTo(desk, claire);
    expect(read(card.blocks)).toContain('Still to come: Legal visa → Council vote');
    const posted = async () => {
      await slack.as(claire).clicks(shown(await slack.as(claire).command('/partner show ODCO')), 'Details');
      return lastShown(desk, claire);
    };
    const other = await agreementShownTo(desk, omar);
    await slack.as(claire).clicks(card, '✓ Legal visa');
    await slack.as(omar).clicks(other, '✓ Legal visa');
    expect(read(lastShown(desk, omar).blocks)).toContain('Quelqu’un a été plus rapide');
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
    const given = opened(await slack.as(amina).submits(opened(taken), { reference: null }));
    expect(read(given.view.blocks)).toContain('UH/2026/002');
  });

  it('ends early with its last day and reason, or by another that takes its place; both can be taken back', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    await register(desk, framework, claire);
    const card = await agreementShownTo(desk, claire);
    const ways = async (message: Message) =>
      shown(await slack.as(claire).chooses(message, 'agreements.more', 'Duration and end …'));
    const form = opened(await slack.as(claire).clicks(await ways(card), 'Terminate early …'));
    const refused = await slack.as(claire).submits(form, { day: '2023-01-01', because: 'The lab closed' });
    expect(refused.errors['day']).toContain('in force from 3 Jan 2024 only');
    const anyway = await slack.as(claire).submits(opened(refused), { day: '2029-01-03' });
    expect(anyway.errors['day']).toContain('ends on 2 Jan 2029 in any case');
    const ended = await slack.as(claire).submits(opened(anyway), { day: '2026-11-22' });
    expect(said(ended)).toContain('Terminated: its last day was 22 Nov 2026');
    expect(said(ended)).toContain('The lab closed');
    const anew = opened(await slack.as(claire).clicks(await ways(shown(ended)), 'Last day, reason …'));
    const theirs = opened(
      await slack
        .as(omar)
        .clicks(
          shown(
            await slack
              .as(omar)
              .chooses(await agreementShownTo(desk, omar), 'agreements.more', 'Durée et fin…'),
          ),
          'Dernier jour, motif…',
        ),
    );
    const later = await slack.as(claire).submits(anew, { day: '2026-12-31' });
    expect(said(later)).toContain('its last day will be 31 Dec 2026');
    const both = await slack.as(omar).submits(theirs, { because: 'Le laboratoire a fermé' });
    expect(said(both)).toMatch(/son dernier jour sera le 31 déc\. 2026.*Le laboratoire a fermé/);
    const before = opened(await slack.as(claire).clicks(await ways(shown(later)), 'Last day, reason …'));
    await slack.as(claire).submits(before, { day: '2026-11-22', because: 'The lab closed' });
    expect(said(await slack.as(claire).command('/partner show ODCO'))).toContain(
      'terminated after 22 Nov 2026',
    );
    expect(said(await slack.as(claire).command('/partner show ODCO'))).toContain('Former');
    await slack.as(claire).clicks(shown(ended), 'It goes on after all');
    expect(said(await slack.as(claire).command('/partner show ODCO'))).toContain(
      'in force through 2 Jan 2029',
    );

    const alone = await slack.as(claire).clicks(await ways(card), 'Replaced by another …');
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
    const replace = opened(await slack.as(claire).clicks(await ways(card), 'Replaced by another …'));
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
