import { currencyNamed } from '../language/money.js';

/** What is paid, as typed in one line. */
export interface TypedPayment {
  /** In hundredths of the currency. */
  readonly amount: bigint;
  readonly currency: string;
  /** When, and for what. */
  readonly schedule: string | null;
}

const figures = "\\d[\\d\\s\\u00A0\\u202F.,'’]*";
const line = new RegExp(
  `^(?<first>\\p{Sc}|\\p{L}{2,9})?\\s*(?<amount>${figures})(?:\\s*(?<second>\\p{Sc}|\\p{L}{2,9}))?(?=$|[\\s,;:.–—-])[\\s,;:.–—-]*(?<rest>.*)$`,
  'su',
);
const usual: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  dh: 'MAD',
  dhs: 'MAD',
  dirham: 'MAD',
  dirhams: 'MAD',
  euro: 'EUR',
  euros: 'EUR',
  dollar: 'USD',
  dollars: 'USD',
};
const most = 100_000_000_000_000n;

/**
 * Takes `120 000 MAD, in two instalments` apart. A last group of three figures is thousands, one or two after a point or
 * comma are hundredths. Says what is missing where it can't be read.
 */
export function readTypedPayment(typed: string): TypedPayment | 'amount' | 'currency' {
  const groups = line.exec(typed.trim())?.groups;
  const amount = groups === undefined ? null : readAmount(groups['amount'] ?? '');
  if (groups === undefined || amount === null) return 'amount';
  const { first, second, rest = '' } = groups;
  const leading = first === undefined ? null : codeOf(first);
  const following = second === undefined ? null : codeOf(second);
  const currency = leading ?? following;
  if (currency === null) return 'currency';
  const more = leading !== null && second !== undefined && following === null ? `${second} ${rest}` : rest;
  const schedule = more.trim();
  return { amount, currency, schedule: schedule === '' ? null : schedule };
}

function codeOf(typed: string): string | null {
  return usual[typed.toLowerCase()] ?? currencyNamed(typed);
}

function readAmount(typed: string): bigint | null {
  const text = typed.replace(/[\s\u00A0\u202F'’]/g, '').replace(/[.,]+$/, '');
  const [, whole = '', hundredths = ''] = /^(\d[\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(text) ?? [];
  if (!/^\d{1,3}(?:([.,])\d{3})?(?:\1\d{3})*$|^\d+$/.test(whole)) return null;
  const amount = BigInt(whole.replace(/[.,]/g, '')) * 100n + BigInt(hundredths.padEnd(2, '0') || '0');
  return amount > 0n && amount <= most ? amount : null;
}
