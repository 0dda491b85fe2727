import { z } from 'zod';
import type { Day } from '../calendar/day.js';
import { type WorkingCalendar, workingDaysBefore } from '../calendar/working-days.js';
import { type OpenStage, openStages } from './lead.js';

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

/**
 * For each stage the last day on which there may have been news of a lead that is cold today: a change of stage, a meeting
 * with the partner, anything written about the lead or its follow-ups.
 */
export function coldSince({ after, calendar }: ColdRule, today: Day): Readonly<Record<OpenStage, Day>> {
  const since = (stage: OpenStage) => workingDaysBefore(today, after[stage], calendar);
  return {
    identified: since('identified'),
    contacted: since('contacted'),
    in_discussion: since('in_discussion'),
    proposal_sent: since('proposal_sent'),
    negotiation: since('negotiation'),
  };
}
