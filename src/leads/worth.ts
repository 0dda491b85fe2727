import { writeMoney } from '../language/money.js';
import type { Language } from '../language/words.js';

/** What a lead may be worth, as people write it; null where it is not known. */
export function writeWorth(
  { value, currency }: { readonly value: number | null; readonly currency: string | null },
  language: Language,
): string | null {
  return value === null || currency === null ? null : writeMoney(value, currency, language);
}
