import type { Day } from '../calendar/day.js';
import type { WorkingCalendar } from '../calendar/working-days.js';
import { readTypedFollowUp, type TypedFollowUp } from '../follow-ups/typed-follow-up.js';

/** A follow-up that stands in a note. */
export interface NotedFollowUp extends TypedFollowUp {
  /** All that was typed for it, without the mark. */
  readonly line: string;
}

/** An empty box to tick, as people type one: `- [ ]`, `* [ ]`, `[]`, `☐`. */
const openBox = /(?:(?:^|(?<=\s))(?:[-*•–—]|\d{1,2}[.)])[^\S\n]*)?(?:\[[^\S\n]*\](?!\()|[☐□])/gmu;
/** A ticked one: what follows is done already. */
const tickedBox = /(?:(?:^|(?<=\s))[-*•–—][^\S\n]*)?(?:\[[xX✓✔]\](?!\()|[☑☒✅])/gmu;
const bullet = /^\s*(?:(?:[-*•–—]|\d{1,2}[.)])(?=\s))?\s*/u;

/**
 * The follow-ups that a note names with empty boxes, in order: one for each box, also where several stand in one line
 * because pasting lost the line breaks. The line's end or the next box, ticked or not, ends each. Never throws.
 */
export function noteFollowUps(
  note: string,
  today: Day,
  calendar: WorkingCalendar | null = null,
): NotedFollowUp[] {
  return marked(note).map((line) => noted(line, today, calendar));
}

/** The follow-ups of a text that is a list of them, one a line, with or without boxes; ticked ones are done. */
export function listedFollowUps(
  list: string,
  today: Day,
  calendar: WorkingCalendar | null = null,
): NotedFollowUp[] {
  return list
    .split(/\r?\n|\r/)
    .flatMap((line) => {
      const boxes = [...line.matchAll(openBox), ...line.matchAll(tickedBox)].map(({ index }) => index);
      const first = boxes.length === 0 ? line.length : Math.min(...boxes);
      const unmarked = line.slice(0, first).replace(bullet, '').trim();
      return [...(unmarked === '' ? [] : [unmarked]), ...marked(line.slice(first))];
    })
    .map((line) => noted(line, today, calendar));
}

function marked(note: string): string[] {
  return note.split(/\r?\n|\r/).flatMap((line) => {
    const boxes = [
      ...[...line.matchAll(openBox)].map((box) => ({ box, open: true })),
      ...[...line.matchAll(tickedBox)].map((box) => ({ box, open: false })),
    ].sort((one, other) => one.box.index - other.box.index);
    return boxes.flatMap(({ box, open }, index) => {
      const text = line.slice(box.index + box[0].length, boxes[index + 1]?.box.index).trim();
      return open && text !== '' ? [text] : [];
    });
  });
}

/** A line that names only a person and a day still is something to do: it stays as it was typed. */
function noted(line: string, today: Day, calendar: WorkingCalendar | null): NotedFollowUp {
  const typed = readTypedFollowUp(line, today, calendar);
  return { ...typed, text: typed.text === '' ? line : typed.text, line };
}
