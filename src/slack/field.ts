import type { ViewStateValue } from '@slack/bolt';
import type { InputBlock, KnownBlock } from '@slack/types';
import type { Mrkdwn } from '../language/mrkdwn.js';
import type { Key, Values, Words } from '../language/words.js';
import { plainText } from './blocks.js';
import type { Request } from './context.js';
import { limits } from './limits.js';

/** The values of a submitted view, by block id and action id, as Slack sends them. */
export type ViewValues = Readonly<Record<string, Readonly<Record<string, ViewStateValue>>>>;

/** What is wrong with a field, as a sentence of the catalogues. */
export interface Problem {
  readonly key: Key;
  readonly values?: Values;
}

/** What a field made of the values: its value, or what is wrong at which block. */
export type FieldReading<Value> =
  | { readonly value: Value }
  | { readonly blockId: string; readonly problem: Problem };

/** How fields are labelled: each label, hint and placeholder is looked up under the form's own name. */
export interface FieldWriting {
  readonly words: Words;
  label(field: string): string;
  hint(field: string): string | null;
  placeholder(field: string): string | null;
}

/** A reason to look at an answer again before it is saved; saving once more goes past it. */
export interface Doubt {
  readonly blockId: string;
  /** Said above the input; null where the form itself shows what to look at. */
  readonly problem: Problem | null;
  /** What it is about: going past it goes past this only. */
  readonly about: string;
}

/** What is said beside a text at each letter that a person types into it. */
export interface WhileTyped {
  /** The block in which it is typed; it tells of each letter (see `tellingEachLetter`). */
  readonly blockId: string;
  hint(typed: string, request: Request): Promise<Mrkdwn | null>;
}

/** One question of a form: the blocks that ask it and the reading of the answer, sharing one id. */
export interface Field<Value> {
  /** Asked once all answers are read and nothing is wrong with them. */
  doubt?(value: Value, request: Request): Promise<Doubt | null>;
  readonly whileTyped?: WhileTyped;
  blocks(id: string, writing: FieldWriting, value: Value | undefined): KnownBlock[];
  read(id: string, values: ViewValues): FieldReading<Value>;
}

/** The action_id of every input but type-ahead menus: its block says which field it is. */
export const inputActionId = 'input';

/** Whether a field must be answered. */
export interface Presence<Required extends boolean> {
  readonly required: Required;
}
/** What a field gives: without an answer null, where none is required. */
export type Maybe<Value, Required extends boolean> = Required extends true ? Value : Value | null;

/** An input block for an element, labelled from the catalogues. */
export function inputBlock(
  id: string,
  writing: FieldWriting,
  optional: boolean,
  element: InputBlock['element'],
): InputBlock {
  const hint = writing.hint(id);
  return {
    type: 'input',
    block_id: id,
    optional,
    label: plainText(writing.label(id), limits.inputLabel),
    element,
    ...(hint === null ? {} : { hint: plainText(hint, limits.inputHint) }),
  };
}

/** The input as Slack tells the app of each letter that is typed into it. */
export function tellingEachLetter(block: KnownBlock): KnownBlock {
  if (block.type !== 'input' || block.element.type !== 'plain_text_input') return block;
  const element = {
    ...block.element,
    dispatch_action_config: { trigger_actions_on: ['on_character_entered' as const] },
  };
  return { ...block, dispatch_action: true, element };
}

/** The submitted state of a field's input, if the view had it. */
export function stateOf(id: string, values: ViewValues): ViewStateValue | undefined {
  return Object.values(values[id] ?? {})[0];
}

/** Empties count as not answered: an error where an answer is required, null where it is not. */
export function presence<Value, Required extends boolean>(
  id: string,
  required: Required,
  value: Value | null,
): FieldReading<Maybe<Value, Required>> {
  if (value === null && required) return { blockId: id, problem: { key: 'form.required' } };
  return { value: value as Maybe<Value, Required> };
}

/** An answer that is not asked now: it stays what it is. */
export function heldField<Value>(value: Value): Field<Value> {
  return { blocks: () => [], read: () => ({ value }) };
}
