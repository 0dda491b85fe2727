import { type ChildProcess, spawn } from 'node:child_process';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { localSlackConfiguration, type TrialWorkspace, trialWorkspace } from './workspace.js';

const version = '0.1.8';
const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'windows-x64'];
const childKeeper = fileURLToPath(new URL('../../scripts/keep-child.mjs', import.meta.url));
const startTimeoutMs = 20_000;
const portsToTry = 20;

/** There is no local Slack to try the app in: the message says why, and how to use a real workspace instead. */
export class LocalSlackUnavailable extends Error {
  constructor(why: string) {
    super(
      `${why}\nTrial mode needs the local Slack (local-slack ${version}). To use a real Slack workspace instead, set ` +
        'SLACK_BOT_TOKEN, and SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP), in the environment or ' +
        'in a file named .env; README.md tells how to create the app.',
    );
    this.name = 'LocalSlackUnavailable';
  }
}

export interface LocalSlack {
  /** The page, for a browser. */
  readonly url: string;
  /** Slack's Web API, for the app. */
  readonly apiUrl: string;
  /** Ends it; resolves once it is gone. */
  stop(): Promise<void>;
}

interface StartOptions {
  /** The port to listen on; where it is taken, one of the next twenty. */
  readonly port: number;
  /** Where the program is kept between starts, and its configuration written. */
  readonly folder: string;
  /** Takes one line in words about what goes on. */
  readonly log: (line: string) => void;
  readonly workspace?: TrialWorkspace;
}

/**
 * Starts a local Slack for the trial workspace, fetching the program first where it is not there yet.
 * It ends with `stop`, and also when this process ends in any other way.
 * NB it listens on every interface of the machine; it offers no way to prevent that.
 * @throws LocalSlackUnavailable where this platform has none, or it can't be fetched or started
 */
export async function startLocalSlack(options: StartOptions): Promise<LocalSlack> {
  const { folder, log, workspace = trialWorkspace } = options;
  const program = await obtainProgram(folder, log);
  const configuration = join(folder, 'workspace.json');
  await writeFile(configuration, JSON.stringify(localSlackConfiguration(workspace), null, 2));
  let problem = 'no port was free';
  for (let port = options.port; port < options.port + portsToTry; port += 1) {
    if (!(await isFree(port))) continue;
    const process = launch(program, configuration, port);
    if (await answers(process, port, workspace.teamId)) return running(process, port, log);
    problem = process.lastWords();
    await process.stop();
  }
  throw new LocalSlackUnavailable(
    `The local Slack did not start on ports ${options.port} and up: ${problem}`,
  );
}

/** The npm package that holds the program for a platform, or null where there is none. */
export function programPackage(platform: NodeJS.Platform, architecture: string): string | null {
  const name = `${platform === 'win32' ? 'windows' : platform}-${architecture}`;
  return platforms.includes(name) ? `local-slack-${name}` : null;
}

async function obtainProgram(folder: string, log: (line: string) => void): Promise<string> {
  const name = programPackage(process.platform, process.arch);
  if (name === null) {
    throw new LocalSlackUnavailable(`There is no local Slack for ${process.platform} on ${process.arch}.`);
  }
  const home = join(folder, 'node_modules', name);
  const program = join(home, 'bin', process.platform === 'win32' ? 'local-slack.exe' : 'local-slack');
  if ((await installedVersion(home)) !== version || !(await exists(program))) {
    log('Fetching the local Slack (about 35 MB, the first time only) …');
    await mkdir(folder, { recursive: true });
    await npmInstall(folder, `${name}@${version}`);
  }
  return program;
}

async function installedVersion(home: string): Promise<string | undefined> {
  try {
    return z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile(join(home, 'package.json'), 'utf8'))).version;
  } catch {
    // Not there, or half written: either way it is fetched.
    return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function npmInstall(folder: string, what: string): Promise<void> {
  const quiet = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  return new Promise((resolve, reject) => {
    const npm = spawn('npm', ['install', ...quiet, '--prefix', '.', what], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      // On Windows npm is a script that only a shell can run.
      shell: process.platform === 'win32',
    });
    const words = lastWordsOf(npm);
    const fail = (why: string) => reject(new LocalSlackUnavailable(`npm could not fetch ${what}: ${why}`));
    npm.on('error', (error) => fail(error.message));
    npm.on('close', (code) => (code === 0 ? resolve() : fail(words() || `exit code ${code}`)));
  });
}

interface Launched {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  lastWords(): string;
  stop(): Promise<void>;
}

function launch(program: string, configuration: string, port: number): Launched {
  const options = ['--config', configuration, '--port', String(port), '--base-host', '127.0.0.1'];
  const child = spawn(process.execPath, [childKeeper, program, ...options], {
    stdio: ['pipe', 'ignore', 'pipe'],
    // A group of its own, which Ctrl-C in the terminal does not reach: the app says goodbye to it first.
    detached: true,
    windowsHide: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
  return {
    child,
    ended,
    lastWords: lastWordsOf(child),
    async stop() {
      child.stdin?.end();
      await ended;
    },
  };
}

function lastWordsOf(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-2000);
  });
  return () => words.trim();
}

async function answers(launched: Launched, port: number, teamId: string): Promise<boolean> {
  const state = z.object({ workspace: z.object({ teamId: z.literal(teamId) }) });
  let alive = true;
  void launched.ended.then(() => {
    alive = false;
  });
  const deadline = Date.now() + startTimeoutMs;
  while (alive && Date.now() < deadline) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/_control/state`);
      if (state.safeParse(await response.json()).success) return alive;
    } catch {
      // Not listening yet.
    }
    await delay(50);
  }
  return false;
}

function running(launched: Launched, port: number, log: (line: string) => void): LocalSlack {
  let stopping = false;
  void launched.ended.then(() => {
    if (!stopping) log(`The local Slack has ended by itself; start again. ${launched.lastWords()}`);
  });
  return {
    url: `http://localhost:${port}`,
    apiUrl: `http://127.0.0.1:${port}/api/`,
    async stop() {
      stopping = true;
      await launched.stop();
    },
  };
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}
