import { elementsOfBlock } from './field-values.js';
import { type JsonObject, textAt } from './json.js';
import { readable, textOf } from './reading.js';
import type { Message, OpenView } from './workspace.js';

/** What a person can act on. */
export type Screen = Message | OpenView;

export type ElementOnScreen = { block: JsonObject; element: JsonObject };

/** Which of several like elements is meant: its block id, or a text that stands in its block or right above it. */
export type Where = { near?: string };

export function isView(screen: Screen): screen is OpenView {
  return 'view' in screen;
}

export function blocksOf(screen: Screen): JsonObject[] {
  return isView(screen) ? screen.view.blocks : screen.blocks;
}

/** The one element that has this label or action id (or whose block has this id); throws, naming what there is, otherwise. */
export function findElement(
  screen: Screen,
  wanted: string,
  { near }: Where,
  isMeant: (type: string) => boolean,
) {
  const blocks = blocksOf(screen);
  const all = blocks.flatMap((block, index) =>
    elementsOfBlock(block)
      .filter((element) => isMeant(textAt(element, 'type')))
      .map((element) => ({ block, element, index })),
  );
  const named = all.filter(({ block, element }) => namesOf(block, element).includes(wanted));
  const found = near === undefined ? named : named.filter(({ index }) => isNear(blocks, index, near));
  const [first, ...others] = found;
  if (first && others.length === 0) return { block: first.block, element: first.element };
  const offered = all
    .map(({ block, element }) => namesOf(block, element).filter(Boolean).join(' / '))
    .join('\n  ');
  throw new Error(
    `${found.length} elements are called "${wanted}"${near ? ` near "${near}"` : ''}; there are:\n  ${offered}`,
  );
}

function namesOf(block: JsonObject, element: JsonObject): string[] {
  const label = block['type'] === 'input' ? readable(block['label']) : '';
  return [readable(element['text']), textAt(element, 'action_id'), label, textAt(block, 'block_id')];
}

function isNear(blocks: readonly JsonObject[], index: number, near: string): boolean {
  let start = index;
  for (let above = blocks[start - 1]; above && isTextOnly(above); above = blocks[start - 1]) start -= 1;
  const around = blocks.slice(start, index + 1);
  return textAt(blocks[index], 'block_id') === near || textOf(around).includes(near);
}

function isTextOnly(block: JsonObject): boolean {
  return (
    ['section', 'context', 'rich_text', 'image'].includes(textAt(block, 'type')) &&
    elementsOfBlock(block).length === 0
  );
}
