import type { Day } from '../calendar/day.js';
import { readTypedDay, unreadDay } from '../calendar/typed-day.js';
import type { WorkingCalendar } from '../calendar/working-days.js';

/** A follow-up as someone typed it in one line, taken apart. */
export interface TypedFollowUp {
  /** What is to be done, without the person and the day. Empty where the line says nothing else. */
  readonly text: string;
  /** Who is to do it, as typed: `<@U…>` or `@name`; null where nobody is named. */
  readonly person: string | null;
  readonly dueOn: Day | null;
  /** Words that look like a day and could not be read as one; they stay in the text. */
  readonly unreadDay: string | null;
}

const personPattern =
  /<@[UW][A-Z0-9]+(?:\|[^<>]*)?>|(?<![\p{L}\p{N}._@])@\p{L}(?:[\p{L}\p{N}._'’-]*[\p{L}\p{N}])?/gu;
/** After these, a person is whom the thing is done with or for, not who does it. */
const withPerson = /(?<!\p{L})(?:with|avec|to|à|au|from|de|cc|and|et|chez)\s+$/iu;
/** What leads to the person who does it, and goes with the name. */
const leadingToPerson = /(?:(?<!\p{L})(?:par|pour|by|for|assigned to|assigné à)\s+|(?:->|→|=>)\s*)$/iu;

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Takes a line such as `send the draft @amina by friday` or `envoyer le projet @amina avant vendredi` apart.
 * A person at the line's start is the one who does it, else the last one named. Never throws.
 */
export function readTypedFollowUp(
  line: string,
  today: Day,
  calendar: WorkingCalendar | null = null,
): TypedFollowUp {
  const typed = line.normalize('NFC');
  const day = readTypedDay(typed, today, calendar);
  const person = assigneeIn(typed);
  const taken: Span[] = [];
  if (day !== null) taken.push({ start: day.index, end: day.index + day.text.length });
  if (person !== null) taken.push(person);
  return {
    text: tidy(without(typed, taken)),
    person: person === null ? null : person.typed,
    dueOn: day?.day ?? null,
    unreadDay: day === null ? unreadDay(typed, today) : null,
  };
}

function assigneeIn(text: string): (Span & { readonly typed: string }) | null {
  const named = [...text.matchAll(personPattern)].filter(
    ({ index }) => !withPerson.test(text.slice(0, index)),
  );
  const first = named[0];
  const chosen = first !== undefined && text.slice(0, first.index).trim() === '' ? first : named.at(-1);
  if (chosen === undefined) return null;
  const lead = leadingToPerson.exec(text.slice(0, chosen.index))?.[0].length ?? 0;
  return { typed: chosen[0], start: chosen.index - lead, end: chosen.index + chosen[0].length };
}

function without(text: string, spans: readonly Span[]): string {
  return [...spans]
    .sort((one, other) => other.start - one.start)
    .reduce((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text);
}

/** A text as a follow-up has it: without gaps, and without the punctuation that hangs in the air at its ends. */
export function tidy(text: string): string {
  return text
    .replace(/\(\s*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.](?:\s|$))/g, '')
    .replace(/,(?:\s?,)+/g, ',')
    .replace(/^[\s,;:.–—-]+/u, '')
    .replace(/[\s,;:–—-]+$/u, '');
}
