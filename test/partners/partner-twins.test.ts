import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areTwins, initialsOf, isSameName, lookUpWords } from '../../src/partners/partner-twins.js';

describe('two names of one organisation', () => {
  it.each([
    ['accents and case', 'Université Hassan II', 'UNIVERSITE HASSAN II'],
    ['legal forms', 'Maroc Telecom', 'Maroc Télécom S.A.'],
    ['legal forms', 'Atlas Conseil SARL', 'Atlas Conseil'],
    ['a foundation by its bare name', 'Fondation OCP', 'OCP'],
    ['word order', 'Hassan II Université', 'Université Hassan II'],
    ['small words', 'Université de Fès', 'Université Fès'],
    ['the word in another language', 'Hassan II University', 'Université Hassan II'],
    ['spaces', 'MarocTelecom', 'Maroc Telecom'],
    ['a typing slip', 'Université Mohammed VI Polytecnique', 'Université Mohammed VI Polytechnique'],
    ['two slips in a long word', 'Polytecnhique', 'Polytechnique'],
    ['a slip in the kind', 'Atlas Foundatoin', 'Fondation Atlas'],
    ['an acronym', 'UM6P', 'Université Mohammed VI Polytechnique'],
    ['an acronym with dots', 'U.M.6.P.', 'Université Mohammed VI Polytechnique'],
    ['Arabic alef, ya and ta marbuta', 'جامعة الحسن الثاني', 'جامعه الحسن الثانى'],
    ['Arabic hamza', 'جامعة الأخوين', 'جامعة الاخوين'],
    ['Arabic vowels and tatweel', 'جَامِعَة الأخويـــن', 'جامعة الأخوين'],
    ['the Arabic article', 'مكتب تنمية التعاون', 'مكتب تنمية تعاون'],
  ])('are told as twins despite %s: %s', (_why, one, other) => {
    expect(isSameName(one, other)).toBe(true);
    expect(isSameName(other, one)).toBe(true);
  });

  it.each([
    ['Université Hassan I', 'Université Hassan II'],
    ['Université Mohammed V', 'Université Mohammed VI'],
    ['Fondation Mohammed VI', 'Université Mohammed VI'],
    ['OCP SA', 'Fondation OCP'],
    ['Université de Fès', 'Université de Settat'],
    ['Lycée 12', 'Lycée 13'],
    ['Atlas', 'Atlas Conseil'],
    ['Université', 'University'],
    ['CNRS', 'CNRST'],
    ['', ''],
  ])('are not confused: %s, %s', (one, other) => {
    expect(isSameName(one, other)).toBe(false);
  });

  it('may be any of the names of each', () => {
    const um6p = {
      name: 'Université Mohammed VI Polytechnique',
      acronym: 'UM6P',
      aliases: ['Poly Benguerir'],
    };
    expect(areTwins({ name: 'poly-benguérir' }, um6p)).toBe(true);
    expect(areTwins({ name: 'Poly Rabat' }, um6p)).toBe(false);
  });

  it('are the same both ways, and every name is its own twin', () => {
    const word = fc.constantFrom(
      'université',
      'hassan',
      'II',
      'atlas',
      'conseil',
      'SA',
      'de',
      'fès',
      'um6p',
      'جامعة',
    );
    const name = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(isSameName(one, other)).toBe(isSameName(other, one));
        expect(isSameName(one, one)).toBe(true);
      }),
    );
  });

  it('can be looked up: a piece of each word survives the slips', () => {
    expect(lookUpWords('Université Polytecnhique')).toEqual([['poly', 'tecn', 'hique']]);
    expect(initialsOf('Université Mohammed VI Polytechnique')).toBe('um6p');
    expect(initialsOf('Maroc Telecom')).toBeNull();
  });
});
