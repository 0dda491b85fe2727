import { isObject, type JsonObject, objectsIn, textAt } from './json.js';

export type StateValues = Record<string, Record<string, JsonObject>>;

type Field = { key: string; initial: string; many: boolean };
const field = (key: string, initial: string, many = false): Field => ({ key, initial, many });

const fields: Readonly<Record<string, Field>> = {
  plain_text_input: field('value', 'initial_value'),
  email_text_input: field('value', 'initial_value'),
  url_text_input: field('value', 'initial_value'),
  number_input: field('value', 'initial_value'),
  rich_text_input: field('rich_text_value', 'initial_value'),
  static_select: field('selected_option', 'initial_option'),
  external_select: field('selected_option', 'initial_option'),
  radio_buttons: field('selected_option', 'initial_option'),
  multi_static_select: field('selected_options', 'initial_options', true),
  multi_external_select: field('selected_options', 'initial_options', true),
  checkboxes: field('selected_options', 'initial_options', true),
  datepicker: field('selected_date', 'initial_date'),
  timepicker: field('selected_time', 'initial_time'),
  datetimepicker: field('selected_date_time', 'initial_date_time'),
  users_select: field('selected_user', 'initial_user'),
  multi_users_select: field('selected_users', 'initial_users', true),
  conversations_select: field('selected_conversation', 'initial_conversation'),
  multi_conversations_select: field('selected_conversations', 'initial_conversations', true),
  channels_select: field('selected_channel', 'initial_channel'),
  multi_channels_select: field('selected_channels', 'initial_channels', true),
  file_input: field('files', '', true),
};

/** The interactive elements that stand directly in a block. */
export function elementsOfBlock(block: JsonObject): JsonObject[] {
  const single = [block['element'], block['accessory']].filter(isObject);
  const several = ['actions', 'context_actions'].includes(textAt(block, 'type'))
    ? objectsIn(block['elements'])
    : [];
  return [...single, ...several].filter((element) => element['type'] !== 'image');
}

/** What the fields of freshly shown blocks hold. */
export function initialState(blocks: readonly JsonObject[], channel?: string): StateValues {
  const values: StateValues = {};
  for (const block of blocks) {
    for (const element of elementsOfBlock(block)) {
      const { key, initial, many } = fields[textAt(element, 'type')] ?? {};
      if (!key) continue;
      const here = element['default_to_current_conversation'] === true ? channel : undefined;
      const value = element[initial ?? ''] ?? (many ? (here ? [here] : []) : (here ?? null));
      const inBlock = values[textAt(block, 'block_id')] ?? {};
      inBlock[textAt(element, 'action_id')] = { type: element['type'], [key]: value };
      values[textAt(block, 'block_id')] = inBlock;
    }
  }
  return values;
}

/** What a person gives for a field: a text, the value or label of an option, an id, a day, or a list of these; null empties it. */
export type Given = string | number | null | readonly string[];

/** The state of a field after a person has set it; throws where the client would not let them. */
export function givenState(
  element: JsonObject,
  given: Given,
  offered: readonly JsonObject[] = [],
): JsonObject {
  const type = textAt(element, 'type');
  const described = fields[type];
  if (!described) throw new Error(`a ${type} can't be filled in`);
  const { key, many } = described;
  if (many !== Array.isArray(given) && given !== null) {
    throw new Error(`a ${type} takes ${many ? 'a list' : 'one value'}`);
  }
  const toValue = (each: string | number) =>
    type === 'file_input'
      ? uploadedFile(String(each))
      : key.startsWith('selected_option')
        ? findOption(element, String(each), offered)
        : type === 'datetimepicker'
          ? Number(each)
          : String(each);
  const value = Array.isArray(given) ? given.map(toValue) : given === null ? null : toValue(scalar(given));
  const empty = value === '' ? null : value;
  return { type, [key]: many ? (empty ?? []) : empty };
}

/** A file that was uploaded into a form, by its name, as Slack describes it in the submission. */
function uploadedFile(name: string): JsonObject {
  const id = `F0${name.toUpperCase().replace(/[^A-Z0-9]/g, '')}`;
  return {
    id,
    name,
    title: name,
    permalink: `https://university.slack.test/files/${id}/${encodeURIComponent(name)}`,
  };
}

function scalar(given: Given): string | number {
  if (typeof given === 'string' || typeof given === 'number') return given;
  throw new Error('one value was expected');
}

/** The options that a menu shows, in the order of the screen. */
export function optionsOf(element: JsonObject, offered: readonly JsonObject[] = []): JsonObject[] {
  const grouped = objectsIn(element['option_groups']).flatMap((group) => objectsIn(group['options']));
  const initial = [element['initial_option']].filter(isObject);
  return [
    ...objectsIn(element['options']),
    ...grouped,
    ...offered,
    ...initial,
    ...objectsIn(element['initial_options']),
  ];
}

export function findOption(
  element: JsonObject,
  wanted: string,
  offered: readonly JsonObject[] = [],
): JsonObject {
  const all = optionsOf(element, offered);
  const found =
    all.find((option) => option['value'] === wanted) ??
    all.find((option) => textAt(option, 'text', 'text') === wanted);
  if (found) return found;
  const shown = all.map((option) => `${textAt(option, 'text', 'text')} (${textAt(option, 'value')})`);
  throw new Error(`there is no option "${wanted}"; there are: ${shown.join(', ')}`);
}

/** Why the client would not send a form, in words; nothing when it would. */
export function clientRefusals(blocks: readonly JsonObject[], values: StateValues): string[] {
  return blocks
    .filter((block) => block['type'] === 'input')
    .flatMap((block) => {
      const element = isObject(block['element']) ? block['element'] : {};
      const state = values[textAt(block, 'block_id')]?.[textAt(element, 'action_id')] ?? {};
      const value = state[fields[textAt(element, 'type')]?.key ?? ''];
      const label = textAt(block, 'label', 'text');
      const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
      if (isEmpty) return block['optional'] === true ? [] : [`"${label}" is required`];
      return valueRefusals(element, value).map((reason) => `"${label}" ${reason}`);
    });
}

function valueRefusals(element: JsonObject, value: unknown): string[] {
  const text = String(value);
  const number = (key: string, fallback: number) =>
    element[key] === undefined ? fallback : Number(element[key]);
  const refuse = (wrong: boolean, reason: string) => (wrong ? [reason] : []);
  switch (element['type']) {
    case 'plain_text_input':
      return [
        ...refuse(text.length > number('max_length', 3000), 'is too long'),
        ...refuse(text.length < number('min_length', 0), 'is too short'),
        ...refuse(element['multiline'] !== true && /\n/.test(text), 'has one line only'),
      ];
    case 'email_text_input':
      return refuse(!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text), 'is no email address');
    case 'url_text_input':
      return refuse(!/^https?:\/\/\S+$/.test(text), 'is no web address');
    case 'number_input':
      return [
        ...refuse(!/^-?\d+(\.\d+)?$/.test(text), 'is no number'),
        ...refuse(element['is_decimal_allowed'] !== true && text.includes('.'), 'takes whole numbers only'),
        ...refuse(Number(text) < number('min_value', Number.NEGATIVE_INFINITY), 'is too small'),
        ...refuse(Number(text) > number('max_value', Number.POSITIVE_INFINITY), 'is too great'),
      ];
    case 'datepicker':
      return refuse(Number.isNaN(Date.parse(`${text}T00:00:00Z`)), 'is no day');
    default:
      return refuse(
        Array.isArray(value) && value.length > number('max_selected_items', Number.POSITIVE_INFINITY),
        'has too many chosen',
      );
  }
}
