import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../src/language/words.js';
import { readCadence } from '../../src/partners/cadence.js';
import { writeCadence } from '../../src/partners/partner-fields.js';
import { redact } from '../../src/partners/redact.js';
import { readWebsite } from '../../src/partners/website.js';
import { countryCodes, findCountries } from '../../src/workspace/country.js';

describe('a cadence', () => {
  it.each([
    ['every 3 months', 3],
    ['tous les 3 mois', 3],
    ['Tous les trois mois', 3],
    ['3 mois', 3],
    ['3months', 3],
    ['chaque trimestre', 3],
    ['trimestrielle', 3],
    ['every other month', 2],
    ['monthly', 1],
    ['tous les mois', 1],
    ['toutes les deux années', 24],
    ['every 2 years', 24],
    ['une fois par an', 12],
    ['deux fois par an', 6],
    ['3', null],
    ['months', null],
    ['every 11 years', null],
    ['every 0 months', null],
    ['often', null],
  ])('%s is %s months', (typed, months) => {
    expect(readCadence(typed)).toBe(months);
  });

  it('is read as it was written', () => {
    for (const months of [1, 2, 3, 12, 120]) {
      for (const words of [wordsOf.en, wordsOf.fr])
        expect(readCadence(writeCadence(months, words))).toBe(months);
    }
  });
});

describe('a website', () => {
  it.each([
    ['www.um6p.ma', 'https://www.um6p.ma'],
    ['HTTP://Um6p.ma/fr/', 'http://um6p.ma/fr'],
    ['جامعة.ma', 'https://xn--mgbak6c0b.ma'],
    ['um6p', null],
    ['javascript:alert(1)', null],
    ['https://me:pass@um6p.ma', null],
    ['um6p .ma', null],
    ['localhost:3000', null],
    [`um6p.ma/${'x'.repeat(300)}`, null],
  ])('%s is %s', (typed, address) => {
    if (typed.endsWith('.ma') && address?.includes('xn--'))
      expect(readWebsite(typed)).toMatch(/^https:\/\/xn--.*\.ma$/);
    else expect(readWebsite(typed)).toBe(address);
  });
});

describe('a country', () => {
  it('is found by how its name begins, in the language of whoever types', () => {
    expect(findCountries('maro', 'fr', 100)).toEqual([{ code: 'MA', name: 'Maroc' }]);
    expect(findCountries('moroc', 'en', 100)).toEqual([{ code: 'MA', name: 'Morocco' }]);
    expect(findCountries('etats', 'fr', 100).map(({ code }) => code)).toContain('US');
    expect(findCountries('uni', 'en', 100).map(({ code }) => code)).toContain('US');
    expect(findCountries('%', 'en', 100)).toEqual([]);
  });

  it('is one of 249, each with a name', () => {
    expect(new Set(countryCodes).size).toBe(249);
    expect(findCountries('', 'en', 300).filter(({ code, name }) => code === name)).toEqual([]);
    expect(findCountries('', 'en', 100)).toHaveLength(100);
  });
});

describe('the mention of someone', () => {
  const nadia = { name: 'Nadia Étrillard', email: 'n.etrillard@um6p.ma', phone: '+212 661-123456' };
  it.each([
    ['Vu Nadia Étrillard hier.', 'Vu X hier.'],
    ['Vu NADIA  etrillard hier', 'Vu X hier'],
    ['écrire à N.Etrillard@um6p.ma ou +212661123456', 'écrire à X ou X'],
    ['Nadia Étrillardin reste', 'Nadia Étrillardin reste'],
    ['Nadia reste', 'Nadia reste'],
    ['é🏴 Nadia Étrillard', 'é🏴 X'],
  ])('%s becomes %s', (text, without) => {
    expect(redact(text, nadia, 'X')).toBe(without);
  });

  it('is nowhere where nobody is named', () => {
    expect(redact('anything', { name: '', email: null, phone: null }, 'X')).toBe('anything');
    expect(redact('a (b', { name: '(b', email: null, phone: null }, 'X')).toBe('a X');
  });
});
