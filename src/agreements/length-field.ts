import type { Field, Problem } from '../slack/field.js';
import { textField } from '../slack/text-fields.js';
import { writeLength } from './explain.js';
import { type Length, readLength } from './length.js';

const longestYears = 100;
const longest = { months: longestYears * 12, days: longestYears * 366 } as const;
const typed = textField({ required: false, max: 60 });

/** A length that people type, `5 years` or `30 jours`; `problem` is said where it can't be read. */
export function lengthField(rules: {
  readonly units: readonly Length['unit'][];
  readonly problem: Problem;
}): Field<Length | null> {
  return {
    blocks: (id, writing, value) =>
      typed.blocks(id, writing, value ? writeLength(value, writing.words) : null),
    read: (id, values) => {
      const text = typed.read(id, values);
      if (!('value' in text)) return text;
      if (text.value === null) return { value: null };
      const length = readLength(text.value);
      if (length === null || !rules.units.includes(length.unit) || length.count < 1) {
        return { blockId: id, problem: rules.problem };
      }
      return length.count > longest[length.unit]
        ? { blockId: id, problem: { key: 'agreements.problem.too_long', values: { years: longestYears } } }
        : { value: length };
    },
  };
}
