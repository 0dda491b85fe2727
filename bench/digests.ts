import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { renewalsDigest } from '../src/agreements/renewals-digest.js';
import { type Day, toDay } from '../src/calendar/day.js';
import { calendarOf } from '../src/calendar/working-days.js';
import type { Database } from '../src/database/client.js';
import { composeDigest, readParts } from '../src/digests/compose.js';
import { type Delivery, tick } from '../src/digests/delivery.js';
import { wordsOf } from '../src/language/words.js';
import { addPartner } from '../src/partners/partner-store.js';
import type { Reading, WorkspaceSettings } from '../src/slack/context.js';
import { fillAgreements } from '../test/agreements/large-register.js';
import { OutboxStandIn } from '../test/digests/outbox-stand-in.js';
import type { Effort } from './compare.js';
import { openRecorded, type RecordedDatabase } from './recorded-database.js';
import { newFolder, type Store } from './subjects.js';

const today: Day = toDay('2026-11-23');
const now = new Date('2026-11-23T08:00:00Z');
const timeZone = 'UTC';
const calendar = calendarOf({ workingDays: [1, 2, 3, 4, 5] });
const words = wordsOf.en;
const reading: Reading = { words, today, now, timeZone, calendar };
const largeOffice = 'T0LARGE';
const office = 'T0OFFICE';
type Office = typeof largeOffice | typeof office;

/** What the tick finds: whose subscriptions, how many there are, and how many of them are due. */
const occasions: readonly { readonly of: Office; readonly stored: number; readonly due: number }[] = [
  { of: largeOffice, stored: 10_000, due: 200 },
  { of: office, stored: 10_000, due: 200 },
  { of: office, stored: 1_000, due: 200 },
  { of: office, stored: 10_000, due: 0 },
];
const agreementsOf = { [largeOffice]: 100_000, [office]: 1_000 };
/** With how many due it is seen what a tick holds in memory. */
const dueForMemory = [200, 1_000];
const mostTicks = 7;
// A process that sends digests has composed and sent many before.
const warmUps = { compositions: 40, ticks: 8 };

/** Measures composing a large digest and sending many, beside the bare statements that they send. */
export async function measureDigests(store: Store, { rounds }: Effort): Promise<void> {
  const url = store === 'embedded' ? undefined : store.url;
  const recorded = await openRecorded(url, await newFolder());
  try {
    console.log(`\n## Digests (${url === undefined ? 'embedded database' : 'PostgreSQL'})\n`);
    console.log('| subject | ms | the same statements by the bare driver | times |');
    console.log('| --- | ---: | ---: | ---: |');
    await measureComposing(recorded, rounds);
    await openOffice(recorded, office);
    const ticks = Math.min(rounds, mostTicks);
    for (const { of, stored, due } of occasions) await measureTick(recorded, of, stored, due, ticks);
    console.log();
    for (const due of dueForMemory) await measureMemory(recorded, 10_000, due);
  } finally {
    await empty(recorded);
    await recorded.close();
  }
}

function settingsOf(id: string): WorkspaceSettings {
  return { id, name: 'University', language: 'en', timeZone, calendar, leadTimeDays: 10 };
}

/** An office with its agreements. */
async function openOffice({ database }: RecordedDatabase, id: Office): Promise<void> {
  await database.prisma.workspace.create({
    data: { id, name: 'University', language: 'en', timeZone, workingDays: [1, 2, 3, 4, 5] },
  });
  const partner = await addPartner(database.scoped(id), 'ODCO', 'U0');
  await fillAgreements(database, id, partner.id, today, agreementsOf[id]);
  await measured(database);
}

/** A server measures its tables by itself, but not at once. */
async function measured(database: Database): Promise<void> {
  await database.vacuum();
  if (database.kind === 'postgresql') await database.prisma.$executeRawUnsafe('VACUUM ANALYZE');
}

async function measureComposing(recorded: RecordedDatabase, rounds: number): Promise<void> {
  await openOffice(recorded, largeOffice);
  const scoped = recorded.database.scoped(largeOffice);
  const compose = async () => {
    const parts = await readParts(scoped, reading, settingsOf(largeOffice), [renewalsDigest], {});
    if (composeDigest(parts, reading) === null) throw new Error('Nothing is due');
  };
  await compose();
  const name = 'compose the renewals of 100,000 agreements';
  await report(name, recorded, { warmUps: warmUps.compositions, rounds: rounds * 10 }, compose);
}

async function measureTick(
  recorded: RecordedDatabase,
  of: Office,
  stored: number,
  due: number,
  rounds: number,
): Promise<void> {
  const { database } = recorded;
  await subscribeAll(database, of, stored, due);
  let posts = 0;
  const delivery = deliveryOf(database, of, () => {
    posts += 1;
  });
  const work = async () => {
    posts = 0;
    await tick(delivery);
    if (posts !== due) throw new Error(`${posts} of ${due} came`);
  };
  const done = async (least: number) => {
    const where = { workspaceId: of, state: 'posted' } as const;
    const count = await database.prisma.digestRun.count({ where });
    if (count < due * least) throw new Error(`${count} of ${due} are recorded`);
  };
  const [subscriptions, agreements] = [stored, agreementsOf[of]].map((count) => count.toLocaleString('en'));
  const name = `tick: ${due} due of ${subscriptions} subscriptions, ${agreements} agreements`;
  await report(
    name,
    recorded,
    { warmUps: warmUps.ticks, rounds },
    work,
    () => makeDue(database, of, due),
    done,
  );
}

/** What a tick holds at the first, and at most in its course. */
async function measureMemory({ database }: RecordedDatabase, stored: number, due: number): Promise<void> {
  await subscribeAll(database, office, stored, due);
  const held: number[] = [];
  let posts = 0;
  const delivery = deliveryOf(database, office, () => {
    posts += 1;
    if (posts % 20 === 0) held.push(heldMegabytes());
  });
  await tick(delivery);
  const [first = Number.NaN] = held;
  const grown = Math.max(...held) - first;
  console.log(
    `Tick with ${due} due: ${first.toFixed(1)} MB held after 20 digests, at most ${grown.toFixed(1)} more later`,
  );
}

function deliveryOf(database: Database, of: Office, posted: () => void): Delivery {
  const outbox = new OutboxStandIn();
  // It would keep every message.
  outbox.post = async () => {
    posted();
    return { kind: 'posted', ts: '1700000000.000000' };
  };
  return {
    database,
    workspaces: new Map([[of, { outbox, settings: async () => settingsOf(of) }]]),
    kinds: [renewalsDigest],
    items: [],
    now: nowOnwards(),
    log: pino({ level: 'silent' }),
  };
}

/** A clock that goes on from `now`: what a tick keeps for a moment must grow old. */
function nowOnwards(): () => Date {
  const begun = performance.now();
  return () => new Date(now.getTime() + performance.now() - begun);
}

async function subscribeAll(database: Database, of: Office, stored: number, due: number): Promise<void> {
  await database.prisma.$executeRawUnsafe('DELETE FROM "Subscription" WHERE "workspaceId" = ANY($1)', [
    largeOffice,
    office,
  ]);
  await database.prisma.$executeRawUnsafe(subscribe, of, stored, due, now);
  await measured(database);
}

async function makeDue(database: Database, of: Office, due: number): Promise<void> {
  await database.prisma.$executeRawUnsafe('DELETE FROM "DigestRun" WHERE "workspaceId" = $1', of);
  await database.prisma.$executeRawUnsafe(becomeDue, due, now, of);
  await measured(database);
}

const dueAt = `CASE WHEN i <= $DUE::int THEN $NOW::timestamptz - i * interval '10 milliseconds'
  ELSE $NOW::timestamptz + i * interval '1 minute' END`;
const subscribe = `
  INSERT INTO "Subscription" ("id", "workspaceId", "channelId", "kinds", "filters", "schedule", "timeZone", "language",
    "ownerId", "nextRunAt")
  SELECT gen_random_uuid(), $1, 'C' || i, '{renewals}', '{}', '{"every": "day", "time": "08:00"}', 'UTC', 'en', 'U1',
    ${dueAt.replaceAll('$DUE', '$3').replaceAll('$NOW', '$4')}
  FROM generate_series(1, $2::int) i`;
const becomeDue = `
  UPDATE "Subscription" SET "nextRunAt" = ${dueAt.replaceAll('$DUE', '$1').replaceAll('$NOW', '$2')}
  FROM (SELECT "id" AS found, substr("channelId", 2)::int AS i FROM "Subscription"
  WHERE "workspaceId" = $3) numbered WHERE "id" = found`;

/** Does the work in turns with its bare statements, and prints a row of the medians. */
async function report(
  name: string,
  recorded: RecordedDatabase,
  { warmUps, rounds }: { readonly warmUps: number; readonly rounds: number },
  work: () => Promise<void>,
  reset: () => Promise<void> = async () => undefined,
  done: (least: number) => Promise<void> = async () => undefined,
): Promise<void> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < warmUps + rounds; round += 1) {
    await reset();
    let spent = Number.NaN;
    const replay = await recorded.record(async () => {
      spent = await timed(work);
    });
    await done(1);
    await reset();
    const spentBare = await timed(replay);
    // Where two claimed the same run, the other one may get it now, and what follows does not fit.
    await done(0.95);
    if (round < warmUps) continue;
    ours.push(spent);
    bare.push(spentBare);
  }
  const [us, them] = [median(ours), median(bare)];
  console.log(`| ${name} | ${us.toFixed(1)} | ${them.toFixed(1)} | ${(us / them).toFixed(2)} |`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function heldMegabytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

/** Leaves a server as it was found; an embedded database goes with its folder. */
async function empty({ database }: RecordedDatabase): Promise<void> {
  if (database.kind === 'embedded') return;
  for (const table of ['Subscription', 'SearchEntry', 'Agreement', 'Partner', 'Workspace']) {
    const column = table === 'Workspace' ? 'id' : 'workspaceId';
    const ours = [largeOffice, office];
    await database.prisma.$executeRawUnsafe(`DELETE FROM "${table}" WHERE "${column}" = ANY($1)`, ours);
  }
}
