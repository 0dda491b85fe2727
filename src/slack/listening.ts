import type { KnownBlock } from '@slack/types';
import { type Language, wordsOf } from '../language/words.js';
import { type Message, section } from './blocks.js';
import type { CommandRouter } from './command-router.js';
import type { Request } from './context.js';
import { actionId, type Feature } from './feature.js';
import type { RegisteredForm } from './form-contract.js';
import type { RequestParts } from './requests.js';
import { late, within } from './within.js';

/** How many milliseconds an answer may take before Slack is acknowledged without it; Slack itself waits for 3 s. */
export interface Patience {
  readonly command: number;
  readonly submission: number;
}

export const defaultPatience: Patience = { command: 600, submission: 2_300 };

/** All that the listeners need. */
export interface Listening extends RequestParts {
  readonly features: readonly Feature[];
  readonly router: CommandRouter;
  readonly patience: Patience;
  /** A short code that the log and the person both get when something unexpected fails. */
  readonly newReference: () => string;
  /** The blocks of a person's Home tab. */
  readonly home: (request: Request) => Promise<KnownBlock[]>;
}

/** What the features have by name, by the action_id that stands for each. */
export function byActionId<Value>(
  features: readonly Feature[],
  of: (feature: Feature) => Readonly<Record<string, Value>> | undefined,
): ReadonlyMap<string, Value> {
  return new Map(
    features.flatMap((feature) =>
      Object.entries(of(feature) ?? {}).map(
        ([name, value]) => [actionId(feature.name, name), value] as const,
      ),
    ),
  );
}

/** The forms of all features by name. */
export function formsOf(features: readonly Feature[]): ReadonlyMap<string, RegisteredForm> {
  return new Map(features.flatMap(({ forms = [] }) => forms.map((form) => [form.name, form])));
}

/** One sentence as a message. */
export function sentence(language: Language, key: 'errors.refused' | 'errors.stale'): Message {
  const text = wordsOf[language].say(key);
  return { text: wordsOf[language].plain(key), blocks: [section(text)] };
}

/** The person's language where it is known already; nothing here may wait for what just failed or stalls. */
export async function languageKnown(listening: Listening, userId: string): Promise<Language> {
  const [who, settings] = await Promise.all([
    within(100, listening.identity.whoIs(userId)).catch((): typeof late => late),
    within(100, listening.settings()).catch((): typeof late => late),
  ]);
  const own = who === late ? null : who.standing === 'member' ? who.colleague.language : who.language;
  return own ?? (settings === late ? 'en' : settings.language);
}

/** Logs what went wrong under a reference; the message for the person has the same reference. */
export async function failure(
  listening: Listening,
  error: unknown,
  what: string,
  userId: string,
): Promise<Message> {
  const reference = listening.newReference();
  listening.log.error({ reference, what, err: error }, 'Something unexpected failed');
  const words = wordsOf[await languageKnown(listening, userId)];
  return {
    text: words.plain('errors.unexpected', { reference }),
    blocks: [section(words.say('errors.unexpected', { reference }))],
  };
}
