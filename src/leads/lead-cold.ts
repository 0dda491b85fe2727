import { z } from 'zod';
import type { Day } from '../calendar/day.js';
import { type WorkingCalendar, workingDaysBefore } from '../calendar/working-days.js';
import { isOpenStage, type LeadStage, type OpenStage, openStages } from './lead.js';

/** Working days without news after which a lead is cold, for each stage in which it can be. */
export type ColdAfter = Readonly<Record<OpenStage, number>>;

/** What holds unless an administrator sets something else: who was spoken to waits less than who was only found. */
export const coldAfterDefaults: ColdAfter = {
  identified: 20,
  contacted: 10,
  in_discussion: 15,
  proposal_sent: 10,
  negotiation: 10,
};

/** The most working days that can be set: about a year. */
export const longestSilence = 250;

const setDays = z.number().int().min(1).max(longestSilence);

/** The stored days by stage; a stage that is missing, or holds nonsense, has its default. */
export function coldAfterOf(stored: unknown): ColdAfter {
  const given = z.record(z.string(), z.unknown()).safeParse(stored).data ?? {};
  const days = { ...coldAfterDefaults };
  for (const stage of openStages) days[stage] = setDays.safeParse(given[stage]).data ?? days[stage];
  return days;
}

/** When leads of a workspace are cold. */
export interface ColdRule {
  readonly after: ColdAfter;
  readonly calendar: WorkingCalendar;
}

/** The earliest day on which news can still matter: who had any since is cold in no stage. */
export function earliestNews({ after, calendar }: ColdRule, today: Day): Day {
  return workingDaysBefore(today, Math.max(...Object.values(after)), calendar);
}

/**
 * The working days without news that make a lead cold, or null where it is not: because there was news since (a
 * change of stage, a meeting with the partner, anything written about the lead or its follow-ups), or because it is
 * won or lost.
 */
export function coldAfter(
  lead: { readonly stage: LeadStage; readonly latestNewsOn: Day },
  today: Day,
  { after, calendar }: ColdRule,
): number | null {
  if (!isOpenStage(lead.stage)) return null;
  const days = after[lead.stage];
  return lead.latestNewsOn <= workingDaysBefore(today, days, calendar) ? days : null;
}
