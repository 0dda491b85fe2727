import { plainText } from './blocks.js';
import {
  type Field,
  inputActionId,
  inputBlock,
  type Maybe,
  type Presence,
  presence,
  stateOf,
} from './field.js';
import { limits } from './limits.js';

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

/**
 * A text of any length, in as many inputs as it takes, each of Slack's 3,000 characters at most; with `room`, one more
 * that is empty. The parts are joined as they follow each other, at line breaks where there are any.
 */
export function longTextField(rules: { readonly room: boolean }): Field<string> {
  const further = (id: string, index: number) => (index === 0 ? id : `${id}:${index + 1}`);
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
      return presence<string, true>(id, true, parts.join('\n').trim() || null);
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
