import { join, resolve } from 'node:path';
import { FolderLockedError, lockFolder } from '../../src/database/folder-lock.js';
import { until } from './until.js';

const projectFolder = resolve(import.meta.dirname, '../..');

/** The built program's entry. */
export const mainFile = join(projectFolder, 'dist', 'main.js');

type Build = (folder: string, say: (line: string) => void) => Promise<boolean>;

/** Builds the program unless it is built already; test files that run at the same time take turns. */
export async function buildApp(): Promise<void> {
  const { build }: { build: Build } = await import(
    new URL('../../scripts/prepare.mjs', import.meta.url).href
  );
  const folder = join(projectFolder, 'node_modules', '.cache', 'partnership-desk', 'build');
  const lock = await until('another test file builds', () => lockFolder(folder).catch(whileLocked));
  try {
    await build(projectFolder, () => undefined);
  } finally {
    await lock.release();
  }
}

function whileLocked(error: unknown): undefined {
  if (!(error instanceof FolderLockedError)) throw error;
}
