import * as en from 'chrono-node/en';
import * as fr from 'chrono-node/fr';
import { type Day, dateOfDay, parseDay, weekdayOf } from './day.js';
import { anyMonth, anyWeekday, dayPhrases } from './day-phrases.js';
import type { WorkingCalendar } from './working-days.js';

/** A day found in a text, and where: the words that give it, with those that lead to it (`by friday`). */
export interface TypedDay {
  readonly day: Day;
  readonly index: number;
  readonly text: string;
}

interface Span {
  readonly start: number;
  readonly end: number;
}
interface Candidate extends Span {
  /** Null where the words look like a day and are none, e.g. `31/02/2027`. */
  readonly day: Day | null;
  /** A short or double-edged way to say it, which counts only after a word such as `by`. */
  readonly needsDeadline: boolean;
}

const atWordEnd = '(?<![\\p{L}\\p{N}])';
const deadline =
  "no later than|not later than|latest|at the latest|by|before|until|till|due(?: on| by)?|avant(?: fin)?|d'ici(?: a| au)?|jusqu'(?:a|au|en)|au plus tard(?: a)?|pour|echeance|courant";
const article = '(?: ?:)?(?: (?:the|le|la|l|ce|this|on))?';
const afterDeadline = new RegExp(`${atWordEnd}(?:${deadline})${article} $`, 'u');
const afterDeadlineMonth = new RegExp(`${atWordEnd}(?:${deadline}|in|en|for)${article} $`, 'u');
const afterPreposition = new RegExp(`${atWordEnd}(?:on|le|for|this|ce|the)(?: the)? $`, 'u');
const afterDescription =
  /(?<![\p{L}\p{N}])(?:of|of the|from|from the|since|du|de|de la|des|d'|depuis|depuis le|every|each|chaque|tous les|last|article|art\.?|n°|no\.?|page|version|section|chapitre|chapter|phase|lot|point|annexe|step|etape|item|slide) $/u;
const calendarWord = `(?:${anyMonth}|${anyWeekday}|week|weekend|week-end|semaine|mois|month|trimestre|quarter|annee|year|[qt][1-4])s?(?!\\p{L})`;
const unreadable = new RegExp(
  [
    `(?:by|before|until|due|avant|d'ici|jusqu'au|au plus tard)(?: (?:the|le|la|fin|end of))* (?:\\d\\S*|${calendarWord})(?: \\d\\S*)?`,
    `(?:every|each|chaque|tous les|toutes les) ${calendarWord}`,
    `(?:in |within |dans |sous )?\\d+ (?:working days?|business days?|jours? ouvr\\p{L}*)`,
  ]
    .map((pattern) => atWordEnd + pattern)
    .join('|'),
  'u',
);

/** Hours, addresses, phone numbers and people: numbers and names in them are no days. */
const noDays =
  /<[^<>]*>|(?<!\S)\S*(?:@|:\/\/)\S+|\d{1,2}(?:h\d{0,2}|:\d{2})(?: ?[ap]m)?(?![\p{L}\d])|\d{1,2} ?[ap]m(?!\p{L})|(?<!\d)\+?\d+(?:[ ./-]\d+){3,}/gu;

/**
 * The day by which a text in French or English says that something is to be done: `by friday`, `avant le 3 mars`,
 * `dans deux semaines`, `fin juin`, `25/12`. Days come before months in both languages. A day without its year is the
 * next such day from `today` on; `this week` is its last day of work (a Friday where no calendar is known), `next week` the
 * first day of the office's next one (a Monday), a month alone its first day.
 * A day that only describes something (`the minutes of 3 March`) does not count, and working days only where the
 * calendar is known by which they are counted.
 * @returns null where the text names no such day, or names one that does not exist. Never throws.
 */
export function readTypedDay(
  text: string,
  today: Day,
  calendar: WorkingCalendar | null = null,
): TypedDay | null {
  const folded = withoutNoDays(fold(text));
  const ranked = candidates(folded, today, calendar)
    .flatMap(({ day, ...found }) => (day === null ? [] : [{ day, ...found, rank: rankOf(folded, found) }]))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank || other.start - one.start);
  const [best] = ranked;
  if (best === undefined) return null;
  const { start, end } = withItsWords(folded, best);
  return { day: best.day, index: start, text: text.slice(start, end) };
}

/**
 * The words of a text that look like a day and could not be read as one, e.g. `31/02/2027` or `by 2027`; null where
 * there are none. Meant for texts in which `readTypedDay` found nothing. Never throws.
 */
export function unreadDay(text: string, today: Day): string | null {
  const folded = withoutNoDays(fold(text));
  const noSuchDay = candidates(folded, today, null).find(({ day }) => day === null);
  if (noSuchDay !== undefined) return text.slice(noSuchDay.start, noSuchDay.end);
  const unread = unreadable.exec(folded);
  return unread === null ? null : text.slice(unread.index, unread.index + unread[0].length);
}

/** The text without case, accents and typographic signs, of the same length. */
function fold(text: string): string {
  return text.replace(/[\s\S]/g, (unit) => {
    if (/[\s\u00A0\u202F]/.test(unit)) return ' ';
    if (/[’‘ʼ]/.test(unit)) return "'";
    const plain = unit.normalize('NFD').charAt(0).toLowerCase();
    return plain.length === 1 ? plain : unit;
  });
}

function withoutNoDays(folded: string): string {
  return folded.replace(noDays, (found) => '·'.repeat(found.length));
}

function candidates(text: string, today: Day, calendar: WorkingCalendar | null): Candidate[] {
  const found: Candidate[] = [];
  const isFree = ({ start, end }: Span) => found.every((other) => end <= other.start || start >= other.end);
  for (const { pattern, read, needsDeadline = false } of dayPhrases) {
    for (const match of text.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (isFree(span))
        found.push({ ...span, day: read(match.groups ?? {}, today, calendar), needsDeadline });
    }
  }
  for (const candidate of plainDays(text, today)) {
    if (isFree(candidate)) found.push(candidate);
    else widen(found, candidate);
  }
  return found;
}

/** A plain date takes the place of the month or number within it: `5 june` is more than `june`. */
function widen(found: Candidate[], candidate: Candidate): void {
  const within = found.filter(({ start, end }) => start >= candidate.start && end <= candidate.end);
  const crossing = found.filter(({ start, end }) => end > candidate.start && start < candidate.end);
  if (within.length !== crossing.length || within.some((each) => !each.needsDeadline)) return;
  for (const each of within) found.splice(found.indexOf(each), 1, candidate);
}

/** What chrono reads in either language, without what it guesses. */
function plainDays(text: string, today: Day): Candidate[] {
  const reference = { instant: new Date(dateOfDay(today).getTime() + 12 * 3_600_000), timezone: 0 };
  const results = [fr.casual, en.GB].flatMap((reader) =>
    reader.parse(text, reference, { forwardDate: true }),
  );
  return results
    .map((result) => candidateOf(result, text, today))
    .filter((candidate) => candidate !== null)
    .sort((one, other) => other.end - other.start - (one.end - one.start));
}

type Result = ReturnType<typeof en.GB.parse>[number];

function candidateOf(result: Result, text: string, today: Day): Candidate | null {
  const from = result.start;
  if (result.end !== null || from.isCertain('hour')) return null;
  const words = result.text.replace(/^[\s([,]+|[\s)\],;:]+$/g, '');
  const start = result.index + result.text.indexOf(words);
  const span = { start, end: start + words.length };
  if (isPartOfMore(text, span)) return null;
  if (from.isCertain('day') && from.isCertain('month')) {
    return isPast(words, from, today) ? null : { ...span, day: sound(words, from), needsDeadline: false };
  }
  if (!from.isCertain('weekday')) return null;
  if (isWholeWeekday(words, text.slice(span.end))) return { ...span, day: dayIn(from), needsDeadline: false };
  return isShortWeekday(words) ? { ...span, day: dayIn(from), needsDeadline: true } : null;
}

/** `hier` and `3 days ago` tell what happened, never what is to be done. */
function isPast(words: string, from: Start, today: Day): boolean {
  return from.isCertain('year') && !/\d{4}|\d\/\d/.test(words) && (dayIn(from) ?? today) < today;
}

/** `après-demain` is not `demain`, nor `Friday's` a Friday, nor `10 jours ouvrés` ten days. */
function isPartOfMore(text: string, { start, end }: Span): boolean {
  const following = text.slice(end);
  return (
    /[\p{L}\p{N}/-]/u.test(text.charAt(start - 1)) ||
    /^['/-]?[\p{L}\p{N}]/u.test(following) ||
    /^ (?:ouvr|working|business)/.test(following)
  );
}

type Start = Result['start'];

function dayIn(start: Start): Day | null {
  const [year, month, day] = (['year', 'month', 'day'] as const).map((part) => start.get(part) ?? 0);
  return parseDay(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

/** The day read, or null where the words contradict themselves: a thirteenth month, a Monday that is none. */
function sound(words: string, from: Start): Day | null {
  const day = dayIn(from);
  if (day === null) return null;
  if (fraction.test(words) && Number.parseInt(words, 10) !== Number(day.slice(8))) return null;
  const weekday = from.get('weekday');
  const contradicts = from.isCertain('weekday') && weekday !== null && (weekday || 7) !== weekdayOf(day);
  return contradicts ? null : day;
}

const wholeWeekday = new RegExp(`^(?:(?:next|this|on) )?(?:${anyWeekday})(?: next week)?$`);

function isWholeWeekday(words: string, following: string): boolean {
  return wholeWeekday.test(words) && !/^ \d/.test(following);
}

/** `mar` is left out: mardi to some, March to others. */
function isShortWeekday(words: string): boolean {
  return /^(?:mon|tues?|wed|thu|thurs?|fri|sat|sun|lun|mer|jeu|ven|sam|dim)$/.test(words);
}

/** How clearly a day is the one by which to act: after a deadline word, after a preposition, at an end; 0: not at all. */
function rankOf(text: string, { start, end, needsDeadline }: Omit<Candidate, 'day'>): number {
  const before = text.slice(0, start);
  if ((needsDeadline ? afterDeadlineMonth : afterDeadline).test(before)) return 4;
  const own = text.slice(start, end);
  if (needsDeadline) return /^the \d/.test(own) && / on $/.test(` ${before}`) ? 3 : 0;
  if (/^(?:in|within|dans|sous|d'ici) /.test(own)) return 3;
  if (afterDescription.test(before)) return 0;
  if (/^(?:on|next|this) /.test(own) || afterPreposition.test(before)) return 3;
  if (relative.test(own) || atEnd.test(text.slice(end)) || trailing.test(text.slice(end))) return 2;
  return /^[\s([·]*$/.test(before) && !fraction.test(own) ? 1 : 0;
}

const fraction = /^\d\d?\/\d\d?$/;
const relative = /^(?:today|tomorrow|tonight|aujourd'hui|demain|ce soir|apres.demain|the day after)/;
/** People and hours may follow a day: they are blotted out with dots by then. */
const atEnd = /^(?:,? (?:a|at|vers|around|from|par|by|for|pour) ?(?=·))?[\s.,;:!?)·]*$/;
const trailing = /^,? (?:at the latest|au plus tard|latest|prochain)(?!\p{L})/u;

/** Takes in the words that lead to the day and follow it: nothing of them is left when the day is taken out. */
function withItsWords(text: string, { start, end }: Span): Span {
  const before = text.slice(0, start);
  const leading = [afterDeadlineMonth, afterPreposition].map(
    (pattern) => pattern.exec(before)?.[0].length ?? 0,
  );
  const following = trailing.exec(text.slice(end))?.[0].length ?? 0;
  const from = start - Math.max(...leading);
  const lead = /(?:^| )(?:on|le|du|for) $/.exec(text.slice(0, from))?.[0].trimStart().length ?? 0;
  return { start: from - lead, end: end + following };
}
