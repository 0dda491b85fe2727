import type { Key, Language, Words } from '../language/words.js';
import { option } from '../slack/blocks.js';
import { selectBlock } from '../slack/choice-fields.js';
import { type Field, stateOf } from '../slack/field.js';
import { textField } from '../slack/text-fields.js';
import { longestCadence, readCadence } from './cadence.js';
import { readWebsite } from './website.js';

/** A text that has to make sense: what is read of it, or the sentence that says how to write it. */
function readField<Value>(rules: {
  readonly max: number;
  read(typed: string): Value | null;
  write(value: Value, words: Words): string;
  readonly problem: Key;
}): Field<Value | null> {
  const text = textField({ required: false, max: rules.max });
  return {
    blocks: (id, writing, value) =>
      text.blocks(
        id,
        writing,
        value === undefined || value === null ? null : rules.write(value, writing.words),
      ),
    read: (id, values) => {
      const typed = text.read(id, values);
      if (!('value' in typed)) return typed;
      if (typed.value === null) return { value: null };
      const value = rules.read(typed.value);
      return value === null ? { blockId: id, problem: { key: rules.problem } } : { value };
    },
  };
}

/** The address of a website. */
export const websiteField = readField({
  max: 300,
  read: readWebsite,
  write: (address) => address,
  problem: 'partners.problem.website',
});

/** How often to meet, in months, typed as people say it. */
export const cadenceField = readField({
  max: 60,
  read: readCadence,
  write: writeCadence,
  problem: 'partners.problem.cadence',
});

/** A cadence as people say it: `every 3 months`. */
export function writeCadence(months: number, words: Words): string {
  return words.plain('partners.every', { count: Math.min(months, longestCadence) });
}

/** An address for mail. */
export const emailField = readField({
  max: 254,
  read: (typed) => (/^[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+$/.test(typed) ? typed : null),
  write: (address) => address,
  problem: 'partners.problem.email',
});

/** A telephone number, kept as typed. */
export const phoneField = readField({
  max: 40,
  read: (typed) => (/^\+?[\d\s().\-/]{4,}(?:\s*(?:ext|poste|p)\.?\s*\d+)?$/i.test(typed) ? typed : null),
  write: (number) => number,
  problem: 'partners.problem.phone',
});

/** Several short texts in one field, `separator` between them; the same one counts once. */
export function listField(rules: {
  readonly separator: RegExp;
  readonly between: string;
  readonly multiline: boolean;
  readonly most: number;
}): Field<string[]> {
  const text = textField({ required: false, multiline: rules.multiline });
  return {
    blocks: (id, writing, value) => text.blocks(id, writing, value?.join(rules.between) || null),
    read: (id, values) => {
      const typed = text.read(id, values);
      if (!('value' in typed)) return typed;
      const parts = (typed.value ?? '').split(rules.separator).map((part) => part.trim().slice(0, 300));
      return { value: [...new Set(parts.filter(Boolean))].slice(0, rules.most) };
    },
  };
}

const contactLanguages = [
  'fr',
  'en',
  'ar',
  'es',
  'pt',
  'de',
  'it',
  'nl',
  'tr',
  'ru',
  'zh',
  'ja',
  'ko',
] as const;

/** A language's name as people read it. */
export function languageName(code: string, language: Language): string {
  return new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code;
}

/** The language in which to write to someone. */
export const languageField: Field<string | null> = {
  blocks: (id, writing, value) => {
    const { language } = writing.words;
    const options = contactLanguages.map((code) => option(code, languageName(code, language)));
    return [selectBlock(id, writing, true, options, value ?? null)];
  },
  read: (id, values) => {
    const chosen = stateOf(id, values)?.selected_option?.value;
    return { value: contactLanguages.find((code) => code === chosen) ?? null };
  },
};
