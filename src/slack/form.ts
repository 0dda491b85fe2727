import { isDeepStrictEqual } from 'node:util';
import type { KnownBlock, ModalView } from '@slack/types';
import { wasWritten } from '../database/change.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { Key, Words } from '../language/words.js';
import { hasKey } from '../language/words.js';
import { plainText, section } from './blocks.js';
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
import type { Form, FormDefinition, InputOf, SubmissionOutcome } from './form-contract.js';
import { type FormMemory, metadataOf, recalled } from './form-memory.js';
import {
  asTyped,
  type Marks,
  marksAfterShowing,
  marksOf,
  mergeForms,
  notesOf,
  withHint,
  withKept,
} from './form-merge.js';
import { inTheirTurn, isAnew, nextTurns, withoutAnew } from './form-turns.js';
import { limits } from './limits.js';

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
  readonly memory: FormMemory;
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

  const viewOf = (request: Request, state: State, blocks: KnownBlock[], memory: FormMemory): ModalView => ({
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
    { values, memory, used }: { values: ViewValues; memory: FormMemory; used: string },
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
