import type {
  ActionsBlockElement,
  ContextActionsBlockElement,
  InputBlockElement,
  SectionBlockAccessory,
} from '@slack/types';
import { z } from 'zod';
import { limits } from '../../../src/slack/limits.js';
import {
  choices,
  confirm,
  conversationFilter,
  day,
  dispatchActionConfig,
  hasOneSource,
  identifier,
  imageSource,
  option,
  optionGroups,
  options,
  overflowOption,
  plainText,
  style,
  timeOfDay,
  webAddress,
} from './objects.js';
import { richTextBlock } from './rich-text.js';

type ElementType =
  | ActionsBlockElement['type']
  | ContextActionsBlockElement['type']
  | InputBlockElement['type']
  | SectionBlockAccessory['type'];

const action = { action_id: identifier(limits.actionId).optional() };
const asked = { confirm: confirm.optional() };
const focus = { focus_on_load: z.boolean().optional() };
const placeholder = { placeholder: plainText(limits.placeholder).optional() };
const dispatch = { dispatch_action_config: dispatchActionConfig.optional() };
const several = { max_selected_items: z.int().min(1).optional() };
const select = { ...action, ...asked, ...focus, ...placeholder };
const typed = { ...action, ...dispatch, ...focus, ...placeholder };
const label = z.string().min(1).max(limits.accessibilityLabel).optional();
const ids = z.array(z.string().min(1)).optional();
const listed = { options: options.optional(), option_groups: optionGroups.optional() };
const conversations = {
  default_to_current_conversation: z.boolean().optional(),
  filter: conversationFilter.optional(),
};
const feedback = z.strictObject({
  text: plainText(limits.buttonText),
  accessibility_label: label,
  value: z.string().min(1).max(limits.buttonValue),
});
const button = { ...action, ...asked, text: plainText(limits.buttonText), accessibility_label: label };
const value = z.string().max(limits.buttonValue).optional();
const lines = z.int().min(1).max(limits.richTextInputLines).optional();

const object = <T extends ElementType, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });

/** The form of every element that @slack/types knows, under its type; rules between fields are in `elementRules`. */
export const elementSchemas = {
  button: object('button', { ...button, value, url: webAddress.optional(), style: style.optional() }),
  channels_select: object('channels_select', {
    ...select,
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  checkboxes: object('checkboxes', {
    ...action,
    ...asked,
    ...focus,
    options: choices,
    initial_options: choices.optional(),
  }),
  conversations_select: object('conversations_select', {
    ...select,
    ...conversations,
    initial_conversation: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  datepicker: object('datepicker', { ...select, initial_date: day.optional() }),
  datetimepicker: object('datetimepicker', {
    ...action,
    ...asked,
    ...focus,
    initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
  }),
  email_text_input: object('email_text_input', { ...typed, initial_value: z.string().optional() }),
  external_select: object('external_select', {
    ...select,
    initial_option: option.optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  feedback_buttons: object('feedback_buttons', {
    ...action,
    positive_button: feedback,
    negative_button: feedback,
  }),
  file_input: object('file_input', {
    ...action,
    filetypes: z.array(z.string().min(1)).min(1).optional(),
    max_files: z.int().min(1).max(limits.fileInputFiles).optional(),
  }),
  icon_button: object('icon_button', {
    ...button,
    icon: z.literal('trash'),
    value,
    visible_to_user_ids: ids,
  }),
  image: object('image', { ...imageSource, alt_text: z.string().max(limits.imageAlt) }).refine(
    hasOneSource,
    'needs either image_url or slack_file',
  ),
  multi_channels_select: object('multi_channels_select', { ...select, ...several, initial_channels: ids }),
  multi_conversations_select: object('multi_conversations_select', {
    ...select,
    ...several,
    ...conversations,
    initial_conversations: ids,
  }),
  multi_external_select: object('multi_external_select', {
    ...select,
    ...several,
    initial_options: options.optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  multi_static_select: object('multi_static_select', {
    ...select,
    ...several,
    ...listed,
    initial_options: options.optional(),
  }),
  multi_users_select: object('multi_users_select', { ...select, ...several, initial_users: ids }),
  number_input: object('number_input', {
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: numeral().optional(),
    min_value: numeral().optional(),
    max_value: numeral().optional(),
  }),
  overflow: object('overflow', {
    ...action,
    ...asked,
    options: z.array(overflowOption).min(1).max(limits.overflowOptions),
  }),
  plain_text_input: object('plain_text_input', {
    ...typed,
    initial_value: z.string().max(limits.inputText).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(limits.inputText).optional(),
    max_length: z.int().min(1).max(limits.inputText).optional(),
  }),
  radio_buttons: object('radio_buttons', {
    ...action,
    ...asked,
    ...focus,
    options: choices,
    initial_option: choices.element.optional(),
  }),
  rich_text_input: object('rich_text_input', {
    ...typed,
    initial_value: richTextBlock.optional(),
    min_lines: lines,
    max_lines: lines,
  }),
  static_select: object('static_select', { ...select, ...listed, initial_option: option.optional() }),
  timepicker: object('timepicker', {
    ...select,
    initial_time: timeOfDay.optional(),
    timezone: z.string().refine(isTimeZone, 'not a time zone').optional(),
  }),
  url_text_input: object('url_text_input', { ...typed, initial_value: z.string().optional() }),
  users_select: object('users_select', { ...select, initial_user: z.string().optional() }),
  workflow_button: object('workflow_button', {
    ...button,
    style: style.optional(),
    workflow: z.strictObject({
      trigger: z.strictObject({
        url: webAddress,
        customizable_input_parameters: z
          .array(z.strictObject({ name: z.string(), value: z.string() }))
          .optional(),
      }),
    }),
  }),
} satisfies Record<ElementType, z.ZodType>;

function numeral() {
  return z.string().regex(/^-?\d+(\.\d+)?$/, 'not a number as text');
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
