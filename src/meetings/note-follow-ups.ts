import type { Day } from '../calendar/day.js';
import type { WorkingCalendar } from '../calendar/working-days.js';
import { readTypedFollowUp, type TypedFollowUp } from '../follow-ups/typed-follow-up.js';

/** A follow-up that stands in a note. */
export interface NotedFollowUp extends TypedFollowUp {
  /** All that was typed for it, without the mark. */
  readonly line: string;
  /** Where the line stands in the text. */
  readonly span: Span;
  /** Where its mark begins in the text; where the line does, if it has none. */
  readonly markedFrom: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

type Line = Pick<NotedFollowUp, 'line' | 'span' | 'markedFrom'>;

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
  return lines(note)
    .flatMap(marked)
    .map((line) => noted(line, today, calendar));
}

/** The follow-ups of a text that is a list of them, one a line, with or without boxes; ticked ones are done. */
export function listedFollowUps(
  list: string,
  today: Day,
  calendar: WorkingCalendar | null = null,
): NotedFollowUp[] {
  return lines(list)
    .flatMap((whole) => {
      const { line } = whole;
      const boxes = [...line.matchAll(openBox), ...line.matchAll(tickedBox)].map(({ index }) => index);
      const first = boxes.length === 0 ? line.length : Math.min(...boxes);
      const unmarked = within(whole, bullet.exec(line)?.[0].length ?? 0, first);
      return [...(unmarked.line === '' ? [] : [unmarked]), ...marked(within(whole, first, line.length))];
    })
    .map((line) => noted(line, today, calendar));
}

/** A note without the follow-ups of which all was understood, and without the lines that are empty then. */
export function withoutFollowUps(note: string, today: Day, calendar: WorkingCalendar | null = null): string {
  const understood = noteFollowUps(note, today, calendar).filter(({ unreadDay }) => unreadDay === null);
  return lines(note)
    .flatMap(({ span: { start, end } }) => {
      const own = understood.filter(({ span }) => span.start >= start && span.end <= end);
      if (own.length === 0) return [note.slice(start, end)];
      const left = own
        .toReversed()
        .reduce(
          (text, { markedFrom, span }) => text.slice(0, markedFrom - start) + text.slice(span.end - start),
          note.slice(start, end),
        );
      return left.trim() === '' ? [] : [left.trimEnd()];
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The lines of a text as they stand in it, also the empty ones. */
function lines(text: string): Line[] {
  return [...text.matchAll(/(?<=^|\r\n|\n|\r(?!\n))[^\r\n]*/g)].map(({ 0: line, index: start }) => ({
    line,
    span: { start, end: start + line.length },
    markedFrom: start,
  }));
}

/** A part of a line without the space around it. */
function within({ line, span }: Line, from: number, to: number, markedFrom?: number): Line {
  const part = line.slice(from, to);
  const start = span.start + from + (part.length - part.trimStart().length);
  const text = part.trim();
  return { line: text, span: { start, end: start + text.length }, markedFrom: markedFrom ?? start };
}

function marked(whole: Line): Line[] {
  const { line, span } = whole;
  const boxes = [
    ...[...line.matchAll(openBox)].map((box) => ({ box, open: true })),
    ...[...line.matchAll(tickedBox)].map((box) => ({ box, open: false })),
  ].sort((one, other) => one.box.index - other.box.index);
  return boxes.flatMap(({ box, open }, index) => {
    const part = within(
      whole,
      box.index + box[0].length,
      boxes[index + 1]?.box.index ?? line.length,
      span.start + box.index,
    );
    return open && part.line !== '' ? [part] : [];
  });
}

/** A line that names only a person and a day still is something to do: it stays as it was typed. */
function noted(found: Line, today: Day, calendar: WorkingCalendar | null): NotedFollowUp {
  const typed = readTypedFollowUp(found.line, today, calendar);
  return { ...typed, text: typed.text === '' ? found.line : typed.text, ...found };
}
