import i18next, { type i18n } from 'i18next';
import { remembering } from '../calendar/remembering.js';
import { en } from './catalogues/en/index.js';
import { fr } from './catalogues/fr/index.js';
import { Mrkdwn, mrkdwnText } from './mrkdwn.js';

export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

type PluralForm = 'zero' | 'one' | 'other';
type WithoutPlural<Name extends string> = Name extends `${infer Stem}_${PluralForm}` ? Stem : Name;
type Paths<Branch> = {
  [Name in keyof Branch & string]: Branch[Name] extends string
    ? WithoutPlural<Name>
    : `${Name}.${Paths<Branch[Name]>}`;
}[keyof Branch & string];

/** The name of a sentence in the catalogues, such as `leads.form.title`. */
export type Key = Paths<typeof en>;

/** What a sentence's `{{placeholders}}` are filled with. `count` chooses the plural. */
export type Values = Readonly<Record<string, string | number | Mrkdwn>>;

/** The product's sentences in one language. */
export interface Words {
  readonly language: Language;
  /** A sentence for a place that shows Slack's markup: every value in it is escaped unless it is markup already. */
  say(key: Key, values?: Values): Mrkdwn;
  /** A sentence for a place that shows plain text (labels, buttons, titles, notifications). */
  plain(key: Key, values?: Values): string;
}

function instance(language: Language): i18n {
  const made = i18next.createInstance();
  void made.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: language === 'fr' ? fr : en } },
    initAsync: false,
    // The catalogue chooses the sentence and its plural; the values are filled in here, where it is known what to escape.
    interpolation: { skipOnVariables: true },
  });
  return made;
}

/** A sentence taken apart once: literal texts and, between each two of them, the name of a placeholder. */
type Sentence = readonly string[];

const placeholder = /\{\{(\w+)\}\}/;

/** The sentence of a key, looked up once for each plural form. */
function sentencesOf(language: Language): (key: Key, count: number | undefined) => Sentence {
  const catalogue = instance(language);
  const plurals = new Intl.PluralRules(language);
  const formOf = remembering(1_000, (count: number) => (count === 0 ? 'zero' : plurals.select(count)));
  const known = new Map<Key, Map<string, Sentence>>();
  return (key, count) => {
    const forms = known.get(key) ?? new Map<string, Sentence>();
    known.set(key, forms);
    const form = count === undefined ? 'only' : formOf(count);
    const found = forms.get(form);
    if (found !== undefined) return found;
    const counted = count === undefined ? {} : { count };
    const sentence = catalogue.t(key, { skipInterpolation: true, ...counted }).split(placeholder);
    forms.set(form, sentence);
    return sentence;
  };
}

type Value = Values[string];

function fill(sentence: Sentence, values: Values, shown: (value: Value) => string): string {
  let text = sentence[0] ?? '';
  for (let index = 1; index < sentence.length; index += 2) {
    const name = sentence[index] ?? '';
    const value = values[name];
    text += (value === undefined ? `{{${name}}}` : shown(value)) + (sentence[index + 1] ?? '');
  }
  return text;
}

function wordsIn(language: Language): Words {
  const sentence = sentencesOf(language);
  const written = (key: Key, values: Values, shown: (value: Value) => string) =>
    fill(sentence(key, typeof values['count'] === 'number' ? values['count'] : undefined), values, shown);
  return {
    language,
    say: (key, values = {}) => new Mrkdwn(written(key, values, mrkdwnText)),
    plain: (key, values = {}) => written(key, values, String),
  };
}

const catalogue = instance('en');

/** The sentences of each language. */
export const wordsOf: Readonly<Record<Language, Words>> = { fr: wordsIn('fr'), en: wordsIn('en') };

/** Whether the catalogues have a sentence of this name. */
export function hasKey(name: string): name is Key {
  return catalogue.exists(name);
}

/** The language of a Slack locale such as `fr-FR`, or null where the product does not speak it. */
export function languageOfLocale(locale: string | undefined): Language | null {
  const prefix = locale?.slice(0, 2).toLowerCase();
  return languages.find((language) => language === prefix) ?? null;
}
