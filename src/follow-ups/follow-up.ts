import { addDays, type Day, weekdayOf } from '../calendar/day.js';
import { nextInSeries, type Series } from '../calendar/series.js';
import { type WorkingCalendar, workingDayAtOrAfter } from '../calendar/working-days.js';

/** When follow-ups are due, the most urgent first. */
export const followUpGroups = ['overdue', 'today', 'this_week', 'later', 'undated', 'waiting'] as const;
export type FollowUpGroup = (typeof followUpGroups)[number];

export const priorities = ['low', 'normal', 'high'] as const;
export type Priority = (typeof priorities)[number];

/** What can stand in the way of a follow-up, or end it. A waiting one waits for the partner until its day. */
export type FollowUpState = 'open' | 'waiting' | 'done' | 'wont_do';

/** The group of a follow-up that is due on this day. The week ends on Sunday. */
export function groupOf(
  { state, dueOn }: { readonly state: FollowUpState; readonly dueOn: Day | null },
  today: Day,
): FollowUpGroup {
  if (state === 'waiting') return 'waiting';
  if (dueOn === null) return 'undated';
  if (dueOn < today) return 'overdue';
  if (dueOn === today) return 'today';
  return dueOn <= addDays(today, 7 - weekdayOf(today)) ? 'this_week' : 'later';
}

/** How long a follow-up can be put off with one click. */
export const snoozes = ['next_day', 'monday', 'week'] as const;
export type Snooze = (typeof snoozes)[number];

/** Whether a word is one of the snoozes. */
export function isSnooze(word: string): word is Snooze {
  return snoozes.some((snooze) => snooze === word);
}

/** The day to which a follow-up is put off: the one named, or the next on which the office works. */
export function snoozedTo(snooze: Snooze, today: Day, calendar: WorkingCalendar): Day {
  const days: Record<Snooze, Day> = {
    next_day: addDays(today, 1),
    monday: addDays(today, 8 - weekdayOf(today)),
    week: addDays(today, 7),
  };
  return workingDayAtOrAfter(days[snooze], calendar);
}

/** How often something can come due again. */
export const rhythms = ['month', 'two_months', 'quarter', 'half_year', 'year'] as const;
export type Rhythm = (typeof rhythms)[number];

/** The months of each rhythm. */
export const monthsOf: Readonly<Record<Rhythm, number>> = {
  month: 1,
  two_months: 2,
  quarter: 3,
  half_year: 6,
  year: 12,
};

/** The day on which something comes due again that was due on one day and done on another: the first after both. */
export function nextDue(series: Series, dueOn: Day, doneOn: Day): Day {
  return nextInSeries(series, doneOn > dueOn ? doneOn : dueOn);
}
