import type { Language } from '../language/words.js';

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** The currency that a person typed, as its ISO 4217 code in capitals; null where there is none of this code. */
export function currencyNamed(typed: string): string | null {
  const code = typed.trim().toUpperCase();
  return currencies.has(code) ? code : null;
}

/** What a lead may be worth, as people write it: `MAD 1,500,000`, `1 500 000 MAD`; null where it is not known. */
export function writeWorth(
  { value, currency }: { readonly value: number | null; readonly currency: string | null },
  language: Language,
): string | null {
  if (value === null || currency === null) return null;
  return new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'currency',
    currency,
    maximumFractionDigits: 0,
  }).format(value);
}
