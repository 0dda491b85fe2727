import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../src/database/client.js';
import { twinStatement } from '../../src/database/twin-candidates.js';
import { initialsText } from '../../src/partners/partner-twins.js';
import { findTwins, twinWays } from '../../src/partners/twin-store.js';
import { databaseOfTwo } from '../database/sample-rows.js';

const towns = 'rabat agadir fes oujda tanger marrakech settat kenitra meknes ifrane safi larache'.split(' ');
const fields = 'mines energie eau phosphate sante numerique textile pharmacie genomique architecture'.split(
  ' ',
);

const fill = `
  INSERT INTO "Partner" ("id", "workspaceId", "name", "searchText", "sortName", "createdById")
  SELECT gen_random_uuid(), 'T1', n, '|' || n || '|', left(n, 100), 'U1'
  FROM generate_series(1, 100000) i, LATERAL (SELECT
    ($1::text[])[1 + i % 12] || ' ' || ($2::text[])[1 + i / 12 % 10] || ' institut ' || i AS n) made`;

let database: Database;

beforeAll(async () => {
  database = await databaseOfTwo();
  await database.prisma.$executeRawUnsafe(fill, towns, fields);
  const wanted = 'universite mohammed vi polytechnique';
  await database.prisma.partner.create({
    data: {
      workspaceId: 'T1',
      name: 'Université Mohammed VI Polytechnique',
      searchText: `|${wanted}|${initialsText('um6p')}|`,
      createdById: 'U1',
    },
  });
  await database.prisma.$executeRawUnsafe('VACUUM ANALYZE "Partner"');
}, 120_000);
afterAll(() => database.close());

it.each(['UM6P', 'Universite Mohamed VI Polytecnique', 'Université Mohammed VI Polytechnique S.A.'])(
  '100,000 partners are looked through by the index on their names, for “%s”',
  async (name) => {
    const { sql, values } = twinStatement('T1', twinWays(name));
    const plan = z
      .array(z.object({ 'QUERY PLAN': z.string() }))
      .parse(await database.prisma.$queryRawUnsafe(`EXPLAIN ${sql}`, ...values))
      .map((line) => line['QUERY PLAN'])
      .join('\n');
    expect(plan).toContain('Bitmap Index Scan on "Partner_searchText_trgm"');
    expect(plan).not.toMatch(/Seq Scan on "Partner"|Partner_workspaceId/);
    const started = performance.now();
    const twins = await findTwins(database.scoped('T1'), name);
    expect(performance.now() - started).toBeLessThan(1500);
    expect(twins.map(({ shown }) => shown)).toEqual(['Université Mohammed VI Polytechnique']);
  },
);

it.each(['Fèz', 'HP', 'ATLAS', 'جامعة', 'x'])('so are they for a name as short as “%s”', async (name) => {
  const { sql, values } = twinStatement('T1', twinWays(name));
  const plan = JSON.stringify(await database.prisma.$queryRawUnsafe(`EXPLAIN ${sql}`, ...values));
  expect(plan).toContain('Partner_searchText_trgm');
  expect(plan).not.toContain('Seq Scan');
});
