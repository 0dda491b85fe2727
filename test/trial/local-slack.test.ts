import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LocalSlackUnavailable, programPackage, startLocalSlack } from '../../src/trial/local-slack.js';
import { trialWorkspace } from '../../src/trial/workspace.js';

const keeper = fileURLToPath(new URL('../../scripts/keep-child.mjs', import.meta.url));
const lasting = 'console.log(process.pid); setInterval(() => {}, 1000)';

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Starts a process through the keeper, from a parent that can be killed. */
async function keptChild() {
  const start = `const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, [${JSON.stringify(keeper)}, process.execPath, '-e', ${JSON.stringify(lasting)}], { stdio: ['pipe', 'inherit', 'inherit'], detached: true });
    console.error(child.pid);`;
  const parent = spawn(process.execPath, ['-e', start], { stdio: ['ignore', 'pipe', 'pipe'] });
  const pidFrom = (stream: NodeJS.ReadableStream) =>
    new Promise<number>((resolve) => {
      stream.once('data', (chunk) => resolve(Number(String(chunk))));
    });
  const [keeperPid, childPid] = await Promise.all([pidFrom(parent.stderr), pidFrom(parent.stdout)]);
  return { parent, keeperPid, childPid };
}

describe('the keeper of a child process', () => {
  it('ends the child when the application is killed outright', async () => {
    const { parent, childPid, keeperPid } = await keptChild();
    expect(isAlive(childPid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(childPid) || isAlive(keeperPid), { timeout: 5000 }).toBe(false);
  });

  it('lives through a Ctrl-C that is meant for the application', async () => {
    const kept = spawn(process.execPath, [keeper, process.execPath, '-e', lasting]);
    const ended = once(kept, 'exit');
    await once(kept.stdout, 'data');
    kept.kill('SIGINT');
    kept.stdin.end();
    expect(await ended).toEqual([0, null]);
  });
});

describe('the local Slack', () => {
  it('exists for five platforms', () => {
    expect(programPackage('win32', 'x64')).toBe('local-slack-windows-x64');
    expect(programPackage('darwin', 'arm64')).toBe('local-slack-darwin-arm64');
    expect(programPackage('freebsd', 'x64')).toBeNull();
    expect(programPackage('linux', 'riscv64')).toBeNull();
  });

  it('says, where it can’t be had, what happened and how to use a real workspace', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'no-registry-'));
    await writeFile(join(folder, '.npmrc'), 'registry=http://127.0.0.1:9\nfetch-retries=0\ncache=./cache\n');
    const start = startLocalSlack({ port: 3190, folder, log: () => {} });
    await expect(start).rejects.toThrow(LocalSlackUnavailable);
    await expect(start).rejects.toThrow(/npm could not fetch .*SLACK_BOT_TOKEN/s);
    await rm(folder, { recursive: true, force: true });
  }, 30_000);

  it('has ids as Slack writes them', () => {
    const ids = [
      trialWorkspace.teamId,
      trialWorkspace.app.userId,
      ...trialWorkspace.people.map(({ id }) => id),
      ...trialWorkspace.channels.map(({ id }) => id),
    ];
    for (const id of ids) expect(id).toMatch(/^[UCT][A-Z0-9]{8,}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
