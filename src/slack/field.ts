import type { ViewStateValue } from '@slack/bolt';
import type { InputBlock, KnownBlock, PlainTextOption } from '@slack/types';
import { type Day, parseDay } from '../calendar/day.js';
import type { Mrkdwn } from '../language/mrkdwn.js';
import type { Key, Values, Words } from '../language/words.js';
import { option, plainText } from './blocks.js';
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
  readonly problem: Problem;
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

interface Presence<Required extends boolean> {
  readonly required: Required;
}
type Maybe<Value, Required extends boolean> = Required extends true ? Value : Value | null;

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

/** A line or several lines of text, without surrounding space. Only spaces count as nothing. */
export function textField<Required extends boolean>(
  rules: Presence<Required> & { max?: number; multiline?: boolean },
): Field<Maybe<string, Required>> {
  const max = Math.min(rules.max ?? limits.inputText, limits.inputText);
  return {
    blocks: (id, writing, value) => {
      const placeholder = writing.placeholder(id);
      return [
        inputBlock(id, writing, !rules.required, {
          type: 'plain_text_input',
          action_id: inputActionId,
          multiline: rules.multiline ?? false,
          max_length: max,
          ...(value ? { initial_value: value.slice(0, max) } : {}),
          ...(placeholder === null ? {} : { placeholder: plainText(placeholder, limits.placeholder) }),
        }),
      ];
    },
    read: (id, values) => presence(id, rules.required, stateOf(id, values)?.value?.trim() || null),
  };
}

/** A whole number typed as text, within bounds. */
export function numberField<Required extends boolean>(
  rules: Presence<Required> & { min: number; max: number },
): Field<Maybe<number, Required>> {
  return {
    blocks: (id, writing, value) => [
      inputBlock(id, writing, !rules.required, {
        type: 'plain_text_input',
        action_id: inputActionId,
        ...(value === undefined || value === null ? {} : { initial_value: String(value) }),
      }),
    ],
    read: (id, values) => {
      const typed = stateOf(id, values)?.value?.trim() ?? '';
      const number = typed === '' ? null : Number(typed);
      if (number === null) return presence<number, Required>(id, rules.required, null);
      if (!Number.isInteger(number) || number < rules.min || number > rules.max) {
        return { blockId: id, problem: { key: 'form.number', values: { min: rules.min, max: rules.max } } };
      }
      return presence(id, rules.required, number);
    },
  };
}

/** One of a fixed list of words, whose sentences stand in the catalogues under `labels`. */
export function choiceField<Choice extends string, Required extends boolean>(
  rules: Presence<Required> & { choices: readonly Choice[]; label: (choice: Choice) => Key },
): Field<Maybe<Choice, Required>> {
  return {
    blocks: (id, writing, value) => {
      const options = rules.choices.map((choice) => option(choice, writing.words.plain(rules.label(choice))));
      return [selectBlock(id, writing, !rules.required, options, value ?? null)];
    },
    read: (id, values) => {
      const chosen = stateOf(id, values)?.selected_option?.value;
      return presence(id, rules.required, rules.choices.find((choice) => choice === chosen) ?? null);
    },
  };
}

/** A menu of at most 100 options, with the chosen one set. */
export function selectBlock(
  id: string,
  writing: FieldWriting,
  optional: boolean,
  options: PlainTextOption[],
  chosen: string | null,
): InputBlock {
  const initial = options.find(({ value }) => value === chosen);
  const placeholder = writing.placeholder(id);
  return inputBlock(id, writing, optional, {
    type: 'static_select',
    action_id: inputActionId,
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
    ...(placeholder === null ? {} : { placeholder: plainText(placeholder, limits.placeholder) }),
  });
}

/** Any number of a short fixed list (at most ten), as boxes to tick. */
export function choicesField<Choice extends string>(rules: {
  choices: readonly Choice[];
  label: (choice: Choice) => Key;
}): Field<Choice[]> {
  return {
    blocks: (id, writing, value) => {
      const options = rules.choices.map((choice) => option(choice, writing.words.plain(rules.label(choice))));
      const initial = options.filter((each) => value?.some((choice) => choice === each.value));
      return [
        inputBlock(id, writing, true, {
          type: 'checkboxes',
          action_id: inputActionId,
          options,
          ...(initial.length === 0 ? {} : { initial_options: initial }),
        }),
      ];
    },
    read: (id, values) => {
      const ticked = (stateOf(id, values)?.selected_options ?? []).map(({ value }) => value);
      return { value: rules.choices.filter((choice) => ticked.includes(choice)) };
    },
  };
}

/** One of the things that the register names, at most 100. A menu without choices is no valid block, so then nothing is asked. */
export function pickField<Required extends boolean>(
  rules: Presence<Required> & { options: readonly PlainTextOption[] },
): Field<Maybe<string, Required>> {
  const options = rules.options.slice(0, limits.selectOptions);
  return {
    blocks: (id, writing, value) =>
      options.length === 0 ? [] : [selectBlock(id, writing, !rules.required, options, value ?? null)],
    read: (id, values) => {
      const chosen = stateOf(id, values)?.selected_option?.value;
      return presence(id, rules.required, options.find(({ value }) => value === chosen)?.value ?? null);
    },
  };
}

/** Any number of the things that the register names, at most 100. */
export function picksField(options: readonly PlainTextOption[]): Field<string[]> {
  const offered = options.slice(0, limits.selectOptions);
  return {
    blocks: (id, writing, value) => {
      const initial = offered.filter((each) => value?.includes(each.value ?? ''));
      const element = { type: 'multi_static_select', action_id: inputActionId, options: offered } as const;
      return offered.length === 0
        ? []
        : [
            inputBlock(id, writing, true, {
              ...element,
              ...(initial.length === 0 ? {} : { initial_options: initial }),
            }),
          ];
    },
    read: (id, values) => {
      const chosen = (stateOf(id, values)?.selected_options ?? []).map(({ value }) => value);
      return { value: offered.flatMap(({ value }) => (value && chosen.includes(value) ? [value] : [])) };
    },
  };
}

/** A file that a person added to a form; it stays in Slack. */
export interface AddedFile {
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

/** Files to be added, at most ten. Slack can't show again which ones were chosen, so the form must not need a second look. */
export function filesField(): Field<AddedFile[]> {
  return {
    blocks: (id, writing) => [
      inputBlock(id, writing, true, {
        type: 'file_input',
        action_id: inputActionId,
        max_files: limits.fileInputFiles,
      }),
    ],
    read: (id, values) => ({
      value: (stateOf(id, values)?.files ?? []).map(({ id: fileId, title, name, permalink }) => ({
        id: fileId,
        name: title || name || fileId,
        url: permalink,
      })),
    }),
  };
}

/** A calendar day. */
export function dayField<Required extends boolean>(rules: Presence<Required>): Field<Maybe<Day, Required>> {
  return {
    blocks: (id, writing, value) => [
      inputBlock(id, writing, !rules.required, {
        type: 'datepicker',
        action_id: inputActionId,
        ...(value ? { initial_date: value } : {}),
      }),
    ],
    read: (id, values) => presence(id, rules.required, parseDay(stateOf(id, values)?.selected_date ?? '')),
  };
}

/** A time of day as clocks show it: `HH:mm`. */
export function timeField(): Field<string | null> {
  return {
    blocks: (id, writing, value) => [
      inputBlock(id, writing, true, {
        type: 'timepicker',
        action_id: inputActionId,
        ...(value ? { initial_time: value } : {}),
      }),
    ],
    read: (id, values) => ({ value: stateOf(id, values)?.selected_time || null }),
  };
}

/** An answer that is not asked now: it stays what it is. */
export function heldField<Value>(value: Value): Field<Value> {
  return { blocks: () => [], read: () => ({ value }) };
}

/** Any number of entries of a menu that lists at most 100; as boxes to tick where they are ten at most. */
export function entriesField(
  entries: readonly { readonly id: string; readonly shown: string }[],
): Field<string[]> {
  const options = entries.slice(0, limits.selectOptions).map(({ id, shown }) => option(id, shown));
  if (options.length === 0) return heldField([]);
  const type = options.length <= limits.choiceOptions ? 'checkboxes' : 'multi_static_select';
  return {
    blocks: (id, writing, value) => {
      const initial = options.filter((each) => value?.includes(each.value ?? ''));
      return [
        inputBlock(id, writing, true, {
          type,
          action_id: inputActionId,
          options,
          ...(initial.length === 0 ? {} : { initial_options: initial }),
        }),
      ];
    },
    read: (id, values) => {
      const chosen = (stateOf(id, values)?.selected_options ?? []).map(({ value }) => value);
      return { value: entries.flatMap((entry) => (chosen.includes(entry.id) ? [entry.id] : [])) };
    },
  };
}

/**
 * A text of any length, in as many inputs as it takes, each of Slack's 3,000 characters at most; with `room`, one more
 * that is empty. The parts are joined as they follow each other, at line breaks where there are any. `first` is the first
 * part's number: Slack keeps what an input holds for as long as it has the same id.
 */
export function longTextField(rules: { readonly room: boolean; readonly first?: number }): Field<string> {
  const { first = 1 } = rules;
  const further = (id: string, index: number) => (first + index === 1 ? id : `${id}:${first + index}`);
  return {
    blocks: (id, writing, value) => {
      const parts = partsOf(value ?? '');
      const shown = rules.room ? [...parts, ''] : parts;
      return shown.map((part, index) => {
        const placeholder = index === 0 ? writing.placeholder(id) : null;
        const block = inputBlock(further(id, index), writing, index > 0, {
          type: 'plain_text_input',
          action_id: inputActionId,
          multiline: true,
          max_length: limits.inputText,
          ...(part === '' ? {} : { initial_value: part }),
          ...(placeholder === null ? {} : { placeholder: plainText(placeholder, limits.placeholder) }),
        });
        const { hint: _, ...bare } = block;
        const label = plainText(
          index === 0 ? writing.label(id) : writing.label(`${id}_more`),
          limits.inputLabel,
        );
        const hint = index === 0 ? writing.hint(id) : null;
        return { ...bare, label, ...(hint === null ? {} : { hint: plainText(hint, limits.inputHint) }) };
      });
    },
    read: (id, values) => {
      const parts = Object.keys(values)
        .filter((block) => block === id || block.startsWith(`${id}:`))
        .map((block) => ({
          number: Number(block.slice(id.length + 1) || 1),
          text: stateOf(block, values)?.value ?? '',
        }))
        .toSorted((one, other) => one.number - other.number)
        .map(({ text }) => text)
        .filter((text) => text.trim() !== '');
      return presence<string, true>(further(id, 0), true, parts.join('\n').trim() || null);
    },
  };
}

/** A text in parts that Slack's inputs hold: ended at a line break, else at a space, else where they are full. */
export function partsOf(text: string, longest: number = limits.inputText): string[] {
  const parts: string[] = [];
  let left = text;
  while (left.length > longest) {
    const full = left.slice(0, longest + 1);
    const gap = [full.lastIndexOf('\n'), full.lastIndexOf(' ')].find((index) => index > 0);
    const end = gap ?? wholeUnits(left, longest);
    parts.push(left.slice(0, end));
    left = left.slice(gap === undefined ? end : end + 1);
  }
  return [...parts, left];
}

/** A character as UTF-16 has it is not cut in two. */
function wholeUnits(text: string, end: number): number {
  const unit = text.charCodeAt(end - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? end - 1 : end;
}

/** One person of the workspace, by Slack user id. */
export function personField<Required extends boolean>(
  rules: Presence<Required>,
): Field<Maybe<string, Required>> {
  return {
    blocks: (id, writing, value) => [
      inputBlock(id, writing, !rules.required, {
        type: 'users_select',
        action_id: inputActionId,
        ...(value ? { initial_user: value } : {}),
      }),
    ],
    read: (id, values) => presence(id, rules.required, stateOf(id, values)?.selected_user ?? null),
  };
}

/** Any number of people of the workspace, by Slack user id. */
export function peopleField(): Field<string[]> {
  return {
    blocks: (id, writing, value) => [
      inputBlock(id, writing, true, {
        type: 'multi_users_select',
        action_id: inputActionId,
        ...(value === undefined || value.length === 0 ? {} : { initial_users: value }),
      }),
    ],
    read: (id, values) => ({ value: stateOf(id, values)?.selected_users ?? [] }),
  };
}

/** One channel of the workspace, by Slack's id. */
export function channelField<Required extends boolean>(
  rules: Presence<Required>,
): Field<Maybe<string, Required>> {
  return {
    blocks: (id, writing, value) => [
      inputBlock(id, writing, !rules.required, {
        type: 'conversations_select',
        action_id: inputActionId,
        filter: { include: ['public', 'private'] },
        ...(value ? { initial_conversation: value } : {}),
      }),
    ],
    read: (id, values) => presence(id, rules.required, stateOf(id, values)?.selected_conversation ?? null),
  };
}
