import type { Action, Block, Element, FieldState, Option, Surroundings } from './block-kit.js';
import { plain } from './block-kit.js';
import { type PageWord, pageWord } from './page-words.js';

interface FieldKind {
  /** What a person does with it: types, picks a day, picks one, picks several. */
  readonly shape: 'text' | 'day' | 'one' | 'several';
  /** Where Slack keeps the value in a state or an action. */
  readonly state: string;
  /** Where the app puts the first value. */
  readonly initial: string;
  /** What can be picked: the element's own options, or ids of people or channels, or what the app suggests. */
  readonly from?: 'own' | 'people' | 'channels' | 'suggestions';
}

const kinds: Readonly<Record<string, FieldKind>> = {
  plain_text_input: { shape: 'text', state: 'value', initial: 'initial_value' },
  email_text_input: { shape: 'text', state: 'value', initial: 'initial_value' },
  url_text_input: { shape: 'text', state: 'value', initial: 'initial_value' },
  number_input: { shape: 'text', state: 'value', initial: 'initial_value' },
  timepicker: { shape: 'text', state: 'selected_time', initial: 'initial_time' },
  datepicker: { shape: 'day', state: 'selected_date', initial: 'initial_date' },
  static_select: one('selected_option', 'initial_option', 'own'),
  radio_buttons: one('selected_option', 'initial_option', 'own'),
  overflow: one('selected_option', 'initial_option', 'own'),
  external_select: one('selected_option', 'initial_option', 'suggestions'),
  users_select: one('selected_user', 'initial_user', 'people'),
  conversations_select: one('selected_conversation', 'initial_conversation', 'channels'),
  channels_select: one('selected_channel', 'initial_channel', 'channels'),
  checkboxes: several('selected_options', 'initial_options', 'own'),
  multi_static_select: several('selected_options', 'initial_options', 'own'),
  multi_external_select: several('selected_options', 'initial_options', 'suggestions'),
  multi_users_select: several('selected_users', 'initial_users', 'people'),
  multi_conversations_select: several('selected_conversations', 'initial_conversations', 'channels'),
  multi_channels_select: several('selected_channels', 'initial_channels', 'channels'),
};

function one(state: string, initial: string, from: NonNullable<FieldKind['from']>): FieldKind {
  return { shape: 'one', state, initial, from };
}

function several(state: string, initial: string, from: NonNullable<FieldKind['from']>): FieldKind {
  return { shape: 'several', state, initial, from };
}

const nothing = 'nothing-chosen';
const lineBreak = ' ⏎ ';

/** Whether the dialect can draw and read this element as a field. */
export function isField(element: Element): boolean {
  return kinds[element.type] !== undefined;
}

/** Whether what can be picked in it comes from the app, question by question. */
export function isSuggested(element: Element): boolean {
  return kinds[element.type]?.from === 'suggestions';
}

/**
 * The element that the page can draw in place of this one, with the original inside. In a modal the page has single-line
 * inputs, date inputs, lists, radio buttons and checkboxes; in a message lists and date inputs only.
 */
export function drawField(
  element: Element,
  place: 'modal' | 'message',
  surroundings: Surroundings,
  optional = false,
): Element {
  const kind = kinds[element.type];
  if (kind === undefined) return element;
  const base = {
    ...(element.action_id === undefined ? {} : { action_id: element.action_id }),
    original: element,
  };
  if (kind.shape === 'text') {
    const initial = initialText(element, kind).replaceAll('\n', lineBreak);
    const placeholder = element.placeholder ?? (element.type === 'timepicker' ? plain('09:30') : undefined);
    return {
      ...base,
      type: 'plain_text_input',
      ...(placeholder === undefined ? {} : { placeholder }),
      ...(initial === '' ? {} : { initial_value: initial }),
    };
  }
  if (kind.shape === 'day') return { ...element, original: element };
  return drawChoice(element, kind, base, place, surroundings, optional);
}

function drawChoice(
  element: Element,
  kind: FieldKind,
  base: Pick<Element, 'action_id' | 'original'>,
  place: 'modal' | 'message',
  surroundings: Surroundings,
  optional: boolean,
): Element {
  const chosen = initialValues(element, kind);
  const choices = choicesOf(element, kind, surroundings);
  const ticked = choices.map((choice) =>
    chosen.includes(choice.value)
      ? { ...choice, text: plain(`✓ ${choice.text.text}`), original: asGiven(choice) }
      : choice,
  );
  if (place === 'modal' && kind.shape === 'several') return { ...base, type: 'checkboxes', options: ticked };
  if (place === 'modal' && element.type === 'radio_buttons')
    return { ...base, type: 'radio_buttons', options: ticked };
  if (kind.shape === 'several') {
    return { ...base, type: 'static_select', options: ticked, ...placeholderOf(element) };
  }
  const initial = choices.find((choice) => choice.value === chosen[0]);
  // The page shows the placeholder instead of the initial option, so the one stands in for the other; and then
  // taking the choice back, where that is allowed, needs an entry of its own.
  const clearing = initial !== undefined && optional ? [nothingOption(surroundings)] : [];
  return {
    ...base,
    type: 'static_select',
    options: [...clearing, ...choices],
    ...(initial === undefined ? placeholderOf(element) : { placeholder: plain(initial.text.text) }),
  };
}

function placeholderOf(element: Element): Pick<Element, 'placeholder'> {
  if (element.type === 'overflow') return { placeholder: plain('⋯') };
  return element.placeholder === undefined ? {} : { placeholder: element.placeholder };
}

function nothingOption({ language }: Surroundings): Option {
  return { text: plain(pageWord(language, 'nothing')), value: nothing };
}

function choicesOf(element: Element, kind: FieldKind, surroundings: Surroundings): Option[] {
  if (kind.from === 'people') return [...surroundings.people];
  if (kind.from === 'channels') return [...surroundings.channels];
  const given =
    kind.from === 'suggestions'
      ? [...(surroundings.suggestions.get(element.action_id ?? '') ?? [])]
      : [
          ...(element.options ?? []),
          ...(element.option_groups ?? []).flatMap(({ label, options }) =>
            options.map((option) => ({
              ...option,
              text: plain(`${label.text}: ${option.text.text}`),
              original: option,
            })),
          ),
        ];
  const known = new Set(given.map((option) => option.value));
  return [...given, ...initialOptions(element, kind).filter((option) => !known.has(option.value))];
}

function initialText(element: Element, kind: FieldKind): string {
  const initial = element[kind.initial];
  return typeof initial === 'string' || typeof initial === 'number' ? String(initial) : '';
}

function initialOptions(element: Element, kind: FieldKind): Option[] {
  const initial = element[kind.initial];
  return (Array.isArray(initial) ? initial : [initial]).filter(isOption);
}

function isOption(value: unknown): value is Option {
  return typeof value === 'object' && value !== null && 'value' in value && 'text' in value;
}

function initialValues(element: Element, kind: FieldKind): string[] {
  if (kind.from === 'own' || kind.from === 'suggestions')
    return initialOptions(element, kind).map((o) => o.value);
  const initial = element[kind.initial];
  return (Array.isArray(initial) ? initial : [initial]).filter((id): id is string => typeof id === 'string');
}

function asGiven(option: Option): Option {
  return option.original ?? option;
}

function stateOf(element: Element, kind: FieldKind, options: Option[]): FieldState {
  const byId = kind.from === 'people' || kind.from === 'channels';
  const values = options.map((option) => (byId ? option.value : asGiven(option)));
  return { type: element.type, [kind.state]: kind.shape === 'several' ? values : (values[0] ?? null) };
}

/**
 * What the app's field holds, from what the page sent for the drawn one. A field that nobody touched holds its initial
 * value: the page shows that in one way or another, but does not send it.
 */
export function readField(drawn: Element, given: FieldState | undefined): FieldState {
  const element = drawn.original ?? drawn;
  const kind = kinds[element.type];
  if (kind === undefined) return given ?? { type: element.type };
  if (kind.shape === 'text' || kind.shape === 'day') {
    const typed = given?.[kind.shape === 'day' ? 'selected_date' : 'value'];
    const text = typeof typed === 'string' ? typedText(element, typed) : initialText(element, kind);
    return { type: element.type, [kind.state]: text === '' ? null : text };
  }
  const choices = drawn.options ?? [];
  const initial = initialValues(element, kind);
  if (kind.shape === 'several') {
    const touched = optionsIn(given?.['selected_options']).map((option) => option.value);
    // Ticking an entry that is already chosen takes it away: the page draws its box empty.
    const chosen = choices.filter(({ value }) => initial.includes(value) !== touched.includes(value));
    return stateOf(element, kind, chosen);
  }
  const [picked] = optionsIn(given?.['selected_option']);
  if (picked?.value === nothing) return stateOf(element, kind, []);
  const value = picked?.value ?? initial[0];
  return stateOf(element, kind, choices.filter((choice) => choice.value === value).slice(0, 1));
}

function optionsIn(value: unknown): Option[] {
  return (Array.isArray(value) ? value : [value]).filter(isOption);
}

function typedText(element: Element, typed: string): string {
  if (element['multiline'] !== true) return typed.trim() === '' ? '' : typed;
  // The page has no multi-line input: a line break is written \n, and a follow-up begins its own line.
  const lines = typed.replaceAll(/ ?(?:⏎|\\n) ?/g, '\n').replaceAll(/[^\S\n]+(?=- \[[ x]?\] )/g, '\n');
  return lines.trim() === '' ? '' : lines;
}

/** The app's action, from what the page sent when a drawn element was used; null where nothing was really picked. */
export function readAction(drawn: Element | undefined, action: Action): Action | null {
  const element = drawn?.original;
  const kind = element === undefined ? undefined : kinds[element.type];
  if (drawn === undefined || element === undefined || kind === undefined) return action;
  const { selected_option: pickedOption, selected_options: _several, ...rest } = action;
  if (kind.shape === 'day') {
    return { ...rest, ...readField(drawn, { type: 'datepicker', selected_date: action['selected_date'] }) };
  }
  const [picked] = optionsIn(pickedOption);
  if (picked === undefined || !drawn.options?.some((option) => option.value === picked.value)) return null;
  const state = kind.shape === 'several' ? { selected_options: [picked] } : { selected_option: picked };
  return { ...rest, ...readField(drawn, { type: drawn.type, ...state }) };
}

/** The element with `state` as its first value: how a view that is drawn anew keeps what was typed. */
export function withState(element: Element, state: FieldState | undefined): Element {
  const kind = kinds[element.type];
  if (kind === undefined || state === undefined || state.type !== element.type) return element;
  const { [kind.initial]: _before, ...rest } = element;
  const value = state[kind.state];
  const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  return { ...rest, type: element.type, ...(empty ? {} : { [kind.initial]: value }) };
}

const formats: Readonly<Record<string, { readonly pattern: RegExp; readonly problem: PageWord }>> = {
  timepicker: { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, problem: 'notTime' },
  number_input: { pattern: /^-?\d+(\.\d+)?$/, problem: 'notNumber' },
  email_text_input: { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, problem: 'notEmail' },
  url_text_input: { pattern: /^https?:\/\/\S+$/, problem: 'notUrl' },
};

/** What Slack's own client would refuse before the app hears of it; null where it would not. */
export function problemOf(block: Block, element: Element, state: FieldState): PageWord | null {
  const kind = kinds[element.type];
  if (kind === undefined) return null;
  const value = state[kind.state];
  if (value === null || (Array.isArray(value) && value.length === 0))
    return block.optional === true ? null : 'required';
  if (kind.shape !== 'text' || typeof value !== 'string') return null;
  const format = formats[element.type];
  if (format !== undefined && !format.pattern.test(value)) return format.problem;
  const { min_length: least, max_length: most } = element;
  if (typeof least === 'number' && value.length < least) return 'tooShort';
  // Slack's own limit, where the app sets none (docs.slack.dev, plain-text input element).
  return value.length > (typeof most === 'number' ? most : 3000) ? 'tooLong' : null;
}

/** What to say beside a drawn field, because the page can't show it. */
export function drawnHint(element: Element): PageWord | null {
  const kind = kinds[element.type];
  if (element['multiline'] === true) return 'newLineHint';
  return kind?.shape === 'several' && initialValues(element, kind).length > 0 ? 'tickedHint' : null;
}
