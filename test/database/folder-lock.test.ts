import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath, pid } from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { FolderLockedError, lockFolder } from '../../src/database/folder-lock.js';

const openerFile = fileURLToPath(new URL('opener.ts', import.meta.url));
const saying = z.object({
  state: z.enum(['ready', 'opened', 'refused']),
  holder: z.number().optional(),
  folder: z.string().optional(),
  after: z.number().optional(),
});

let folder: string;
let openers: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-lock-'));
  openers = [];
});

afterEach(async () => {
  for (const opener of openers) opener.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Starts a process that waits for `open`, which tells what came of opening the folder. */
async function startOpener() {
  const child = spawn(execPath, ['--import', 'tsx', openerFile, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  openers.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => saying.parse(JSON.parse((await lines.next()).value ?? 'null'));
  await next();
  return {
    pid: child.pid,
    open: () => {
      child.stdin.write('open\n');
      return next();
    },
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

const tickets = async () => (await readdir(join(folder, 'lock'))).sort();

/** Leaves the ticket of a process as a crash would. */
async function leaveTicket(ticket: object): Promise<string> {
  const own = await lockFolder(folder);
  const path = join(folder, 'lock', (await tickets())[0] ?? '');
  const written = JSON.parse(await readFile(path, 'utf8'));
  await own.release();
  await writeFile(path, JSON.stringify({ ...written, ...ticket }));
  return path;
}

test('a second process is refused within a second, and a killed holder is followed', {
  timeout: 30_000,
}, async () => {
  const [first, second] = await Promise.all([startOpener(), startOpener()]);
  expect(await first.open()).toMatchObject({ state: 'opened' });
  const refused = await second.open();
  expect(refused).toMatchObject({ state: 'refused', holder: first.pid, folder });
  expect(refused.after).toBeLessThan(1000);

  // Both want what the dead one left; one gets it.
  const heirs = await Promise.all([startOpener(), startOpener()]);
  await first.kill();
  const outcomes = await Promise.all(heirs.map((heir) => heir.open()));
  expect(outcomes.map((outcome) => outcome.state).sort()).toEqual(['opened', 'refused']);
});

test('of many that take over at once exactly one wins', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(lost.every(({ reason }) => reason instanceof FolderLockedError && reason.holder === pid)).toBe(true);
});

test('two never hold it, however they come and go', async () => {
  let holders = 0;
  let taken = 0;
  const comeAndGo = async () => {
    while (taken < 150) {
      const lock = await lockFolder(folder).catch((problem) => {
        if (!(problem instanceof FolderLockedError)) throw problem;
      });
      if (lock === undefined) continue;
      holders++;
      taken++;
      expect(holders).toBe(1);
      await readdir(folder);
      holders--;
      await lock.release();
    }
  };
  await Promise.all(Array.from({ length: 8 }, comeAndGo));
  expect(await tickets()).toHaveLength(1);
});

test('the message names the folder and the process', async () => {
  await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(`The folder ${folder} is in use by process ${pid}`);
});

test('the lock of a process that is gone is taken over', async () => {
  await leaveTicket({ released: false, pid: 2 ** 22 + 1 });
  await expect(lockFolder(folder)).resolves.toBeDefined();
});

test('another process that has the dead one’s number does not hold its lock', async () => {
  await leaveTicket({ released: false, started: '1' });
  await expect(lockFolder(folder)).resolves.toBeDefined();
});

test('a process on another machine holds its lock for as long as it renews it', async () => {
  const path = await leaveTicket({ released: false, machine: 'elsewhere' });
  await expect(lockFolder(folder)).rejects.toThrow(FolderLockedError);
  const aMinuteAgo = new Date(Date.now() - 60_000);
  await utimes(path, aMinuteAgo, aMinuteAgo);
  await expect(lockFolder(folder)).resolves.toBeDefined();
});

test('a ticket without its text, as a power cut leaves it, holds nothing', async () => {
  await mkdir(join(folder, 'lock'));
  await writeFile(join(folder, 'lock', '4'), '');
  await expect(lockFolder(folder)).resolves.toBeDefined();
  expect(await tickets()).toEqual(['5']);
});
