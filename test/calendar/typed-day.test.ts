import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Day, parseDay, toDay, weekdayOf } from '../../src/calendar/day.js';
import { readTypedDay, unreadDay } from '../../src/calendar/typed-day.js';
import { calendarOf, weekdays } from '../../src/calendar/working-days.js';

const monday = toDay('2026-11-23');

const read: [typed: string, day: string, words: string][] = [
  ['today', '2026-11-23', 'today'],
  ['aujourd’hui', '2026-11-23', 'aujourd’hui'],
  ['ce soir', '2026-11-23', 'ce soir'],
  ['tomorrow', '2026-11-24', 'tomorrow'],
  ['demain', '2026-11-24', 'demain'],
  ['après-demain', '2026-11-25', 'après-demain'],
  ['the day after tomorrow', '2026-11-25', 'the day after tomorrow'],
  ['vendredi', '2026-11-27', 'vendredi'],
  ['by friday', '2026-11-27', 'by friday'],
  ['by fri', '2026-11-27', 'by fri'],
  ['avant VENDREDI', '2026-11-27', 'avant VENDREDI'],
  ['vendredi prochain', '2026-11-27', 'vendredi prochain'],
  ['vendredi en huit', '2026-12-04', 'vendredi en huit'],
  ['next monday', '2026-11-30', 'next monday'],
  ['lundi prochain', '2026-11-30', 'lundi prochain'],
  ['jeudi de la semaine prochaine', '2026-12-03', 'jeudi de la semaine prochaine'],
  ['cette semaine', '2026-11-27', 'cette semaine'],
  ['next week', '2026-11-30', 'next week'],
  ['fin de semaine', '2026-11-27', 'fin de semaine'],
  ['by the end of next week', '2026-12-04', 'by the end of next week'],
  ['fin du mois', '2026-11-30', 'fin du mois'],
  ['by the end of the month', '2026-11-30', 'by the end of the month'],
  ['fin du mois prochain', '2026-12-31', 'fin du mois prochain'],
  ['le mois prochain', '2026-12-01', 'le mois prochain'],
  ["d'ici la fin de l'année", '2026-12-31', "d'ici la fin de l'année"],
  ['d’ici juin', '2027-06-01', 'd’ici juin'],
  ['en décembre', '2026-12-01', 'en décembre'],
  ['fin décembre', '2026-12-31', 'fin décembre'],
  ['end of June', '2027-06-30', 'end of June'],
  ['mi-mars', '2027-03-15', 'mi-mars'],
  ['début mars 2028', '2028-03-01', 'début mars 2028'],
  ['in 2 weeks', '2026-12-07', 'in 2 weeks'],
  ['in a month', '2026-12-23', 'in a month'],
  ['dans deux semaines', '2026-12-07', 'dans deux semaines'],
  ['d’ici une semaine', '2026-11-30', 'd’ici une semaine'],
  ['sous quinze jours', '2026-12-08', 'sous quinze jours'],
  ['le 15/3', '2027-03-15', 'le 15/3'],
  ['25/12/2026', '2026-12-25', '25/12/2026'],
  ['03/04/2027', '2027-04-03', '03/04/2027'],
  ['15.3.27', '2027-03-15', '15.3.27'],
  ['2026-12-25', '2026-12-25', '2026-12-25'],
  ['avant le 3 mars', '2027-03-03', 'avant le 3 mars'],
  ['1er février', '2027-02-01', '1er février'],
  ['by 3rd of March', '2027-03-03', 'by 3rd of March'],
  ['mercredi 3 mars', '2027-03-03', 'mercredi 3 mars'],
  ['vendredi 27', '2026-11-27', 'vendredi 27'],
  ['le 15', '2026-12-15', 'le 15'],
  ['on the 15th', '2026-12-15', 'on the 15th'],
  ['le 2 janv. 2027 à 14h', '2027-01-02', 'le 2 janv. 2027'],
  ['24/09/2020', '2020-09-24', '24/09/2020'],
];

const inSentences: [typed: string, day: string, words: string][] = [
  ['send the draft by friday at the latest', '2026-11-27', 'by friday at the latest'],
  ['avant vendredi, envoyer le projet', '2026-11-27', 'avant vendredi'],
  ['call the dean on friday about the draft', '2026-11-27', 'on friday'],
  ['send the minutes of 3 March by 12 December', '2026-12-12', 'by 12 December'],
  ['réserver la salle pour le 15 janvier avant demain', '2026-11-24', 'avant demain'],
  ['answer the mail of yesterday by tomorrow', '2026-11-24', 'by tomorrow'],
  ['appeler demain le doyen', '2026-11-24', 'demain'],
  ['point dans un mois', '2026-12-23', 'dans un mois'],
  ['appeler le doyen vendredi à 14h', '2026-11-27', 'vendredi'],
  ['call the dean friday @omar', '2026-11-27', 'friday'],
  ['<@U0OMAR> friday call the dean', '2026-11-27', 'friday'],
  ['envoyer le projet 20/3', '2027-03-20', '20/3'],
];

const noDay = [
  '',
  'send the draft',
  'we may send it',
  'la mer',
  'by mar',
  'the second draft',
  'march with the students',
  'send the March report',
  'send Friday’s notes',
  'préparer la réunion du 15 mars',
  'préparer la réunion de demain',
  'prepare next week’s meeting',
  'minutes of 3 March',
  'tous les vendredis',
  'last friday',
  'yesterday',
  '3 days ago',
  'at 9:00',
  'in 2 hours',
  'by 5pm',
  'article 3/4',
  '3/4 des étudiants',
  'version 2.1',
  'call 06 12 34 56 78',
  'from 3 to 5 march',
  'see https://example.org/2026-12-25',
  '<@U2026>',
  '2026',
  'before christmas',
];

const unread: [typed: string, words: string][] = [
  ['by 31/02/2027', '31/02/2027'],
  ['12/15/2026', '12/15/2026'],
  ['le 3/20', '3/20'],
  ['avant lundi 3 mars', 'lundi 3 mars'],
  ['rapport d’ici 2027', 'd’ici 2027'],
  ['by Q1 2027', 'by Q1 2027'],
  ['relancer dans 10 jours ouvrés', 'dans 10 jours ouvrés'],
  ['relancer dans 10 jours ouvrables', 'dans 10 jours ouvrables'],
  ['call every friday', 'every friday'],
];

const french = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];

describe('readTypedDay', () => {
  it.each(read)('reads “%s” as %s', (typed, day, words) => {
    expect(readTypedDay(typed, monday)).toEqual({ day, text: words, index: 0 });
  });

  it.each(inSentences)('finds the day in “%s”', (typed, day, words) => {
    expect(readTypedDay(typed, monday)).toEqual({ day, text: words, index: typed.indexOf(words) });
  });

  it.each(noDay)('finds no day in “%s”', (typed) => {
    expect(readTypedDay(typed, monday)).toBeNull();
  });

  it.each(unread)('reads no day in “%s”, and says which words it could not read', (typed, words) => {
    expect(readTypedDay(typed, monday)).toBeNull();
    expect(unreadDay(typed, monday)).toBe(words);
  });

  it.each(noDay.filter((typed) => !typed.startsWith('tous')))('has nothing to say of “%s”', (typed) => {
    expect(unreadDay(typed, monday)).toBeNull();
  });

  it('takes a week day on that day as today, and one with “next” as a week later', () => {
    expect(readTypedDay('lundi', monday)?.day).toBe(monday);
    expect(readTypedDay('monday', monday)?.day).toBe(monday);
    expect(readTypedDay('lundi prochain', monday)?.day).toBe('2026-11-30');
  });

  it.each([
    ['until Friday', [1, 2, 3, 4, 5], '2026-11-23', '2026-11-27', '2026-12-04', '2026-11-30'],
    ['until Saturday', [1, 2, 3, 4, 5, 6], '2026-11-23', '2026-11-28', '2026-12-05', '2026-11-30'],
    [
      'from Sunday, on its first day',
      [1, 2, 3, 4, 7],
      '2026-11-22',
      '2026-11-26',
      '2026-12-03',
      '2026-11-29',
    ],
    ['from Sunday, on its last day', [1, 2, 3, 4, 7], '2026-11-26', '2026-11-26', '2026-12-03', '2026-11-29'],
    ['from Sunday, on its week-end', [1, 2, 3, 4, 7], '2026-11-27', '2026-11-27', '2026-12-03', '2026-11-29'],
    ['with a free Wednesday', [1, 2, 4, 5], '2026-11-25', '2026-11-27', '2026-12-04', '2026-11-30'],
    ['on Tuesdays', [2], '2026-11-24', '2026-11-24', '2026-12-01', '2026-12-01'],
    ['every day', [1, 2, 3, 4, 5, 6, 7], '2026-11-23', '2026-11-29', '2026-12-06', '2026-11-30'],
  ])(
    'begins and ends the week as the office does that works %s',
    (_name, workingDays, today, day, dayAfter, next) => {
      const dayOf = (typed: string) => readTypedDay(typed, toDay(today), calendarOf({ workingDays }))?.day;
      expect(dayOf('fin de semaine')).toBe(day);
      expect(dayOf('by the end of the week')).toBe(day);
      expect(dayOf('cette semaine')).toBe(day);
      expect(dayOf('fin de la semaine prochaine')).toBe(dayAfter);
      expect(dayOf('la semaine prochaine')).toBe(next);
      expect(dayOf('next week')).toBe(next);
      const weekday = weekdayOf(toDay(next)) - 1;
      expect(dayOf(`${weekdays[weekday]} next week`)).toBe(next);
      expect(dayOf(`${french[weekday]} de la semaine prochaine`)).toBe(next);
    },
  );

  it('does not depend on the machine’s time zone', () => {
    const before = process.env['TZ'];
    try {
      for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Africa/Casablanca']) {
        process.env['TZ'] = zone;
        expect(readTypedDay('demain', monday)?.day).toBe('2026-11-24');
        expect(readTypedDay('by friday', monday)?.day).toBe('2026-11-27');
      }
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  const day = fc.date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  const dayText = day.map((date) => toDay(date.toISOString().slice(0, 10)));
  const bits = fc.constantFrom(
    ...read.map(([typed]) => typed),
    ...noDay,
    ...unread.map(([typed]) => typed),
    ' ',
    '\n',
    '31',
    'avant le',
    'by',
    '<@U1>',
    'é',
    'İ',
    '🎓',
  );

  function holds(typed: string, today: Day): void {
    const found = readTypedDay(typed, today);
    if (found !== null) {
      expect(parseDay(found.day)).toBe(found.day);
      expect(typed.slice(found.index, found.index + found.text.length)).toBe(found.text);
    }
    const words = unreadDay(typed, today);
    if (words !== null) expect(typed).toContain(words);
  }

  it('never throws, whatever is typed, and points at its words', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), dayText, holds), { numRuns: 300 });
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 8 }), dayText, (parts, today) => holds(parts.join(' '), today)),
    );
  });

  it('reads every day that is written out in full, day first, whatever today is', () => {
    fc.assert(
      fc.property(dayText, dayText, (wanted, today) => {
        const [year, month, number] = wanted.split('-');
        expect(readTypedDay(wanted, today)?.day).toBe(wanted);
        expect(readTypedDay(`${number}/${month}/${year}`, today)?.day).toBe(wanted);
      }),
    );
  });

  it('gives no day before today for one without its year', () => {
    fc.assert(
      fc.property(bits, dayText, (typed, today) => {
        const found = readTypedDay(typed, today);
        if (found !== null && !/20\d\d|\d[./]\d+[./]\d/.test(found.text))
          expect(found.day >= today).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
