import { expect, it } from 'vitest';
import { commitmentsDigest } from '../../src/agreements/commitments-digest.js';
import { renewalsDigest } from '../../src/agreements/renewals-digest.js';
import { unknownEndsRemark } from '../../src/agreements/unknown-ends.js';
import { addDays, dateOfDay, toDay } from '../../src/calendar/day.js';
import type { ScopedDatabase } from '../../src/database/scope.js';
import type { DigestFilters, DigestKind } from '../../src/digests/digest-kind.js';
import { dueFollowUpsDigest } from '../../src/follow-ups/due-follow-ups-digest.js';
import { wordsOf } from '../../src/language/words.js';
import { coldLeadsDigest } from '../../src/leads/cold-leads-digest.js';
import { silentPartnersDigest } from '../../src/meetings/silent-partners-digest.js';
import { weekDigest } from '../../src/meetings/week-digest.js';
import { context } from '../../src/slack/blocks.js';
import { amina, claire, omar, openDesk } from '../support/desk.js';
import { read, said } from '../support/reading.js';

// A Monday.
const today = toDay('2026-11-23');
const dayIn = (days: number) => dateOfDay(addDays(today, days));

/** What the register has three of each: what filters tell apart, and when it is due. */
const subjects = [
  { name: 'Ailleurs', international: true, kind: 'university', ownerId: omar, axes: ['research'], due: -14 },
  { name: 'Bientôt', international: false, kind: 'company', ownerId: claire, axes: ['events'], due: -3 },
  { name: 'Demain', international: false, kind: 'company', ownerId: omar, axes: ['internships'], due: 20 },
] as const;

/** An agreement to decide on, a commitment, a follow-up, a cold lead, a silent partner and a meeting of each. */
async function fill(scoped: ScopedDatabase): Promise<void> {
  const author = { createdById: amina };
  for (const [index, { name, due, ownerId, axes: named, ...facts }] of subjects.entries()) {
    const axes = [...named];
    const partnerOf = async (sortName: string, more: object = {}) => {
      const columns = { name, sortName, searchText: `|${sortName}|`, ownerId, axes };
      return scoped.partner.create({
        data: { ...columns, ...facts, ...author, ...more },
        select: { id: true },
      });
    };
    const { id: partnerId } = await partnerOf(`a${index}`);
    const { id: agreementId } = await scoped.agreement.create({
      data: {
        ...{ partnerId, reference: `CONV-${index}`, title: name, kind: 'framework', axes, ownerId },
        ...{ termKind: 'fixed_end', endsOn: dayIn(150), renewal: 'express', status: 'signed' },
        ...{ currentEndsOn: dayIn(150), decideByOn: dayIn(due), ...author },
      },
    });
    await scoped.agreement.create({
      data: {
        ...{ partnerId, reference: `LI-${index}`, title: name, kind: 'letter_of_intent', axes, ownerId },
        ...{ termKind: 'unknown', renewal: 'none', status: 'signed', ...author },
      },
    });
    const text = name;
    await scoped.commitment.create({
      data: { agreementId, side: 'ours', text, ownerId, dueOn: dayIn(due), ...author },
    });
    await scoped.followUp.create({
      data: { text, assigneeId: ownerId, dueOn: dayIn(due), partnerId, origin: 'form', ...author },
    });
    await scoped.lead.create({
      data: {
        ...{ partnerId, object: name, stage: 'contacted', axes, ownerId, ...author },
        ...{ stageSince: new Date('2026-06-01'), createdAt: new Date('2026-06-01') },
      },
    });
    // Whoever is met has no cold lead.
    const { id: metId } = await partnerOf(`b${index}`, { cadenceMonths: 6, meetAgainOn: dayIn(-30) });
    const { id: meetingId } = await scoped.meeting.create({
      data: {
        kind: 'call',
        heldOn: dayIn(-40),
        nextOn: dayIn(due < 0 ? -due % 7 : due),
        notes: 'x',
        ...author,
      },
    });
    await scoped.meetingPartner.create({ data: { meetingId, partnerId: metId } });
  }
}

const [abroad, soon, later] = ['Ailleurs', 'Bientôt', 'Demain'];
const filters = {
  none: {},
  international: { reach: 'international' },
  national: { reach: 'national' },
  'kind of partner': { partnerKind: 'company' },
  axis: { axis: 'events' },
  owner: { ownerId: omar },
  'axis and owner': { axis: 'research', ownerId: omar },
  horizon: { horizonDays: 19 },
  'longer horizon': { horizonDays: 21 },
  'days overdue': { minOverdueDays: 5 },
  'kind and days overdue': { partnerKind: 'company', minOverdueDays: 1 },
} satisfies Record<string, DigestFilters>;

type Filter = keyof typeof filters;
const byPartner: Readonly<Partial<Record<Filter, readonly (string | undefined)[]>>> = {
  international: [abroad],
  axis: [soon],
  'axis and owner': [abroad],
};
const overdue = { 'days overdue': [abroad], 'kind and days overdue': [soon] };
const ofAll = {
  none: [abroad, soon, later],
  national: [soon, later],
  'kind of partner': [soon, later],
  owner: [abroad, later],
};
const ofWeek = { none: [abroad, soon], national: [soon], 'kind of partner': [soon], owner: [abroad] };
const byHorizon = { horizon: [abroad, soon], 'longer horizon': [abroad, soon, later] };

const kinds: readonly (readonly [DigestKind, Partial<Record<Filter, readonly (string | undefined)[]>>])[] = [
  [renewalsDigest, { ...byPartner, ...ofAll, ...byHorizon, ...overdue }],
  [commitmentsDigest, { ...byPartner, ...ofAll, ...byHorizon, ...overdue }],
  [dueFollowUpsDigest, { ...byPartner, ...ofWeek, ...byHorizon, ...overdue }],
  [weekDigest, { ...byPartner, ...ofWeek, ...byHorizon }],
  [silentPartnersDigest, { ...byPartner, ...ofAll }],
  [coldLeadsDigest, { ...byPartner, ...ofAll }],
];

it('narrows every kind of digest, and the list behind it in the same way', async () => {
  const { slack, database, app, clock } = await openDesk();
  const scoped = database.scoped(slack.teamId);
  await fill(scoped);
  const workspace = await app.settings();
  const { timeZone, calendar } = workspace;
  const reading = { words: wordsOf.en, today, now: clock.now, timeZone, calendar };
  const named = (text: string) => subjects.map(({ name }) => name).filter((name) => text.includes(name));
  // What waits for the partner is not due, in the digest and behind it.
  await scoped.followUp.create({
    data: {
      ...{ text: 'Attente', state: 'waiting', dueOn: dayIn(-14), assigneeId: omar },
      ...{ origin: 'form', createdById: amina },
    },
  });
  for (const [kind, expected] of kinds) {
    for (const [filter, names] of Object.entries(expected)) {
      const about = `${kind.name} by ${filter}`;
      const part = await kind.compose(scoped, reading, workspace, filters[filter as Filter], 10);
      expect(named(read(part?.items.flat())), about).toEqual(names);
      expect(part?.total, about).toBe(names.length);
      const list = said(await slack.as(claire).command(`/partner ${part?.listCommand}`));
      expect(named(list), `the list behind ${about}: ${part?.listCommand}`).toEqual(names);
      expect(list).not.toContain('Attente');
    }
  }
  // What every digest says of unknown ends is narrowed in the same way.
  for (const [filter, names] of Object.entries({ ...byPartner, ...ofAll })) {
    const remark = await unknownEndsRemark(scoped, reading, filters[filter as Filter]);
    expect(read([remark && context([remark])]), filter).toMatch(
      new RegExp(`^${names.length} agreements? ha(s|ve) an unknown end`),
    );
  }
  expect(await unknownEndsRemark(scoped, reading, { axis: 'research', ownerId: claire })).toBeNull();
});

it('narrows lists by words of either language, and says so', async () => {
  const { slack, database } = await openDesk();
  await fill(database.scoped(slack.teamId));
  const aminas = slack.as(amina);
  for (const [typed, names, says] of [
    ['échéances internationales', [abroad], 'international'],
    ['échéances type:entreprise retard:1', [soon], 'en retard d’au moins 1 jour ouvré'],
    ['engagements nationaux sous:19', [soon], 'national'],
    ['engagements type:université', [abroad], 'Université'],
    ['suivis tous nationaux sous:30', [soon, later], 'à 30 jours'],
    ['suivis tous retard:5', [abroad], 'en retard d’au moins 5 jours ouvrés'],
    ['rencontres type:entreprise sous:30', [soon, later], 'à 30 jours'],
    ['silencieux internationaux', [abroad], 'international'],
    ['pistes froides type:entreprise', [soon, later], 'Entreprise'],
  ] as const) {
    const list = said(await aminas.command(`/partner ${typed}`));
    expect(
      subjects.map(({ name }) => name).filter((name) => list.includes(name)),
      typed,
    ).toEqual(names);
    expect(list, typed).toContain(says);
  }
  expect(said(await aminas.command('/partner silencieux sous:9'))).toContain('« within:9 »');
});
