import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
} from '@slack/types';
import { escapeText, joinMrkdwn, type Mrkdwn } from '../language/mrkdwn.js';
import { cut, limits } from './limits.js';

/** What a message consists of: its blocks, and the plain text that notifications and screen readers use instead. */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** The message as Slack takes it: Slack reads markup in the plain text too, so that is escaped on its way out. */
export function asSent(message: Message): Message {
  return { text: cut(escapeText(message.text).text, limits.messageText) || '–', blocks: message.blocks };
}

/** Plain text, cut to a limit. Slack takes no empty text, so an empty one becomes an en dash. */
export function plainText(text: string, limit: number): PlainTextElement {
  return { type: 'plain_text', text: cut(text.trim() === '' ? '–' : text, limit) };
}

function markup(text: Mrkdwn, limit: number): MrkdwnElement {
  return { type: 'mrkdwn', text: cut(text.text.trim() === '' ? '–' : text.text, limit), verbatim: true };
}

/** A paragraph of text, with one element at its side where given. */
export function section(text: Mrkdwn, blockId?: string, accessory?: Button): SectionBlock {
  return {
    type: 'section',
    text: markup(text, limits.sectionText),
    ...(blockId === undefined ? {} : { block_id: blockId }),
    ...(accessory === undefined ? {} : { accessory }),
  };
}

/** Small grey text: the facts under a title. Parts that are missing are left out. */
export function context(
  parts: readonly (Mrkdwn | null | undefined | false)[],
  blockId?: string,
): ContextBlock {
  return {
    type: 'context',
    elements: [markup(joinMrkdwn(parts), limits.sectionText)],
    ...(blockId === undefined ? {} : { block_id: blockId }),
  };
}

/** A large title. */
export function header(text: string): HeaderBlock {
  return { type: 'header', text: plainText(text, limits.headerText) };
}

/** A line across. */
export const divider: KnownBlock = { type: 'divider' };

/** A row of buttons and menus. */
export function actions(elements: ActionsBlockElement[], blockId?: string): ActionsBlock {
  return { type: 'actions', elements, ...(blockId === undefined ? {} : { block_id: blockId }) };
}

interface ButtonOptions {
  readonly style?: 'primary' | 'danger';
  readonly confirm?: { title: string; text: string; confirm: string; deny: string };
}

/**
 * A button. `value` goes back to the app when it is pressed: an id, never a text. In an item's blocks it may be left empty,
 * since those tell the item.
 */
export function button(actionId: string, text: string, value: string, options: ButtonOptions = {}): Button {
  const { style, confirm } = options;
  return {
    type: 'button',
    action_id: actionId,
    text: plainText(text, limits.buttonText),
    ...(value === '' ? {} : { value }),
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: plainText(confirm.title, limits.confirmTitle),
            text: plainText(confirm.text, limits.confirmText),
            confirm: plainText(confirm.confirm, limits.confirmButton),
            deny: plainText(confirm.deny, limits.confirmButton),
          },
        }),
  };
}

/** An entry of a menu or list of choices. */
export function option(value: string, text: string): PlainTextOption {
  return { text: plainText(text, limits.optionText), value };
}

/** The small menu of further actions behind three dots. */
export function overflow(actionId: string, options: PlainTextOption[]): ActionsBlockElement {
  return { type: 'overflow', action_id: actionId, options: options.slice(0, limits.overflowOptions) };
}
