import { createHash } from 'node:crypto';
import { type Day, dateOfDay } from '../calendar/day.js';
import type { Who } from './sample-partners.js';
import { trialPeople } from './workspace.js';

type Table =
  | 'partner'
  | 'contact'
  | 'agreement'
  | 'review'
  | 'lead'
  | 'meeting'
  | 'follow-up'
  | 'subscription';

/** A row's id, the same for the same key in every run. */
export function idOf(table: Table, key: string): string {
  const hex = createHash('sha256').update(`${table}/${key}`).digest('hex');
  // Version 8 of RFC 9562 is the one for ids that an application derives in a way of its own.
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** The same, of a key that may be missing. */
export function idOrNull(table: Table, key: string | undefined): string | null {
  return key === undefined ? null : idOf(table, key);
}

/** The Slack id of someone in the trial workspace. */
export function slackIdOf(who: Who): string {
  return trialPeople[who].id;
}

/** A day as a column holds it. */
export function dateOrNull(day: Day | undefined): Date | null {
  return day === undefined ? null : dateOfDay(day);
}

/** An instant in the morning of a day. */
export function morningOf(day: Day): Date {
  return new Date(`${day}T08:00:00Z`);
}
