import type { CommandWord } from '../slack/command-text.js';
import { foldWord } from '../slack/command-text.js';
import { axisNamed } from '../workspace/axis.js';
import type { DigestFilters, DigestKind } from './digest-kind.js';
import { kindNamed } from './kind-word.js';
import { parseSchedule } from './schedule-text.js';
import { furthestHorizonDays, type Wish } from './subscription.js';

/** What the words after `subscribe` mean, or which of them could not be understood. */
export type SubscribeText =
  | { readonly kind: 'wish'; readonly wish: Wish }
  | { readonly kind: 'unknown_axis'; readonly typed: string }
  | { readonly kind: 'not_understood'; readonly typed: string };

const horizonPattern = /(?:^|\s)(?<days>\d{1,4})\s?(?:d|j|days?|jours?)(?=\s|$)/i;
const everyKind = new Set(['all', 'everything', 'tout']);
const joiners = new Set(['and', 'et', '&']);

/**
 * Reads `KINDS [axis:…] [@owner] [horizon] [schedule]`; the order is free but for the words of the schedule. Without
 * any kind all of them are meant.
 */
export function readSubscribeText(
  words: readonly CommandWord[],
  kinds: readonly DigestKind[],
  now: Date,
  timeZone: string,
): SubscribeText {
  const { named, rest } = takeKinds(words, kinds);
  let filters: DigestFilters = {};
  const schedule: string[] = [];
  for (const word of rest) {
    if (word.kind === 'person') {
      filters = { ...filters, ownerId: word.userId };
    } else if (word.kind === 'filter' && /^ax[ei]/.test(foldWord(word.name))) {
      const axis = axisNamed(word.value);
      if (axis === null) return { kind: 'unknown_axis', typed: word.value };
      filters = { ...filters, axis };
    } else if (word.kind === 'filter') {
      return { kind: 'not_understood', typed: `${word.name}:${word.value}` };
    } else if (word.kind === 'channel') {
      return { kind: 'not_understood', typed: '#' };
    } else {
      schedule.push(word.text);
    }
  }
  const typed = schedule.join(' ');
  const horizonDays = horizonIn(typed);
  if (horizonDays !== null) filters = { ...filters, horizonDays };
  const when = horizonDays === null ? typed : typed.replace(horizonPattern, '');
  const parsed = parseSchedule(when, now, timeZone);
  if (parsed === null) return { kind: 'not_understood', typed: when.trim() };
  return { kind: 'wish', wish: { kinds: named.map(({ name }) => name), filters, schedule: parsed } };
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
