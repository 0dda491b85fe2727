import { z } from 'zod';
import { weekdays } from '../calendar/working-days.js';
import type { Language } from '../language/words.js';
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

/** How many days ahead a digest can look at most. */
export const furthestHorizonDays = 3660;

export const filtersSchema = z.object({
  axis: z.string().optional(),
  ownerId: z.string().optional(),
  horizonDays: z.number().int().min(1).max(furthestHorizonDays).optional(),
});

/** Why a subscription rests that a person has paused; any other reason is Slack's word for its refusal. */
export const pausedByPerson = 'person';

/** The rhythms that the form offers; others can be typed in the command. */
export const rhythms = ['working_day', 'day', ...weekdays, 'month_start', 'month_end'] as const;
export type Rhythm = (typeof rhythms)[number];

/** The schedule of a rhythm at a time (`HH:mm`). */
export function scheduleOf(rhythm: Rhythm, time: string): Schedule {
  switch (rhythm) {
    case 'working_day':
    case 'day':
      return { every: rhythm, time };
    case 'month_start':
      return { every: 'month', on: 1, time };
    case 'month_end':
      return { every: 'month', on: 'last', time };
    default:
      return { every: 'week', weekdays: [weekdays.indexOf(rhythm) + 1], time };
  }
}
