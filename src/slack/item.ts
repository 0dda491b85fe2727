import type { KnownBlock } from '@slack/types';
import type { ScopedDatabase } from '../database/scope.js';
import { type Language, wordsOf } from '../language/words.js';
import { type Message, section } from './blocks.js';
import type { Reading } from './context.js';
import { cut, limits } from './limits.js';

/**
 * A kind of thing that messages show with buttons: a follow-up, a renewal, a lead. The blocks of an item carry its kind
 * and id in their block_ids, so that any message that holds items (a list, a card, a digest, the Home tab) can be
 * shown again as they stand now, whoever changed them and however many people press at once.
 */
export interface ItemKind {
  /** The word that stands for it in block ids: lower case, no colon. */
  readonly name: string;
  /** The blocks of each item as it now stands, by id, read with one query. An id that is gone has no entry. */
  show(
    database: ScopedDatabase,
    ids: readonly string[],
    reading: Reading,
  ): Promise<ReadonlyMap<string, KnownBlock[]>>;
  /**
   * Set where what one person is shown of an item stands in a message without others. Once something is saved by a form
   * that was asked for there, it is shown in the same place.
   */
  readonly alone?: true;
  /** The id of the row that an item shows, where it is not the item's own. */
  rowOf?(id: string): string;
}

const prefix = 'item';

/** How an item stands in a message: with all its blocks, or in a line with its buttons. */
export type ItemForm = 'whole' | 'line' | 'new_line';

const marks: Readonly<Record<ItemForm, string>> = { whole: '', line: 'line', new_line: 'new' };
const newMark = '🆕';

/** Marks blocks as the item's own, and keeps the language that they were written in. */
export function itemBlocks(
  kind: string,
  id: string,
  language: Language,
  blocks: readonly KnownBlock[],
): KnownBlock[] {
  return blocks.map((block, index) => withId(block, `${prefix}:${kind}:${id}:${language}:${index}`));
}

// Every block of every list comes by here, and V8 copies an object ten times as long where an object literal begins with it.
function withId(block: KnownBlock, id: string): KnownBlock {
  return Object.assign({}, block, { block_id: id });
}

/**
 * An item's blocks as one line of text and the row of its buttons, for messages that hold many. They stay so when the
 * message is shown again; `new_line` marks what is new since the message before.
 */
export function itemLine(blocks: readonly KnownBlock[], form: Exclude<ItemForm, 'whole'>): KnownBlock[] {
  const title = blocks.find((block) => block.type === 'section');
  const item = itemOf(title?.block_id ?? '');
  if (title?.text === undefined || item === null) return [...blocks];
  const facts = blocks.find((block) => block.type === 'context')?.elements ?? [];
  const text = [
    title.text.text.replaceAll('\n', ' · '),
    ...facts.flatMap((fact) => ('text' in fact ? fact.text : [])),
  ].join(' · ');
  const line = form === 'new_line' ? `${newMark} ${text}` : text;
  const buttons = blocks.find((block) => block.type === 'actions');
  const shown: KnownBlock[] = [
    { ...title, text: { type: 'mrkdwn', text: cut(line, limits.sectionText), verbatim: true } },
    ...(buttons === undefined ? [] : [buttons]),
  ];
  const { kind, id, language } = item;
  return shown.map((block, index) =>
    withId(block, `${prefix}:${kind}:${id}:${language}:${marks[form]}${index}`),
  );
}

/** Whether an item's blocks offer anything to press; what is settled offers nothing. */
export function isOpenItem(blocks: readonly KnownBlock[]): boolean {
  return blocks.some(
    (block) => block.type === 'actions' || (block.type === 'section' && block.accessory !== undefined),
  );
}

/**
 * Adds to every item's blocks the command that listed them. Slack does not send an ephemeral message's content back with
 * a click, so this is how the list can be shown again after one.
 */
export function listedBy(commandText: string, blocks: readonly KnownBlock[]): KnownBlock[] {
  const source = encodeURIComponent(commandText);
  return blocks.map((block) => {
    if (block.block_id?.startsWith(`${prefix}:`) !== true) return block;
    const listed = `${block.block_id}:${source}`;
    return listed.length <= limits.blockId ? withId(block, listed) : block;
  });
}

/** The item that a block belongs to and the command that listed it, read from the block's id. */
export function itemOf(blockId: string): Item | null {
  const [mark, kind, id, language, index = '', source] = blockId.split(':');
  if (mark !== prefix || kind === undefined || id === undefined) return null;
  return {
    kind,
    id,
    language: language === 'fr' ? 'fr' : 'en',
    form: index.startsWith(marks.new_line) ? 'new_line' : index.startsWith(marks.line) ? 'line' : 'whole',
    listedBy: source === undefined ? null : decodeURIComponent(source),
  };
}

interface Item {
  readonly kind: string;
  readonly id: string;
  readonly language: Language;
  readonly form: ItemForm;
  readonly listedBy: string | null;
}

/**
 * The message's blocks with every item shown as it stands now, in the language that the message has; what is not an
 * item stays as it was. An item that is gone from the register goes from the message.
 */
export async function refreshItems(
  blocks: readonly KnownBlock[],
  kinds: readonly ItemKind[],
  database: ScopedDatabase,
  reading: Reading,
): Promise<KnownBlock[]> {
  const language = blocks
    .map((block) => itemOf(block.block_id ?? ''))
    .find((item) => item !== null)?.language;
  const inItsLanguage = language === undefined ? reading : { ...reading, words: wordsOf[language] };
  const idsByKind = new Map<string, Set<string>>();
  for (const block of blocks) {
    const item = itemOf(block.block_id ?? '');
    if (item !== null) idsByKind.set(item.kind, (idsByKind.get(item.kind) ?? new Set()).add(item.id));
  }
  const shown = new Map<string, ReadonlyMap<string, KnownBlock[]>>();
  for (const kind of kinds) {
    const ids = idsByKind.get(kind.name);
    if (ids !== undefined) shown.set(kind.name, await kind.show(database, [...ids], inItsLanguage));
  }
  const placed = new Set<string>();
  return blocks.flatMap((block) => {
    const item = itemOf(block.block_id ?? '');
    const current = item === null ? undefined : shown.get(item.kind);
    if (item === null || current === undefined) return [block];
    const key = `${item.kind}:${item.id}`;
    if (placed.has(key)) return [];
    placed.add(key);
    const blocks = current.get(item.id) ?? [];
    if (item.form === 'whole') return blocks;
    return itemLine(blocks, isOpenItem(blocks) ? item.form : 'line');
  });
}

/**
 * A message as it stands now. One that began with an item that is gone keeps no sentence of it as its text either, and
 * one of which nothing is left says so.
 */
export async function refreshMessage(
  { text, blocks }: Message,
  kinds: readonly ItemKind[],
  database: ScopedDatabase,
  reading: Reading,
): Promise<Message> {
  const first = itemOf(blocks[0]?.block_id ?? '');
  const words = first === null ? reading.words : wordsOf[first.language];
  const refreshed = await refreshItems(blocks, kinds, database, reading);
  if (refreshed.length === 0) {
    return { text: words.plain('shared.gone'), blocks: [section(words.say('shared.gone'))] };
  }
  const isGone = first !== null && !refreshed.some((block) => itemOf(block.block_id ?? '')?.id === first.id);
  return { text: isGone ? words.plain('errors.updated') : text, blocks: refreshed };
}
