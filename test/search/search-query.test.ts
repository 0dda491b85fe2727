import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, searchedText } from '../../src/search/fold.js';
import { searchedPart, searchTerms } from '../../src/search/search-query.js';

describe('what is looked for', () => {
  it.each([
    ['Université de Fès', 'universite de fes', ['universite', 'de', 'fes']],
    ['  UM6P ', 'um6p', ['um6p']],
    ['un accord, un seul', 'un accord un seul', ['un', 'accord', 'seul']],
    ['À Rabat', 'a rabat', ['rabat']],
    ['x', 'x', ['x']],
    ['جامعة الأخوين', 'جامعه الاخوين', ['جامعه', 'الاخوين']],
    [
      '<mailto:k.alaoui@odco.example|k.alaoui@odco.example>',
      'k alaoui odco example',
      ['alaoui', 'odco', 'example'],
    ],
  ])('in %s is “%s”', (typed, whole, words) => {
    const terms = searchTerms(typed);
    expect(terms?.whole).toBe(whole);
    expect(terms?.words.map(({ word }) => word)).toEqual(words);
  });

  it('is nothing in blanks', () => {
    for (const typed of ['', '   ', '\n\t']) expect(searchTerms(typed)).toBeNull();
  });

  it('is at most 300 characters and eight words, and holds no sign that a pattern would read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 4000 }), (typed) => {
        const part = searchedPart(typed);
        expect([...part].length).toBeLessThanOrEqual(300);
        // Throws where a sign was cut in two.
        encodeURIComponent(part);
        const terms = searchTerms(typed);
        for (const { word, slips } of terms?.words ?? []) {
          expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
          for (const slip of slips) expect(slip).toMatch(/^[\p{L}\p{N}.?]+$/u);
        }
        expect(terms?.words.length ?? 0).toBeLessThanOrEqual(8);
      }),
    );
  });

  it('forgives one slip in a word of four letters or more: another letter, one too many or too few, two swapped', () => {
    const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789');
    const word = fc.array(letter, { minLength: 4, maxLength: 20 });
    const slip = fc.constantFrom('replace', 'add', 'drop', 'swap');
    fc.assert(
      fc.property(word, slip, fc.nat(), letter, (meant, what, where, other) => {
        const at = where % meant.length;
        const typed = [...meant];
        if (what === 'replace') typed[at] = other;
        if (what === 'add') typed.splice(at, 0, other);
        if (what === 'drop' && at > 0) typed.splice(at, 1);
        if (what === 'swap' && at > 0) typed.splice(at - 1, 2, meant[at] ?? '', meant[at - 1] ?? '');
        fc.pre(typed.length >= 4 && /[a-z]/.test(typed.join('')));
        const [found] = searchTerms(typed.join(''))?.words ?? [];
        const forms = [found?.word, ...(found?.slips ?? [])].join('|');
        expect(meant.join('')).toMatch(new RegExp(`^(${forms})`));
      }),
    );
    for (const none of ['abc', '2020']) expect(searchTerms(none)?.words[0]?.slips).toEqual([]);
    expect(searchTerms('x'.repeat(300))?.words[0]?.slips).toEqual([]);
  });
});

describe('the text in which is searched', () => {
  it('has every text once, between bars, a space before each word', () => {
    expect(searchedText(['Œuvre d’Été', null, 'ŒUVRE d’été', '', 'UM6P'])).toBe('| oeuvre d ete | um6p |');
    expect(searchedText([null])).toBe('|  |');
  });

  it('takes Arabic letters for one another that people write one for the other, and drops what is ornament', () => {
    expect(foldText('جَامِعَة الأخويـــن')).toBe(foldText('جامعه الاخوين'));
  });
});
