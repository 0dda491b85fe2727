import type { Day } from '../calendar/day.js';
import type { WorkingCalendar } from '../calendar/working-days.js';
import { readTypedFollowUp, type TypedFollowUp } from '../follow-ups/typed-follow-up.js';
import { readRecurrence } from './recurrence.js';

/** A commitment as someone typed it in one line. */
export interface TypedCommitment extends TypedFollowUp {
  readonly everyMonths: number | null;
  /** All that was typed. */
  readonly line: string;
}

/** Takes `lend a room @amina by 15 March every year` apart. Never throws. */
export function readTypedCommitment(
  line: string,
  today: Day,
  calendar: WorkingCalendar | null = null,
): TypedCommitment {
  const recurrence = readRecurrence(line);
  const once =
    recurrence === null
      ? line
      : `${line.slice(0, recurrence.index)} ${line.slice(recurrence.index + recurrence.text.length)}`;
  const typed = readTypedFollowUp(once, today, calendar);
  return {
    ...typed,
    text: typed.text === '' ? line : typed.text,
    everyMonths: recurrence?.everyMonths ?? null,
    line,
  };
}
