import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, toDay } from '../../src/calendar/day.js';
import { calendarOf } from '../../src/calendar/working-days.js';
import { tidy } from '../../src/follow-ups/typed-follow-up.js';
import { listedFollowUps, noteFollowUps } from '../../src/meetings/note-follow-ups.js';
import { rewriteFollowUp } from '../../src/meetings/rewrite-follow-up.js';

const monday = toDay('2026-11-23');
const calendar = calendarOf({ workingDays: [1, 2, 3, 4, 5], holidayCountry: 'MA' });
const ofNote = (text: string) => noteFollowUps(text, monday, calendar);
const ofList = (text: string) => listedFollowUps(text, monday, calendar);
const december = toDay('2026-12-04');

describe('rewriteFollowUp', () => {
  it('writes a line as people write it, in their language', () => {
    const note = 'Bon échange.\n- [ ] envoyer @omra by 31/02 - [ ] b\r\n- [x] c';
    const wanted = { text: 'envoyer le projet', person: ['@omar', '<@U0OMAR>'], dueOn: december };
    expect(rewriteFollowUp(note, 0, wanted, ofNote, 'fr')).toBe(
      'Bon échange.\n- [ ] envoyer le projet @omar pour le 4 décembre 2026 - [ ] b\r\n- [x] c',
    );
    expect(rewriteFollowUp(note, 1, wanted, ofNote, 'en')).toBe(
      'Bon échange.\n- [ ] envoyer @omra by 31/02 - [ ] envoyer le projet @omar by 4 December 2026\r\n- [x] c',
    );
    expect(rewriteFollowUp('a\n- b @x vendredi', 1, { ...wanted, dueOn: null }, ofList, 'fr')).toBe(
      'a\n- envoyer le projet @omar',
    );
  });

  it.each([
    ['préparer la visite avec', '@omar préparer la visite avec'],
    ['écrire à @claire et relire', 'écrire à @claire et relire @omar'],
    ['@claire décide', '@omar @claire décide'],
    ['1. relire', '1. relire @omar'],
  ])('puts the person where they are read as the one who does it: %s', (text, line) => {
    const wanted = { text, person: ['@omar'], dueOn: null };
    expect(rewriteFollowUp('- [ ] x', 0, wanted, ofNote, 'fr')).toBe(`- [ ] ${line}`);
  });

  it('lets a text name its own day where no other is wanted', () => {
    const wanted = { text: 'relire avant vendredi', person: ['@omar'], dueOn: null };
    const rewritten = rewriteFollowUp('- [ ] x', 0, wanted, ofNote, 'fr') ?? '';
    expect(ofNote(rewritten)).toMatchObject([{ text: 'relire', dueOn: '2026-11-27', person: '@omar' }]);
    const other = rewriteFollowUp('- [ ] x', 0, { ...wanted, dueOn: december }, ofNote, 'fr') ?? '';
    expect(ofNote(other)).toMatchObject([{ text: 'relire avant vendredi', dueOn: december }]);
  });

  it('refuses what would be read as something else', () => {
    const wanted = { person: ['@omar'], dueOn: null };
    expect(rewriteFollowUp('- [ ] x', 0, { ...wanted, text: 'a - [ ] b' }, ofNote, 'fr')).toBeNull();
    expect(rewriteFollowUp('- [ ] x', 0, { ...wanted, text: ' : ' }, ofNote, 'fr')).toBeNull();
    expect(rewriteFollowUp('- [ ] x', 1, { ...wanted, text: 'a' }, ofNote, 'fr')).toBeNull();
  });

  const word = fc.constantFrom(
    ...['envoyer', 'le', 'projet', 'à', 'with', 'pour', '@claire', '(a)', '12', 'vendredi', 'by', 'mars'],
    ...[
      '3 copies',
      '25/12',
      'إرسال',
      '送付',
      '<b>',
      '*c*',
      '- ',
      ':',
      '<@U0CLAIRE>',
      'é̀',
      '[1]',
      '→',
      'art. 3',
    ],
  );
  const line = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
  const mark = fc.constantFrom('- [ ] ', '* [ ]', '[]', '☐ ', '- [x] ', '', '1. ', 'Décidé : [ ] ');
  const end = fc.constantFrom('\n', '\r\n', ' ', '\n\n');
  const texts = fc
    .array(fc.tuple(mark, line, end), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.map((each) => each.join('')).join(''));
  const day = fc.option(fc.integer({ min: -30, max: 700 }).map((ahead) => addDays(monday, ahead)));
  const person = fc.constantFrom(['@omar'], ['@omar.tazi', '<@U0OMAR>'], ['<@U0OMAR>']);

  it.each([
    ['a note', ofNote],
    ['a list', ofList],
  ])('of %s changes no other line, and is read back as it was wanted', (_name, read) => {
    fc.assert(
      fc.property(texts, line, person, day, fc.nat(5), fc.constantFrom('en', 'fr'), (...given) => {
        const [text, said, people, dueOn, place, language] = given;
        const before = read(text);
        const wanted = { text: said, person: people, dueOn };
        const rewritten = rewriteFollowUp(text, place, wanted, read, language as 'en' | 'fr');
        const old = before[place];
        if (old === undefined) expect(rewritten).toBeNull();
        if (old === undefined || rewritten === null) return;
        expect(rewritten.startsWith(text.slice(0, old.span.start))).toBe(true);
        expect(rewritten.endsWith(text.slice(old.span.end))).toBe(true);
        const after = read(rewritten);
        const linesOf = (all: typeof before) => all.toSpliced(place, 1).map((each) => each.line);
        expect(linesOf(after)).toEqual(linesOf(before));
        expect(people).toContain(after[place]?.person);
        if (dueOn !== null) expect(after[place]).toMatchObject({ dueOn, text: tidy(said.normalize('NFC')) });
      }),
      { numRuns: 100 },
    );
  });

  it('can write any plain text, whoever does it and whenever', () => {
    const plain = fc.constantFrom('envoyer le projet', 'call ODCO', 'relire (v2)', 'إرسال المسودة', 'a, b');
    const where = fc.constantFrom('- [ ] x', '☐ a @x - [ ] b by friday', 'Note\n* [ ](vu) y\n\n- [ ] z');
    fc.assert(
      fc.property(where, plain, person, day, fc.constantFrom('en', 'fr'), (...given) => {
        const [note, text, people, dueOn, language] = given;
        const place = ofNote(note).length - 1;
        const wanted = { text, person: people, dueOn };
        const rewritten = rewriteFollowUp(note, place, wanted, ofNote, language as 'en' | 'fr');
        expect(ofNote(rewritten ?? '')[place]).toMatchObject({ text, person: people[0], dueOn });
      }),
    );
  });
});
