import { tzOffset } from '@date-fns/tz';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, daysBetween, toDay, weekdayOf } from '../../src/calendar/day.js';
import { dayAt } from '../../src/calendar/time-zone.js';
import { calendarOf } from '../../src/calendar/working-days.js';
import { nextRunAfter, plannedFor, type Schedule, scheduleSchema } from '../../src/digests/schedule.js';
import { parseSchedule } from '../../src/digests/schedule-text.js';
import { describeSchedule } from '../../src/digests/schedule-words.js';
import { wordsOf } from '../../src/language/words.js';

const casablanca = 'Africa/Casablanca';
/** A Saturday evening. */
const now = new Date('2026-11-21T18:00:00Z');
const parse = (text: string) => parseSchedule(text, now, casablanca);
const today = toDay('2026-11-21');
const fridays: Schedule = { every: 'week', weekdays: [5], time: '09:00' };

describe('parseSchedule', () => {
  const meant: [string, Schedule][] = [
    ['', { every: 'working_day', time: '09:00' }],
    ['at 10', { every: 'working_day', time: '10:00' }],
    ['weekdays at 9:00', { every: 'working_day', time: '09:00' }],
    ['Every weekday 8:15', { every: 'working_day', time: '08:15' }],
    ['en semaine à 9h', { every: 'working_day', time: '09:00' }],
    ['les jours ouvrés à 7h45', { every: 'working_day', time: '07:45' }],
    ['daily at 14:32', { every: 'day', time: '14:32' }],
    ['every day at 9', { every: 'day', time: '09:00' }],
    ['every day at 9:30pm', { every: 'day', time: '21:30' }],
    ['daily at 12 am', { every: 'day', time: '00:00' }],
    ['every day at noon', { every: 'day', time: '12:00' }],
    ['tous les jours à 14h32', { every: 'day', time: '14:32' }],
    ['chaque jour à 8 h 05', { every: 'day', time: '08:05' }],
    ['chaque jour à midi', { every: 'day', time: '12:00' }],
    ['mondays at 8:30', { every: 'week', weekdays: [1], time: '08:30' }],
    ['on monday and thursday at 9:00', { every: 'week', weekdays: [1, 4], time: '09:00' }],
    ['Thu, Mon & Thu', { every: 'week', weekdays: [1, 4], time: '09:00' }],
    ['mon-fri at 7:00', { every: 'week', weekdays: [1, 2, 3, 4, 5], time: '07:00' }],
    ['weekly on friday', { ...fridays }],
    ['weekly', { every: 'week', weekdays: [1], time: '09:00' }],
    ['le lundi à 8h30', { every: 'week', weekdays: [1], time: '08:30' }],
    ['les lundis et jeudis à 9h', { every: 'week', weekdays: [1, 4], time: '09:00' }],
    ['du lundi au vendredi', { every: 'week', weekdays: [1, 2, 3, 4, 5], time: '09:00' }],
    ['toutes les semaines le mercredi', { every: 'week', weekdays: [3], time: '09:00' }],
    ['1st of the month at 9:00', { every: 'month', on: 1, time: '09:00' }],
    ['on the 28th of each month', { every: 'month', on: 28, time: '09:00' }],
    ['last day of the month at 17:00', { every: 'month', on: 'last', time: '17:00' }],
    ['every month on the 15th', { every: 'month', on: 15, time: '09:00' }],
    ['monthly', { every: 'month', on: 1, time: '09:00' }],
    ['le 1er du mois', { every: 'month', on: 1, time: '09:00' }],
    ['le 15 de chaque mois à 8h', { every: 'month', on: 15, time: '08:00' }],
    ['le dernier jour du mois', { every: 'month', on: 'last', time: '09:00' }],
    ['tous les mois le 3', { every: 'month', on: 3, time: '09:00' }],
    [
      'every 2 weeks on thursday',
      { every: 'weeks', weeks: 2, weekday: 4, from: addDays(today, 1), time: '09:00' },
    ],
    [
      'every 2 weeks on saturday at 22:00',
      { every: 'weeks', weeks: 2, weekday: 6, from: today, time: '22:00' },
    ],
    ['every other friday', { every: 'weeks', weeks: 2, weekday: 5, from: addDays(today, 1), time: '09:00' }],
    ['un jeudi sur deux à 19h30', { every: 'weeks', weeks: 2, weekday: 4, from: today, time: '19:30' }],
    [
      'toutes les 2 semaines le jeudi',
      { every: 'weeks', weeks: 2, weekday: 4, from: addDays(today, 1), time: '09:00' },
    ],
    [
      'toutes les trois semaines',
      { every: 'weeks', weeks: 3, weekday: 1, from: addDays(today, 1), time: '09:00' },
    ],
    ['every 1 week on friday', { ...fridays }],
  ];
  it.each(meant)('reads “%s”', (text, schedule) => {
    expect(parse(text)).toEqual(schedule);
    expect(scheduleSchema.parse(schedule)).toEqual(schedule);
  });

  it.each([
    'renewls weekdays',
    'whenever',
    'at 25:00',
    'weekdays at 9:75',
    'daily at 13pm',
    'on the 31st of the month',
    'every 13 weeks on monday',
    'every 0 weeks on monday',
    'every 2 weeks on someday',
    'monday and someday',
    'every 2 days',
    'every',
    'friday to monday',
  ])('does not pretend to understand “%s”', (text) => {
    expect(parse(text)).toBeNull();
  });
});

const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const schedules: fc.Arbitrary<Schedule> = times.chain((time) =>
  fc.oneof(
    fc.constant<Schedule>({ every: 'working_day', time }),
    fc.constant<Schedule>({ every: 'day', time }),
    fc
      .subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 })
      .map((weekdays): Schedule => ({ every: 'week', weekdays, time })),
    fc
      .oneof(fc.integer({ min: 1, max: 28 }), fc.constant('last' as const))
      .map((on): Schedule => ({ every: 'month', on, time })),
    fc
      .tuple(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 7 }))
      .map(([weeks, weekday]): Schedule => ({ every: 'weeks', weeks, weekday, from: today, time })),
  ),
);

describe('describeSchedule', () => {
  it('writes what people would write', () => {
    const written = (text: string, language: 'fr' | 'en') => {
      const schedule = parse(text);
      return schedule === null ? null : describeSchedule(schedule, wordsOf[language]);
    };
    expect(written('mondays and thursdays at 8:30', 'en')).toBe('every Monday and Thursday at 8:30');
    expect(written('mondays and thursdays at 8:30', 'fr')).toBe('le lundi et le jeudi à 8h30');
    expect(written('2nd of the month', 'en')).toBe('on the 2nd of the month at 9:00');
    expect(written('1st of the month', 'fr')).toBe('le 1er du mois à 9h');
    expect(written('every 2 weeks on friday', 'fr')).toBe('toutes les 2 semaines le vendredi à 9h');
  });

  it('writes words that are understood again, in both languages', () => {
    fc.assert(
      fc.property(schedules, fc.constantFrom('fr' as const, 'en' as const), (schedule, language) => {
        const read = parse(describeSchedule(schedule, wordsOf[language]));
        expect(read).toEqual(
          schedule.every === 'weeks' ? { ...schedule, from: expect.any(String) } : schedule,
        );
      }),
    );
  });
});

describe('nextRunAfter', () => {
  const week = calendarOf({ workingDays: [1, 2, 3, 4, 5] });
  it.each([
    ['weekdays at 9:00', '2026-11-20T08:00:00Z', '2026-11-23T08:00:00Z'],
    ['weekdays at 9:00', '2026-11-20T07:59:59Z', '2026-11-20T08:00:00Z'],
    ['daily at 9:00', '2026-11-20T08:00:00Z', '2026-11-21T08:00:00Z'],
    ['on sunday', '2026-11-20T08:00:00Z', '2026-11-22T08:00:00Z'],
    ['last day of the month', '2026-11-30T08:00:00Z', '2026-12-31T08:00:00Z'],
    ['28th of the month', '2027-02-01T00:00:00Z', '2027-03-01T09:00:00Z'],
    ['every 2 weeks on thursday', '2026-11-21T18:00:00Z', '2026-11-26T08:00:00Z'],
    ['every 2 weeks on thursday', '2026-11-26T08:00:00Z', '2026-12-10T08:00:00Z'],
  ])('%s: after %s comes %s', (text, after, next) => {
    const schedule = parse(text);
    if (schedule === null) throw new Error(`not understood: ${text}`);
    // Casablanca stood at UTC+1 all of this time but for Ramadan, which begins on 8 February 2027.
    expect(nextRunAfter(schedule, new Date(after), casablanca, week).toISOString()).toBe(
      new Date(next).toISOString(),
    );
  });

  it('runs a time that does not exist at the first minute that does, and one that happens twice once', () => {
    const at = (time: string, after: string) =>
      nextRunAfter({ every: 'day', time }, new Date(after), 'Europe/Paris', week).toISOString();
    expect(at('02:30', '2026-03-28T22:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
    expect(at('02:30', '2026-10-24T22:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('02:30', '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30:00.000Z');
  });

  it('has no run on a day that the zone skipped', () => {
    const schedule: Schedule = { every: 'day', time: '09:00' };
    const next = nextRunAfter(schedule, new Date('2011-12-30T00:00:00Z'), 'Pacific/Apia', week);
    expect(dayAt(next, 'Pacific/Apia')).toBe('2011-12-31');
    expect(next.toISOString()).toBe('2011-12-30T19:00:00.000Z');
  });

  it('works on the days that the office works, whatever they are', () => {
    const schedule: Schedule = { every: 'working_day', time: '09:00' };
    const next = nextRunAfter(
      schedule,
      new Date('2026-11-20T12:00:00Z'),
      casablanca,
      calendarOf({ workingDays: [7] }),
    );
    expect(dayAt(next, casablanca)).toBe('2026-11-22');
    expect(() => nextRunAfter(schedule, now, casablanca, calendarOf({ workingDays: [] }))).toThrow(
      RangeError,
    );
  });

  it.each([
    // The Wednesday of 18 November 2026 is off in Morocco; 1 May 2027 is a Saturday, and 1 January 2027 a Friday.
    ['wednesdays at 9:00', '2026-11-16T12:00:00Z', '2026-11-19', '2026-11-18'],
    ['weekdays at 9:00', '2026-11-17T12:00:00Z', '2026-11-19', '2026-11-19'],
    ['1st of the month', '2026-12-20T12:00:00Z', '2027-01-04', '2027-01-01'],
    ['1st of the month', '2027-04-20T12:00:00Z', '2027-05-03', '2027-05-01'],
    ['daily at 9:00', '2026-11-17T12:00:00Z', '2026-11-18', '2026-11-18'],
    ['saturdays at 9:00', '2026-11-16T12:00:00Z', '2026-11-21', '2026-11-21'],
    ['every 2 weeks on wednesday', '2026-11-16T12:00:00Z', '2026-11-19', '2026-11-18'],
  ])('%s after %s comes on %s, planned for %s', (text, after, day, planned) => {
    const calendar = calendarOf({ workingDays: [1, 2, 3, 4, 5], holidayCountry: 'MA' });
    const schedule = parseSchedule(text, new Date(after), casablanca);
    if (schedule === null) throw new Error(`not understood: ${text}`);
    const next = nextRunAfter(schedule, new Date(after), casablanca, calendar);
    expect(dayAt(next, casablanca)).toBe(day);
    expect(plannedFor(schedule, toDay(day), calendar)).toBe(planned);
  });

  it('comes once where two of its days move to the same one', () => {
    const calendar = calendarOf({ workingDays: [1, 2, 3, 4, 5], holidayCountry: 'MA' });
    const schedule: Schedule = { every: 'week', weekdays: [3, 4], time: '09:00' };
    const first = nextRunAfter(schedule, new Date('2026-11-16T12:00:00Z'), casablanca, calendar);
    expect(dayAt(first, casablanca)).toBe('2026-11-19');
    expect(plannedFor(schedule, toDay('2026-11-19'), calendar)).toBe('2026-11-19');
    expect(dayAt(nextRunAfter(schedule, first, casablanca, calendar), casablanca)).toBe('2026-11-25');
  });

  it('has exactly one run on each day of the schedule, and none on others, in every time zone', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        schedules,
        fc.integer({ min: 0, max: 364 }),
        (timeZone, schedule, start) => {
          const first = addDays(toDay('2026-11-21'), start);
          const last = addDays(first, 45);
          const days: Day[] = [];
          let at = new Date(`${first}T00:00:00Z`);
          const begun = dayAt(at, timeZone);
          for (;;) {
            const next = nextRunAfter(schedule, at, timeZone, week);
            expect(next.getTime()).toBeGreaterThan(at.getTime());
            at = next;
            const day = dayOfRun(at, schedule, timeZone);
            if (day > last) break;
            days.push(day);
          }
          const expected = Array.from({ length: daysBetween(begun, last) + 1 }, (_, ahead) =>
            addDays(begun, ahead),
          ).filter((day) => plannedFor(schedule, day, week) !== null);
          // The first day may have had its run already when the counting began.
          expect(days.filter((day) => day > begun)).toEqual(expected.filter((day) => day > begun));
          expect(new Set(days).size).toBe(days.length);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('has exactly one run on each day around every clock change of every zone, forwards and back', () => {
    const directions = new Map<string, Set<number>>();
    for (const { timeZone, at: changed, direction } of clockChanges()) {
      directions.set(timeZone, (directions.get(timeZone) ?? new Set()).add(direction));
      for (const time of ['00:00', '00:30', '01:30', '02:00', '02:15', '02:30', '03:00', '23:30']) {
        const daily: Schedule = { every: 'day', time };
        let at = new Date(changed.getTime() - 2 * dayMs);
        const days: Day[] = [];
        while (days.length < 5) {
          at = nextRunAfter(daily, at, timeZone, week);
          days.push(dayOfRun(at, daily, timeZone));
        }
        const [first = today] = days;
        const expected = days.map((_, ahead) => addDays(first, ahead));
        expect(days, `${timeZone} ${changed.toISOString()} ${time}`).toEqual(expected);
      }
    }
    // About 130 zones change their clocks, some of them with Ramadan only.
    expect(directions.size).toBeGreaterThan(100);
    expect([...directions.values()].every(({ size }) => size === 2)).toBe(true);
  }, 60_000);

  it('keeps the rhythm of several weeks', () => {
    const schedule: Schedule = { every: 'weeks', weeks: 3, weekday: 4, from: today, time: '09:00' };
    let at = now;
    let before: Day | null = null;
    for (let run = 0; run < 20; run += 1) {
      at = nextRunAfter(schedule, at, casablanca, week);
      const day = dayAt(at, casablanca);
      expect(weekdayOf(day)).toBe(4);
      if (before !== null) expect(daysBetween(before, day)).toBe(21);
      before = day;
    }
  });
});

/** The day that a run belongs to: the day before where a clock change moved it over midnight. */
function dayOfRun(at: Date, { time }: Schedule, timeZone: string): Day {
  const shown = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
  return addDays(dayAt(at, timeZone), shown < time ? -1 : 0);
}

const dayMs = 86_400_000;

/** Every change of every zone's clock in the year from now: when it is, and whether clocks go forwards (1) or back (-1). */
function clockChanges(): { readonly timeZone: string; readonly at: Date; readonly direction: number }[] {
  return Intl.supportedValuesOf('timeZone').flatMap((timeZone) => {
    const offsetAt = (instant: number) => tzOffset(timeZone, new Date(instant));
    // Ramadan's four weeks are the shortest time between two changes.
    const weeks = Array.from({ length: 53 }, (_, index) => now.getTime() + index * 7 * dayMs);
    return weeks.flatMap((begin) => {
      const direction = Math.sign(offsetAt(begin + 7 * dayMs) - offsetAt(begin));
      if (direction === 0) return [];
      let [before, after] = [begin, begin + 7 * dayMs];
      while (after - before > 60_000) {
        const middle = (before + after) / 2;
        if (offsetAt(middle) === offsetAt(begin)) before = middle;
        else after = middle;
      }
      return [{ timeZone, at: new Date(after), direction }];
    });
  });
}
