import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type AgreementInput,
  addAgreement,
  editAgreement,
  listAgreementsOf,
  listFrameworks,
  readAgreement,
} from '../../src/agreements/agreement-store.js';
import { effectOf, termAt } from '../../src/agreements/renewal.js';
import { listRenewals, readRenewals, writeDecision } from '../../src/agreements/renewal-store.js';
import { refreshTerms } from '../../src/agreements/term-roll-store.js';
import { addDays, addMonths, type Day, dateOfDay, toDay } from '../../src/calendar/day.js';
import { calendarOf } from '../../src/calendar/working-days.js';
import { change } from '../../src/database/change.js';
import type { Database } from '../../src/database/client.js';
import { countUnknownEnds, type RenewalPage } from '../../src/database/renewal-lines.js';
import type { ScopedDatabase } from '../../src/database/scope.js';
import { addPartner } from '../../src/partners/partner-store.js';
import { freshDatabase } from '../support/database.js';

const today = toDay('2026-11-23');
const lead = { leadTimeDays: 10, calendar: calendarOf({ workingDays: [1, 2, 3, 4, 5] }) };
const owner = 'U0AMINA';
const until = addDays(today, 90);

/** As an administrator sets it, the others staying as they are. */
const setLeadTime = (leadTimeDays: number) =>
  scoped.workspace.update({ where: { id: 'T1' }, data: { leadTimeDays } });

let database: Database;
let scoped: ScopedDatabase;
let partnerId: string;

beforeEach(async () => {
  database = await freshDatabase();
  await database.prisma.workspace.create({
    data: { id: 'T1', name: 'Université', language: 'fr', timeZone: 'UTC', workingDays: [1, 2, 3, 4, 5] },
  });
  scoped = database.scoped('T1');
  partnerId = (await addPartner(scoped, 'ODCO', owner)).id;
});

afterEach(() => database.close());

const input = (some: Partial<AgreementInput>): AgreementInput => ({
  kind: 'framework',
  parentId: null,
  title: 'Convention',
  object: null,
  axes: [],
  signedOn: null,
  startsOn: null,
  termKind: 'fixed_end',
  endsOn: addDays(today, 40),
  termMonths: null,
  renewal: 'express',
  renewalMonths: null,
  renewalLimit: null,
  noticeMonths: null,
  noticeDays: null,
  ownerId: owner,
  ...some,
});

const add = (some: Partial<AgreementInput> = {}) =>
  addAgreement(scoped, partnerId, input(some), owner, today, lead);

const yearly = (startsOn: Day): Partial<AgreementInput> => ({
  startsOn,
  termKind: 'period',
  termMonths: 12,
  endsOn: null,
  renewal: 'tacit',
  renewalMonths: 12,
  noticeMonths: 3,
});

const list = (filter: Partial<Parameters<typeof listRenewals>[1]> = {}, page: Partial<RenewalPage> = {}) =>
  listRenewals(scoped, { until, today, ...filter }, { take: 10, ...page });
const titles = async (...asked: Parameters<typeof list>) =>
  (await list(...asked)).open.map(({ title }) => title);

describe('references', () => {
  test('are numbered through the year', async () => {
    expect([(await add()).reference, (await add()).reference]).toEqual(['CONV-2026-001', 'CONV-2026-002']);
  });

  test('differ for agreements that are registered at the same time', async () => {
    const references = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const about = { actorId: owner, action: 'agreement_registered', surface: 'form', at: new Date(0) };
        const done = await change(scoped, about, async (inside) => {
          const { id, reference } = await addAgreement(inside, partnerId, input({}), owner, today, lead);
          return { subjectId: id, result: reference };
        });
        return done.state === 'done' ? done.result : null;
      }),
    );
    expect(references.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => `CONV-2026-00${number}`));
  });
});

describe('what is kept of the next event', () => {
  test('is computed when an agreement is written, and again when it is edited', async () => {
    const added = await add();
    expect(added).toMatchObject({ currentEndsOn: '2027-01-02', decideByOn: '2026-12-18' });
    const edited = await editAgreement(
      scoped,
      added,
      partnerId,
      input({ endsOn: toDay('2027-06-30') }),
      today,
      lead,
    );
    expect(edited).toMatchObject({ currentEndsOn: '2027-06-30', decideByOn: '2027-06-16' });
  });

  test('is made true by the daily roll: terms roll on, a new lead time takes effect, nothing else changes', async () => {
    const rolling = await add({ title: 'rolls', ...yearly(addMonths(today, -10)) });
    const ending = await add({ title: 'ends' });
    const open = await add({ termKind: 'open_ended', endsOn: null, renewal: 'none' });
    await refreshTerms(scoped, addMonths(today, 3));
    expect(await readAgreement(scoped, rolling.id)).toMatchObject({
      currentEndsOn: '2028-01-22',
      decideByOn: '2026-10-08',
      missedEndsOn: '2027-01-22',
    });
    expect(await readAgreement(scoped, ending.id)).toEqual(ending);
    expect(await readAgreement(scoped, open.id)).toEqual(open);
    await setLeadTime(0);
    await refreshTerms(scoped, today);
    expect(await readAgreement(scoped, ending.id)).toMatchObject({ decideByOn: '2027-01-01' });
  });

  test('is filled in for a thousand agreements that were loaded without it', async () => {
    await scoped.agreement.createMany({
      data: Array.from({ length: 1_100 }, (_, index) => ({
        partnerId,
        kind: 'specific' as const,
        reference: `CS-${index}`,
        title: `Agreement ${index}`,
        termKind: 'fixed_end' as const,
        endsOn: dateOfDay(addDays(today, index % 7)),
        renewal: 'none' as const,
        ownerId: owner,
        createdById: owner,
      })),
    });
    expect(await countUnknownEnds(scoped, {})).toBe(1_100);
    await refreshTerms(scoped, today);
    expect(await countUnknownEnds(scoped, {})).toBe(0);
    expect(await list()).toMatchObject({ total: 1_100, unknownEnds: 0 });

    const daysToDecide = () =>
      scoped.agreement.groupBy({ by: ['decideByOn'], _count: true, orderBy: { decideByOn: 'asc' } });
    const stopped = new AbortController();
    stopped.abort();
    await setLeadTime(20);
    await refreshTerms(scoped, today, stopped.signal);
    expect(await scoped.agreement.count({ where: { rollsOn: { lte: dateOfDay(today) } } }), 'marked').toBe(
      1_100,
    );
    const overtaken = refreshTerms(scoped, today);
    await setLeadTime(0);
    await Promise.all([overtaken, refreshTerms(scoped, today)]);
    const asRaced = await daysToDecide();
    await scoped.agreement.updateMany({ data: { rollsOn: dateOfDay(toDay('1970-01-01')) } });
    await refreshTerms(scoped, today);
    expect(await daysToDecide(), 'none was computed by the lead time before').toEqual(asRaced);
  });
});

describe('the renewals to decide', () => {
  test('come most urgent first, those of which the day has passed included, those after the horizon not', async () => {
    await add({ title: 'far', endsOn: addDays(today, 200) });
    await add({ title: 'in 40 days' });
    await add({ title: 'ended, undecided', endsOn: addDays(today, -30) });
    await add({ title: 'notice in 20 days', ...yearly(addDays(addMonths(today, -9), 20)) });
    await add({ title: 'nobody knows', termKind: 'unknown', endsOn: null });
    expect(await titles()).toEqual(['ended, undecided', 'notice in 20 days', 'in 40 days']);
    expect(await countUnknownEnds(scoped, {})).toBe(1);
    expect(await countUnknownEnds(scoped, { ownerId: 'U0OMAR' })).toBe(0);
  });

  test('can be narrowed to an axis and an owner', async () => {
    await add({ title: 'research', axes: ['research'], ownerId: 'U0OMAR' });
    await add({ title: 'events', axes: ['events'] });
    expect(await titles({ axis: 'research' })).toEqual(['research']);
    expect(await titles({ ownerId: owner })).toEqual(['events']);
    const own = (firstOf: string, take = 10) => titles({}, { firstOf, take });
    expect(await own('U0OMAR')).toEqual(['research', 'events']);
    expect(await own(owner)).toEqual(['events', 'research']);
    expect(await own(owner, 1)).toEqual(['events']);
  });

  test('go with a decision, and come back on the day to which they were put off', async () => {
    const decided = await add({ title: 'decided' });
    const putOff = await add({ title: 'put off' });
    const askAgainOn = addDays(today, 7);
    const by = { decidedById: owner, decidedAt: new Date('2026-11-23T08:00:00Z') };
    for (const [agreement, decision] of [
      [decided, { choice: 'lapse' }],
      [putOff, { choice: 'later', askAgainOn }],
    ] as const) {
      const term = termAt(agreement, today);
      const effect = term && effectOf(agreement, term, decision, today, lead.calendar);
      if (!term || !effect) throw new Error('nothing to decide');
      const taken = { choice: decision.choice, ...by };
      await writeDecision(scoped, agreement, term.lastDay, taken, effect, today, lead);
    }
    expect(await titles()).toEqual([]);
    expect(await titles({ today: askAgainOn })).toEqual(['put off']);
    expect((await list({ today: askAgainOn })).open[0]?.decisions).toMatchObject([
      { choice: 'later', termEndsOn: putOff.currentEndsOn, askAgainOn, ...by },
    ]);
    const shown = async (page: Partial<RenewalPage>) =>
      (await list({}, { decided: true, ...page })).decided.map(({ title }) => title);
    expect(await shown({})).toEqual(['decided', 'put off']);
    expect(await shown({ decided: false })).toEqual([]);
    // They go on where what is open ends, one more than there is room for.
    await add({ title: 'open' });
    await add({ title: 'open as well' });
    expect(await shown({ take: 1 })).toEqual([]);
    expect(await shown({ take: 2 })).toEqual(['decided']);
    expect(await shown({ take: 2, skip: 2 })).toEqual(['decided', 'put off']);
    expect(await shown({ take: 3, skip: 3 })).toEqual(['put off']);
  });

  test('are read in one statement as they are by their ids', async () => {
    const first = { noticeMonths: 3, termMonths: 12, object: 'Objet', axes: ['research', 'events'] };
    const parent = await add({ ...yearly(addMonths(today, -10)), ...first, signedOn: addMonths(today, -11) });
    for (const [title, months] of [
      ['second', 2],
      ['first', 1],
    ] as const) {
      const amendment = await add({
        kind: 'amendment',
        title,
        parentId: parent.id,
        startsOn: addMonths(today, months),
      });
      await scoped.agreement.update({
        where: { id: amendment.id },
        data: { amends: { longerByMonths: months, text: 'Texte' } },
      });
    }
    await add({ kind: 'amendment', title: 'without effect', parentId: parent.id, status: 'draft' });
    for (const hour of [8, 9]) {
      await scoped.renewalDecision.create({
        data: {
          ...{ agreementId: parent.id, choice: 'later', decidedById: owner, because: `${hour}` },
          ...{ termEndsOn: dateOfDay(addDays(today, hour)), noticeOn: dateOfDay(today) },
          decidedAt: new Date(`2026-11-23T0${hour}:00:00.123Z`),
        },
      });
    }
    const { open } = await list();
    expect(open.map(({ amendments }) => amendments.map(({ title }) => title))).toEqual([['first', 'second']]);
    expect(open[0]?.decisions.map(({ because }) => because)).toEqual(['9', '8']);
    const [line = expect.fail()] = open;
    // What the product does not know of: whoever reads an agreement never asks for it.
    const { createdAt: _, ...known } = (await readRenewals(scoped, [parent.id])).get(
      parent.id,
    ) as typeof line & {
      createdAt: Date;
    };
    expect(open).toEqual([known]);
  });
});

test('frameworks are offered by partner and title, the chosen one even beyond the limit', async () => {
  await add({ title: 'B' });
  const last = await add({ title: 'C' });
  await add({ title: 'A' });
  await add({ title: 'specific', kind: 'specific' });
  const shown = async (limit: number, always: string | null) =>
    (await listFrameworks(scoped, limit, always)).map((each) => each.shown);
  expect(await shown(2, null)).toEqual(['ODCO – A', 'ODCO – B']);
  expect(await shown(2, last.id)).toEqual(['ODCO – C', 'ODCO – A']);
  expect(await listAgreementsOf(scoped, partnerId, 10)).toHaveLength(4);
});
