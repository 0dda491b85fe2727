import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeLength } from '../../src/agreements/explain.js';
import { readLength } from '../../src/agreements/length.js';
import { languages, wordsOf } from '../../src/language/words.js';

test.each([
  ['5 years', 'months', 60],
  ['5 ans', 'months', 60],
  ['1 an', 'months', 12],
  ['un an', 'months', 12],
  ['One year', 'months', 12],
  ['18 mois', 'months', 18],
  ['18 MONTHS', 'months', 18],
  ['1 an et 6 mois', 'months', 18],
  ['1 year and 6 months', 'months', 18],
  ['2 années', 'months', 24],
  ['3m', 'months', 3],
  ['30 jours', 'days', 30],
  ['90d', 'days', 90],
  ['90j', 'days', 90],
  ['2 semaines', 'days', 14],
  ['2 weeks, 3 days', 'days', 17],
])('%s', (typed, unit, count) => {
  expect(readLength(typed)).toEqual({ unit, count });
});

test.each([
  '',
  '5',
  'years',
  'five-ish',
  '5 years or so',
  '3 months and 10 days',
  '-3 months',
  '1.5 an',
  '999999 ans',
])('“%s” is not guessed at', (typed) => {
  expect(readLength(typed)).toBeNull();
});

test('what is written in either language is read back the same', () => {
  const length = fc.record({
    unit: fc.constantFrom('months' as const, 'days' as const),
    count: fc.integer({ min: 1, max: 1_200 }),
  });
  fc.assert(
    fc.property(length, fc.constantFrom(...languages), (each, language) => {
      expect(readLength(writeLength(each, wordsOf[language]))).toEqual(each);
    }),
  );
});

test('reading never throws', () => {
  fc.assert(fc.property(fc.string(), (typed) => void readLength(typed)));
});
