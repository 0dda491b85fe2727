import { describe, expect, it } from 'vitest';
import { toDay } from '../../src/calendar/day.js';
import { calendarOf } from '../../src/calendar/working-days.js';
import { writeDay, writeDistance, writeInstant, writeNearDay } from '../../src/language/dates.js';
import { wordsOf } from '../../src/language/words.js';

describe('days as people write them', () => {
  it.each([
    ['2025-09-23', '23 Sept 2025', '23 sept. 2025'],
    ['2027-01-01', '1 Jan 2027', '1er janv. 2027'],
    ['2027-02-11', '11 Feb 2027', '11 févr. 2027'],
    ['2027-12-31', '31 Dec 2027', '31 déc. 2027'],
  ])('%s', (day, english, french) => {
    expect(writeDay(toDay(day), 'en')).toBe(english);
    expect(writeDay(toDay(day), 'fr')).toBe(french);
  });

  it('that are near have their week day', () => {
    expect(writeNearDay(toDay('2027-01-01'), 'en')).toBe('Fri 1 Jan');
    expect(writeNearDay(toDay('2027-01-01'), 'fr')).toBe('ven. 1er janv.');
  });

  it.each([
    [0, 'today', 'aujourd’hui'],
    [1, 'tomorrow', 'demain'],
    [-1, 'yesterday', 'hier'],
    [12, 'in 12 days', 'dans 12 jours'],
    [-3, '3 days ago', 'il y a 3 jours'],
  ])('%i days from today', (distance, english, french) => {
    const day = toDay(`2027-03-${String(15 + distance).padStart(2, '0')}`);
    expect(writeDistance(day, toDay('2027-03-15'), wordsOf.en)).toBe(english);
    expect(writeDistance(day, toDay('2027-03-15'), wordsOf.fr)).toBe(french);
  });
});

describe('an instant', () => {
  it('is written as the clock of a time zone shows it', () => {
    const instant = new Date('2026-11-21T08:00:00Z');
    expect(writeInstant(instant, 'Africa/Casablanca', 'en')).toBe('21 Nov 2026, 09:00');
    expect(writeInstant(instant, 'Europe/Paris', 'fr')).toBe('21 nov. 2026, 09:00');
  });

  it('counts what is past in working days where there is a calendar', () => {
    const calendar = calendarOf({ workingDays: [1, 2, 3, 4, 5], holidayCountry: 'MA' });
    const written = (day: string, today: string, language: 'fr' | 'en') =>
      writeDistance(toDay(day), toDay(today), wordsOf[language], calendar);
    expect(written('2026-11-20', '2026-11-23', 'en')).toBe('1 working day ago');
    expect(written('2026-11-20', '2026-11-22', 'en')).toBe('2 days ago');
    // The 18th is a holiday.
    expect(written('2026-11-16', '2026-11-23', 'fr')).toBe('il y a 4 jours ouvrés');
    expect(written('2026-11-26', '2026-11-23', 'en')).toBe('in 3 days');
  });
});
