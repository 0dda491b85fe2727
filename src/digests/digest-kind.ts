import type { KnownBlock } from '@slack/types';
import type { ScopedDatabase } from '../database/scope.js';
import type { Mrkdwn } from '../language/mrkdwn.js';
import type { Reading, WorkspaceSettings } from '../slack/context.js';
import type { PartnerKindName } from '../workspace/partner-kind.js';

/** What a subscription narrows a digest to. */
export interface DigestFilters {
  /** An axis of cooperation, by its key. */
  readonly axis?: string | undefined;
  /** The owner or assignee, by Slack user id. */
  readonly ownerId?: string | undefined;
  /** Only what is about partners of the country, or about those abroad. */
  readonly reach?: 'national' | 'international' | undefined;
  /** Only what is about partners of this kind. */
  readonly partnerKind?: PartnerKindName | undefined;
  /** How many days ahead to look. */
  readonly horizonDays?: number | undefined;
  /** Only what is overdue by so many working days at least. */
  readonly minOverdueDays?: number | undefined;
}

/** The name of something that a digest can be narrowed by. */
export type DigestFilterName = keyof DigestFilters;

/** One kind's share of a digest, composed. */
export interface DigestPart {
  /** A title without the count, which the digest adds, e.g. `Renewals to decide`. */
  readonly heading: string;
  /** The blocks of each item (made with `itemBlocks`), the most urgent first, as many as the digest is to show. */
  readonly items: readonly KnownBlock[][];
  /** The small heading under which each of the items stands, e.g. `Overdue`; the digest writes each once. */
  readonly groups?: readonly string[];
  /** How many there are in all. */
  readonly total: number;
  /** The command text (without /partner) that lists all of them; null where the items are all there is. */
  readonly listCommand: string | null;
  /** A line of small text under the items, e.g. what a week before had and is settled. */
  readonly note?: Mrkdwn;
  /** Numbers to be remembered beside the total, by name. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** What earlier digests of the same subscription counted. */
export interface DigestPast {
  /** The numbers of a week before, by name; null where there was no digest then. */
  readonly lastWeek: Readonly<Record<string, number>> | null;
}

/** Something that digests can tell. The engine knows the kinds only by this. */
export interface DigestKind {
  /** The English word by which people subscribe to it, e.g. `renewals`. */
  readonly name: string;
  /** The words of other languages for it, e.g. `échéances`. */
  readonly aliases: readonly string[];
  /** By what it can be narrowed; axis, owner and horizon unless told. */
  readonly filters?: readonly DigestFilterName[];
  /** Set where it sums up other kinds: whoever asks for everything does not mean it. */
  readonly sumsUp?: true;
  /** Reads and composes; null where nothing is due. Reads at most `show` items with one query, and a count. */
  compose(
    database: ScopedDatabase,
    reading: Reading,
    workspace: WorkspaceSettings,
    filters: DigestFilters,
    show: number,
    past?: DigestPast,
  ): Promise<DigestPart | null>;
}

/** What every digest says in a line of small text, whatever its kinds tell; null where there is nothing to say. */
export type DigestRemark = (
  database: ScopedDatabase,
  reading: Reading,
  filters: DigestFilters,
) => Promise<Mrkdwn | null>;

/** A feature that has something to tell in digests. */
export interface AddsDigests {
  readonly digestKinds: readonly DigestKind[];
}

/** A feature that has something to say in every digest. */
export interface AddsRemark {
  readonly digestRemark: DigestRemark;
}

const usualFilters: readonly DigestFilterName[] = ['axis', 'ownerId', 'horizonDays'];

/** Whether a kind can be narrowed by this. */
export function supports({ filters = usualFilters }: DigestKind, name: DigestFilterName): boolean {
  return filters.includes(name);
}

/** The filters that are set. */
export function setFilters(filters: DigestFilters): DigestFilterName[] {
  const names = Object.keys(filters) as DigestFilterName[];
  return names.filter((name) => filters[name] !== undefined);
}
