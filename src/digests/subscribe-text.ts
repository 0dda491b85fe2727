import type { CommandWord } from '../slack/command-text.js';
import { foldWord } from '../slack/command-text.js';
import { axisNamed } from '../workspace/axis.js';
import type { DigestFilters, DigestKind } from './digest-kind.js';
import { partnerKindNamed, readNarrowing } from './filter-words.js';
import { kindNamed } from './kind-word.js';
import type { Schedule } from './schedule.js';
import { parseSchedule } from './schedule-text.js';
import { furthestHorizonDays } from './subscription.js';

/** What is typed of a wish: the rest follows from where it is typed. */
export interface TypedWish {
  readonly kinds: readonly string[];
  readonly filters: DigestFilters;
  readonly schedule: Schedule;
  /** To the person who types, in a direct message. */
  readonly toMe: boolean;
}

/** What the words after `subscribe` mean, or which of them could not be understood. */
export type SubscribeText =
  | { readonly kind: 'wish'; readonly wish: TypedWish }
  | { readonly kind: 'unknown_axis' | 'unknown_partner_kind' | 'not_understood'; readonly typed: string };

const horizonPattern = /(?:^|\s)(?<days>\d{1,4})\s?(?:d|j|days?|jours?)(?=\s|$)/i;
const everyKind = new Set(['all', 'everything', 'tout']);
const joiners = new Set(['and', 'et', '&']);
const meWords = new Set(['me', 'moi']);

/**
 * Reads `KINDS [me] [axis:…] [@owner] [national|international] [partner:…] [horizon] [overdue:…] [schedule]`; the order
 * is free but for the words of the schedule. Without any kind all of them are meant. A kind that sums up the others comes
 * on Mondays unless told.
 */
export function readSubscribeText(
  words: readonly CommandWord[],
  kinds: readonly DigestKind[],
  now: Date,
  timeZone: string,
): SubscribeText {
  const { named, rest } = takeKinds(words, kinds);
  let filters: DigestFilters = {};
  let toMe = false;
  const schedule: string[] = [];
  for (const word of rest) {
    const narrowing = readNarrowing(word);
    if (narrowing !== null) {
      filters = { ...filters, ...narrowing };
    } else if (word.kind === 'person') {
      filters = { ...filters, ownerId: word.userId };
    } else if (word.kind === 'filter') {
      const read = readFilter(word.name, word.value);
      if ('unread' in read) return { kind: read.unread, typed: read.typed };
      filters = { ...filters, ...read };
    } else if (word.kind === 'channel') {
      return { kind: 'not_understood', typed: '#' };
    } else if (word.kind === 'word' && meWords.has(foldWord(word.text))) {
      toMe = true;
    } else {
      schedule.push(word.text);
    }
  }
  const typed = schedule.join(' ');
  const horizonDays = horizonIn(typed);
  if (horizonDays !== null) filters = { ...filters, horizonDays };
  const when = (horizonDays === null ? typed : typed.replace(horizonPattern, '')).trim();
  const sumsUp = named.length > 0 && named.every((kind) => kind.sumsUp);
  const parsed = parseSchedule(when === '' && sumsUp ? 'mondays' : when, now, timeZone);
  if (parsed === null) return { kind: 'not_understood', typed: when };
  return { kind: 'wish', wish: { kinds: named.map(({ name }) => name), filters, schedule: parsed, toMe } };
}

type Unread = {
  readonly unread: Exclude<SubscribeText['kind'], 'wish'>;
  readonly typed: string;
};

/** What `name:value` narrows a digest by that lists read otherwise, in either language. */
function readFilter(name: string, value: string): DigestFilters | Unread {
  const folded = foldWord(name);
  if (/^ax[ei]/.test(folded)) {
    const axis = axisNamed(value);
    return axis === null ? { unread: 'unknown_axis', typed: value } : { axis };
  }
  if (['partner', 'partenaire', 'kind', 'type'].includes(folded)) {
    const partnerKind = partnerKindNamed(value);
    return partnerKind === null ? { unread: 'unknown_partner_kind', typed: value } : { partnerKind };
  }
  return { unread: 'not_understood', typed: `${name}:${value}` };
}

/** The kinds among words, all where none is named, and the other words. */
export function takeKinds(
  words: readonly CommandWord[],
  kinds: readonly DigestKind[],
): { readonly named: readonly DigestKind[]; readonly rest: readonly CommandWord[] } {
  const named = new Set<DigestKind>();
  const rest: CommandWord[] = [];
  for (const word of words) {
    const text = word.kind === 'word' ? word.text : '';
    const parts = text.split(',').filter(Boolean);
    // `weekly` is a kind where it comes first, and a rhythm after another kind.
    const first = named.size === 0 && rest.length === 0;
    const found = parts.map((part) => kindNamed(part, first ? kinds : everything(kinds)));
    if (found.length > 0 && found.every((kind) => kind !== undefined))
      for (const kind of found) named.add(kind);
    else if (everyKind.has(foldWord(text))) for (const kind of everything(kinds)) named.add(kind);
    else if (!(rest.length === 0 && joiners.has(foldWord(text)))) rest.push(word);
  }
  return { named: named.size === 0 ? everything(kinds) : kinds.filter((kind) => named.has(kind)), rest };
}

/** What is meant by everything: a kind that sums up others would repeat them. */
export function everything(kinds: readonly DigestKind[]): readonly DigestKind[] {
  return kinds.filter(({ sumsUp }) => sumsUp === undefined);
}

/** The days of a horizon such as `90d` or `90 jours` in a text, or null. */
function horizonIn(text: string): number | null {
  const days = Number(horizonPattern.exec(text)?.groups?.['days'] ?? 0);
  return days >= 1 && days <= furthestHorizonDays ? days : null;
}
