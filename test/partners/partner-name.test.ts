import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName, nameColumns, searchTextOf, shownName } from '../../src/partners/partner-name.js';

describe('a name as it is searched', () => {
  it.each([
    ['Université  Mohammed-VI Polytechnique', 'universite mohammed vi polytechnique'],
    ['UM6P', 'um6p'],
    ['Cœur & Œuvre (S.A.R.L.)', 'coeur oeuvre s a r l'],
    ['جامعة الحسن الثاني', 'جامعه الحسن الثاني'],
    ['جامعه الحسن الثانى', 'جامعه الحسن الثاني'],
    ['جَامِعَة الأخويـــن', 'جامعه الاخوين'],
    ['   ', ''],
    ['&&', 'u26 u26'],
    ['🏴', 'u1f3f4'],
  ])('%s is %s', (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });

  it('has nothing in it that a LIKE would read, and is empty for blanks only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(foldName(name)).not.toMatch(/[%_\\|]/);
        expect(foldName(name) === '').toBe(name.trim() === '');
        expect(foldName(foldName(name))).toBe(foldName(name));
      }),
    );
  });

  it('stands between bars, once, with every other name', () => {
    const names = { name: 'Office', nameEn: 'OFFICE', nameAr: null, acronym: 'ODCO', aliases: ['Odéco', ''] };
    expect(searchTextOf(names)).toBe('|office|odco|odeco|');
    expect(nameColumns({ name: 'É'.repeat(300) }).sortName).toBe('e'.repeat(100));
    expect(shownName({ name: 'Office', acronym: 'ODCO' })).toBe('ODCO — Office');
    expect(shownName({ name: 'Office', acronym: null })).toBe('Office');
  });
});
