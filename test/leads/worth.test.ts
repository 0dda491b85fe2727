import { describe, expect, it } from 'vitest';
import { currencyNamed } from '../../src/language/money.js';
import { writeWorth } from '../../src/leads/worth.js';

describe('what a lead may be worth', () => {
  it('is written as people of the language write it', () => {
    const worth = { value: 1_500_000, currency: 'MAD' };
    expect(writeWorth(worth, 'en')?.replace(/\s/gu, ' ')).toBe('MAD 1,500,000');
    expect(writeWorth(worth, 'fr')?.replace(/\s/gu, ' ')).toBe('1 500 000 MAD');
    expect(writeWorth({ value: 0, currency: 'EUR' }, 'en')).toBe('€0');
  });

  it('is unknown without a value or a currency', () => {
    expect(writeWorth({ value: null, currency: 'MAD' }, 'en')).toBeNull();
    expect(writeWorth({ value: 3, currency: null }, 'en')).toBeNull();
  });

  it.each([
    ['mad', 'MAD'],
    [' EUR ', 'EUR'],
    ['XYZ', null],
    ['DH', null],
    ['', null],
  ])('is in the currency “%s”, which is %s', (typed, code) => {
    expect(currencyNamed(typed)).toBe(code);
  });
});
