import type { KnownBlock } from '@slack/types';
import type { ScopedDatabase } from '../database/scope.js';
import type { Reading } from '../slack/context.js';

/** What is due of one kind, for one person. */
export interface DuePart {
  /** The blocks of each item (made with `itemBlocks`), the most urgent first. */
  readonly items: readonly KnownBlock[][];
  /** How many there are in all. */
  readonly total: number;
  /** The command (without /partner) that lists all of them. */
  readonly listCommand: string;
}

/** Something of which people are reminded. */
export interface ReminderSource {
  /** Everyone who has something to do, whenever it is due. */
  people(database: ScopedDatabase): Promise<readonly string[]>;
  /** What a person has to do today or should have done before, without `exceptIds`; null where there is nothing. */
  due(
    database: ScopedDatabase,
    reading: Reading,
    about: { readonly personId: string; readonly exceptIds: readonly string[] },
    show: number,
  ): Promise<DuePart | null>;
}

/** A feature that reminds people of what is due. */
export interface AddsReminders {
  readonly reminderSources: readonly ReminderSource[];
}
