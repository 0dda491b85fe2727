// `npm run bench [-- --rounds 5 --seconds 3]`: what the app costs beside a bare Bolt app, on this machine and in one run.
// BENCH_DATABASE_URL names a PostgreSQL database to measure on as well; the sample register is written into it.

import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { killEveryApp } from '../test/process/app-process.js';
import { buildApp } from '../test/process/built-app.js';
import { startSlackServer } from '../test/process/slack-server.js';
import { compare, type Effort } from './compare.js';
import { measureDigests } from './digests.js';
import { measureRenewals } from './renewals.js';
import { measureStall } from './stall.js';
import {
  removeFolders,
  type Store,
  startBareBolt,
  startBoltWithOneRead,
  startDesk,
  typed,
} from './subjects.js';

const { values } = parseArgs({
  options: {
    // Only what is named: help, followups, digests, stall or renewals.
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
  },
});
const effort: Effort = { rounds: Number(values.rounds), seconds: Number(values.seconds) };
const server = process.env['BENCH_DATABASE_URL'];
const stores: Store[] = server ? ['embedded', { url: server }] : ['embedded'];

console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}`);
console.log(`Medians of ${effort.rounds} rounds of ${effort.seconds} s; signed /partner commands.`);

await buildApp();
const slack = await startSlackServer();
try {
  if (wanted('help')) await compareHelp();
  if (wanted('followups')) for (const store of stores) await compareFollowUps(store);
  if (wanted('renewals')) await measureRenewals(slack, effort);
  if (wanted('digests')) for (const store of stores) await measureDigests(store, effort);
  if (wanted('stall')) await measureStalls();
} finally {
  await killEveryApp();
  await slack.close();
  await removeFolders();
}

function wanted(name: string): boolean {
  return values.only === undefined || values.only === name;
}

async function measureStalls(): Promise<void> {
  console.log('\n## 50 connections while others stall for 5 s\n');
  console.log('| stalled | acknowledged/s | p50 ms | p99 ms | under 1 s |');
  console.log('| --- | ---: | ---: | ---: | --- |');
  for (const store of stores) await measureStall(slack, store);
}

async function compareHelp(): Promise<void> {
  const [base, desk] = [await startBareBolt(), await startDesk(slack, 'embedded')];
  const bodies = [typed(slack, 'help')];
  await compare(
    '## /partner help, beside a bare Bolt app with a constant answer',
    { name: 'Partnership Desk', app: desk, bodies },
    { name: 'bare Bolt', app: base, bodies },
    effort,
  );
  await Promise.all([base.stop('SIGTERM'), desk.stop('SIGTERM')]);
}

async function compareFollowUps(store: Store): Promise<void> {
  const [base, desk] = [await startBoltWithOneRead(store), await startDesk(slack, store)];
  const bodies = [typed(slack, 'followups')];
  await compare(
    `## /partner followups, beside a bare Bolt app with one Prisma read (${store === 'embedded' ? 'embedded database' : 'PostgreSQL'})`,
    { name: 'Partnership Desk', app: desk, bodies },
    { name: 'bare Bolt + one Prisma read', app: base, bodies },
    effort,
  );
  await Promise.all([base.stop('SIGTERM'), desk.stop('SIGTERM')]);
}
