import { isDeepStrictEqual } from 'node:util';
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { wasWritten } from '../database/change.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { Key, Words } from '../language/words.js';
import { hasKey } from '../language/words.js';
import { type Message, plainText, section } from './blocks.js';
import type { Request } from './context.js';
import {
  type Doubt,
  type Field,
  type FieldReading,
  type FieldWriting,
  inputActionId,
  type Problem,
  type ViewValues,
} from './field.js';
import {
  asTyped,
  type Marks,
  marksAfterShowing,
  marksOf,
  mergeForms,
  notesOf,
  type ViewBlocks,
  withHint,
  withKept,
} from './form-merge.js';
import { inTheirTurn, isAnew, nextTurns, withoutAnew } from './form-turns.js';
import { limits } from './limits.js';

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

const envelope = z.object({
  channelId: z.string().nullable(),
  askedIn: z.object({ responseUrl: z.string(), blockId: z.string() }).optional(),
  state: z.unknown(),
  opened: z.record(z.string(), z.string()).optional(),
  confirmed: z.array(z.string()).optional(),
  /** How often fields began anew. */
  turns: z.record(z.string(), z.number()).optional(),
});
/** What a form remembers of itself beside its state. */
type Memory = Pick<z.infer<typeof envelope>, 'opened' | 'confirmed' | 'turns'>;

/** What a view keeps. Where Slack would not take it all, the place in which the form was asked for is left out. */
function metadataOf({ channelId, askedIn }: Request, state: unknown, memory: Memory): string {
  const kept = { channelId, state, ...memory };
  const whole = JSON.stringify({ ...kept, askedIn });
  return whole.length <= limits.privateMetadata ? whole : JSON.stringify(kept);
}

/** What a form kept, and the request as it was when the form was opened. */
function recalled(asked: Request, metadata: string) {
  const { channelId, askedIn, state, ...memory } = envelope.parse(JSON.parse(metadata));
  const request: Request = { ...asked, channelId, ...(askedIn === undefined ? {} : { askedIn }) };
  return { request, state, memory };
}

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

/** Someone else wrote between the comparison with the register and the writing: to be compared anew. */
class ChangedMeanwhile extends Error {}

const comparisons = 3;
const mostConfirmed = 20;

interface Submission<State> {
  /** What to read. */
  readonly values: ViewValues;
  /** What stood in the form, to be shown again where it stays open. */
  readonly submitted: ViewValues;
  readonly state: State;
  readonly memory: Memory;
  readonly submissionKey: string;
}

/** Makes a form of its definition: the view and the reading of its values share one set of ids. */
export function defineForm<State, Asked extends Record<string, Field<unknown>>>(
  definition: FormDefinition<State, Asked>,
): Form<State, InputOf<Asked>> {
  const { name, follows } = definition;

  const blocksOf = (fields: Asked, initial: Partial<InputOf<Asked>>, words: Words): KnownBlock[] =>
    Object.entries(fields)
      .flatMap(([id, field]) => field.blocks(id, writingOf(name, words), initial[id]))
      .map((block) =>
        block.type === 'input' && follows?.fields.includes(block.block_id ?? '')
          ? { ...block, dispatch_action: true }
          : block,
      );

  const viewOf = (request: Request, state: State, blocks: KnownBlock[], memory: Memory): ModalView => ({
    type: 'modal',
    callback_id: name,
    private_metadata: metadataOf(request, state, memory),
    title: plainText(
      request.words.plain(definition.title?.(state) ?? (`${name}.form.title` as Key)),
      limits.modalTitle,
    ),
    submit: plainText(request.words.plain('form.save'), limits.modalButton),
    close: plainText(request.words.plain('form.cancel'), limits.modalButton),
    ...(definition.closed === undefined ? {} : { notify_on_close: true }),
    blocks: inTheirTurn(blocks, memory.turns),
  });

  /** The form as the register would fill it now; null where what it edits is gone. */
  async function current(request: Request, state: State, given: Partial<InputOf<Asked>> = {}) {
    const fields = await definition.fields(request, state);
    const initial = await definition.initial(request, state);
    const gone = definition.edits?.(state) === true && Object.keys(initial).length === 0;
    return gone ? null : { fields, blocks: blocksOf(fields, { ...initial, ...given }, request.words) };
  }

  async function view(request: Request, state: State, given: Partial<InputOf<Asked>>): Promise<ModalView> {
    const filled = await current(request, state, given);
    if (filled === null) {
      const { submit: _, ...empty } = viewOf(request, state, [], {});
      return { ...empty, blocks: [section(request.words.say('form.meanwhile.gone'))] };
    }
    const memory = definition.edits?.(state) === true ? { opened: marksOf(filled.blocks) } : {};
    return viewOf(request, state, filled.blocks, memory);
  }

  /** Reads the values and saves them; `submitted` is what to show again where a doubt keeps the form open. */
  async function read(
    request: Request,
    fields: Asked,
    { values, submitted, state, memory, submissionKey }: Submission<State>,
  ): Promise<SubmissionOutcome> {
    const { words } = request;
    const input: Record<string, unknown> = {};
    const errors: Record<string, string> = {};
    const doubts: Doubt[] = [];
    for (const [id, field] of Object.entries(fields)) {
      const reading: FieldReading<unknown> = field.read(id, values);
      if ('value' in reading) input[id] = reading.value;
      else errors[reading.blockId] = sentence(words, reading.problem);
    }
    if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
    const confirmed = memory.confirmed ?? [];
    for (const [id, field] of Object.entries(fields)) {
      const doubt = (await field.doubt?.(input[id], request)) ?? null;
      if (doubt !== null && !confirmed.includes(doubt.about)) doubts.push(doubt);
    }
    const together = (await definition.doubts?.(request, input as InputOf<Asked>, state)) ?? [];
    doubts.push(...together.filter(({ about }) => !confirmed.includes(about)));
    if (doubts.length > 0) {
      // Written before, and delivered again: the doubt could be about what this very submission wrote.
      if (await wasWritten(request.database, submissionKey)) return { kind: 'repeated' };
      const notes = new Map(
        doubts.flatMap(({ blockId, problem }) =>
          problem === null ? [] : [[blockId, words.say(problem.key, problem.values)] as const],
        ),
      );
      const again = await definition.doubted?.(request, input as InputOf<Asked>, state);
      const { state: after = state, anew = [], filled = {} } = again ?? {};
      const asked = again === undefined ? fields : await definition.fields(request, after);
      const typed = withoutAnew(submitted, anew);
      const blocks = asTyped(blocksOf(asked, filled, words), typed, words.say('form.look_again'), notes);
      const remembered = {
        ...memory,
        ...nextTurns(memory.turns, anew),
        confirmed: lastOf([...confirmed, ...doubts.map(({ about }) => about)]),
      };
      return { kind: 'update', view: viewOf(request, after, blocks, remembered) };
    }
    const saved = await definition.save(request, input as InputOf<Asked>, state, submissionKey);
    if (saved.kind === 'saved') return { ...saved, request };
    if (saved.kind === 'repeated') return saved;
    if (saved.kind === 'next') {
      const { message = null } = saved;
      const view = withOwnInputs(await saved.form.view(request));
      return { kind: 'next', view, message, request };
    }
    for (const [id, problem] of Object.entries(saved.problems)) {
      if (problem !== undefined) errors[id] = sentence(words, problem);
    }
    return { kind: 'errors', errors };
  }

  /** Saves what the person changed on top of what others changed since the form was opened. */
  async function merge(
    request: Request,
    submission: Submission<State>,
    opened: Marks,
  ): Promise<SubmissionOutcome> {
    const { words } = request;
    const { submitted, state, memory } = submission;
    const filled = await current(request, state);
    if (filled === null) {
      const [first = ''] = Object.keys(submitted);
      return { kind: 'errors', errors: { [first]: words.plain('form.meanwhile.gone') } };
    }
    const { fields, blocks } = filled;
    const merged = mergeForms(opened, blocks, submitted);
    if (merged.conflicts.size > 0) {
      const notes = notesOf(merged, blocks, words);
      const shown = asTyped(blocks, submitted, words.say('form.meanwhile.changed'), notes);
      const remembered = { ...memory, opened: marksAfterShowing(opened, blocks, merged) };
      return { kind: 'update', view: viewOf(request, state, shown, remembered) };
    }
    const compared = marksOf(blocks);
    const stillSo = async (database: ScopedDatabase) => {
      const initial = await definition.initial({ ...request, database }, state);
      if (!isDeepStrictEqual(marksOf(blocksOf(fields, initial, words)), compared))
        throw new ChangedMeanwhile();
    };
    const guarded = { ...request, beforeWriting: stillSo };
    const outcome = await read(guarded, fields, { ...submission, values: merged.values });
    if ((outcome.kind !== 'saved' && outcome.kind !== 'next') || outcome.message === null) return outcome;
    return { ...outcome, message: withKept(outcome.message, merged.kept, words) };
  }

  /** The form as it asks by now, with all that was typed in it. */
  async function askAnew(
    request: Request,
    before: State,
    { values, memory, used }: { values: ViewValues; memory: Memory; used: string },
  ): Promise<ModalView | null> {
    if (follows === undefined) return null;
    const fields = await definition.fields(request, before);
    const answers: Partial<InputOf<Asked>> = {};
    for (const [id, field] of Object.entries(fields)) {
      const reading = field.read(id, values);
      if ('value' in reading) Object.assign(answers, { [id]: reading.value });
    }
    const {
      state,
      anew = [],
      filled: given,
      confirmed: seen = [],
    } = await follows.state(request, before, answers, used);
    const filled = await current(request, state, given);
    if (filled === null) return null;
    const blocks = asTyped(filled.blocks, withoutAnew(values, anew), null, new Map());
    const confirmed = seen.length === 0 ? {} : { confirmed: lastOf([...(memory.confirmed ?? []), ...seen]) };
    const turned = { ...memory, ...nextTurns(memory.turns, anew), ...confirmed };
    if (memory.opened === undefined) return viewOf(request, state, blocks, turned);
    // What stands in a field that was not asked before is the register's, but for one that was filled otherwise.
    const fresh = Object.entries(marksOf(filled.blocks)).filter(
      ([id]) => values[id] === undefined && !isAnew(id, anew),
    );
    const opened = { ...memory.opened, ...Object.fromEntries(fresh) };
    return viewOf(request, state, blocks, { ...turned, opened });
  }

  return {
    name,
    typed: async (asked, { metadata, blocks }, blockId, text) => {
      const { request, state: kept } = recalled(asked, metadata);
      const state = definition.state.parse(kept);
      const fields = Object.values(await definition.fields(request, state));
      const told = fields.find(({ whileTyped }) => whileTyped?.blockId === blockId)?.whileTyped;
      return told === undefined ? null : withHint(blocks, blockId, await told.hint(text, request));
    },
    open: (state, filled = {}) => ({ name, view: (request) => view(request, state, filled) }),
    closed: async (asked, metadata) => {
      const { request, state } = recalled(asked, metadata);
      const message = (await definition.closed?.(request, definition.state.parse(state))) ?? null;
      return { request, message };
    },
    changed: (asked, metadata, values, used) => {
      const { request, state, memory } = recalled(asked, metadata);
      return askAnew(request, definition.state.parse(state), { values, memory, used });
    },
    submit: async (asked, metadata, values, submissionKey) => {
      const { request, state: kept, memory } = recalled(asked, metadata);
      const state = definition.state.parse(kept);
      const submission = { values, submitted: values, state, memory, submissionKey };
      if (memory.opened === undefined) {
        return read(request, await definition.fields(request, state), submission);
      }
      if (await wasWritten(request.database, submissionKey)) return { kind: 'repeated' };
      for (let left = comparisons; ; left--) {
        try {
          return await merge(request, submission, memory.opened);
        } catch (error) {
          if (!(error instanceof ChangedMeanwhile) || left <= 1) throw error;
        }
      }
    },
  };
}

/** Slack leaves in an input what stood in one of the same ids before, so the inputs of another form get ids of their own. */
function withOwnInputs(view: ModalView): ModalView {
  const blocks = view.blocks.map((block) =>
    'element' in block && block.element.action_id === inputActionId
      ? { ...block, element: { ...block.element, action_id: `${inputActionId}.${view.callback_id}` } }
      : block,
  );
  return { ...view, blocks };
}

/** The latest of what was confirmed: private_metadata does not hold it all, and who is asked again has lost nothing. */
function lastOf(confirmed: readonly string[]): string[] {
  return [...new Set(confirmed)].slice(-mostConfirmed);
}

function sentence(words: Words, problem: Problem): string {
  return words.plain(problem.key, problem.values);
}
