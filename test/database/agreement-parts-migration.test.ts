import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openInMemory } from '../../src/database/embedded.js';
import { applyMigrations, readMigrations, type SqlSession } from '../../src/database/migrations.js';
import { pgliteSession, postgresSession } from '../../src/database/sql-session.js';
import { emptyServerDatabase, serverUrl } from '../support/database.js';

async function openSession(): Promise<SqlSession> {
  if (serverUrl === undefined) {
    const pglite = await openInMemory();
    onTestFinished(() => pglite.close());
    return pgliteSession(pglite);
  }
  const { url, drop } = await emptyServerDatabase(serverUrl);
  const client = new Client({ connectionString: url });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await drop();
  });
  return postgresSession(client);
}

test('what agreements said in free text of signatories, commitments and money is not lost when it gets its own tables', async () => {
  const session = await openSession();
  const migrations = await readMigrations();
  const parts = migrations.findIndex(({ name }) => name.endsWith('_agreement_parts'));
  await applyMigrations(session, migrations.slice(0, parts));
  const partnerId = '01900000-0000-7000-8000-000000000001';
  const agreementId = '01900000-0000-7000-8000-000000000002';
  const other = '01900000-0000-7000-8000-000000000003';
  await session.run(`
    INSERT INTO "Workspace" ("id", "name", "language", "timeZone", "workingDays") VALUES ('T1', 'U', 'fr', 'UTC', '{1}');
    INSERT INTO "Partner" ("id", "workspaceId", "name", "acronym", "searchText", "createdById")
      VALUES ('${partnerId}', 'T1', 'Office du développement', 'ODCO', 'odco', 'U1');
    INSERT INTO "Agreement" ("id", "workspaceId", "partnerId", "kind", "reference", "title", "termKind", "renewal", "ownerId",
      "createdById", "signatories", "commitments", "finances") VALUES
      ('${agreementId}', 'T1', '${partnerId}', 'framework', 'A', 'A', 'unknown', 'none', 'U2', 'U3',
       E'Mme la présidente ; le directeur de l’ODCO\r\n\n', E' Prêter une salle \nOffice du développement : dix stages', 'Aucun.'),
      ('${other}', 'T1', '${partnerId}', 'framework', 'B', 'B', 'unknown', 'none', 'U2', 'U3', NULL, NULL, 'Par moitié');
  `);
  await applyMigrations(session, migrations);
  expect(
    await session.rows('SELECT "agreementId", "side"::text, "name" FROM "Signatory" ORDER BY "position"'),
  ).toEqual([
    { agreementId, side: 'ours', name: 'Mme la présidente' },
    { agreementId, side: 'theirs', name: 'le directeur de l’ODCO' },
  ]);
  expect(
    await session.rows(
      'SELECT "side"::text, "text", "ownerId", "state"::text FROM "Commitment" ORDER BY "side"',
    ),
  ).toEqual([
    { side: 'ours', text: 'Prêter une salle', ownerId: 'U2', state: 'open' },
    { side: 'theirs', text: 'Office du développement : dix stages', ownerId: 'U2', state: 'open' },
  ]);
  expect(
    await session.rows('SELECT "finances", "withoutFinances" FROM "Agreement" ORDER BY "reference"'),
  ).toEqual([
    { finances: null, withoutFinances: true },
    { finances: 'Par moitié', withoutFinances: false },
  ]);
});
