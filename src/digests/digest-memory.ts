import { z } from 'zod';
import { itemOf } from '../slack/item.js';
import type { DigestPart, DigestPast } from './digest-kind.js';

/** A kind's part of a digest, under the kind's name. */
export interface NamedPart extends DigestPart {
  readonly kind: string;
}

const memorySchema = z.object({
  /** What was read of each kind, as `kind:id` of its items, and how many there were. */
  parts: z.record(z.string(), z.object({ items: z.array(z.string()), total: z.number() })),
  counts: z.record(z.string(), z.number()),
});

/** What a digest showed and counted, kept with its run. */
export type DigestMemory = z.infer<typeof memorySchema>;

/** What is kept in the database of a digest's memory, or null where it is none. */
export function storedMemory(stored: unknown): DigestMemory | null {
  return memorySchema.safeParse(stored).data ?? null;
}

/** What to remember of a digest of these kinds; a kind without a part had nothing to tell. */
export function memoryOf(kinds: readonly string[], parts: readonly NamedPart[]): DigestMemory {
  const byKind = new Map(parts.map((part) => [part.kind, part]));
  const counts: Record<string, number> = {};
  for (const kind of kinds) counts[kind] = byKind.get(kind)?.total ?? 0;
  for (const part of parts) Object.assign(counts, part.counts);
  return {
    parts: Object.fromEntries(
      parts.map(({ kind, items, total }) => [
        kind,
        { items: items.flatMap((item) => keyOf(item) ?? []), total },
      ]),
    ),
    counts,
  };
}

/** The item that blocks show, as `kind:id`; null where they show none. */
export function keyOf(blocks: readonly { readonly block_id?: string }[]): string | null {
  const item = itemOf(blocks[0]?.block_id ?? '');
  return item === null ? null : `${item.kind}:${item.id}`;
}

/** What changed since the digest before. */
export interface DigestChanges {
  /** Whether an item was not there then. */
  isNew(kind: string, key: string): boolean;
  /** The items that were there then and are no more, by kind; also of kinds that have no part any more. */
  gone(parts: readonly NamedPart[]): ReadonlyMap<string, readonly string[]>;
}

/**
 * What changed since the digest before; nothing can be said where there was none. Where it could not read all that there
 * was, nothing of that kind counts as new.
 */
export function changesSince(before: DigestMemory | null): DigestChanges {
  const known = new Map(
    Object.entries(before?.parts ?? {}).map(([kind, part]) => [kind, { ...part, keys: new Set(part.items) }]),
  );
  return {
    isNew: (kind, key) => {
      if (before === null) return false;
      const part = known.get(kind);
      if (part === undefined) return before.counts[kind] === 0;
      return part.keys.size >= part.total && !part.keys.has(key);
    },
    gone: (parts) => {
      const now = new Map(parts.map(({ kind, items }) => [kind, new Set(items.map(keyOf))]));
      return new Map(
        [...known].map(([kind, { items }]) => [kind, items.filter((key) => !now.get(kind)?.has(key))]),
      );
    },
  };
}

/** What the digests before counted, for kinds that compare. */
export function pastOf(lastWeek: DigestMemory | null): DigestPast {
  return { lastWeek: lastWeek?.counts ?? null };
}
