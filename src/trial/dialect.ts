// The app speaks Slack; the trial page understands a part of it. These pure functions translate between the two, so
// that the app never knows: what it sends is redrawn with what the page has, with the original kept inside, and what
// comes back is told in the app's terms.

import { cut, limits } from '../slack/limits.js';
import type {
  Action,
  Block,
  Element,
  FieldState,
  Option,
  StateValues,
  Surroundings,
  Text,
  View,
} from './block-kit.js';
import { plain } from './block-kit.js';
import { drawField, drawnHint, isField, isSuggested, problemOf, readField, withState } from './fields.js';
import { pageWord } from './page-words.js';
import { markupOf, pageMarkup } from './plain-blocks.js';

const buttonField = 'trial-page-button';

/** What a message is made of, in a call of the Web API, a response to a command or a post to a response_url. */
export interface MessageBody {
  text?: string;
  blocks?: Block[];
  [more: string]: unknown;
}

/** The view as the page can show it. */
export function drawView(view: View, surroundings: Surroundings): View {
  const place = view.type === 'modal' ? 'modal' : 'message';
  const blocks = withIds(view.blocks);
  const buttons = place === 'modal' ? drawButtons(blocks, surroundings) : [];
  return {
    ...view,
    blocks: [...blocks.flatMap((block) => drawBlock(block, place, surroundings)), ...buttons],
  };
}

/** The message as the page can show it. */
export function drawMessage<Body extends MessageBody>(message: Body, surroundings: Surroundings): Body {
  const { text, blocks } = message;
  return {
    ...message,
    ...(text === undefined ? {} : { text: pageMarkup(text) }),
    ...(blocks === undefined
      ? {}
      : { blocks: withIds(blocks).flatMap((block) => drawBlock(block, 'message', surroundings)) }),
  };
}

/** The app's own blocks again, from those that were drawn. */
export function originalBlocks(drawn: readonly Block[]): Block[] {
  return drawn.flatMap((block) => {
    if (block.original === null) return [];
    return [block.original ?? block];
  });
}

/** Every element that waits for the app's suggestions, with the block that it stands in. */
export function suggestedElements(blocks: readonly Block[]): { block: Block; element: Element }[] {
  return withIds(blocks).flatMap((block) =>
    elementsOf(block)
      .filter(isSuggested)
      .map((element) => ({ block, element })),
  );
}

/** The element that the page drew, found by the ids of an action. */
export function drawnElement(blocks: readonly Block[], action: Action): Element | undefined {
  return blocks
    .filter((block) => block.block_id === action.block_id)
    .flatMap(elementsOf)
    .find((element) => element.action_id === action.action_id);
}

/** A view that came back from the page, in the app's terms. */
export interface ReadView {
  /** The app's view, with the state of all its fields. */
  readonly view: View;
  /** What Slack's own client would have refused: sentences by block id. */
  readonly problems: Record<string, string>;
  /** The button of the form that was chosen, if one was. */
  readonly button: Action | null;
}

/** Reads a drawn view that was submitted. */
export function readView(drawn: View, surroundings: Surroundings): ReadView {
  const given = drawn.state?.values ?? {};
  const values: StateValues = {};
  const problems: Record<string, string> = {};
  let button: Action | null = null;
  for (const block of drawn.blocks) {
    const { block_id: drawnId, element } = block;
    if (block.type !== 'input' || drawnId === undefined || element?.action_id === undefined) continue;
    const state = given[drawnId]?.[element.action_id];
    if (drawnId === buttonField) {
      button = chosenButton(state);
      continue;
    }
    const blockId = block.state_block_id ?? drawnId;
    const read = readField(element, state);
    values[blockId] = { ...values[blockId], [element.action_id]: read };
    const problem = problemOf(block, element.original ?? element, read);
    if (problem !== null) problems[blockId] = pageWord(surroundings.language, problem);
  }
  return { view: { ...drawn, blocks: originalBlocks(drawn.blocks), state: { values } }, problems, button };
}

/** Problems by the labels of their fields: the page shows the key beside the sentence. */
export function drawProblems(
  problems: Record<string, string>,
  blocks: readonly Block[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(problems).map(([blockId, sentence]) => {
      const label = blocks.find((block) => block.block_id === blockId)?.label?.text;
      return [label ?? blockId, sentence];
    }),
  );
}

/** The view with what was typed in it before as its initial values, as Slack keeps it in fields of the same ids. */
export function withTyped(view: View, typed: StateValues): View {
  const blocks = view.blocks.map((block) => {
    const { block_id: id, element } = block;
    if (id === undefined || element?.action_id === undefined) return block;
    return { ...block, element: withState(element, typed[id]?.[element.action_id]) };
  });
  return { ...view, blocks };
}

function withIds(blocks: readonly Block[]): Block[] {
  return blocks.map((block, index) => ({ ...block, block_id: block.block_id ?? `block-${index}` }));
}

function elementsOf(block: Block): Element[] {
  const { element, accessory, elements } = block;
  return [element, accessory, ...(block.type === 'actions' ? (elements ?? []) : [])].filter(
    (one): one is Element => one !== undefined,
  );
}

function drawBlock(block: Block, place: 'modal' | 'message', surroundings: Surroundings): Block[] {
  switch (block.type) {
    case 'input':
      return [{ ...drawInput(block, surroundings), original: block }];
    case 'section':
      return drawSection(block, place, surroundings);
    case 'actions':
      return place === 'modal'
        ? asParts(block, modalFields(block, block.elements ?? [], surroundings))
        : [
            {
              ...block,
              elements: (block.elements ?? []).map((one) => drawOne(one, surroundings)),
              original: block,
            },
          ];
    case 'context':
      return [{ ...block, elements: (block.elements ?? []).map(drawContextElement), original: block }];
    case 'header':
    case 'divider':
    case 'image':
      return [block];
    default:
      return [drawMarkup(block)];
  }
}

function drawInput(block: Block, surroundings: Surroundings): Block {
  // The page tells of no answer before the whole form is sent.
  const { dispatch_action: _dispatch, ...rest } = block;
  const { element, label, hint, optional = false } = rest;
  if (element === undefined) return rest;
  if (element.type === 'file_input') {
    const note = `${label?.text ?? ''}: ${pageWord(surroundings.language, 'noFiles')}`;
    return { ...idOf(block), type: 'section', text: plain(note), original: block };
  }
  const word = drawnHint(element);
  const hints = [hint?.text, word === null ? undefined : pageWord(surroundings.language, word)].filter(
    (text) => text !== undefined,
  );
  const suffix = optional ? ` ${pageWord(surroundings.language, 'optional')}` : '';
  return {
    ...rest,
    element: drawField(element, 'modal', surroundings, optional),
    ...(label === undefined ? {} : { label: plain(`${label.text}${suffix}`) }),
    ...(hints.length === 0 ? {} : { hint: plain(hints.join(' ')) }),
  };
}

function idOf({ block_id }: Block): Pick<Block, 'block_id'> {
  return block_id === undefined ? {} : { block_id };
}

function drawSection(block: Block, place: 'modal' | 'message', surroundings: Surroundings): Block[] {
  const { accessory, text, fields, ...rest } = block;
  const drawn: Block = {
    ...rest,
    ...(text === undefined ? {} : { text: typeof text === 'string' ? text : drawText(text) }),
    ...(fields === undefined ? {} : { fields: fields.map(drawText) }),
    original: block,
  };
  if (accessory === undefined) return [drawn];
  if (place === 'message') return [{ ...drawn, accessory: drawOne(accessory, surroundings) }];
  if (accessory.type === 'image') return [{ ...drawn, accessory }];
  const textBlock = { ...drawn, block_id: `${block.block_id}-text` };
  return [textBlock, ...modalFields(block, [accessory], surroundings).map(asFurtherPart)];
}

function drawText(text: Text): Text {
  return text.type === 'mrkdwn' ? { ...text, text: pageMarkup(text.text) } : text;
}

function drawContextElement(element: Element): Element {
  const { text } = element;
  if (element.type !== 'mrkdwn' || typeof text !== 'string') return element;
  return { ...element, text: pageMarkup(text) };
}

function drawOne(element: Element, surroundings: Surroundings): Element {
  return isField(element) ? drawField(element, 'message', surroundings) : element;
}

/** Fields outside an input block: the page collects values from input blocks only. */
function modalFields(block: Block, elements: readonly Element[], surroundings: Surroundings): Block[] {
  return elements.filter(isField).map((element, index) => ({
    type: 'input',
    block_id: `${block.block_id}-${index}`,
    state_block_id: block.block_id ?? '',
    optional: true,
    label: element.placeholder ?? plain(' '),
    element: drawField(element, 'modal', surroundings, true),
  }));
}

function asFurtherPart(block: Block): Block {
  return { ...block, original: null };
}

function asParts(original: Block, drawn: readonly Block[]): Block[] {
  const [first = { type: 'context', elements: [] }, ...others] = drawn;
  return [{ ...first, original }, ...others.map(asFurtherPart)];
}

function drawMarkup(block: Block): Block {
  return {
    type: 'section',
    ...(block.block_id === undefined ? {} : { block_id: block.block_id }),
    text: { type: 'mrkdwn', text: markupOf(block) },
    original: block,
  };
}

/** Buttons do nothing in the page's forms, so they become the choices of one more field. */
function drawButtons(blocks: readonly Block[], surroundings: Surroundings): Block[] {
  const options = blocks.flatMap((block) =>
    elementsOf(block)
      .filter((element) => element.type === 'button')
      .map((element): Option => {
        const { action_id: actionId = '', text = '' } = element;
        const pressed = { ...element, action_id: actionId, block_id: block.block_id ?? '' };
        const label = typeof text === 'string' ? text : text.text;
        return {
          text: plain(element === block.accessory ? labelBeside(label, block) : label),
          value: `${block.block_id}/${actionId}`,
          pressed,
        };
      }),
  );
  if (options.length === 0) return [];
  const { language } = surroundings;
  return [
    {
      type: 'input',
      block_id: buttonField,
      optional: true,
      label: plain(pageWord(language, 'button')),
      hint: plain(pageWord(language, 'buttonHint')),
      element: { type: 'static_select', action_id: buttonField, options, placeholder: plain('—') },
      original: null,
    },
  ];
}

/** The label of a button with the text at whose side it stands: in a list nobody could tell such buttons apart. */
function labelBeside(label: string, { text = '' }: Block): string {
  const beside = pageMarkup(typeof text === 'string' ? text : text.text)
    .replace(/<[^>]*>|[*_~`•]/g, '')
    .split(/[·\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' · ');
  return cut(beside === '' ? label : `${label} — ${beside}`, limits.optionText);
}

function chosenButton(state: FieldState | undefined): Action | null {
  const option = state?.['selected_option'];
  if (typeof option !== 'object' || option === null || !('pressed' in option)) return null;
  return option.pressed as Action;
}
