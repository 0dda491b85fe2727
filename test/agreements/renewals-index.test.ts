import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type CommitmentFilter,
  countCommitments,
  listCommitments,
} from '../../src/agreements/commitment-store.js';
import { nextEventOf } from '../../src/agreements/renewal.js';
import { listRenewals } from '../../src/agreements/renewal-store.js';
import { renewalsOnDesk } from '../../src/agreements/renewals-desk.js';
import { renewalsDigest } from '../../src/agreements/renewals-digest.js';
import { showRenewals } from '../../src/agreements/renewals-list.js';
import { refreshTerms } from '../../src/agreements/term-roll-store.js';
import { addDays, dateOfDay, toDay } from '../../src/calendar/day.js';
import { calendarOf } from '../../src/calendar/working-days.js';
import { type Database, openPglite } from '../../src/database/client.js';
import { openInMemory } from '../../src/database/embedded.js';
import { countUnknownEnds } from '../../src/database/renewal-lines.js';
import { wordsOf } from '../../src/language/words.js';
import { addPartner } from '../../src/partners/partner-store.js';
import { readCommandText } from '../../src/slack/command-text.js';
import { fillAgreements, fillCommitments } from './large-register.js';

const today = toDay('2026-11-23');
const lead = { leadTimeDays: 10, calendar: calendarOf({ workingDays: [1, 2, 3, 4, 5] }) };
const until = addDays(today, 90);

/** Every statement that the register sends, with its values, and how many rows came back. */
const sent: { sql: string; values: unknown[]; rows: number }[] = [];
let pglite: PGlite;
let database: Database;

beforeAll(async () => {
  pglite = await openInMemory();
  const listening = {
    transaction: (work) => pglite.transaction((tx) => work(heard(tx))),
  } satisfies Partial<PGlite>;
  database = await openPglite(heard(pglite, listening));
  await database.prisma.workspace.create({
    data: { id: 'T1', name: 'T1', language: 'fr', timeZone: 'UTC', workingDays: [1, 2, 3, 4, 5] },
  });
  const { id } = await addPartner(database.scoped('T1'), 'ODCO', 'U0');
  await fillAgreements(database, 'T1', id, today, 100_000);
  await fillCommitments(database, 'T1', today);
  await database.vacuum();
}, 240_000);
afterAll(() => database.close());

/** The database with every statement written down; `own` stands in place of what it has. */
function heard<Queries extends Pick<PGlite, 'query'>>(queries: Queries, own: Partial<Queries> = {}): Queries {
  const query: PGlite['query'] = async (sql, values, options) => {
    const results = await queries.query<never>(sql, values, options);
    sent.push({ sql, values: values ?? [], rows: results.rows.length });
    return results;
  };
  const ours: Partial<Record<PropertyKey, unknown>> = { query, ...own };
  return new Proxy(queries, {
    get(target, property) {
      const value: unknown = ours[property] ?? Reflect.get(target, property, target);
      return typeof value === 'function' && ours[property] === undefined ? value.bind(target) : value;
    },
  });
}

/** The plans of what `work` asks the database. */
async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  sent.length = 0;
  await work();
  const plans: string[] = [];
  for (const { sql, values } of sent.splice(0)) {
    const { rows } = await pglite.query(`EXPLAIN ${sql}`, values);
    const lines = z.array(z.object({ 'QUERY PLAN': z.string() })).parse(rows);
    plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
  }
  return plans;
}

const scoped = () => database.scoped('T1');
const byDecision = 'Index Scan using "Agreement_workspaceId_decideByOn_idx" on "Agreement" a ';
const byEnd = 'Agreement_workspaceId_currentEndsOn_idx';
const reading = { words: wordsOf.en, today, now: new Date('2026-11-23T08:00:00Z'), timeZone: 'UTC' };
const asker = { id: 'U7', name: 'U7', language: 'en', timeZone: 'UTC', administrator: false } as const;
const settings = { id: 'T1', name: 'T1', language: 'en', timeZone: 'UTC', ...lead } as const;
const request = () => ({ ...reading, database: scoped(), person: asker, workspace: settings });
const command = (typed: string) => showRenewals(request(), readCommandText(typed));

test.each([
  ['renewals', [byDecision, byEnd]],
  ['renewals page:3', [byDecision, byEnd]],
  ['renewals 1y axis:research', [byDecision, byEnd]],
  ['renewals <@U7>', [byDecision, byEnd]],
  ['renewals undecided overdue:1', ['Agreement_workspaceId_decideByOn_idx', byEnd]],
  ['renewals type:university', ['Agreement_workspaceId_decideByOn_idx', byEnd]],
] as const)(
  'of 100,000 agreements the whole answer to “%s” is read with one statement, by indexes',
  async (typed, indexes) => {
    const plans = await plansOf(() => command(typed));
    expect(plans).toHaveLength(1);
    for (const index of indexes) expect(plans[0]).toContain(index);
    expect(plans[0]).not.toMatch(/Seq Scan on "Agreement"/);
  },
);

test('so are a person’s desk, a digest, and how many ends are unknown', async () => {
  for (const [work, index] of [
    [() => renewalsOnDesk(request()), byDecision],
    [() => renewalsDigest.compose(scoped(), reading, settings, {}, 20), byDecision],
    [() => countUnknownEnds(scoped(), {}), byEnd],
    [() => command('unknown page:3'), byEnd],
  ] as const) {
    const plans = await plansOf(work);
    expect(plans).toHaveLength(1);
    expect(plans[0]).toContain(index);
    expect(plans[0]).not.toMatch(/Seq Scan on "Agreement"/);
  }
});

test('they come most urgent first, and every line is computed from what one query read', async () => {
  const {
    open: renewals,
    total,
    unknownEnds,
  } = await listRenewals(scoped(), { until, today }, { take: 10, unknownEnds: true });
  expect(renewals).toHaveLength(10);
  expect(total).toBe(await scoped().agreement.count({ where: { decideByOn: { lte: dateOfDay(until) } } }));
  expect(unknownEnds).toBe(2_000);
  const days = renewals.map(({ decideByOn }) => decideByOn ?? '');
  expect(days).toEqual([...days].sort());
  for (const renewal of renewals) {
    const { currentEndsOn, decideByOn, missedEndsOn, rollsOn } = renewal;
    expect(nextEventOf(renewal, today, lead)).toEqual({ currentEndsOn, decideByOn, missedEndsOn, rollsOn });
  }
});

const due: readonly (readonly [string, CommitmentFilter, RegExp])[] = [
  ['all', {}, /Commitment_workspaceId_state_dueOn_idx/],
  ['within a horizon', { dueUntil: until }, /Commitment_workspaceId_state_dueOn_idx/],
  ['of one axis', { dueUntil: until, axis: 'research' }, /Commitment_workspaceId_state_dueOn_idx/],
  ['of one owner', { ownerId: 'U7', dueUntil: until }, /Commitment_workspaceId_ownerId_state_dueOn_idx/],
  ['of one side', { side: 'ours' }, /Commitment_workspaceId_state_dueOn_idx/],
];

test.each(due)(
  'of 100,000 commitments those that come due %s are read with one query, by their day',
  async (_, filter, index) => {
    const plans = await plansOf(() => listCommitments(scoped(), filter, { take: 10 }));
    expect(plans).toHaveLength(1);
    expect(plans[0]).toMatch(index);
    expect(plans[0]).not.toMatch(/Seq Scan on "(Agreement|Commitment)"/);
    const [counting = ''] = await plansOf(() => countCommitments(scoped(), { ...filter, ownerId: 'U7' }));
    expect(counting).toContain('Commitment_workspaceId_ownerId_state_dueOn_idx');
  },
);

test('the daily roll reads the agreements whose day has come, by an index, and none of the others', async () => {
  await refreshTerms(scoped(), today);
  const day = addDays(today, 110);
  const count = await scoped().agreement.count({ where: { rollsOn: { lte: new Date(day) } } });
  expect(count).toBeGreaterThan(10);
  sent.length = 0;
  await refreshTerms(scoped(), day);
  const statements = sent.splice(0);
  const reading = statements.filter(({ sql }) => /^SELECT.*FROM "public"."Agreement"/.test(sql));
  expect(reading.map(({ rows }) => rows)).toEqual([count]);
  expect(statements.filter(({ sql }) => sql.startsWith('UPDATE')).length).toBeLessThanOrEqual(count);
  const [{ sql = '', values = [] } = {}] = reading;
  const plan = JSON.stringify((await pglite.query(`EXPLAIN ${sql}`, values)).rows);
  expect(plan).toContain('Agreement_workspaceId_rollsOn_idx');
  expect(plan).not.toContain('Seq Scan on \\"Agreement\\"');

  sent.length = 0;
  await refreshTerms(scoped(), day);
  expect(sent.filter(({ sql }) => sql.includes('"Agreement"')).map(({ rows }) => rows)).toEqual([0]);
});
