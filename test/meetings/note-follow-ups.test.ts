import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDay } from '../../src/calendar/day.js';
import { calendarOf } from '../../src/calendar/working-days.js';
import { listedFollowUps, noteFollowUps, withoutFollowUps } from '../../src/meetings/note-follow-ups.js';

const monday = toDay('2026-11-23');
/** Monday to Friday; Independence Day, 18 November, is off in Morocco. */
const calendar = calendarOf({ workingDays: [1, 2, 3, 4, 5], holidayCountry: 'MA' });

type Expected = [text: string, person: string | null, dueOn: string | null];

const notes: [note: string, ...followUps: Expected[]][] = [
  ['- [ ] send the draft @amina by friday', ['send the draft', '@amina', '2026-11-27']],
  ['- [ ] envoyer le projet @amina avant vendredi', ['envoyer le projet', '@amina', '2026-11-27']],
  ['* [ ] call ODCO', ['call ODCO', null, null]],
  ['[ ] appeler l’ODCO demain', ['appeler l’ODCO', null, '2026-11-24']],
  ['[] appeler', ['appeler', null, null]],
  ['-[ ] appeler', ['appeler', null, null]],
  ['☐ réserver la salle d’ici le 12/12', ['réserver la salle', null, '2026-12-12']],
  ['  • [ ] book the room', ['book the room', null, null]],
  ['1. [ ] first\n2. [ ] second', ['first', null, null], ['second', null, null]],
  ['Très bonne rencontre.\n- [ ] a @x by friday\nReste à voir.', ['a', '@x', '2026-11-27']],
  ['- [ ] a @x by friday - [ ] b', ['a', '@x', '2026-11-27'], ['b', null, null]],
  [
    'On a convenu : [ ] relire la convention @omar ☐ signer le 15/1 @claire',
    ['relire la convention', '@omar', null],
    ['signer', '@claire', '2027-01-15'],
  ],
  ['- [x] done already\n- [ ] still to do', ['still to do', null, null]],
  ['- [ ] to do - [x] done', ['to do', null, null]],
  ['- [ ] @amina: envoyer le CR', ['envoyer le CR', '@amina', null]],
  ['- [ ] <@U0AMINA> send the minutes in 2 weeks', ['send the minutes', '<@U0AMINA>', '2026-12-07']],
  ['- [ ] <@U0AMINA|amina> relancer', ['relancer', '<@U0AMINA|amina>', null]],
  ['- [ ] by friday, send the draft (@amina)', ['send the draft', '@amina', '2026-11-27']],
  ['- [ ] préparer la visite avec @omar', ['préparer la visite avec @omar', null, null]],
  ['- [ ] préparer la visite avec @omar @amina', ['préparer la visite avec @omar', '@amina', null]],
  ['- [ ] à envoyer par @amina avant la fin du mois', ['à envoyer', '@amina', '2026-11-30']],
  ['- [ ] envoyer → @amina', ['envoyer', '@amina', null]],
  ['- [ ] write to contact@odco.example by tomorrow', ['write to contact@odco.example', null, '2026-11-24']],
  ['- [ ] @amina.berrada, relire', ['relire', '@amina.berrada', null]],
  ['- [ ] @youssef-el-fassi signer', ['signer', '@youssef-el-fassi', null]],
  ['- [ ] préparer le dossier, @زينب', ['préparer le dossier', '@زينب', null]],
  ['- [ ] إرسال المسودة @amina by friday', ['إرسال المسودة', '@amina', '2026-11-27']],
  ['- [ ] send the minutes of 3 March', ['send the minutes of 3 March', null, null]],
  ['- [ ] send the March report by 12 December', ['send the March report', null, '2026-12-12']],
  ['- [ ] @amina by friday', ['@amina by friday', '@amina', '2026-11-27']],
  ['- [ ]\n- [ ]   \n- [ ] b', ['b', null, null]],
  ['- [ ] a\r\n- [ ] b\r- [ ] c', ['a', null, null], ['b', null, null], ['c', null, null]],
  ['see [ ](https://example.org) and [1]'],
  ['Rien à faire, tout est signé - vraiment.'],
  [''],
];

/** Notes of other days: the days in them count from the day of the meeting. */
const onDays: [heldOn: string, note: string, ...followUps: Expected[]][] = [
  ['2026-11-30', '- [ ] envoyer la liste fin du mois', ['envoyer la liste', null, '2026-11-30']],
  ['2026-11-23', '- [ ] envoyer la liste fin du mois @omar', ['envoyer la liste', '@omar', '2026-11-30']],
  ['2027-01-31', '- [ ] point dans un mois', ['point', null, '2027-02-28']],
  ['2028-01-31', '- [ ] follow up in a month', ['follow up', null, '2028-02-29']],
  ['2027-02-01', '- [ ] bilan fin février', ['bilan', null, '2027-02-28']],
  ['2028-02-01', '- [ ] bilan fin février', ['bilan', null, '2028-02-29']],
  ['2027-01-29', '- [ ] relire le 31', ['relire', null, '2027-01-31']],
  ['2026-12-31', '- [ ] vœux demain', ['vœux', null, '2027-01-01']],
  ['2026-11-16', '- [ ] appeler le doyen vendredi', ['appeler le doyen', null, '2026-11-20']],
  ['2026-11-23', '- [ ] signer d’ici juin', ['signer', null, '2027-06-01']],
  ['2026-11-23', "- [ ] signer d'ici fin juin", ['signer', null, '2027-06-30']],
  ['2026-11-23', '- [ ] relancer le 15/3 @amina', ['relancer', '@amina', '2027-03-15']],
  ['2027-03-16', '- [ ] relancer le 15/3 @amina', ['relancer', '@amina', '2028-03-15']],
  // Clocks change in France on 29 March and 25 October 2026, in Casablanca around Ramadan 2027 (8 February to 9 March).
  ['2026-03-27', '- [ ] rappeler dans 3 jours', ['rappeler', null, '2026-03-30']],
  ['2026-10-23', '- [ ] call back in 3 days', ['call back', null, '2026-10-26']],
  ['2027-02-05', '- [ ] confirmer la salle lundi', ['confirmer la salle', null, '2027-02-08']],
  ['2027-02-10', '- [ ] préparer l’iftar avant le 9 mars @omar', ['préparer l’iftar', '@omar', '2027-03-09']],
  ['2027-03-12', '- [ ] rappeler lundi prochain', ['rappeler', null, '2027-03-15']],
  ['2026-11-23', '- [ ] appeler السيد العلوي demain @omar', ['appeler السيد العلوي', '@omar', '2026-11-24']],
  ['2026-11-23', '- [ ] 送付する the draft by friday', ['送付する the draft', null, '2026-11-27']],
  ['2026-11-23', '- [ ] next week: draft the annex @claire', ['draft the annex', '@claire', '2026-11-30']],
  ['2026-11-23', '- [ ] mi-mars : visite du laboratoire', ['visite du laboratoire', null, '2027-03-15']],
  ['2026-11-23', '- [ ] par @omar, avant vendredi : le budget', ['le budget', '@omar', '2026-11-27']],
  ['2026-11-23', '- [ ] d’ici la fin de l’année, solder le budget', ['solder le budget', null, '2026-12-31']],
  ['2026-11-23', '- [ ] book the room no later than 5 January', ['book the room', null, '2027-01-05']],
  ['2026-11-23', '- [ ] relire au plus tard mercredi', ['relire', null, '2026-11-25']],
  ['2026-11-23', '- [ ] relancer dans 10 jours ouvrés @omar', ['relancer', '@omar', '2026-12-07']],
  ['2026-11-20', '- [ ] call back within two working days', ['call back', null, '2026-11-24']],
  ['2026-11-16', '- [ ] solder sous 5 jours ouvrés', ['solder', null, '2026-11-24']],
  ['2026-11-23', '- [ ] visite avant lundi 3 mars', ['visite avant lundi 3 mars', null, null]],
];

describe('noteFollowUps', () => {
  it.each(onDays)('of a meeting on %s reads %j', (heldOn, note, ...expected) => {
    const read = noteFollowUps(note, toDay(heldOn), calendar).map(({ text, person, dueOn }) => [
      text,
      person,
      dueOn,
    ]);
    expect(read).toEqual(expected);
  });

  it.each(notes)('reads %j', (note, ...expected) => {
    const read = noteFollowUps(note, monday).map(({ text, person, dueOn }) => [text, person, dueOn]);
    expect(read).toEqual(expected);
  });

  it('says which words it could not read as a day, and leaves them in the text', () => {
    const [impossible, fine] = noteFollowUps('- [ ] signer avant le 31/02/2027 - [ ] b by friday', monday);
    expect(impossible).toMatchObject({
      text: 'signer avant le 31/02/2027',
      dueOn: null,
      unreadDay: '31/02/2027',
    });
    expect(fine).toMatchObject({ dueOn: '2026-11-27', unreadDay: null });
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (note) => {
        noteFollowUps(note, monday);
        listedFollowUps(note, monday);
      }),
      { numRuns: 300 },
    );
  });

  const mark = fc.constantFrom('- [ ] ', '* [ ] ', '[ ] ', '☐ ', '- [] ', '• [ ] ');
  const task = fc.constantFrom(
    'send the draft',
    'envoyer @amina',
    'relire avant vendredi',
    'a by 31/02/2027',
    'b_c *d*',
    '<!channel>',
    '@omar',
    'é'.repeat(200),
  );
  const between = fc.constantFrom('\n', ' ', '\r\n', '\n\nUne phrase.\n');

  it('makes one follow-up of each box, in order, and loses no word of it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(mark, task, between), { maxLength: 12 }), (typed) => {
        const note = typed.map((parts) => parts.join('')).join('');
        const read = noteFollowUps(note, monday);
        expect(read.map(({ line }) => line)).toEqual(typed.map(([, text]) => text));
        for (const { text } of read) expect(text).not.toBe('');
      }),
    );
  });
});

describe('listedFollowUps', () => {
  it('takes each line, with or without a mark', () => {
    const list =
      'send the draft @amina by friday\n\n- call ODCO\n- [ ] book a room\n2. relire\n- [x] done\n  ';
    expect(listedFollowUps(list, monday).map(({ text, person }) => [text, person])).toEqual([
      ['send the draft', '@amina'],
      ['call ODCO', null],
      ['book a room', null],
      ['relire', null],
    ]);
  });

  it('keeps what stands before a mark in the same line', () => {
    expect(listedFollowUps('appeler - [ ] écrire', monday).map(({ text }) => text)).toEqual([
      'appeler',
      'écrire',
    ]);
  });

  it('loses no line, in order', () => {
    const line = fc.constantFrom('a', 'appeler @omar', '3 copies', '25/12', 'by friday', '-- b', '*c*');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        const read = listedFollowUps(lines.join('\n'), monday);
        expect(read).toHaveLength(lines.length);
        for (const [index, { line: typed }] of read.entries()) expect(lines[index]).toContain(typed);
      }),
    );
  });
});

describe('withoutFollowUps', () => {
  it.each([
    ['Bon échange.\n\n- [ ] a @x\n- [ ] b by friday\n\n\nÀ suivre.', 'Bon échange.\n\nÀ suivre.'],
    ['Décidé : [ ] a - [x] b fait ☐ c', 'Décidé :  - [x] b fait'],
    ['- [ ] signer avant le 31/02/2027\r\n  - [ ] b', '- [ ] signer avant le 31/02/2027'],
    ['- [ ] a', ''],
    ['- [ ]\nRien d’autre, [ ](https://example.org)', '- [ ]\nRien d’autre, [ ](https://example.org)'],
  ])('of %j leaves %j', (note, left) => {
    expect(withoutFollowUps(note, monday)).toBe(left);
  });

  it('leaves every line in which there is none, in order', () => {
    const line = fc.constantFrom('Une phrase.', 'a [1]', '- b', '- [x] fait', 'by friday', '3 copies');
    fc.assert(
      fc.property(fc.array(fc.tuple(line, fc.boolean()), { maxLength: 12 }), (lines) => {
        const note = lines.map(([text, isTask]) => (isTask ? '- [ ] do it' : text)).join('\n');
        const left = lines.flatMap(([text, isTask]) => (isTask ? [] : [text])).join('\n');
        expect(withoutFollowUps(note, monday)).toBe(left);
      }),
    );
  });
});
