import type { KnownBlock } from '@slack/types';
import type { ScopedDatabase } from '../database/scope.js';
import type { Reading } from '../slack/context.js';
import { type ItemKind, isOpenItem } from '../slack/item.js';
import type { DigestChanges, NamedPart } from './digest-memory.js';

/** The items of the digest before that were settled since, as they now stand, by the kind of digest that told of them. */
export async function readSettled(
  database: ScopedDatabase,
  reading: Reading,
  items: readonly ItemKind[],
  parts: readonly NamedPart[],
  changes: DigestChanges,
): Promise<ReadonlyMap<string, readonly KnownBlock[][]>> {
  const gone = changes.gone(parts);
  const keys = [...gone.values()].flat();
  const shown = new Map<string, KnownBlock[]>();
  for (const kind of items) {
    const ids = keys.flatMap((key) =>
      key.startsWith(`${kind.name}:`) ? [key.slice(kind.name.length + 1)] : [],
    );
    if (ids.length === 0) continue;
    for (const [id, blocks] of await kind.show(database, ids, reading))
      shown.set(`${kind.name}:${id}`, blocks);
  }
  // What merely made room for something more urgent, or was put off, is still open.
  const settled = (key: string) => {
    const blocks = shown.get(key);
    return blocks === undefined || blocks.length === 0 || isOpenItem(blocks) ? [] : [blocks];
  };
  return new Map([...gone].map(([kind, keysOfKind]) => [kind, keysOfKind.flatMap(settled)]));
}
