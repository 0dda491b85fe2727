import { addDays, type Day, weekdayOf } from '../calendar/day.js';
import { type WorkingCalendar, workingDayAtOrAfter } from '../calendar/working-days.js';

/** When follow-ups are due, the most urgent first. */
export const followUpGroups = ['overdue', 'today', 'this_week', 'later', 'undated'] as const;
export type FollowUpGroup = (typeof followUpGroups)[number];

/** The group of a follow-up that is due on this day. The week ends on Sunday. */
export function groupOf(dueOn: Day | null, today: Day): FollowUpGroup {
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
