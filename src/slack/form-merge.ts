import { createHash } from 'node:crypto';
import type { ViewStateValue } from '@slack/bolt';
import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { bold, joinMrkdwn, type Mrkdwn } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { context, type Message, section } from './blocks.js';
import type { ViewValues } from './field.js';
import { comparable, heldAtFirst, holding, inputsOf, writeHeld } from './held-value.js';
import { limits } from './limits.js';

/** What each input of a form held when it was opened, as a short mark by block id; inputs that were empty have none. */
export type Marks = Readonly<Record<string, string>>;

/** A person's form beside the register as it is by now. */
export interface Merge {
  /** The values to read: what the person left alone is as the register has it now. */
  readonly values: ViewValues;
  /** The inputs that the person left alone and that hold something else in the register by now. */
  readonly kept: readonly InputBlock[];
  /** The block ids of inputs that both changed, each to something else. */
  readonly conflicts: ReadonlySet<string>;
}

/** Sentences to be shown above inputs, by their block id. */
export type Notes = ReadonlyMap<string, Mrkdwn>;

function markOf(held: ViewStateValue | undefined): string | undefined {
  const text = comparable(held);
  return text === '' ? undefined : shortHash(text);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

/** The marks of a form's inputs as they are when it opens. */
export function marksOf(blocks: readonly KnownBlock[]): Marks {
  return Object.fromEntries(
    inputsOf(blocks).flatMap(({ block_id, element }) => {
      const mark = markOf(heldAtFirst(element));
      return mark === undefined ? [] : [[block_id, mark] as const];
    }),
  );
}

/** Inputs whose ids differ only after a colon are parts of one answer: they are changed, kept and disputed together. */
export function answerOf(id: string): string {
  return id.split(':')[0] ?? id;
}

/** Holds what was submitted against the marks of the opened form and the blocks as the register would fill them now. */
export function mergeForms(opened: Marks, now: readonly KnownBlock[], submitted: ViewValues): Merge {
  const values: Record<string, ViewValues[string]> = { ...submitted };
  const kept: InputBlock[] = [];
  const conflicts = new Set<string>();
  const answers = new Map<string, ReturnType<typeof inputsOf>>();
  for (const block of inputsOf(now)) {
    const answer = answerOf(block.block_id);
    answers.set(answer, [...(answers.get(answer) ?? []), block]);
  }
  for (const [answer, blocks] of answers) {
    const heldNow = new Map(blocks.map(({ block_id, element }) => [block_id, heldAtFirst(element)]));
    const mineOf = (id: string) => Object.values(submitted[id] ?? {})[0];
    const ids = [
      ...new Set([
        ...heldNow.keys(),
        ...[...Object.keys(submitted), ...Object.keys(opened)].filter((id) => answerOf(id) === answer),
      ]),
    ];
    const differ = (one: (id: string) => string | undefined, other: (id: string) => string | undefined) =>
      ids.some((id) => one(id) !== other(id));
    const [then, mine, current] = [
      (id: string) => opened[id],
      (id: string) => markOf(mineOf(id)),
      (id: string) => markOf(heldNow.get(id)),
    ];
    if (!differ(current, then)) continue;
    if (!differ(mine, then)) {
      for (const id of ids) delete values[id];
      for (const { block_id: id, element } of blocks) {
        const actionId = Object.keys(submitted[id] ?? {})[0] ?? element.action_id ?? '';
        values[id] = { [actionId]: heldAtFirst(element) };
      }
      kept.push(...blocks);
    } else if (differ(mine, current)) {
      for (const id of heldNow.keys()) conflicts.add(id);
    }
  }
  return { values, kept, conflicts };
}

/** The marks after the person was shown what the conflicting inputs hold by now: another save puts theirs in its place. */
export function marksAfterShowing(opened: Marks, now: readonly KnownBlock[], { conflicts }: Merge): Marks {
  const disputed = new Set([...conflicts].map(answerOf));
  const shown = Object.entries(marksOf(now)).filter(([id]) => disputed.has(answerOf(id)));
  const others = Object.entries(opened).filter(([id]) => !disputed.has(answerOf(id)));
  return Object.fromEntries([...others, ...shown]);
}

/** What to say at each input that someone else changed: what it holds by now. */
export function notesOf({ kept, conflicts }: Merge, now: readonly KnownBlock[], words: Words): Notes {
  const keptIds = new Set(kept.map(({ block_id }) => block_id));
  return new Map(
    inputsOf(now)
      .filter(({ block_id }) => conflicts.has(block_id) || keptIds.has(block_id))
      .map(({ block_id, element }) => {
        const said = conflicts.has(block_id) ? 'conflict' : 'kept';
        const value = writeHeld(heldAtFirst(element), words);
        return [
          block_id,
          value === null
            ? words.say(`form.meanwhile.${said}_empty`)
            : words.say(`form.meanwhile.${said}`, { value: bold(value) }),
        ] as const;
      }),
  );
}

/** The form again, with all that was typed in it, under a heading and with the notes above their inputs. */
export function asTyped(
  blocks: readonly KnownBlock[],
  submitted: ViewValues,
  heading: Mrkdwn | null,
  notes: Notes,
): KnownBlock[] {
  const shown = withAllParts(blocks, submitted).flatMap((block): KnownBlock[] => {
    const [input] = inputsOf([block]);
    if (input === undefined) return [block];
    const [typed] = Object.values(submitted[input.block_id] ?? {});
    const held = typed === undefined ? input : holding(input, typed);
    const note = notes.get(input.block_id);
    return note === undefined ? [held] : [context([note], `note:${input.block_id}`), held];
  });
  return heading === null ? shown : [section(heading, 'note'), ...shown];
}

/** The blocks with an input for every part of an answer that was submitted. */
function withAllParts(blocks: readonly KnownBlock[], submitted: ViewValues): KnownBlock[] {
  const inputs = inputsOf(blocks);
  const known = new Set(inputs.map(({ block_id }) => block_id));
  const further = Object.keys(submitted).filter((id) => id.includes(':') && !known.has(id));
  return blocks.flatMap((block): KnownBlock[] => {
    const answer = answerOf(block.block_id ?? '');
    const last = inputs.findLast(({ block_id }) => answerOf(block_id) === answer);
    if (last === undefined || last.block_id !== block.block_id) return [block];
    const missing = further.filter((id) => answerOf(id) === answer);
    return [
      block,
      ...missing.map((id) => ({
        ...holding(last, { type: last.element.type }),
        block_id: id,
        optional: true,
      })),
    ];
  });
}

/** The blocks of a view as Slack sends it back. */
export type ViewBlocks = ModalView['blocks'];

/** The form's blocks with a sentence under the input that is typed in, in the place of an earlier one; null where they stay. */
export function withHint(
  blocks: Readonly<ViewBlocks>,
  inputId: string,
  hint: Mrkdwn | null,
): ViewBlocks | null {
  const prefix = `hint:${inputId}:`;
  // Slack draws a block anew where its id is another one.
  const id = hint === null ? null : prefix + shortHash(hint.text);
  const before = blocks.find(({ block_id }) => block_id?.startsWith(prefix));
  if ((before?.block_id ?? null) === id) return null;
  return blocks
    .filter((block) => block !== before)
    .flatMap((block) =>
      block.block_id === inputId && hint !== null && id !== null ? [block, context([hint], id)] : [block],
    );
}

/** The card after saving, with what was kept of other people's changes. */
export function withKept(message: Message, kept: readonly InputBlock[], words: Words): Message {
  if (kept.length === 0 || message.blocks.length >= limits.messageBlocks) return message;
  const lines = kept.map(({ label, element }): Mrkdwn => {
    const value = writeHeld(heldAtFirst(element), words) ?? words.say('form.meanwhile.nothing');
    return words.say('form.meanwhile.kept_line', { field: label.text, value });
  });
  const note = joinMrkdwn([words.say('form.meanwhile.kept_heading'), ...lines], '\n');
  return { ...message, blocks: [...message.blocks, context([note])] };
}
