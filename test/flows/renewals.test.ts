import { describe, expect, it } from 'vitest';
import { registerAgreement } from '../support/agreements.js';
import { amina, claire, type Desk, openDesk, partenariats } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';
import { buttonsOf } from '../support/slack/slack-double.js';

// The tests' today is Monday 23 November 2026.
const framework = {
  newPartner: 'ODCO',
  name: 'Convention-cadre',
  signedOn: '2022-01-03',
  length: '5 years',
  renewal: 'express',
};
const tacit = {
  newPartner: 'Atlantide',
  name: 'Formation continue',
  startsOn: '2026-04-01',
  length: '1 year',
  renewal: 'tacit',
  renewalLength: '1 year',
  notice: '3 months',
};

const register = (desk: Desk, fields: Record<string, string>, who = claire) =>
  registerAgreement(desk, fields, who);

const list = async ({ slack }: Desk, more = '', who = claire) =>
  slack.as(who).command(`/partner renewals ${more}`);
const allSaid = ({ slack }: Desk, who = claire) =>
  read(
    slack
      .as(who)
      .ephemerals.slice(-2)
      .flatMap(({ blocks }) => blocks),
  );

/** What a decision was confirmed with, the latest. */
function confirmation({ slack }: Desk, who = claire) {
  const message = slack.as(who).ephemerals.findLast(({ blocks }) => read(blocks).includes('Say why'));
  if (message === undefined) throw new Error('nothing was confirmed');
  return message;
}

/** The only agreement as the register has it, once rolled. */
async function rolled({ app, slack, database }: Desk) {
  await app.refreshTerms();
  return database.scoped(slack.teamId).agreement.findFirstOrThrow();
}

describe('the renewal desk', () => {
  it('groups by month, the most urgent first, and keeps what was decided after what is not', async () => {
    const desk = await openDesk();
    const { slack, app } = desk;
    await register(desk, framework);
    await register(desk, { ...framework, newPartner: 'Ended', name: 'Ended', signedOn: '2021-01-04' });
    await register(desk, { ...tacit });
    await register(desk, { ...framework, newPartner: 'Far', name: 'Far', signedOn: '2022-03-01' });
    const all = said(await list(desk, '180d'));
    const order = ['To decide now', 'Ended', 'December 2026', 'Convention-cadre', 'February 2027', 'Far'];
    const places = order.map((text) => all.indexOf(`*${text}`));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(all.match(/December 2026/g)?.length).toBe(1);

    await slack.as(claire).clicks(shown(await list(desk, '180d')), 'Let lapse', { near: 'Convention-cadre' });
    const decided = said(await list(desk, '180d'));
    expect(decided).toContain('3 renewals to decide');
    expect(decided.indexOf('✓ ~Convention-cadre~')).toBeGreaterThan(decided.indexOf('Decided'));
    expect(said(await list(desk, '180d undecided'))).not.toContain('Convention-cadre');
    await slack.as(claire).command('/partner undo');
    expect(said(await list(desk, '180d'))).toContain('4 renewals to decide');
    await slack.as(claire).chooses(shown(await list(desk, '180d')), 'agreements.put_off', 'In a week', {
      near: 'Convention-cadre',
    });
    expect(said(await list(desk, '180d'))).toContain('3 renewals to decide');
    await slack.as(claire).command('/partner undo');
    expect(said(await list(desk, '180d'))).toContain('4 renewals to decide');
    expect(await desk.database.scoped(slack.teamId).renewalDecision.count()).toBe(0);
    expect(said(await slack.as(amina).command('/partner échéances 180j indécises'))).toContain(
      'Février 2027',
    );

    // What is posted to a channel follows what is decided elsewhere.
    await slack.as(claire).clicks(shown(await list(desk, '180d')), 'Post to the channel');
    const inChannel = () => read(slack.channel(partenariats).messages[0]?.blocks);
    expect(inChannel()).not.toContain('~Far~');
    await slack.as(claire).clicks(shown(await list(desk, '180d')), 'Let lapse', { near: 'Far' });
    await app.copies.work();
    expect(inChannel()).toContain('~Far~');
  });

  it('renews an express one by a drafted agreement, which changes nothing until it is signed', async () => {
    const desk = await openDesk();
    const { slack, database } = desk;
    await register(desk, { ...framework, object: 'Coopératives' });
    const scoped = database.scoped(slack.teamId);
    const { id: agreementId } = await scoped.agreement.findFirstOrThrow();
    const signatory = { side: 'ours', name: 'Two presidents', position: 0 } as const;
    await scoped.signatory.create({ data: { ...signatory, agreementId } });
    const form = opened(await slack.as(claire).clicks(shown(await list(desk)), 'Renew …'));
    const seen = await slack.as(claire).submits(form, { length: '3 years', because: 'Good results' });
    expect(said(seen)).toContain('the agreement that follows it is drafted: CONV-2026-002');
    expect(said(seen)).toContain('3 years from 3 Jan 2027');
    expect(await scoped.signatory.findMany({ orderBy: { id: 'asc' } })).toMatchObject([signatory, signatory]);
    const [old, draft] = await scoped.agreement.findMany({ orderBy: { reference: 'asc' } });
    expect(draft).toMatchObject({
      status: 'draft',
      replacesId: old?.id,
      object: 'Coopératives',
      signedOn: null,
    });
    expect(said(await list(desk, '10 years'))).toMatch(/Decided.*\n.*Convention-cadre.*“Good results”/);
    expect(said(await list(desk, '10 years'))).toContain('Nothing to decide');
    expect(said(await list(desk, '10 years'))).toContain('what was drafted waits for its signature');
    await slack.as(claire).clicks(shown(seen), 'Undo');
    expect(await scoped.agreement.count()).toBe(1);
    expect(said(await list(desk))).toContain('1 renewal to decide');
  });

  it('renews an express one by a drafted amendment, but not once it has ended', async () => {
    const desk = await openDesk();
    const { slack, clock } = desk;
    await register(desk, framework);
    const form = opened(await slack.as(claire).clicks(shown(await list(desk)), 'Renew …'));
    const seen = await slack.as(claire).submits(form, { act: 'amendment', length: '2 years' });
    expect(said(seen)).toContain('the amendment that extends it is drafted: CONV-2026-002');
    expect(said(seen)).toContain('from 23 Nov 2026: 2 years longer · not signed yet, so without effect');
    await slack.as(claire).clicks(shown(seen), 'Undo');
    clock.now = new Date('2027-01-04T08:00:00Z');
    const late = opened(await slack.as(claire).clicks(shown(await list(desk)), 'It was renewed …'));
    const refused = await slack.as(claire).submits(late, { act: 'amendment' });
    expect(refused.errors['act']).toContain('It has ended');
  });

  it('notes notice with its day and proof; at a month’s end it asks whether that was in time', async () => {
    const desk = await openDesk({ now: '2026-12-31T08:00:00Z' });
    const { slack } = desk;
    const monthsEnd = { startsOn: '2026-07-01', notice: '6 months' };
    await register(desk, { ...tacit, ...monthsEnd });
    const open = async () => opened(await slack.as(claire).clicks(shown(await list(desk)), 'Give notice …'));
    const future = await slack
      .as(claire)
      .submits(await open(), { noticeOn: '2027-01-01', proof: 'the cellar' });
    expect(Object.keys(future.errors)).toEqual(['proof']);
    const again = await slack.as(claire).submits(opened(future), { proof: 'https://example.org/letter' });
    expect(again.errors['noticeOn']).toContain('once it has been sent');
    const asked = await slack.as(claire).submits(opened(again), { noticeOn: '2026-12-31' });
    expect(asked.errors['inTime']).toContain('through 31 Dec 2026. Say whether this notice was in time');
    const seen = await slack.as(claire).submits(opened(asked), { inTime: 'yes' });
    expect(said(seen)).toContain('notice given, ends on 30 Jun 2027');
    expect(said(await slack.as(claire).command('/partner history Atlantide'))).toContain(
      'Notice held to be in time (agreement): no → yes',
    );
    expect(said(await list(desk, '1 year'))).toMatch(/✓ ~Formation continue~.*sent on 31 Dec 2026 · proof/);
    await slack.as(claire).clicks(shown(seen), 'Undo');
    const late = await slack.as(claire).submits(await open(), { inTime: 'no' });
    expect(said(late)).toContain('renews once more and ends on 30 Jun 2028');
  });

  it('renegotiates through a lead that is linked to it, and comes back while there is still time', async () => {
    const desk = await openDesk();
    const { slack, clock, database } = desk;
    await register(desk, tacit);
    await database
      .scoped(slack.teamId)
      .member.createMany({ data: [{ slackUserId: claire, role: 'officer' as const }] });
    const form = opened(await slack.as(claire).clicks(shown(await list(desk)), 'Renegotiate …'));
    expect(form.view.state.values).toMatchObject({ object: { input: { value: 'Formation continue' } } });
    const seen = await slack.as(claire).submits(form);
    expect(said(seen)).toContain('renegotiates CONV-2026-001 – Formation continue');
    expect(said(await list(desk))).toContain('Nothing to decide');
    expect(said(await list(desk, '1 year'))).toContain('being renegotiated');
    clock.now = new Date('2026-12-24T08:00:00Z');
    expect(said(await list(desk))).toContain('1 renewal to decide');
    clock.now = new Date('2026-11-23T08:05:00Z');
    await slack.as(claire).clicks(shown(seen), 'Undo');
    expect(said(await list(desk))).toContain('1 renewal to decide');
    expect(await database.scoped(slack.teamId).lead.count()).toBe(0);

    // So is letting it renew, for the register, the list and what the channel sees.
    const before = await rolled(desk);
    await slack.as(claire).clicks(shown(await list(desk)), 'Post to the channel');
    const inChannel = async () => {
      await desk.app.copies.work();
      return read(slack.channel(partenariats).messages[0]?.blocks);
    };
    await slack.as(claire).clicks(shown(await list(desk)), 'Let it renew');
    expect(read(confirmation(desk).blocks)).toContain('goes on through 31 Mar 2028');
    expect(await rolled(desk)).toMatchObject({
      settledEndsOn: new Date('2027-03-31'),
      currentEndsOn: new Date('2027-03-31'),
      decideByOn: null,
    });
    expect(said(await list(desk, '1 year'))).toMatch(/Decided.*\n.*✓ ~Formation continue~/);
    expect(await inChannel()).toContain('✓ ~Formation continue~');
    await slack.as(claire).clicks(confirmation(desk), 'Undo');
    expect(slack.as(claire).ephemerals.map(({ blocks }) => read(blocks))).toContain(
      'Taken back: the decision on the renewal.',
    );
    expect(await rolled(desk)).toEqual(before);
    expect(await database.scoped(slack.teamId).renewalDecision.count()).toBe(0);
    const again = said(await list(desk));
    expect(again).toContain('1 renewal to decide');
    expect(again).toContain('Let it renew');
    expect(again).not.toContain('Decided');
    expect(await inChannel()).toContain('*Formation continue*');
  });

  it('keeps a missed one visible after it has renewed itself, until somebody says what happened, and why', async () => {
    const desk = await openDesk();
    const { slack, clock } = desk;
    await register(desk, tacit);
    clock.now = new Date('2027-04-02T08:00:00Z');
    const waiting = await rolled(desk);
    const missed = shown(await list(desk));
    expect(read(missed.blocks)).toContain('Renewed itself on 1 Apr 2027 for 1 year before anybody decided');
    expect(buttonsOf(missed.blocks).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['It renewed itself', 'Notice was given …', 'Renegotiate …']),
    );
    await slack.as(claire).clicks(missed, 'It renewed itself');
    expect(allSaid(desk)).toContain('goes on through 31 Mar 2028');
    expect(said(await list(desk))).toContain('Nothing to decide');
    expect(await rolled(desk)).toMatchObject({
      settledEndsOn: new Date('2027-03-31'),
      currentEndsOn: new Date('2028-03-31'),
      missedEndsOn: null,
    });
    await slack.as(claire).clicks(confirmation(desk), 'Undo');
    expect(await rolled(desk)).toEqual(waiting);
    const stillMissed = shown(await list(desk));
    expect(read(stillMissed.blocks)).toContain(
      'Renewed itself on 1 Apr 2027 for 1 year before anybody decided',
    );
    expect(await desk.database.scoped(slack.teamId).renewalDecision.count()).toBe(0);
    await slack.as(claire).clicks(stillMissed, 'It renewed itself');
    const why = opened(await slack.as(claire).clicks(confirmation(desk), 'Say why …'));
    expect(said(await slack.as(claire).submits(why, { because: 'We were late' }))).toContain('Noted');
    expect(await desk.database.scoped(slack.teamId).renewalDecision.findMany()).toMatchObject([
      { choice: 'renew', because: 'We were late', decidedById: claire },
    ]);
    expect(said(await list(desk, '1 year'))).toContain('decide by');
  });
});

describe('reviews and the dossier', () => {
  it('judges by agreed criteria and collects what the decision needs into one message', async () => {
    const desk = await openDesk();
    const { slack, database } = desk;
    const card = shown(await register(desk, framework));
    const criteria = opened(await slack.as(claire).chooses(card, 'agreements.more', 'Review …'));
    const agreed = await slack.as(claire).submits(criteria, { criteria: '- Mobility\n- Joint research' });
    const form = opened(await slack.as(claire).chooses(shown(agreed), 'agreements.more', 'Review …'));
    const empty = await slack.as(claire).submits(form, {});
    expect(Object.values(empty.errors)).toEqual(['Give at least one mark.']);
    const scores = { scores_0_ours: '4', scores_0_theirs: '5', scores_1_ours: '3' };
    const seen = await slack.as(claire).submits(opened(empty), { ...scores, comment: 'More visits' });
    expect(said(seen)).toContain('Mid-term review of 23 Nov 2026 · us 3.5 of 5 · them 5 of 5');

    const scoped = database.scoped(slack.teamId);
    const { id: agreementId, partnerId } = await scoped.agreement.findFirstOrThrow();
    const promised = { agreementId, ownerId: claire, createdById: claire } as const;
    await scoped.commitment.createMany({
      data: [
        { ...promised, side: 'ours', text: 'Two grants', state: 'kept' },
        { ...promised, side: 'theirs', text: 'Ten placements', state: 'not_kept' },
      ],
    });
    await scoped.payment.createMany({
      data: [{ agreementId, payer: 'theirs', amount: 1_250_000n, currency: 'MAD', position: 0 }],
    });
    await scoped.followUp.createMany({
      data: [
        {
          ...{ text: 'Send the draft', assigneeId: claire, createdById: claire, partnerId, origin: 'form' },
          ...{ state: 'done', settledById: claire, settledAt: new Date('2026-03-01T08:00:00Z') },
        },
      ],
    });
    const meeting = await scoped.meeting.create({
      data: {
        kind: 'visit',
        heldOn: new Date('2026-05-04'),
        notes: 'Visited the campus',
        createdById: claire,
      },
    });
    await scoped.meetingPartner.createMany({ data: [{ meetingId: meeting.id, partnerId }] });

    await slack.as(claire).clicks(shown(seen), 'Renewal dossier');
    const dossier = slack.as(claire).ephemerals.at(-1);
    if (dossier === undefined) throw new Error('no dossier');
    const text = read(dossier.blocks);
    for (const part of [
      'Renewal dossier: Convention-cadre',
      'Period looked at: 3 Jan 2022 to 23 Nov 2026',
      'Ours: 1 kept, 0 not kept, 0 open',
      'Ten placements · theirs · not kept',
      '1 done in the period',
      'Joint research — us 3, them –',
      'They pay MAD',
      '1 meeting in the period',
      'Visited the campus',
      'Ends on 2 Jan 2027 unless it is renewed',
    ]) {
      expect(text).toContain(part);
    }
    await slack.as(claire).clicks(dossier, 'Let lapse');
    expect(allSaid(desk)).toContain('ends on 2 Jan 2027');
    expect(said(await slack.as(claire).command('/partner dossier CONV-2020-999'))).toContain('CONV-2020-999');
    const whole = shown(await slack.as(claire).command('/partner dossier CONV-2026-001'));
    expect(read(whole.blocks)).not.toContain('Let lapse');

    const edit = opened(await slack.as(claire).clicks(whole, 'Edit the latest review …'));
    const corrected = await slack.as(claire).submits(edit, { scores_1_theirs: '1' });
    expect(said(corrected)).toContain('them 3 of 5');
    await slack.as(claire).clicks(shown(corrected), 'Undo');
    const history = said(await slack.as(amina).command('/partner historique ODCO'));
    expect(history).toContain('Critères des bilans (convention) : Mobility, Joint research');
    expect(history).toContain(
      'Notes attribuées (bilan) : Mobility (nous 4, eux 5), Joint research (nous 3, eux –)',
    );
    const family = await slack.as(amina).command('/partner fiche ODCO');
    await slack.as(amina).clicks(shown(family), 'agreements.details');
    expect(allSaid(desk, amina)).toContain(
      'Bilan à mi-parcours du 23 nov. 2026 · nous 3,5 sur 5 · eux 5 sur 5',
    );
  });
});
