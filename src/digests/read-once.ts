import type { Reading, WorkspaceSettings } from '../slack/context.js';
import { readParts } from './compose.js';
import type { NamedPart } from './digest-memory.js';

type ReadParts = typeof readParts;

// What somebody settles meanwhile must not be told of as if it were open.
const freshForMs = 1_000;
const mostKept = 50;

/**
 * Reads what digests tell as `readParts` does, but once for all that ask the same within a second, for the digests
 * of one tick: many channels get the same one at the same time.
 */
export function readingOnce(): ReadParts {
  const kept = new Map<string, { readonly readAt: number; readonly parts: Promise<NamedPart[]> }>();

  return (database, reading, workspace, kinds, filters, past) => {
    const readAt = reading.now.getTime();
    const names = kinds.map(({ name }) => name);
    const key = JSON.stringify([
      ...circumstancesOf(reading, workspace),
      names,
      Object.entries(filters),
      past,
    ]);
    const known = kept.get(key);
    if (known !== undefined && Math.abs(readAt - known.readAt) < freshForMs) return known.parts;
    const parts = readParts(database, reading, workspace, kinds, filters, past);
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { readAt, parts });
    // What failed is read again by whoever comes next.
    parts.catch(() => kept.delete(key));
    return parts;
  };
}

function circumstancesOf({ words, today, timeZone }: Reading, { id }: WorkspaceSettings): string[] {
  return [id, words.language, today, timeZone];
}
