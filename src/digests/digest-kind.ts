import type { KnownBlock } from '@slack/types';
import type { ScopedDatabase } from '../database/scope.js';
import type { Mrkdwn } from '../language/mrkdwn.js';
import type { Reading, WorkspaceSettings } from '../slack/context.js';

/** What a subscription narrows a digest to. */
export interface DigestFilters {
  /** An axis of cooperation, by its key. */
  readonly axis?: string | undefined;
  /** The owner or assignee, by Slack user id. */
  readonly ownerId?: string | undefined;
  /** How many days ahead to look. */
  readonly horizonDays?: number | undefined;
}

/** One kind's share of a digest, composed. */
export interface DigestPart {
  /** A title without the count, which the digest adds, e.g. `Renewals to decide`. */
  readonly heading: string;
  /** The blocks of each item (made with `itemBlocks`), the most urgent first, as many as the digest is to show. */
  readonly items: readonly KnownBlock[][];
  /** How many there are in all. */
  readonly total: number;
  /** The command text (without /partner) that lists all of them. */
  readonly listCommand: string;
  /** A line of small text under the items, e.g. how many agreements have an unknown end. */
  readonly note?: Mrkdwn;
}

/** Something that digests can tell. The engine knows the kinds only by this. */
export interface DigestKind {
  /** The English word by which people subscribe to it, e.g. `renewals`. */
  readonly name: string;
  /** The words of other languages for it, e.g. `échéances`. */
  readonly aliases: readonly string[];
  /** Reads and composes; null where nothing is due. Reads at most `show` items with one query, and a count. */
  compose(
    database: ScopedDatabase,
    reading: Reading,
    workspace: WorkspaceSettings,
    filters: DigestFilters,
    show: number,
  ): Promise<DigestPart | null>;
}

/** A feature that has something to tell in digests. */
export interface AddsDigests {
  readonly digestKinds: readonly DigestKind[];
}
