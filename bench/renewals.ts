import { listRenewals } from '../src/agreements/renewal-store.js';
import { addDays, dateOfDay } from '../src/calendar/day.js';
import type { SlackServer } from '../test/process/slack-server.js';
import type { Effort } from './compare.js';
import { drive } from './load.js';
import { openAgreements, startDesk, typed } from './subjects.js';

const agreements = 100_000;
const runs = 100;

const rawSql = `
  SELECT * FROM "Agreement"
  WHERE "workspaceId" = $1 AND "decideByOn" <= $2 AND ("askAgainOn" IS NULL OR "askAgainOn" <= $3)
  ORDER BY "decideByOn", "id" LIMIT 10`;

/** Measures the renewals of a register of 100,000 agreements, half of them tacit, beside the bare SQL that finds them. */
export async function measureRenewals(slack: SlackServer, { rounds, seconds }: Effort): Promise<void> {
  console.log('\n## /partner renewals of 100,000 agreements (embedded database, one connection)\n');
  console.log('| subject | p50 ms | p99 ms |');
  console.log('| --- | ---: | ---: |');
  const { database, today, workspaceId } = await openAgreements(agreements);
  const until = addDays(today, 90);
  const scoped = database.scoped(workspaceId);
  const days = [dateOfDay(until), dateOfDay(today)] as const;
  await report('raw SQL: the ten most urgent rows', () =>
    database.prisma.$queryRawUnsafe(rawSql, workspaceId, ...days),
  );
  await report('the same rows as the app reads them, with partner, amendments and decisions', () =>
    listRenewals(scoped, { until, today }, { take: 10 }),
  );
  await database.close();

  const desk = await startDesk(slack, 'embedded', agreements);
  const bodies = [typed(slack, 'renewals')];
  await afterTheRoll(() => drive(desk.url, bodies, { connections: 1, seconds: 2 }));
  for (let round = 0; round < rounds; round += 1) {
    const { p50, p99 } = await drive(desk.url, bodies, { connections: 1, seconds });
    console.log(`| /partner renewals, signed request to answer | ${p50.toFixed(1)} | ${p99.toFixed(1)} |`);
  }
  await desk.stop('SIGTERM');
}

/** The daily roll goes through all agreements when the app has started, and answers wait between its batches. */
async function afterTheRoll(warmUp: () => Promise<{ readonly perSecond: number }>): Promise<void> {
  for (let tries = 60; tries > 0; tries -= 1) if ((await warmUp()).perSecond >= 5) return;
}

async function report(subject: string, work: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  times.sort((one, other) => one - other);
  const at = (part: number) => (times[Math.floor(times.length * part)] ?? 0).toFixed(1);
  console.log(`| ${subject} | ${at(0.5)} | ${at(0.99)} |`);
}
