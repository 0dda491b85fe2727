import { unescapeText } from '../language/mrkdwn.js';

/** What a person typed after `/partner`, taken apart. Nothing in it is interpreted yet. */
export interface CommandText {
  /** The first word as typed, or an empty string. */
  readonly verb: string;
  /** All that follows the verb, as typed, with Slack's escapes undone outside of mentions. */
  readonly rest: string;
  readonly words: readonly CommandWord[];
}

export type CommandWord =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'quoted'; readonly text: string }
  | { readonly kind: 'person'; readonly userId: string }
  | { readonly kind: 'channel'; readonly channelId: string }
  | { readonly kind: 'filter'; readonly name: string; readonly value: string };

const wordPattern =
  /<@(?<person>[UW][A-Z0-9]+)(?:\|[^>]*)?>|<#(?<channel>[CG][A-Z0-9]+)(?:\|[^>]*)?>|(?:(?<filter>\p{L}[\p{L}-]*):)?"(?<quoted>[^"]*)"|(?<bare>\S+)/gu;

/** Undoes what phones and Slack do to typed text: no-break spaces, smart quotes, escaped characters. */
export function normaliseTyped(text: string): string {
  return text
    .replace(/[\u00A0\u2000-\u200A\u202F\u3000]/g, ' ')
    .replace(/[\u200B\u2060\uFEFF]/g, '')
    .replace(/[“”„«»]\s?|\s?[»]/g, '"')
    .replace(/[‘’]/g, "'")
    .trim();
}

/** Takes the text of a slash command apart. Never throws. */
export function readCommandText(typed: string): CommandText {
  const text = normaliseTyped(typed);
  const words = [...text.matchAll(wordPattern)].map(readWord);
  const [first] = words;
  const verb = first?.kind === 'word' ? first.text : '';
  return {
    verb,
    rest: unescapeText(text.slice(verb.length).trim()),
    words: verb === '' ? words : words.slice(1),
  };
}

function readWord(match: RegExpMatchArray): CommandWord {
  const { person, channel, filter, quoted, bare } = match.groups ?? {};
  if (person !== undefined) return { kind: 'person', userId: person };
  if (channel !== undefined) return { kind: 'channel', channelId: channel };
  if (quoted !== undefined) {
    const text = unescapeText(quoted);
    return filter === undefined ? { kind: 'quoted', text } : { kind: 'filter', name: filter, value: text };
  }
  const text = unescapeText(bare ?? '');
  const named = /^(?<name>\p{L}[\p{L}-]*):(?<value>[^/\s]\S*)$/u.exec(text)?.groups;
  return named === undefined
    ? { kind: 'word', text }
    : { kind: 'filter', name: named['name'] ?? '', value: named['value'] ?? '' };
}

/** A word as it was typed, filters and mentions as they stand in a command. */
export function textOfWord(word: CommandWord): string {
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

/** The page of a list that a `page:` filter means, counted from 1; the first where it means none. */
export function pageNumber(value: string | undefined): number {
  return value !== undefined && /^\d{1,4}$/.test(value) ? Math.max(1, Number(value)) : 1;
}

const pageAtEnd = /(?:^|\s+)page:(\d{1,4})$/;

/** What was typed after a verb, and the page of the answer that is meant, where all but the page is one text. */
export function pageOf(rest: string): { readonly typed: string; readonly page: number } {
  return { typed: rest.replace(pageAtEnd, ''), page: pageNumber(pageAtEnd.exec(rest)?.[1]) };
}

/** The same word without case and accents, for comparing what people type: `Échéances` → `echeances`. */
export function foldWord(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
