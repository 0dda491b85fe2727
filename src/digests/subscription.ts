import { z } from 'zod';
import type { Language } from '../language/words.js';
import { partnerKinds } from '../workspace/partner-kind.js';
import type { DigestFilters } from './digest-kind.js';
import type { Schedule } from './schedule.js';

/** What was last done for a subscription. */
export interface LastRun {
  readonly scheduledAt: Date;
  readonly state: RunState;
  /** Slack's word for what went wrong, or ours; null where nothing did. */
  readonly problem: string | null;
}

export type RunState = 'claimed' | 'posted' | 'empty' | 'skipped' | 'failed' | 'uncertain';

/** Kinds of digests that a channel gets on a schedule. A channel gets each kind by one subscription at most. */
export interface Subscription {
  readonly id: string;
  readonly channelId: string;
  /** The person to whom it goes; null: all of the channel. */
  readonly personId: string | null;
  readonly kinds: readonly string[];
  readonly filters: DigestFilters;
  /** Null where what is stored is none that this version knows; such a subscription is paused. */
  readonly schedule: Schedule | null;
  readonly timeZone: string;
  readonly language: Language;
  readonly ownerId: string;
  /** Null while paused. */
  readonly nextRunAt: Date | null;
  readonly pausedReason: string | null;
  readonly lastRun: LastRun | null;
}

/** What someone asks for when subscribing. */
export interface Wish {
  readonly kinds: readonly string[];
  readonly filters: DigestFilters;
  readonly schedule: Schedule;
}

/** Where partners are, seen from the country. */
export const reaches = ['national', 'international'] as const;

/** How many days ahead a digest can look at most. */
export const furthestHorizonDays = 3660;

/** The longest that something can be asked to be overdue, in working days: about a year. */
export const mostOverdueDays = 250;

export const filtersSchema = z.object({
  axis: z.string().optional(),
  ownerId: z.string().optional(),
  reach: z.enum(reaches).optional(),
  partnerKind: z.enum(partnerKinds).optional(),
  horizonDays: z.number().int().min(1).max(furthestHorizonDays).optional(),
  minOverdueDays: z.number().int().min(1).max(mostOverdueDays).optional(),
});

/** Why a subscription rests that a person has paused; any other reason is Slack's word for its refusal. */
export const pausedByPerson = 'person';
