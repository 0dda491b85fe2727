import type { KnownBlock, PlainTextOption } from '@slack/types';
import type { Key } from '../language/words.js';
import type { Message } from './blocks.js';
import type { CommandText } from './command-text.js';
import type { Occasion, Request } from './context.js';
import type { OpenForm, RegisteredForm } from './form-contract.js';
import type { ItemKind } from './item.js';
import type { SourceMessage } from './source-message.js';

/** What a person gets for a command: a message that only they see, or a form. */
export type Answer =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'form'; readonly form: OpenForm };

/** One verb of `/partner`. */
export interface Command {
  /** The English verb, also the command's name. */
  readonly verb: string;
  /** Further verbs, the French ones first; the first stands in the help of French speakers. */
  readonly aliases: readonly [string, ...string[]];
  /** What follows the verb, as the help shows it, e.g. `[name]`. */
  readonly usage: Key | null;
  /** One line that says what it does. */
  readonly summary: Key;
  /** Set where running it writes to the register: what it shows is never shown anew by running it again. */
  readonly writes?: true;
  run(request: Request, text: CommandText): Answer | Promise<Answer>;
}

/** A button, menu or date that a person used. */
export interface ActionInput {
  /** The button's value, the option chosen, the person or the day picked. */
  readonly value: string;
  /** The item in whose blocks it stands; null elsewhere. */
  readonly itemId: string | null;
}

/**
 * What becomes of the place in which something was used:
 * `refresh` shows every item of it as it now stands, with `also` beside it (or, where only the person sees it, `own` in its place), `replace` puts another message there,
 * `answer` tells the person something beside it, `form` opens a form (and refreshes where it says so), `remove` takes an ephemeral message away.
 */
export type ActionOutcome =
  | { readonly kind: 'refresh'; readonly also?: Message; readonly own?: Message }
  | { readonly kind: 'replace'; readonly message: Message }
  | { readonly kind: 'answer'; readonly message: Message }
  | { readonly kind: 'form'; readonly form: OpenForm; readonly refresh?: true }
  | { readonly kind: 'remove' };

export type Action = (request: Request, input: ActionInput) => ActionOutcome | Promise<ActionOutcome>;

/** Choices for a type-ahead menu: at most 100 that fit what was typed. */
export type OptionSource = (
  request: Request,
  typed: string,
) => PlainTextOption[] | Promise<PlainTextOption[]>;

/** A part of the desk and of the Home tab: composed for one person, null where there is nothing to show. */
export type DeskSection = (request: Request) => Promise<KnownBlock[] | null>;

/** Slack said that someone changed: their name, their rights, or whether their account is active. */
export interface PersonChange {
  readonly userId: string;
  readonly deactivated: boolean;
}

/** An entry of Slack's own shortcuts menu: opens a form. The manifest names it by the same `callbackId`. */
export interface GlobalShortcut {
  readonly callbackId: string;
  open(request: Request): OpenForm | Promise<OpenForm>;
}

/** An entry of the menu that Slack shows at a message: opens a form that takes the message over. */
export interface MessageShortcut {
  readonly callbackId: string;
  open(request: Request, message: SourceMessage): OpenForm | Promise<OpenForm>;
}

/** What a noun of the product adds to the Slack app. `app.ts` lists these values and nothing else. */
export interface Feature {
  readonly name: string;
  readonly commands?: readonly Command[];
  readonly forms?: readonly RegisteredForm[];
  /** By name; the action_id of the buttons is made of the feature's name and this name (see `actionId`). */
  readonly actions?: Readonly<Record<string, Action>>;
  readonly options?: Readonly<Record<string, OptionSource>>;
  readonly items?: readonly ItemKind[];
  readonly deskSections?: readonly DeskSection[];
  /** Slack tells it at least once, and to any of several replicas. */
  readonly personChanged?: (occasion: Occasion, change: PersonChange) => Promise<void>;
  /** What it looks after once a day, before the digests; done again where it fails. Each of several replicas does it. */
  readonly daily?: (occasion: Occasion) => Promise<void>;
  /** Buttons for the desk, the Home tab and the help, each of which opens a form or a list. */
  readonly shortcuts?: readonly { readonly label: Key; readonly action: string }[];
  readonly globalShortcuts?: readonly GlobalShortcut[];
  readonly messageShortcuts?: readonly MessageShortcut[];
}

/** The action_id of a feature's action. The only place in which such ids are made. */
export function actionId(feature: string, action: string): string {
  return `${feature}.${action}`;
}
