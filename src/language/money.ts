import type { Language } from './words.js';

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** The currency that a person typed, as its ISO 4217 code in capitals; null where there is none of this code. */
export function currencyNamed(typed: string): string | null {
  const code = typed.trim().toUpperCase();
  return currencies.has(code) ? code : null;
}

/** An amount in whole units as people write it: `MAD 1,500,000`, `1 500 000 MAD`. */
export function writeMoney(amount: number, currency: string, language: Language): string {
  return new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'currency',
    currency,
    maximumFractionDigits: Number.isInteger(amount) ? 0 : 2,
  }).format(amount);
}
