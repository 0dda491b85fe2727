import { describe, expect, it } from 'vitest';
import { toDay } from '../../src/calendar/day.js';
import type { DigestFilters } from '../../src/digests/digest-kind.js';
import { wordsOf } from '../../src/language/words.js';
import { agreementShownTo, framework, registerAgreement } from '../support/agreements.js';
import { amina, claire, type Desk, lastShown, omar, openDesk, partenariats } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';
import type { Given } from '../support/slack/slack-double.js';

const register = (desk: Desk, fields: Record<string, Given>, who = amina) =>
  registerAgreement(desk, fields, who);

const scoped = ({ database, slack }: Desk) => database.scoped(slack.teamId);
const undoes = ({ slack }: Desk, who: string) => slack.as(who).command('/partner undo');

describe('the commitments of both sides', () => {
  async function withCommitments() {
    const desk = await openDesk();
    const { slack } = desk;
    const card = shown(await register(desk, framework, claire));
    await slack.as(claire).clicks(card, 'Commitments');
    const form = opened(await slack.as(claire).clicks(lastShown(desk, claire), 'Add commitments'));
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
    const stale = shown(await slack.as(amina).command('/partner engagements eux'));
    const why = opened(await slack.as(amina).clicks(fresh, 'Non tenu…'));
    const notKept = await slack.as(amina).submits(why, { because: 'Pas de place cette année' });
    expect(said(notKept)).toMatch(/✗ ~Take ten interns~.*non tenu, selon @U0AMINA.*Pas de place cette année/);
    expect(read(fresh.blocks)).not.toContain('Take ten interns');
    expect((await slack.as(amina).clicks(stale, 'Tenu')).modal).toBeUndefined();
    expect(await scoped(desk).commitment.count({ where: { state: 'not_kept' } })).toBe(1);

    await slack.as(claire).clicks(card, 'Commitments');
    expect(read(lastShown(desk, claire).blocks)).toContain('4 commitments in “Convention-cadre”');
    const now = await agreementShownTo(desk, claire);
    expect(read(now.blocks)).toContain('we kept 100% (1 of 1), 2 open · they kept 0% (0 of 1)');
    expect(read(now.blocks)).not.toContain('0 open');
    await undoes(desk, amina);
    expect(read((await agreementShownTo(desk, claire)).blocks)).toContain('they have 1 open commitment');

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
    const card = await agreementShownTo(desk, amina);
    await slack.as(amina).chooses(card, 'agreements.more', 'Durée et fin…');
    const form = opened(await slack.as(amina).clicks(card, 'Durée'));
    await slack.as(amina).submits(form, { status: 'draft', signedOn: null });
    expect(said(await slack.as(amina).command('/partner récap engagements'))).toContain('Rien');
    expect(said(await slack.as(amina).command('/partner engagements hier'))).toContain('« hier »');
  });
});
