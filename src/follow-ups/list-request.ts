import { type CommandText, foldWord } from '../slack/command-text.js';

/** Which follow-ups a person wants to see, as typed after `/partner followups`. */
export interface ListRequest {
  readonly whose: 'mine' | 'all' | 'person';
  /** Who, as typed (`<@U…>` or `@name`), where `whose` is `person`. */
  readonly person: string | null;
  readonly overdueOnly: boolean;
  /** Counted from 1. */
  readonly page: number;
  /** The first word that means nothing here, or null. */
  readonly unknown: string | null;
}

const allWords = new Set(['all', 'everyone', 'tous', 'toutes', 'tout']);
const mineWords = new Set(['mine', 'me', 'moi', 'mes', 'miens']);
const overdueWords = new Set(['overdue', 'late', 'retard']);
const fillers = new Set(['en', 'of', 'de', 'les']);

/** Reads the words after `/partner followups`, in either language. Never throws. */
export function readListRequest({ words }: CommandText): ListRequest {
  let whose: ListRequest['whose'] = 'mine';
  let person: string | null = null;
  let overdueOnly = false;
  let page = 1;
  let unknown: string | null = null;
  for (const word of words) {
    if (word.kind === 'person') {
      [whose, person] = ['person', `<@${word.userId}>`];
    } else if (word.kind === 'filter' && word.name === 'page' && /^\d{1,4}$/.test(word.value)) {
      page = Math.max(1, Number(word.value));
    } else if (word.kind === 'word' && word.text.startsWith('@')) {
      [whose, person] = ['person', word.text];
    } else {
      const typed = typedText(word);
      const folded = foldWord(typed);
      if (allWords.has(folded)) [whose, person] = ['all', null];
      else if (mineWords.has(folded)) [whose, person] = ['mine', null];
      else if (overdueWords.has(folded)) overdueOnly = true;
      else if (!fillers.has(folded)) unknown ??= typed;
    }
  }
  return { whose, person, overdueOnly, page, unknown };
}

function typedText(word: CommandText['words'][number]): string {
  switch (word.kind) {
    case 'word':
    case 'quoted':
      return word.text;
    case 'filter':
      return `${word.name}:${word.value}`;
    case 'channel':
      return `<#${word.channelId}>`;
    case 'person':
      return `<@${word.userId}>`;
  }
}

/** The command that asks for this list, on this page. */
export function listCommand({ whose, person, overdueOnly }: ListRequest, page = 1): string {
  return [
    'followups',
    ...(whose === 'person' ? [person] : whose === 'all' ? ['all'] : []),
    ...(overdueOnly ? ['overdue'] : []),
    ...(page > 1 ? [`page:${page}`] : []),
  ].join(' ');
}
