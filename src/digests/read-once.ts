import type { Mrkdwn } from '../language/mrkdwn.js';
import type { Reading } from '../slack/context.js';
import { readParts } from './compose.js';
import type { DigestRemark } from './digest-kind.js';
import type { NamedPart } from './digest-memory.js';

// What somebody settles meanwhile must not be told of as if it were open.
const freshForMs = 1_000;
const mostKept = 50;

/** How the digests of one tick are read. */
export interface DigestReading {
  readonly parts: typeof readParts;
  readonly remark: DigestRemark;
}

/**
 * Reads what digests tell as `readParts` does, and what each of them says besides, but once for all that ask the same
 * within a second, for the digests of one tick: many channels get the same one at the same time.
 */
export function readingOnce(remark: DigestRemark): DigestReading {
  const parts = keeping<NamedPart[]>();
  const remarks = keeping<Mrkdwn | null>();
  return {
    parts: (database, reading, workspace, kinds, filters, past) => {
      const names = kinds.map(({ name }) => name);
      const asked = [reading.timeZone, names, Object.entries(filters), past];
      return parts(database.workspaceId, reading, asked, () =>
        readParts(database, reading, workspace, kinds, filters, past),
      );
    },
    remark: (database, reading, filters) =>
      remarks(database.workspaceId, reading, Object.entries(filters), () =>
        remark(database, reading, filters),
      ),
  };
}

function keeping<Found>() {
  const kept = new Map<string, { readonly readAt: number; readonly found: Promise<Found> }>();

  return (
    workspaceId: string,
    { now, today, words }: Reading,
    asked: unknown,
    read: () => Promise<Found>,
  ): Promise<Found> => {
    const readAt = now.getTime();
    const key = JSON.stringify([workspaceId, words.language, today, asked]);
    const known = kept.get(key);
    if (known !== undefined && Math.abs(readAt - known.readAt) < freshForMs) return known.found;
    const found = read();
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { readAt, found });
    // What failed is read again by whoever comes next.
    found.catch(() => kept.delete(key));
    return found;
  };
}
