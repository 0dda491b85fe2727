// Everything that a fresh clone needs before it can start, and nothing once that is done.
// Plain JavaScript and Node's own modules only: it runs when nothing is installed yet.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

const leastNode = [20, 19];

/** A step that failed: its message says which one, and what the person can do. */
export class StepFailed extends Error {}

/**
 * @param {string} version as in `process.versions.node`
 * @throws {StepFailed} where it is older than the oldest one that the project runs on
 */
export function checkNodeVersion(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1])) return;
  throw new StepFailed(
    `Partnership Desk needs Node.js ${leastNode.join('.')} or newer, and this is ${version}.\n` +
      'Install a newer one from https://nodejs.org, then run the same command again.',
  );
}

/**
 * Whether everything that package-lock.json asks for is installed, development tools included.
 * @param {string} folder the project's folder
 */
export function dependenciesMatch(folder) {
  const installedList = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installedList)) return false;
  const wanted = readJson(join(folder, 'package-lock.json')).packages ?? {};
  const installed = readJson(installedList).packages ?? {};
  return Object.entries(wanted).every(
    ([path, one]) => path === '' || one.optional === true || installed[path]?.version === one.version,
  );
}

/**
 * Installs what package-lock.json lists, unless it is there.
 * @returns {Promise<boolean>} whether anything had to be done
 */
export async function installDependencies(folder, say) {
  if (dependenciesMatch(folder)) return false;
  say('Installing the dependencies (about a minute, the first time only) …');
  // NODE_ENV=production would leave out the compiler, which the first start needs.
  const options = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  await run('Installing the dependencies', npmCommand(options), folder, {
    advice:
      'Check that this machine reaches the npm registry (npm ping) and that the disk is not full, then run the same command again.',
  });
  return true;
}

/**
 * Generates the database client from prisma/schema.prisma, unless it is up to date.
 * @returns {Promise<boolean>} whether anything had to be done
 */
export async function generateClient(folder, say) {
  const generated = join(folder, 'src', 'generated', 'prisma');
  const stamp = join(folder, 'node_modules', '.cache', 'partnership-desk', 'prisma-client');
  const state = fingerprint(folder, [
    'prisma/schema.prisma',
    'prisma.config.ts',
    'node_modules/prisma/package.json',
  ]);
  if (existsSync(join(generated, 'client.ts')) && readStamp(stamp) === state) return false;
  say('Generating the database client …');
  const prisma = join(folder, 'node_modules', 'prisma', 'build', 'index.js');
  await run('Generating the database client', [process.execPath, [prisma, 'generate']], folder, {
    // Prisma looks for an engine that `generate` never runs, and would download it: any executable satisfies it.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
    advice: 'Remove the node_modules folder and run the same command again.',
  });
  writeStamp(stamp, state);
  return true;
}

/**
 * Compiles src into dist, unless nothing changed.
 * @returns {Promise<boolean>} whether anything had to be done
 */
export async function build(folder, say) {
  const dist = join(folder, 'dist');
  const stamp = join(dist, '.built-from');
  const state = fingerprint(folder, [
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    ...filesUnder(folder, 'src'),
  ]);
  if (readStamp(stamp) === state) return false;
  say('Building …');
  // A module that was renamed must not live on in its old place.
  rmSync(dist, { recursive: true, force: true });
  await run('Building', [process.execPath, [toolPath(folder, 'tsc'), '-p', 'tsconfig.build.json']], folder, {
    advice: 'The source does not compile: take back the last change, or correct what is named above.',
  });
  writeStamp(stamp, state);
  return true;
}

/** Checks Node, installs, generates: what every command of the project starts with. */
export async function prepare(folder = projectFolder, say = console.log) {
  checkNodeVersion(process.versions.node);
  await installDependencies(folder, say);
  await generateClient(folder, say);
}

/**
 * Runs `steps` and ends the process with 1 and words where one fails.
 * @param {() => Promise<void>} steps
 */
export async function orExplain(steps) {
  try {
    await steps();
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    console.error(`\n${error.message}`);
    process.exit(1);
  }
}

/** The JavaScript file of an installed tool, to be run by this very Node. */
export function toolPath(folder, tool) {
  const entries = {
    biome: '@biomejs/biome/bin/biome',
    tsc: 'typescript/bin/tsc',
    vitest: 'vitest/vitest.mjs',
  };
  return join(folder, 'node_modules', entries[tool]);
}

/**
 * Runs an installed tool with its output shown.
 * @returns {Promise<number>} its exit code (1 where a signal ended it)
 */
export function showTool(folder, tool, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [toolPath(folder, tool), ...options], {
      cwd: folder,
      stdio: 'inherit',
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function npmCommand(options) {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('.js') ? [process.execPath, [npm, ...options]] : ['npm', options];
}

function run(step, [command, options], folder, { env = {}, advice }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, options, {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // On Windows npm is a script that only a shell can run.
      shell: command === 'npm' && process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    const fail = (why) =>
      reject(
        new StepFailed(
          `${output.trim().split('\n').slice(-25).join('\n')}\n\n${step} failed (${why}).\n${advice}`,
        ),
      );
    child.on('error', (error) => fail(error.message));
    child.on('close', (code, signal) => (code === 0 ? resolve() : fail(signal ?? `exit code ${code}`)));
  });
}

function filesUnder(folder, inner) {
  return readdirSync(join(folder, inner), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .sort();
}

function fingerprint(folder, paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    const file = join(folder, path);
    hash.update(`${path}\0`);
    if (existsSync(file)) hash.update(readFileSync(file));
    hash.update('\0');
  }
  return hash.digest('hex');
}

function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function writeStamp(path, state) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, state);
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await orExplain(() => prepare());
