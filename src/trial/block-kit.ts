// Block Kit as it travels between the app and the local Slack: JSON, of which the dialect names only what it
// touches. Whatever else stands in an object is passed on as it came. `original` is the dialect's own: what the app
// sent, kept beside what the page is given to draw, so that the answer can be told in the app's terms.

export interface Text {
  type: string;
  text: string;
}

export interface Option {
  text: Text;
  value: string;
  original?: Option;
  [more: string]: unknown;
}

export interface Element {
  type: string;
  action_id?: string;
  placeholder?: Text;
  options?: Option[];
  option_groups?: { label: Text; options: Option[] }[];
  /** An object in buttons, a string in the elements of a context block. */
  text?: Text | string;
  value?: string;
  original?: Element;
  [more: string]: unknown;
}

export interface Block {
  type: string;
  block_id?: string;
  optional?: boolean;
  label?: Text;
  hint?: Text;
  text?: Text | string;
  fields?: Text[];
  element?: Element;
  elements?: Element[];
  accessory?: Element;
  /** The block that this one draws; null where it draws a further part of the block before it. */
  original?: Block | null;
  /** The id of the app's block that a drawn field belongs to, where its own id had to differ. */
  state_block_id?: string;
  [more: string]: unknown;
}

export interface View {
  id?: string;
  type: string;
  blocks: Block[];
  state?: { values: StateValues };
  [more: string]: unknown;
}

/** What a field holds, as Slack writes it: `{ type, value }`, `{ type, selected_option }` … */
export interface FieldState {
  type: string;
  [more: string]: unknown;
}

/** By block id, then by action id. */
export type StateValues = Record<string, Record<string, FieldState>>;

export interface Action {
  type: string;
  action_id: string;
  block_id: string;
  [more: string]: unknown;
}

/** What the page needs to know of the workspace and the reader to draw a view or message. */
export interface Surroundings {
  readonly language: 'fr' | 'en';
  readonly people: readonly Option[];
  readonly channels: readonly Option[];
  /** What the app answers to type-ahead, by action id. */
  readonly suggestions: ReadonlyMap<string, readonly Option[]>;
}

/** Plain text of any length. */
export function plain(text: string): Text {
  return { type: 'plain_text', text };
}
