import type { Language } from '../language/words.js';
import { option, plainText } from '../slack/blocks.js';
import { actionId } from '../slack/feature.js';
import { type Field, inputBlock, stateOf } from '../slack/field.js';
import { limits } from '../slack/limits.js';
import { countryCodes, countryName } from './country.js';

/** A country, looked up by what is typed of its name. */
export const countryField: Field<string | null> = {
  blocks: (id, writing, value) => [
    inputBlock(id, writing, true, {
      type: 'external_select',
      action_id: actionId('workspace', 'country'),
      min_query_length: 1,
      placeholder: plainText(writing.placeholder(id) ?? writing.label(id), limits.placeholder),
      ...(value ? { initial_option: countryOption(value, writing.words.language) } : {}),
    }),
  ],
  read: (id, values) => {
    const chosen = stateOf(id, values)?.selected_option?.value;
    return { value: countryCodes.find((code) => code === chosen) ?? null };
  },
};

/** A country as an entry of a menu. */
export function countryOption(code: string, language: Language) {
  return option(code.trim(), countryName(code, language));
}
