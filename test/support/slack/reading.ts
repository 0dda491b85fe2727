import { elementsOfBlock } from './field-values.js';
import { isObject, type JsonObject, objectsIn, textAt } from './json.js';

/** A button as a person sees it. */
export type VisibleButton = {
  text: string;
  actionId: string;
  blockId: string;
  value: string;
  url?: string;
  style?: string;
};

/** The text of blocks as a person reads it: markup resolved, one line a piece. */
export function textOf(blocks: unknown): string {
  return objectsIn(blocks)
    .map(textOfBlock)
    .filter((text) => text !== '')
    .join('\n');
}

function textOfBlock(block: JsonObject): string {
  if (block['type'] === 'rich_text') return richText(block);
  if (block['type'] === 'divider') return '———';
  if (block['type'] === 'markdown') return textAt(block, 'text');
  const own = ['title', 'text', 'subtitle', 'body', 'label', 'hint', 'caption'].map((key) =>
    readable(block[key]),
  );
  const rows = Array.isArray(block['rows']) ? block['rows'].map(rowText) : [];
  const inner = ['child_blocks', 'tasks'].map((key) => textOf(block[key]));
  return [
    ...own,
    ...objectsIn(block['fields']).map(readable),
    ...rows,
    ...inner,
    ...[...elementsOfBlock(block), ...contextElements(block)].map(elementText),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function contextElements(block: JsonObject): JsonObject[] {
  return block['type'] === 'context' ? objectsIn(block['elements']) : [];
}

function rowText(row: unknown): string {
  return objectsIn(row)
    .map((cell) => (cell['type'] === 'rich_text' ? richText(cell) : textAt(cell, 'text')))
    .join(' | ');
}

function richText(value: unknown): string {
  if (Array.isArray(value)) return value.map(richText).join('');
  if (!isObject(value)) return '';
  switch (value['type']) {
    case 'text':
      return textAt(value, 'text');
    case 'link':
      return textAt(value, 'text') || textAt(value, 'url');
    case 'user':
      return `@${textAt(value, 'user_id')}`;
    case 'channel':
      return `#${textAt(value, 'channel_id')}`;
    case 'broadcast':
      return `@${textAt(value, 'range')}`;
    case 'emoji':
      return `:${textAt(value, 'name')}:`;
    case 'date':
      return textAt(value, 'fallback');
    default:
      return richText(value['elements']) + (value['type'] === 'rich_text' ? '' : '\n');
  }
}

function elementText(element: JsonObject): string {
  if (element['type'] === 'image') return `(${textAt(element, 'alt_text')})`;
  if (element['type'] === 'button') return `[${readable(element['text'])}]`;
  return readable(element);
}

/** A text object as it is read; empty for anything else. */
export function readable(text: unknown): string {
  if (typeof text === 'string') return text;
  if (!isObject(text)) return '';
  return text['type'] === 'mrkdwn'
    ? readMarkup(textAt(text, 'text'))
    : text['type'] === 'plain_text'
      ? textAt(text, 'text')
      : '';
}

/** Slack's markup as it is read: tokens become what they show, escapes what they stand for. */
export function readMarkup(text: string): string {
  return text
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<[@#!][^|<>]*\|([^<>]*)>/g, '$1')
    .replace(/<!subteam\^([^<>]*)>/g, '@$1')
    .replace(/<!([^<>]*)>/g, '@$1')
    .replace(/<([@#][^<>]*)>/g, '$1')
    .replace(/<(?:[a-z][a-z0-9+.-]*:[^|<>]*)\|([^<>]*)>/gi, '$1')
    .replace(/<([a-z][a-z0-9+.-]*:[^<>]*)>/gi, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The buttons in blocks, in the order of the screen. */
export function buttonsOf(blocks: unknown): VisibleButton[] {
  return objectsIn(blocks).flatMap((block) =>
    elementsOfBlock(block)
      .filter((element) => element['type'] === 'button')
      .map((element) => {
        const url = textAt(element, 'url');
        const style = textAt(element, 'style');
        return {
          text: readable(element['text']),
          actionId: textAt(element, 'action_id'),
          blockId: textAt(block, 'block_id'),
          value: textAt(element, 'value'),
          ...(url ? { url } : {}),
          ...(style ? { style } : {}),
        };
      }),
  );
}
