import type { ModalView } from '@slack/types';
import type { z } from 'zod';
import type { Key } from '../language/words.js';
import type { Message } from './blocks.js';
import type { Request } from './context.js';
import type { Doubt, Field, Problem, ViewValues } from './field.js';
import type { ViewBlocks } from './form-merge.js';

/** What a form's fields read into. */
export type InputOf<Asked> = {
  [Name in keyof Asked]: Asked[Name] extends Field<infer Value> ? Value : never;
};

/** What saving came to: told to the person, or refused at fields. */
export type Saved<Name extends string = string> =
  | { readonly kind: 'saved'; readonly message: Message }
  /** Saved, and another form takes the place of this one: the next of several steps. */
  | { readonly kind: 'next'; readonly form: OpenForm; readonly message?: Message }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'refused'; readonly problems: Partial<Record<Name, Problem>> };

/** How an open form goes on asking. */
export interface GoesOn<State, Asked> {
  /** What the form remembers from then on. */
  readonly state: State;
  /** The fields that begin anew, whatever was typed in them. */
  readonly anew?: readonly (keyof Asked & string)[];
  /** What stands in the fields that begin anew or were not asked before. */
  readonly filled?: Partial<InputOf<Asked>>;
  /** What doubts would be about that the form shows from then on: saving goes past them. */
  readonly confirmed?: readonly string[];
}

/**
 * A modal form. `fields` is the one list from which both the view and the reading of its values are made; labels stand
 * in the catalogues under `<name>.form.<field>`, with optional `…_hint` and `…_placeholder`.
 */
export interface FormDefinition<State, Asked> {
  /** The form's name, and where its words stand in the catalogues, e.g. `leads`. */
  readonly name: string;
  /** What the form must remember from opening to saving; kept in private_metadata, so at most 3000 characters. */
  readonly state: z.ZodType<State>;
  /** The questions. May read the register, e.g. the partners to choose from. */
  fields(request: Request, state: State): Asked | Promise<Asked>;
  /** What stands in the fields when the form opens. */
  initial(request: Request, state: State): Partial<InputOf<Asked>> | Promise<Partial<InputOf<Asked>>>;
  /**
   * Whether the form edits something of the register, whose values `initial` gives: none at all where it is gone. Two
   * people may then have it open: what one changed is never overwritten unseen by the other.
   */
  readonly edits?: (state: State) => boolean;
  /** Answers and buttons after which the form asks differently. What was typed stays. */
  readonly follows?: {
    /** The fields that tell the app at once when they change. */
    readonly fields: readonly (keyof Asked & string)[];
    /** `answers` are those that can be read; `used` is the action_id of what was used. */
    state(
      request: Request,
      state: State,
      answers: Partial<InputOf<Asked>>,
      used: string,
    ): Promise<GoesOn<State, Asked>>;
  };
  /** Reasons to look at the answers together again before they are saved; saving once more goes past them. */
  doubts?(request: Request, input: InputOf<Asked>, state: State): Promise<readonly Doubt[]>;
  /** What a person is told who closes the form without sending it, where there is anything to say. */
  closed?(request: Request, state: State): Promise<Message | null>;
  /** How the form goes on where a doubt keeps it open; just as it was unless given. */
  doubted?(request: Request, input: InputOf<Asked>, state: State): Promise<GoesOn<State, Asked>>;
  /** The title and submit keys; `<name>.form.title` and `form.save` unless given. */
  readonly title?: (state: State) => Key;
  /** Writes what was typed. `submissionKey` is the same for every delivery of one submission. */
  save(
    request: Request,
    input: InputOf<Asked>,
    state: State,
    submissionKey: string,
  ): Promise<Saved<keyof Asked & string>>;
}

/** A form with its state, ready to be shown. */
export interface OpenForm {
  readonly name: string;
  view(request: Request): Promise<ModalView>;
}

/** What became of a submission; `request` knows where its form was asked for. Errors are sentences, by block id. */
export type SubmissionOutcome =
  | { readonly kind: 'saved'; readonly message: Message; readonly request: Request }
  | {
      readonly kind: 'next';
      readonly view: ModalView;
      readonly message: Message | null;
      readonly request: Request;
    }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'errors'; readonly errors: Record<string, string> }
  /** The form is shown again in its place, with all that was typed in it. */
  | { readonly kind: 'update'; readonly view: ModalView };

/** A form as the app knows it, whatever its state and fields. */
export interface RegisteredForm {
  readonly name: string;
  submit(
    request: Request,
    metadata: string,
    values: ViewValues,
    submissionKey: string,
  ): Promise<SubmissionOutcome>;
  /** The blocks of the open form with what there is to say about a text as it is typed; null where they stay. */
  typed(request: Request, shown: ShownForm, blockId: string, text: string): Promise<ViewBlocks | null>;
  /** What there is to say, and where, once the form was closed without being sent. */
  closed(
    request: Request,
    metadata: string,
  ): Promise<{ readonly request: Request; readonly message: Message | null }>;
  /** The form as it asks after an answer changed or a button was used in it; null where it stays as it is. */
  changed(request: Request, metadata: string, values: ViewValues, used: string): Promise<ModalView | null>;
}

/** A form as it stands before a person. */
export interface ShownForm {
  readonly metadata: string;
  readonly blocks: Readonly<ViewBlocks>;
}

/** A form that can be opened and submitted. */
export interface Form<State, Input = unknown> extends RegisteredForm {
  /** `filled` stands in the fields in place of what the form begins with. */
  open(state: State, filled?: Partial<Input>): OpenForm;
}
