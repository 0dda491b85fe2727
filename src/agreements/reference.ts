const numberField = '{number}';
const yearField = '{year}';

/** What stands before and after the number in the references of a year. */
export function aroundNumber(
  pattern: string,
  year: string,
): { readonly before: string; readonly after: string } {
  const [before = '', after = ''] = pattern.replaceAll(yearField, year).split(numberField);
  return { before, after };
}

/** The reference after those given: `CONV-2026-014`. The number has at least three figures; others' references don't count. */
export function nextReference(pattern: string, year: string, given: readonly string[]): string {
  const { before, after } = aroundNumber(pattern, year);
  const numbers = given
    .filter((reference) => reference.startsWith(before) && reference.endsWith(after))
    .map((reference) => reference.slice(before.length, reference.length - after.length))
    .filter((number) => /^\d{1,9}$/.test(number))
    .map(Number);
  return before + String(Math.max(0, ...numbers) + 1).padStart(3, '0') + after;
}
