import { addDays, type Day, daysBetween, parseDay } from '../calendar/day.js';
import { readTypedDay } from '../calendar/typed-day.js';

/** The most days that can be set off: more than a year of them would leave no office. */
export const mostDaysOff = 400;

/**
 * The days that someone typed, one or a span (`2026-08-01 – 2026-08-31`, `du 1er août 2026 au 31 août 2026`) a line.
 * @returns the days in their order, each once, or the line that is none.
 */
export function readDaysOff(text: string, today: Day): readonly Day[] | { readonly unread: string } {
  const days = new Set<Day>();
  for (const line of text.split(/[\n;,]+/).map((each) => each.trim())) {
    if (line === '') continue;
    const [from, to = from, more] = line
      .replace(/^(?:du|from)\s+/i, '')
      .split(/\s+(?:–|-|to|until|au|jusqu[’']au)\s+|\s*–\s*|\.\./i)
      .map((part) => dayIn(part, today));
    const wrong = from === null || from === undefined || to === null || to === undefined;
    if (wrong || more !== undefined || to < from || daysBetween(from, to) + days.size >= mostDaysOff) {
      return { unread: line };
    }
    for (let day = from; day <= to; day = addDays(day, 1)) days.add(day);
  }
  return [...days].sort();
}

function dayIn(typed: string, today: Day): Day | null {
  const written = typed.trim();
  return parseDay(written) ?? readTypedDay(written, today)?.day ?? null;
}

/** Days as `readDaysOff` reads them: those that follow each other as a span. */
export function writeDaysOff(days: Iterable<Day>): string {
  const spans: { from: Day; to: Day }[] = [];
  for (const day of [...days].sort()) {
    const last = spans.at(-1);
    if (last !== undefined && addDays(last.to, 1) === day) last.to = day;
    else spans.push({ from: day, to: day });
  }
  return spans.map(({ from, to }) => (from === to ? from : `${from} – ${to}`)).join('\n');
}
