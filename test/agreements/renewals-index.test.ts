import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { nextEventOf } from '../../src/agreements/renewal.js';
import {
  countRenewals,
  countUnknownEnds,
  listDecided,
  listRenewals,
  type RenewalFilter,
} from '../../src/agreements/renewal-store.js';
import { addDays, toDay } from '../../src/calendar/day.js';
import { type Database, openPglite } from '../../src/database/client.js';
import { openInMemory } from '../../src/database/embedded.js';
import { addPartner } from '../../src/partners/partner-store.js';
import { fillAgreements } from './large-register.js';

const today = toDay('2026-11-23');
const until = addDays(today, 90);

/** Every statement that the register sends, with its values. */
const sent: { sql: string; values: unknown[] }[] = [];
let pglite: PGlite;
let database: Database;

beforeAll(async () => {
  pglite = await openInMemory();
  const query: PGlite['query'] = (sql, values, options) => {
    sent.push({ sql, values: values ?? [] });
    return pglite.query(sql, values, options);
  };
  database = await openPglite(
    new Proxy(pglite, {
      get(target, property) {
        if (property === 'query') return query;
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }),
  );
  await database.prisma.workspace.create({
    data: { id: 'T1', name: 'T1', language: 'fr', timeZone: 'UTC', workingDays: [1, 2, 3, 4, 5] },
  });
  const { id } = await addPartner(database.scoped('T1'), 'ODCO', 'U0');
  await fillAgreements(database, 'T1', id, today, 100_000);
  await database.vacuum();
}, 240_000);
afterAll(() => database.close());

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
const filters: readonly (readonly [string, RenewalFilter])[] = [
  ['all', { until, today }],
  ['of one axis', { until, today, axis: 'research' }],
  ['of one owner', { until, today, ownerId: 'U7' }],
];

test.each(filters)(
  'of 100,000 agreements the renewals %s are read with one query, by the day to decide',
  async (_, filter) => {
    const plans = await plansOf(() => listRenewals(scoped(), filter, 10));
    expect(plans).toHaveLength(1);
    expect(plans[0]).toContain('Index Scan using "Agreement_workspaceId_decideByOn_idx"');
    expect(plans[0]).not.toMatch(/Seq Scan on "Agreement"/);
  },
);

test('they are counted, and so are unknown ends, by an index; what was decided is read by its end', async () => {
  const filter = { until, today };
  for (const work of [
    () => countRenewals(scoped(), filter),
    () => countUnknownEnds(scoped(), {}),
    () => listDecided(scoped(), filter, 10),
  ]) {
    const plans = await plansOf(work);
    expect(plans).toHaveLength(1);
    expect(plans[0]).toMatch(/Agreement_workspaceId_(decideByOn|currentEndsOn)_idx/);
    expect(plans[0]).not.toMatch(/Seq Scan on "Agreement"/);
  }
});

test('they come most urgent first, and every line is computed from what one query read', async () => {
  const renewals = await listRenewals(scoped(), { until, today }, 10);
  expect(renewals).toHaveLength(10);
  const days = renewals.map(({ decideByOn }) => decideByOn ?? '');
  expect(days).toEqual([...days].sort());
  const lead = { leadTimeDays: 10, workingDays: [1, 2, 3, 4, 5] };
  for (const renewal of renewals) {
    const { currentEndsOn, decideByOn, missedEndsOn } = renewal;
    expect(nextEventOf(renewal, today, lead)).toEqual({ currentEndsOn, decideByOn, missedEndsOn });
  }
});
