import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const scripts = fileURLToPath(new URL('../../scripts', import.meta.url));

/** A project as small as can be: its tools are local packages that note each run in a file. */
async function write(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

const noting = (tool: string, does: string) =>
  `const fs = require('node:fs');\nfs.appendFileSync('runs.txt', '${tool} ');\n${does}\n`;

const project = {
  'package.json': JSON.stringify({
    name: 'small',
    type: 'module',
    devDependencies: { prisma: 'file:tools/prisma', typescript: 'file:tools/typescript' },
  }),
  'package-lock.json': JSON.stringify({
    name: 'small',
    lockfileVersion: 3,
    packages: {
      '': {
        name: 'small',
        devDependencies: { prisma: 'file:tools/prisma', typescript: 'file:tools/typescript' },
      },
      'node_modules/prisma': { resolved: 'tools/prisma', link: true },
      'node_modules/typescript': { resolved: 'tools/typescript', link: true },
      'tools/prisma': { version: '1.0.0', dev: true },
      'tools/typescript': { version: '1.0.0', dev: true },
    },
  }),
  'tools/prisma/package.json': '{ "name": "prisma", "version": "1.0.0" }',
  'tools/prisma/build/index.js': noting(
    'generate',
    "if (process.env.PRISMA_SCHEMA_ENGINE_BINARY !== process.execPath) process.exit(1);\nfs.mkdirSync('src/generated/prisma', { recursive: true });\nfs.writeFileSync('src/generated/prisma/client.ts', '');",
  ),
  'tools/typescript/package.json': '{ "name": "typescript", "version": "1.0.0" }',
  'tools/typescript/bin/tsc': noting(
    'build',
    "if (fs.readFileSync('src/main.ts', 'utf8').includes('wrong')) { console.log('src/main.ts is wrong'); process.exit(2); }\nfs.mkdirSync('dist'); fs.writeFileSync('dist/main.js', 'console.log(\"running\")');",
  ),
  'prisma/schema.prisma': 'model One {}',
  'src/main.ts': 'right',
};

describe('starting', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'starting-'));
    await cp(scripts, join(folder, 'scripts'), { recursive: true });
    await write(folder, project);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function start() {
    await writeFile(join(folder, 'runs.txt'), '');
    const env = { ...process.env, NODE_ENV: 'production' };
    const { code, output } = await new Promise<{ code: number; output: string }>((resolve) => {
      execFile(process.execPath, ['scripts/start.mjs'], { cwd: folder, env }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: `${stdout}${stderr}` }),
      );
    });
    return { code, output, runs: (await readFile(join(folder, 'runs.txt'), 'utf8')).trim() };
  }

  it('sets everything up the first time, development tools included, in a production environment', async () => {
    const first = await start();
    expect(first).toEqual({
      code: 0,
      runs: 'generate build',
      output: expect.stringMatching(/Installing .*\n.*Generating .*\n.*Building .*\nrunning\n/s),
    });
  }, 60_000);

  it('does nothing when nothing changed', async () => {
    expect(await start()).toEqual({ code: 0, runs: '', output: 'running\n' });
  });

  it('does what a change asks for', async () => {
    await write(folder, { 'src/main.ts': 'right again' });
    expect((await start()).runs).toBe('build');
    await write(folder, { 'prisma/schema.prisma': 'model Two {}' });
    expect((await start()).runs).toBe('generate');
    await write(folder, {
      'package-lock.json': project['package-lock.json'].replace('"1.0.0"', '"1.0.1"'),
      'tools/prisma/package.json': '{ "name": "prisma", "version": "1.0.1" }',
    });
    expect((await start()).output).toContain('Installing');
  }, 60_000);

  it('says which step failed, why, and what to do', async () => {
    await write(folder, { 'src/main.ts': 'wrong' });
    const { code, output } = await start();
    expect(code).toBe(1);
    expect(output).toContain(
      'src/main.ts is wrong\n\nBuilding failed (exit code 2).\nThe source does not compile',
    );
    expect(output).not.toContain('running');
    expect(output).not.toContain('    at ');
  });
});

describe('Node.js', () => {
  const script = fileURLToPath(new URL('../../scripts/prepare.mjs', import.meta.url));
  const check = async (version: string): Promise<unknown> => {
    const { checkNodeVersion } = await import(script);
    return checkNodeVersion(version);
  };

  it.each(['18.20.4', '20.18.3', '19.9.0'])('%s is refused, in words', async (version) => {
    await expect(check(version)).rejects.toThrow(`needs Node.js 20.19 or newer, and this is ${version}`);
  });

  it.each(['20.19.0', '22.0.0', '24.1.0'])('%s is taken', async (version) => {
    await expect(check(version)).resolves.toBeUndefined();
  });
});
