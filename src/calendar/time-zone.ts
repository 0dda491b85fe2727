import { TZDate } from '@date-fns/tz';
import { type Day, toDay } from './day.js';
import { remembering } from './remembering.js';

const mostZones = 500;
const mostInstants = 1_000;

const daysIn = remembering(mostZones, (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return remembering(mostInstants, (second: number) => toDay(format.format(second * 1000)));
});

/** The calendar day that an instant falls on in an IANA time zone. */
export function dayAt(instant: Date, timeZone: string): Day {
  return daysIn(timeZone)(Math.floor(instant.getTime() / 1000));
}

/**
 * The instant at which a wall clock in the time zone shows this day and time (`HH:mm`).
 * A time that a clock change skips gives the first instant after the gap; one that happens twice, the first of the two.
 */
export function instantAt(day: Day, time: string, timeZone: string): Date {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  const wall = Date.UTC(year, month - 1, date, hours, minutes);
  const candidates = [-1, 1].map((side) => {
    const near = new Date(wall + side * 24 * 3_600_000);
    return new Date(wall - offsetMinutes(near, timeZone) * 60_000);
  });
  const shown = candidates.filter((at) => at.getTime() + offsetMinutes(at, timeZone) * 60_000 === wall);
  if (shown.length > 0) return new Date(Math.min(...shown.map((at) => at.getTime())));
  return firstInstantAfterGap(candidates, timeZone);
}

// Hundreds of digests are due at the same time of the same zone, and each offset is asked for several times.
const offsetsIn = remembering(mostZones, (timeZone: string) =>
  remembering(mostInstants, (time: number) => -new TZDate(time, timeZone).getTimezoneOffset()),
);

function offsetMinutes(instant: Date, timeZone: string): number {
  return offsetsIn(timeZone)(instant.getTime());
}

function firstInstantAfterGap(around: Date[], timeZone: string): Date {
  let before = Math.min(...around.map((at) => at.getTime()));
  let after = Math.max(...around.map((at) => at.getTime()));
  const offsetAfter = offsetMinutes(new Date(after), timeZone);
  while (after - before > 60_000) {
    const middle = Math.floor((before + after) / 2 / 60_000) * 60_000;
    if (offsetMinutes(new Date(middle), timeZone) === offsetAfter) after = middle;
    else before = middle;
  }
  return new Date(after);
}

/** Whether the runtime knows this IANA time zone name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
