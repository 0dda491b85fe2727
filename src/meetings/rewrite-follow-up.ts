import type { Day } from '../calendar/day.js';
import { tidy } from '../follow-ups/typed-follow-up.js';
import { writeWholeDay } from '../language/dates.js';
import type { Language } from '../language/words.js';
import type { NotedFollowUp } from './note-follow-ups.js';

/** A follow-up as a line of a note is to say it. */
export interface WantedFollowUp {
  readonly text: string;
  /** Ways to type who does it, the best one first: `@amina`, `<@U…>`. */
  readonly person: readonly string[];
  /** None: the text may name a day of its own. */
  readonly dueOn: Day | null;
}

/** How a text is read: the follow-ups of a note, or those of a list of them. */
export type ReadFollowUps = (text: string) => readonly NotedFollowUp[];

// Words of the notes' own grammar, as their reader knows them: the catalogues may say it otherwise.
const byDay: Readonly<Record<Language, string>> = { en: 'by', fr: 'pour le' };

/**
 * The text with its follow-up at this place saying something else; the rest of it stays as it is, letter by letter.
 * @returns null where no way to write it would be read back as it is wanted, e.g. with a box within the text.
 */
export function rewriteFollowUp(
  text: string,
  place: number,
  wanted: WantedFollowUp,
  read: ReadFollowUps,
  language: Language,
): string | null {
  const before = read(text);
  const span = before[place]?.span;
  if (span === undefined) return null;
  const [head, tail] = [text.slice(0, span.start), text.slice(span.end)];
  // Right after its box, a text that begins with a parenthesis would make a link of both.
  const gap = head === '' || /\s$/.test(head) ? '' : ' ';
  for (const { line, person } of waysToWrite(wanted, language)) {
    const rewritten = `${head}${gap}${line}${tail}`;
    const after = read(rewritten);
    const others = (all: readonly NotedFollowUp[]) => all.toSpliced(place, 1).map((each) => each.line);
    const own = after[place];
    if (own === undefined || others(after).join('\n') !== others(before).join('\n')) continue;
    if (after.length === before.length && says(own, wanted, person)) return rewritten;
  }
  return null;
}

function waysToWrite({ text, person, dueOn }: WantedFollowUp, language: Language) {
  const said = text.replace(/\s+/g, ' ').trim();
  const days =
    dueOn === null
      ? ['']
      : [writeWholeDay(dueOn, language), dueOn].map((day) => ` ${byDay[language]} ${day}`);
  return person.flatMap((each) =>
    days.flatMap((day) => [
      { person: each, line: `${said} ${each}${day}` },
      { person: each, line: `${each} ${said}${day}` },
    ]),
  );
}

function says(read: NotedFollowUp, { text, dueOn }: WantedFollowUp, person: string): boolean {
  if (read.person !== person) return false;
  if (dueOn === null && read.dueOn !== null) return true;
  return read.dueOn === dueOn && read.text === tidy(text.normalize('NFC'));
}
