import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { mainFile } from './built-app.js';
import { signingSecret } from './signed-requests.js';
import { until } from './until.js';

/** The app in a process of its own. */
export interface AppProcess {
  readonly url: string;
  /** All that it has printed so far. */
  output(): string;
  /** Resolves once /readyz says so. @throws Error with the output where the process ends instead */
  ready(): Promise<void>;
  /** Sends a signal and gives the exit code; null where the signal itself ended the process. */
  stop(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
  /** The exit code of a process that ends by itself. */
  exitCode(): Promise<number | null>;
  readonly pid: number;
}

const running = new Set<ChildProcess>();

/** For the end of a test, which may have failed half-way. */
export async function killEveryApp(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }),
  );
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}

/** The settings with which the app talks to a stand-in for Slack by signed HTTP. */
export function httpSettings(apiUrl: string): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: 'xoxb-process-test',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
    DEFAULT_LANGUAGE: 'en',
  };
}

/** Starts the built app with these settings and nothing else in its environment; `folder` is where it runs and keeps its data. */
export async function startApp(
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<AppProcess> {
  const port = settings['PORT'] ?? String(await freePort());
  return startProcess([mainFile], folder, { DATA_DIR: folder, LOG_LEVEL: 'warn', ...settings, PORT: port });
}

// Processes of tests live for seconds: what compiles WebAssembly well costs them more than it brings. Not where speed is measured.
const compiledQuickly = process.env['VITEST'] === undefined ? [] : ['--liftoff-only'];

/** Starts a Node program that listens at PORT. */
export function startProcess(
  program: readonly string[],
  folder: string,
  settings: Readonly<Record<string, string>>,
): AppProcess {
  const child = spawn(process.execPath, [...compiledQuickly, ...program], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  let ended = false;
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      ended = true;
      running.delete(child);
      resolve(code);
    });
  });
  const url = `http://127.0.0.1:${settings['PORT']}`;

  return {
    url,
    output: () => output,
    ready: () =>
      until(`the app is ready at ${url}`, async () => {
        if (ended) throw new Error(`The app ended instead of becoming ready:\n${output}`);
        const answer = await fetch(`${url}/readyz`).catch(() => undefined);
        return answer?.status === 200 || undefined;
      }).then(() => undefined),
    stop: (signal) => {
      child.kill(signal);
      return exit;
    },
    exitCode: () => exit,
    pid: child.pid ?? 0,
  };
}
