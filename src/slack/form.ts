import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Key, Words } from '../language/words.js';
import { hasKey } from '../language/words.js';
import { type Message, plainText } from './blocks.js';
import type { Request } from './context.js';
import type { Field, FieldReading, FieldWriting, Problem, ViewValues } from './field.js';
import { limits } from './limits.js';

/** What a form's fields read into. */
export type InputOf<Asked> = {
  [Name in keyof Asked]: Asked[Name] extends Field<infer Value> ? Value : never;
};

/** What saving came to: told to the person, or refused at fields. */
export type Saved<Name extends string = string> =
  | { readonly kind: 'saved'; readonly message: Message }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'refused'; readonly problems: Partial<Record<Name, Problem>> };

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

/** What became of a submission. Errors are sentences, by block id. */
export type SubmissionOutcome =
  | { readonly kind: 'saved'; readonly message: Message; readonly channelId: string | null }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'errors'; readonly errors: Record<string, string> };

/** A form as the app knows it, whatever its state and fields. */
export interface RegisteredForm {
  readonly name: string;
  submit(
    request: Request,
    metadata: string,
    values: ViewValues,
    submissionKey: string,
  ): Promise<SubmissionOutcome>;
}

/** A form that can be opened and submitted. */
export interface Form<State> extends RegisteredForm {
  open(state: State): OpenForm;
}

const envelope = z.object({ channelId: z.string().nullable(), state: z.unknown() });

function writingOf(name: string, words: Words): FieldWriting {
  const keyed = (field: string, suffix = '') => `${name}.form.${field}${suffix}`;
  const optional = (key: string) => (hasKey(key) ? words.plain(key) : null);
  return {
    words,
    label: (field) => optional(keyed(field)) ?? field,
    hint: (field) => optional(keyed(field, '_hint')),
    placeholder: (field) => optional(keyed(field, '_placeholder')),
  };
}

/** Makes a form of its definition: the view and the reading of its values share one set of ids. */
export function defineForm<State, Asked extends Record<string, Field<unknown>>>(
  definition: FormDefinition<State, Asked>,
): Form<State> {
  const { name } = definition;
  return {
    name,
    open: (state) => ({
      name,
      view: async (request) => {
        const fields = await definition.fields(request, state);
        const initial = await definition.initial(request, state);
        const writing = writingOf(name, request.words);
        return {
          type: 'modal',
          callback_id: name,
          private_metadata: JSON.stringify({ channelId: request.channelId, state }),
          title: plainText(
            request.words.plain(definition.title?.(state) ?? (`${name}.form.title` as Key)),
            limits.modalTitle,
          ),
          submit: plainText(request.words.plain('form.save'), limits.modalButton),
          close: plainText(request.words.plain('form.cancel'), limits.modalButton),
          blocks: Object.entries(fields).flatMap(([id, field]): KnownBlock[] =>
            field.blocks(id, writing, initial[id]),
          ),
        };
      },
    }),
    submit: async (request, metadata, values, submissionKey) => {
      const { channelId, state: kept } = envelope.parse(JSON.parse(metadata));
      const state = definition.state.parse(kept);
      const fields = await definition.fields(request, state);
      const input: Record<string, unknown> = {};
      const errors: Record<string, string> = {};
      for (const [id, field] of Object.entries(fields)) {
        const reading: FieldReading<unknown> = field.read(id, values);
        if ('value' in reading) input[id] = reading.value;
        else errors[reading.blockId] = sentence(request.words, reading.problem);
      }
      if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
      const saved = await definition.save(
        { ...request, channelId },
        input as InputOf<Asked>,
        state,
        submissionKey,
      );
      if (saved.kind === 'saved') return { ...saved, channelId };
      if (saved.kind === 'repeated') return saved;
      for (const [id, problem] of Object.entries(saved.problems)) {
        if (problem !== undefined) errors[id] = sentence(request.words, problem);
      }
      return { kind: 'errors', errors };
    },
  };
}

function sentence(words: Words, problem: Problem): string {
  return words.plain(problem.key, problem.values);
}
