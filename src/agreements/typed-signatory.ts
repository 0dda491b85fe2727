import { type Day, parseDay } from '../calendar/day.js';
import { readTypedDay, unreadDay } from '../calendar/typed-day.js';

/** Someone who signs, as typed in one line. */
export interface TypedSignatory {
  readonly name: string;
  readonly capacity: string | null;
  readonly signedOn: Day | null;
  /** Words that look like a day and could not be read as one. */
  readonly unreadDay: string | null;
}

const figures = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;
const leading = /^(?:sign[ée]e?|signed)?\s*(?:le|on|du)?\s*(?=\S)/iu;

/**
 * Takes `Name, capacity, day` apart; all but the name may be missing. Only words that hold a year can be the day: a
 * capacity may well name a weekday or a number.
 */
export function readTypedSignatory(line: string, today: Day): TypedSignatory {
  const [name = '', ...rest] = line.split(',').map((part) => part.trim());
  const last = rest.at(-1) ?? '';
  const hasYear = /\d{4}/.test(last);
  const signedOn = hasYear ? dayIn(last.replace(leading, ''), today) : null;
  const capacity = (signedOn === null ? rest : rest.slice(0, -1)).filter((part) => part !== '').join(', ');
  return {
    name,
    capacity: capacity === '' ? null : capacity,
    signedOn,
    unreadDay: hasYear && signedOn === null ? unreadDay(last, today) : null,
  };
}

function dayIn(words: string, today: Day): Day | null {
  const [, day = '', month = '', year = ''] = figures.exec(words) ?? [];
  if (year !== '') return parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  const read = parseDay(words);
  if (read !== null) return read;
  const typed = readTypedDay(words, today);
  return typed !== null && typed.text.trim() === words.trim() ? typed.day : null;
}

/** The line that says so, as `readTypedSignatory` reads it. */
export function writeSignatory({ name, capacity, signedOn }: Omit<TypedSignatory, 'unreadDay'>): string {
  const day = signedOn === null ? null : signedOn.split('-').reverse().join('/');
  return [name, capacity, day].filter((part) => part !== null).join(', ');
}
