import { z } from 'zod';
import { addDays, type Day, daysBetween, parseDay, weekdayOf } from '../calendar/day.js';
import { dayAt, instantAt } from '../calendar/time-zone.js';
import { isWorkingDay, type WorkingCalendar } from '../calendar/working-days.js';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const weekday = z.number().int().min(1).max(7);
const day = z.string().transform((text, context): Day => {
  const parsed = parseDay(text);
  if (parsed !== null) return parsed;
  context.addIssue('not a calendar day');
  return z.NEVER;
});

/** The longest rhythm in weeks that a schedule can have. */
export const mostWeeks = 12;

/** When a digest is sent: on which days, and at which time (`HH:mm`) of its own time zone. Stored as JSON. */
export const scheduleSchema = z.discriminatedUnion('every', [
  z.object({ every: z.literal('working_day'), time }),
  z.object({ every: z.literal('day'), time }),
  /** ISO week days, 1 = Monday, in their order and each once. */
  z.object({ every: z.literal('week'), weekdays: z.array(weekday).min(1).max(7), time }),
  /** Days 29 to 31 are not in every month; `last` is. */
  z.object({
    every: z.literal('month'),
    on: z.union([z.number().int().min(1).max(28), z.literal('last')]),
    time,
  }),
  /** The first such week day at or after `from`, then every so many weeks. */
  z.object({
    every: z.literal('weeks'),
    weeks: z.number().int().min(2).max(mostWeeks),
    weekday,
    from: day,
    time,
  }),
]);

export type Schedule = z.infer<typeof scheduleSchema>;

/** What people get who name no schedule. */
export const usualSchedule: Schedule = { every: 'working_day', time: '09:00' };

/** The schedule that stored JSON holds, or null where it holds none. */
export function storedSchedule(stored: unknown): Schedule | null {
  return scheduleSchema.safeParse(stored).data ?? null;
}

/**
 * The day for which the run of this day was planned, or null where there is none: the day itself, or a day off before it
 * whose run moved here. Whoever chose every day, or a week day on which the office never works, means it: such runs stay.
 */
export function plannedFor(schedule: Schedule, day: Day, calendar: WorkingCalendar): Day | null {
  if (isNamed(schedule, day, calendar) && !moves(schedule, day, calendar)) return day;
  if (!isWorkingDay(day, calendar)) return null;
  for (let off = addDays(day, -1); !isWorkingDay(off, calendar); off = addDays(off, -1)) {
    if (isNamed(schedule, off, calendar) && moves(schedule, off, calendar)) return off;
  }
  return null;
}

function moves({ every }: Schedule, day: Day, calendar: WorkingCalendar): boolean {
  if (isWorkingDay(day, calendar)) return false;
  return every === 'month' || (every !== 'day' && calendar.week.includes(weekdayOf(day)));
}

/** Whether the schedule's words mean this day. */
function isNamed(schedule: Schedule, day: Day, calendar: WorkingCalendar): boolean {
  switch (schedule.every) {
    case 'working_day':
      return isWorkingDay(day, calendar);
    case 'day':
      return true;
    case 'week':
      return schedule.weekdays.includes(weekdayOf(day));
    case 'month':
      return schedule.on === 'last' ? addDays(day, 1).endsWith('-01') : Number(day.slice(-2)) === schedule.on;
    case 'weeks': {
      const since = daysBetween(schedule.from, day);
      const inRhythm = Math.floor(since / 7) % schedule.weeks === 0;
      return since >= 0 && inRhythm && weekdayOf(day) === schedule.weekday;
    }
  }
}

// A run of the longest rhythm can be a whole rhythm away, or two where it falls on a day that the zone skips; and the
// office may be closed for long.
const furthestDays = 7 * (2 * mostWeeks + 1) + 366;

/**
 * The first run after an instant. One that falls on a day off moves to the next working day (see `plannedFor`). A time that a clock change skips runs at the first minute after the gap; one that
 * happens twice runs at the first of the two; a day that the zone skips altogether has no run.
 * @throws RangeError where the schedule never runs, i.e. where no day of the week is worked.
 */
export function nextRunAfter(
  schedule: Schedule,
  instant: Date,
  timeZone: string,
  calendar: WorkingCalendar,
): Date {
  const today = dayAt(instant, timeZone);
  const first = schedule.every === 'weeks' && schedule.from > today ? schedule.from : today;
  for (let ahead = 0; ahead <= furthestDays; ahead += 1) {
    const candidate = addDays(first, ahead);
    if (plannedFor(schedule, candidate, calendar) === null) continue;
    const at = instantAt(candidate, schedule.time, timeZone);
    if (at > instant && isDayOf(timeZone, candidate)) return at;
  }
  throw new RangeError(`A schedule without a next run: ${JSON.stringify(schedule)}`);
}

/** The next runs after an instant, in their order. */
export function nextRunsAfter(
  schedule: Schedule,
  instant: Date,
  timeZone: string,
  calendar: WorkingCalendar,
  count: number,
): Date[] {
  const runs: Date[] = [];
  while (runs.length < count) {
    runs.push(nextRunAfter(schedule, runs.at(-1) ?? instant, timeZone, calendar));
  }
  return runs;
}

/** Whether the zone has this day: one that changes sides of the date line skips a whole one. */
function isDayOf(timeZone: string, day: Day): boolean {
  return dayAt(instantAt(day, '00:00', timeZone), timeZone) === day;
}
