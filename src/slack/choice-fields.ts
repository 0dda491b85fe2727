import type { InputBlock, PlainTextOption } from '@slack/types';
import type { Key } from '../language/words.js';
import { option, plainText } from './blocks.js';
import {
  type Field,
  type FieldWriting,
  heldField,
  inputActionId,
  inputBlock,
  type Maybe,
  type Presence,
  presence,
  stateOf,
} from './field.js';
import { limits } from './limits.js';

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
