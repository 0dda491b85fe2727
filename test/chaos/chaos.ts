import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Database, openDatabase } from '../../src/database/client.js';
import { emptyServerDatabase } from '../support/database.js';
import { type FastClock, seeded, timeOn } from './fast-clock.js';
import { type FlakyWay, openFlakyWay } from './flaky-way.js';
import { type StormySlack, startStormySlack } from './stormy-slack.js';
import { team, writeWorkerSettings } from './worker-settings.js';

/** A run of chaos. Times are in seconds of the run's own clock, which goes `speed` times as fast as a real one. */
export interface Storm {
  /** A PostgreSQL server to make the database on; without one, the embedded database and one process. */
  readonly serverUrl: string | undefined;
  readonly processes: number;
  readonly digests: number;
  readonly channels: number;
  readonly kills: number;
  /** For how long the database is away, once. */
  readonly outageSeconds: number;
  /** Over how long a time the digests are spread. */
  readonly spreadSeconds: number;
  readonly speed: number;
  readonly seed: number;
  /** Whether the app may read the channels' history. */
  readonly readable: boolean;
}

/** What became of the digests. */
export interface Damage {
  /** Without a message, and not told to their owners as uncertain. */
  readonly lost: number;
  /** With more than one message. */
  readonly twice: number;
  /** Told to their owners as uncertain. */
  readonly uncertain: number;
  readonly sent: number;
  readonly kills: number;
  /** Seconds from when all was well again and everything due, to the last message. */
  readonly recoverySeconds: number;
  /** How many digests waited when the database came back, while all else went on. */
  readonly waitedForDatabase: number;
  /** Seconds from then to the last of them; null where there was no outage. */
  readonly afterOutageSeconds: number | null;
  readonly troubles: Readonly<Record<string, number>>;
}

const worker = resolve(import.meta.dirname, 'worker.ts');

/** Sends digests from several processes while they are killed, the database goes away and Slack is in bad weather. */
export async function runStorm(storm: Storm): Promise<Damage> {
  const folder = await mkdtemp(join(tmpdir(), 'partnership-chaos-'));
  const random = seeded(storm.seed);
  const server = storm.serverUrl === undefined ? null : await emptyServerDatabase(storm.serverUrl);
  const way = server === null ? null : await openWay(server.url);
  const direct = server === null ? { dataDir: folder } : { url: server.url, dataDir: '' };
  // The migration is no part of the run.
  const first = await openDatabase(direct);
  const clock: FastClock = { began: Date.now() + 2_000, speed: storm.speed };
  const slack = await startStormySlack(clock, storm.seed + 1, storm.readable);
  const lastDue = await schedule(first, storm, clock, random);
  await first.close();

  const url = server === null || way === null ? undefined : wayTo(server.url, way.port);
  const database = { dataDir: folder, ...(url === undefined ? {} : { url }) };
  const settings = writeWorkerSettings({ clock, apiUrl: slack.apiUrl, database });
  const crew = new Crew(settings, server === null ? 1 : storm.processes);
  try {
    const mended = await makeTrouble(storm, crew, way, clock, random);
    await delay(Math.max(0, (lastDue - timeOn(clock).getTime()) / storm.speed));
    slack.clear();
    const calm = timeOn(clock).getTime();
    await settled(storm, slack, clock);
    await crew.end();
    const kills = crew.kills;
    return await looking(direct, (seen) => assess(seen, slack, storm, { kills, calm, mended }));
  } finally {
    await crew.end();
    await slack.close();
    await way?.close();
    await server?.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Subscribes channels to one digest each time, spread over the run. @returns when the last one is due. */
async function schedule(
  database: Database,
  { digests, channels, spreadSeconds }: Storm,
  clock: FastClock,
  random: () => number,
): Promise<number> {
  await database.prisma.workspace.create({
    data: { id: team, name: 'University', language: 'en', timeZone: 'UTC', workingDays: [1, 2, 3, 4, 5] },
  });
  const dues = Array.from({ length: digests }, () =>
    Math.floor(clock.began + (5 + random() * spreadSeconds) * 1000),
  );
  await database.scoped(team).subscription.createMany({
    data: dues.map((due, index) => ({
      channelId: `C${index % channels}`,
      kinds: ['renewals'],
      filters: {},
      // Its next run is a day after the first one, and of no concern here.
      schedule: { every: 'day', time: new Date(due - 60_000).toISOString().slice(11, 16) },
      timeZone: 'UTC',
      language: 'en' as const,
      ownerId: `U${index}`,
      nextRunAt: new Date(due),
    })),
  });
  return Math.max(...dues);
}

/** Kills processes at random moments and takes the database away once. @returns when the database came back, if it was away. */
async function makeTrouble(
  { kills, outageSeconds, spreadSeconds, speed }: Storm,
  crew: Crew,
  way: FlakyWay | null,
  clock: FastClock,
  random: () => number,
): Promise<number | null> {
  await crew.begin();
  const real = (seconds: number) => (seconds * 1000) / speed;
  const outage = async () => {
    if (way === null || outageSeconds === 0) return null;
    await delay(real(spreadSeconds * 0.4));
    way.cut();
    await delay(real(outageSeconds));
    way.mend();
    return timeOn(clock).getTime();
  };
  const killing = async () => {
    for (let killed = 0; killed < kills; killed += 1) {
      await delay(real((random() * 2 * spreadSeconds) / kills));
      await crew.killOne(random());
    }
  };
  const [mended] = await Promise.all([outage(), killing()]);
  return mended;
}

async function looking<Seen>(
  where: { url?: string; dataDir: string },
  look: (database: Database) => Promise<Seen>,
): Promise<Seen> {
  const database = await openDatabase(where);
  try {
    return await look(database);
  } finally {
    await database.close();
  }
}

/** Waits until every digest came or was told of, for a quarter of an hour of the run at most, and then for repetitions. */
async function settled({ digests }: Storm, slack: StormySlack, clock: FastClock): Promise<void> {
  const end = timeOn(clock).getTime() + 15 * 60_000;
  while (timeOn(clock).getTime() < end) {
    await delay(100);
    const come = new Set(slack.arrived.map(({ run }) => run)).size;
    const all = come + new Set(slack.told).size;
    if (all >= digests && quietFor(slack, clock) > (slack.told.length === 0 ? 60_000 : 180_000)) return;
  }
}

/** For how many milliseconds of the run nothing has come. */
function quietFor({ arrived }: StormySlack, clock: FastClock): number {
  return timeOn(clock).getTime() - (arrived.at(-1)?.at.getTime() ?? clock.began);
}

async function assess(
  database: Database,
  slack: StormySlack,
  { digests }: Storm,
  { kills, calm, mended }: { readonly kills: number; readonly calm: number; readonly mended: number | null },
): Promise<Damage> {
  const columns = { id: true, state: true, scheduledAt: true } as const;
  const runs = await database.prisma.digestRun.findMany({ select: columns });
  const dueAt = new Map(runs.map(({ id, scheduledAt }) => [id, scheduledAt.getTime()]));
  // When those came that were due when the database came back, and had not come.
  const waited = slack.arrived.flatMap(({ run, at }) =>
    mended !== null && at.getTime() > mended && (dueAt.get(run) ?? mended) < mended ? [at.getTime()] : [],
  );
  const messages = new Map<string, number>();
  for (const { run } of slack.arrived) messages.set(run, (messages.get(run) ?? 0) + 1);
  const uncertain = runs.filter(({ state }) => state === 'uncertain').length;
  const told = Math.min(uncertain, new Set(slack.told).size);
  const sent = runs.filter(({ id, state }) => state !== 'uncertain' && messages.has(id)).length;
  const latest = Math.max(...slack.arrived.map(({ at }) => at.getTime()));
  return {
    lost: digests - sent - told,
    twice: [...messages.values()].filter((count) => count > 1).length,
    uncertain,
    sent,
    kills,
    recoverySeconds: Math.max(0, Math.round((latest - calm) / 1000)),
    waitedForDatabase: waited.length,
    afterOutageSeconds: mended === null ? null : Math.round((Math.max(mended, ...waited) - mended) / 1000),
    troubles: Object.fromEntries(slack.made),
  };
}

async function openWay(url: string): Promise<FlakyWay> {
  const { hostname, port } = new URL(url);
  return openFlakyWay(hostname || '127.0.0.1', Number(port || 5432));
}

function wayTo(url: string, port: number): string {
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(port);
  return through.href;
}

/** The processes that send digests. */
class Crew {
  kills = 0;
  readonly #settings: Record<string, string>;
  readonly #size: number;
  readonly #members: ChildProcess[] = [];

  constructor(settings: Record<string, string>, size: number) {
    this.#settings = settings;
    this.#size = size;
  }

  async begin(): Promise<void> {
    while (this.#members.length < this.#size) this.#members.push(this.#start());
    await Promise.all(this.#members.map((member) => once(member.stdout ?? member, 'data')));
  }

  #start(): ChildProcess {
    const member = spawn(process.execPath, ['--import', 'tsx', worker], {
      env: { PATH: process.env['PATH'] ?? '', ...this.#settings },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // One that can't start while the database is away is started again, as a service manager does.
    member.once('exit', () => {
      const index = this.#members.indexOf(member);
      if (index >= 0) this.#members[index] = this.#start();
    });
    return member;
  }

  /** Kills one process, and starts another in its place. */
  async killOne(which: number): Promise<void> {
    const index = Math.floor(which * this.#members.length);
    const [member] = this.#members.splice(index, 1);
    if (member !== undefined) await kill(member);
    this.kills += 1;
    this.#members.push(this.#start());
  }

  async end(): Promise<void> {
    await Promise.all(this.#members.splice(0).map(kill));
  }
}

async function kill(member: ChildProcess): Promise<void> {
  if (member.exitCode !== null || member.signalCode !== null) return;
  const gone = once(member, 'exit');
  member.kill('SIGKILL');
  await gone;
}
