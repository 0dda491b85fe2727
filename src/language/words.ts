import i18next, { type i18n } from 'i18next';
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

function instance(language: Language, forMarkup: boolean): i18n {
  const made = i18next.createInstance();
  void made.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: language === 'fr' ? fr : en } },
    initAsync: false,
    interpolation: forMarkup
      ? { escapeValue: true, useRawValueToEscape: true, escape: mrkdwnText }
      : { escapeValue: false },
  });
  return made;
}

function remember<Sentence>(look: (key: Key) => Sentence): (key: Key) => Sentence {
  const known = new Map<Key, Sentence>();
  return (key) => {
    const sentence = known.get(key) ?? look(key);
    known.set(key, sentence);
    return sentence;
  };
}

function wordsIn(language: Language): Words {
  const markup = instance(language, true);
  const text = instance(language, false);
  // Most sentences have nothing to fill in, and looking one up takes i18next some microseconds: each is looked up once.
  const said = remember((key) => new Mrkdwn(markup.t(key)));
  const plain = remember((key) => text.t(key));
  return {
    language,
    say: (key, values) => (values === undefined ? said(key) : new Mrkdwn(markup.t(key, { ...values }))),
    plain: (key, values) => (values === undefined ? plain(key) : text.t(key, { ...values })),
  };
}

const sentences = instance('en', false);

/** The sentences of each language. */
export const wordsOf: Readonly<Record<Language, Words>> = { fr: wordsIn('fr'), en: wordsIn('en') };

/** Whether the catalogues have a sentence of this name. */
export function hasKey(name: string): name is Key {
  return sentences.exists(name);
}

/** The language of a Slack locale such as `fr-FR`, or null where the product does not speak it. */
export function languageOfLocale(locale: string | undefined): Language | null {
  const prefix = locale?.slice(0, 2).toLowerCase();
  return languages.find((language) => language === prefix) ?? null;
}
