import { type Narrowing, narrowingWords, readNarrowing } from '../digests/filter-words.js';
import {
  type CommandText,
  type CommandWord,
  foldWord,
  pageNumber,
  textOfWord,
} from '../slack/command-text.js';
import { type Axis, axisNamed } from '../workspace/axis.js';

/**
 * Which follow-ups a person wants to see, as typed after `/partner followups`. All conditions hold together; how many
 * days they are overdue, or within how many days they fall due, says nothing of those that wait.
 */
export interface ListRequest extends Narrowing {
  readonly whose: 'mine' | 'all' | 'person';
  /** Who, as typed (`<@U…>` or `@name`), where `whose` is `person`. */
  readonly person: string | null;
  /** Only the overdue ones, or only those that wait for the partner. */
  readonly only: 'overdue' | 'waiting' | null;
  readonly axis: Axis | null;
  /** The partner that they are about: its name as typed, or `id:` and its id. */
  readonly partner: string | null;
  /** Counted from 1. */
  readonly page: number;
  /** A filter that means nothing here, or null. */
  readonly unknown: string | null;
}

const allWords = new Set(['all', 'everyone', 'tous', 'toutes', 'tout']);
const mineWords = new Set(['mine', 'me', 'moi', 'mes', 'miens']);
const overdueWords = new Set(['overdue', 'late', 'retard']);
const waitingWords = new Set(['waiting', 'attente']);
const fillers = new Set(['en', 'of', 'de', 'les']);
/** What leads to a partner's name and is none of it: `suivis de ODCO`. */
const leading = new Set(['of', 'de', 'with', 'avec']);
const filterNames: Readonly<Record<string, 'axis' | 'partner' | 'person' | 'page' | 'id'>> = {
  axis: 'axis',
  axe: 'axis',
  partner: 'partner',
  partenaire: 'partner',
  owner: 'person',
  responsable: 'person',
  page: 'page',
  id: 'id',
};

/**
 * Reads the words after `/partner followups`, in either language. Who names neither person nor partner means `usual`.
 * Never throws.
 */
export function readListRequest({ words }: CommandText, usual: 'mine' | 'all' = 'mine'): ListRequest {
  let whose: ListRequest['whose'] | null = null;
  let person: string | null = null;
  let only: ListRequest['only'] = null;
  let axis: Axis | null = null;
  let partner: string | null = null;
  let page = 1;
  let unknown: string | null = null;
  let narrowed: Narrowing = {};
  const loose: CommandWord[] = [];
  for (const [index, word] of words.entries()) {
    const typed = textOfWord(word);
    const folded = foldWord(typed);
    const filter = word.kind === 'filter' ? filterNames[foldWord(word.name)] : undefined;
    const narrowing = word.kind === 'filter' ? readNarrowing(word) : null;
    if (narrowing !== null) narrowed = { ...narrowed, ...narrowing };
    else if (word.kind === 'filter' && filter !== undefined) apply(filter, word.value, typed);
    else if (word.kind === 'filter') unknown ??= typed;
    else if (word.kind === 'person' || typed.startsWith('@')) [whose, person] = ['person', typed];
    else if (word.kind === 'quoted') loose.push(word);
    else if (allWords.has(folded)) [whose, person] = ['all', null];
    else if (mineWords.has(folded)) [whose, person] = ['mine', null];
    else if (overdueWords.has(folded)) only = 'overdue';
    else if (waitingWords.has(folded)) only = 'waiting';
    else if (folded === 'en' && isState(words[index + 1])) continue;
    else if (loose.length === 0 && leading.has(folded)) continue;
    else loose.push(word);
  }
  const reach = reachAlone(loose);
  if (reach !== null) narrowed = { ...narrowed, ...reach };
  // A partner's name may have several words, the small ones among them.
  else if (!loose.every(isFiller)) partner ??= loose.map(textOfWord).join(' ');
  // Whoever asks about a partner means what anybody has to do with it.
  whose ??= partner === null ? usual : 'all';
  if (narrowed.minOverdueDays !== undefined) only = 'overdue';
  return { whose, person, only, axis, partner, page, unknown, ...narrowed };

  function apply(filter: 'axis' | 'partner' | 'person' | 'page' | 'id', value: string, typed: string): void {
    switch (filter) {
      case 'page':
        page = pageNumber(value);
        return;
      case 'person':
        [whose, person] = ['person', value.startsWith('<') ? value : `@${value.replace(/^@/, '')}`];
        return;
      case 'partner':
        partner = value;
        return;
      case 'id':
        partner = typed;
        return;
      case 'axis':
        axis = axisNamed(value);
        if (axis === null) unknown ??= typed;
    }
  }
}

/** What a word such as `national` narrows to where it stands alone: beside others it is part of a partner's name. */
function reachAlone(loose: readonly CommandWord[]): Narrowing | null {
  const [word, ...more] = loose.filter((each) => !isFiller(each));
  return word === undefined || more.length > 0 ? null : readNarrowing(word);
}

function isFiller(word: CommandWord): boolean {
  return fillers.has(foldWord(textOfWord(word)));
}

/** Whether it is what `en` leads to: `en retard`, `en attente`. */
function isState(word: CommandWord | undefined): boolean {
  const folded = word === undefined ? '' : foldWord(textOfWord(word));
  return overdueWords.has(folded) || waitingWords.has(folded);
}

/** The command that asks for this list, on this page. */
export function listCommand(asked: Omit<ListRequest, 'unknown' | 'page'>, page = 1): string {
  const { whose, person, only, axis, partner } = asked;
  const named = partner === null || partner.startsWith('id:') ? partner : `partner:"${partner}"`;
  return [
    'followups',
    whose === 'person' ? person : whose === 'all' && 'all',
    // A partner alone means everybody's.
    whose === 'mine' && partner !== null && 'mine',
    asked.minOverdueDays === undefined && only,
    ...narrowingWords(asked),
    axis && `axis:${axis}`,
    named,
    page > 1 && `page:${page}`,
  ]
    .filter(Boolean)
    .join(' ');
}
