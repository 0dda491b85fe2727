import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  type Day,
  dateOfDay,
  dayOfDate,
  daysBetween,
  parseDay,
  toDay,
  weekdayOf,
} from '../../src/calendar/day.js';
import { hasHolidays, holidaysOf } from '../../src/calendar/holidays.js';
import { dayAt, instantAt, isTimeZone } from '../../src/calendar/time-zone.js';
import {
  calendarOf,
  holidayOn,
  isWorkingDay,
  nextDaysOff,
  workingDayAtOrAfter,
  workingDayAtOrBefore,
  workingDaysBefore,
  workingDaysBetween,
} from '../../src/calendar/working-days.js';

const anyDay: fc.Arbitrary<Day> = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map(dayOfDate);
const mondayToFriday = calendarOf({ workingDays: [1, 2, 3, 4, 5] });

describe('a calendar day', () => {
  it.each(['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', '', 'today', '2026-01-01T00:00'])(
    'is not written %s',
    (text) => {
      expect(parseDay(text)).toBeNull();
      expect(() => toDay(text)).toThrow(RangeError);
    },
  );

  it.each([
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-08-31', 6, '2027-02-28'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonths(toDay(day), months)).toBe(expected);
  });

  it('crosses to the database and back, and counts days both ways', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, count) => {
        expect(dayOfDate(dateOfDay(day))).toBe(day);
        expect(daysBetween(day, addDays(day, count))).toBe(count);
        expect(addDays(addDays(day, count), -count)).toBe(day);
        expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day));
      }),
    );
  });
});

describe('working days', () => {
  it('before a deadline skip the week-end', () => {
    expect(workingDaysBefore(toDay('2026-11-23'), 1, mondayToFriday)).toBe('2026-11-20');
    expect(workingDaysBefore(toDay('2026-11-22'), 0, mondayToFriday)).toBe('2026-11-20');
    expect(workingDaysBefore(toDay('2026-11-27'), 5, mondayToFriday)).toBe('2026-11-20');
  });

  it('are worked, and none lies between', () => {
    const week = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    fc.assert(
      fc.property(anyDay, week, fc.integer({ min: 0, max: 30 }), (day, workingDays, count) => {
        const worked = calendarOf({ workingDays, holidayCountry: 'MA' });
        const before = workingDaysBefore(day, count, worked);
        expect(isWorkingDay(before, worked)).toBe(true);
        let between = 0;
        for (let each = addDays(before, 1); each <= day; each = addDays(each, 1)) {
          if (isWorkingDay(each, worked)) between += 1;
        }
        expect(between).toBe(count);
        expect(workingDaysBetween(before, day, worked)).toBe(count);
        expect(workingDayAtOrBefore(day, worked) <= day).toBe(true);
        expect(workingDayAtOrAfter(day, worked) >= day).toBe(true);
      }),
    );
  });
});

describe('working days between two days', () => {
  it('are as many as there are when counted one by one', () => {
    const week = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    const someDays = fc.array(fc.integer({ min: -20, max: 900 }), { maxLength: 5 });
    const span = fc.integer({ min: -20, max: 800 });
    fc.assert(
      fc.property(anyDay, span, week, someDays, someDays, (from, length, workingDays, off, worked) => {
        const dates = (ahead: number[]) => ahead.map((count) => dateOfDay(addDays(from, count)));
        const calendar = calendarOf({
          workingDays,
          holidayCountry: 'MA',
          daysOff: dates(off),
          workedHolidays: dates(worked),
        });
        let counted = 0;
        for (let ahead = 1; ahead <= length; ahead += 1) {
          if (isWorkingDay(addDays(from, ahead), calendar)) counted += 1;
        }
        expect(workingDaysBetween(from, addDays(from, length), calendar)).toBe(counted);
      }),
    );
  });
});

describe('a wall clock', () => {
  it('skips a time that a clock change skips, and takes the first of two', () => {
    expect(instantAt(toDay('2026-03-29'), '02:30', 'Europe/Paris').toISOString()).toBe(
      '2026-03-29T01:00:00.000Z',
    );
    expect(instantAt(toDay('2026-10-25'), '02:30', 'Europe/Paris').toISOString()).toBe(
      '2026-10-25T00:30:00.000Z',
    );
    expect(instantAt(toDay('2026-03-08'), '02:15', 'America/New_York').toISOString()).toBe(
      '2026-03-08T07:00:00.000Z',
    );
  });

  it('shows the day and time that it was asked for, wherever they exist', () => {
    const zones = fc.constantFrom(
      'Africa/Casablanca',
      'Europe/Paris',
      'America/New_York',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'Australia/Lord_Howe',
    );
    fc.assert(
      fc.property(anyDay, zones, (day, zone) => {
        expect(dayAt(instantAt(day, '12:00', zone), zone)).toBe(day);
      }),
    );
  });

  it('knows which time zones there are', () => {
    expect(isTimeZone('Africa/Casablanca')).toBe(true);
    expect(isTimeZone('Casablanca')).toBe(false);
  });

  const morocco = { workingDays: [1, 2, 3, 4, 5], holidayCountry: 'MA' };

  it('leave out the holidays of the country, its feasts by the moon and those of two days', () => {
    const calendar = calendarOf(morocco);
    const off = (day: string) => !isWorkingDay(toDay(day), calendar);
    // A Friday and a Wednesday; Aïd al-Adha on a Wednesday and the day after; the Amazigh new year, kept since 2024.
    for (const day of ['2026-11-06', '2026-11-18', '2026-05-27', '2026-05-28', '2026-01-14']) {
      expect(off(day), day).toBe(true);
    }
    expect(off('2026-05-29')).toBe(false);
    expect(off('2022-01-14')).toBe(false);
    expect(holidayOn(toDay('2026-11-18'), calendar)).toEqual({
      fr: 'Fête de l’indépendance',
      en: 'Independence Day',
    });
    expect(workingDaysBefore(toDay('2026-11-19'), 1, calendar)).toBe('2026-11-17');
    expect(workingDaysBetween(toDay('2026-11-05'), toDay('2026-11-19'), calendar)).toBe(8);
  });

  it('leave out the office’s own days off, and keep the holidays that it works', () => {
    const calendar = calendarOf({
      ...morocco,
      daysOff: [new Date('2026-11-19')],
      workedHolidays: [new Date('2026-11-18')],
    });
    expect(isWorkingDay(toDay('2026-11-18'), calendar)).toBe(true);
    expect(isWorkingDay(toDay('2026-11-19'), calendar)).toBe(false);
    expect(nextDaysOff(toDay('2026-11-16'), 3, calendar)).toEqual(['2026-11-19', '2027-01-01', '2027-01-11']);
  });

  it('know no holidays for countries without any, and half days are worked', () => {
    expect(hasHolidays('FR')).toBe(true);
    expect(hasHolidays('QA')).toBe(false);
    expect(holidaysOf('QA', 2026).size).toBe(0);
    expect(holidaysOf('IS', 2027).has(toDay('2027-12-24'))).toBe(false);
  });
});
