// A process of its own for the tests: opens the embedded database of a folder, says so or why not, and holds it.
import { argv, exit, stdin, stdout } from 'node:process';
import { openDatabase } from '../../src/database/client.js';
import { FolderLockedError } from '../../src/database/folder-lock.js';

const dataDir = argv[2] ?? '';
stdout.write(`${JSON.stringify({ state: 'ready' })}\n`);
// Openers that race start together, when the test says so.
await new Promise((resolve) => stdin.once('data', resolve));
const start = performance.now();
try {
  await openDatabase({ dataDir });
  stdout.write(`${JSON.stringify({ state: 'opened' })}\n`);
} catch (problem) {
  if (!(problem instanceof FolderLockedError)) throw problem;
  const { holder, folder } = problem;
  stdout.write(`${JSON.stringify({ state: 'refused', holder, folder, after: performance.now() - start })}\n`);
  exit(0);
}
