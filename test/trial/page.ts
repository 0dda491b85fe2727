import type {
  Block,
  Element,
  FieldState,
  Option,
  StateValues,
  Surroundings,
  View,
} from '../../src/trial/block-kit.js';
import { plain } from '../../src/trial/block-kit.js';

/** An option as an app writes it. */
export function option(value: string): Option {
  return { text: plain(`Text of ${value}`), value };
}

/** A reader in a workspace of two people and two channels. */
export const surroundings: Surroundings = {
  language: 'en',
  people: [
    { value: 'U000000001', text: plain('Amina') },
    { value: 'U000000002', text: plain('Omar') },
  ],
  channels: [
    { value: 'C000000001', text: plain('#one') },
    { value: 'C000000002', text: plain('#two') },
  ],
  suggestions: new Map([['ask', [option('near'), option('far')]]]),
};

/** A modal of one input. */
export function modalWith(element: Element, more: Partial<Block> = {}): View {
  return {
    type: 'modal',
    id: 'V1',
    blocks: [{ type: 'input', block_id: 'field', label: plain('Field'), element, ...more }],
  };
}

const untouchedStates: Record<string, FieldState> = {
  plain_text_input: { type: 'plain_text_input', value: null },
  checkboxes: { type: 'checkboxes', selected_options: [] },
  datepicker: { type: 'datepicker', selected_date: null },
};

/**
 * Submits a drawn view as the page does: a field that `touch` returns nothing for is sent as untouched, and only
 * the kinds of input that the page can draw are there at all.
 */
export function submit(
  drawn: View,
  touch: (element: Element, block: Block) => FieldState | undefined = () => undefined,
): View {
  const values: StateValues = {};
  for (const block of drawn.blocks) {
    if (block.type !== 'input' || block.element === undefined) continue;
    const { element } = block;
    if (
      !['plain_text_input', 'static_select', 'checkboxes', 'radio_buttons', 'datepicker'].includes(
        element.type,
      )
    ) {
      throw new Error(`The page draws no ${element.type}`);
    }
    const untouched = untouchedStates[element.type] ?? { type: element.type, selected_option: null };
    values[block.block_id ?? ''] = { [element.action_id ?? '']: touch(element, block) ?? untouched };
  }
  return JSON.parse(JSON.stringify({ ...drawn, state: { values } }));
}

/** What the page sends when an entry of a drawn list or a box is picked by its value. */
export function picks(...values: string[]): (element: Element) => FieldState {
  return (element) => {
    const chosen = (element.options ?? []).filter((one) => values.includes(one.value));
    if (chosen.length !== values.length) throw new Error(`Not all of ${values} are there to pick`);
    return element.type === 'checkboxes'
      ? { type: element.type, selected_options: chosen }
      : { type: element.type, selected_option: chosen[0] };
  };
}

/** What the page sends when something is typed. */
export function types(text: string): (element: Element) => FieldState {
  return (element) =>
    element.type === 'datepicker'
      ? { type: 'datepicker', selected_date: text }
      : { type: element.type, value: text };
}
