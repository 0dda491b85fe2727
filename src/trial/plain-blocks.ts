import type { Block } from './block-kit.js';

type Fields = Readonly<Record<string, unknown>>;

/** Slack's markup, changed so that the page shows what Slack would show. */
export function pageMarkup(text: string): string {
  return (
    text
      .replaceAll(/<!date\^[^>|]*\|([^>]*)>/g, '$1')
      .replaceAll(/<(?:mailto|tel):[^>|]*\|([^>]*)>/g, '$1')
      // The page would show entities as they are written. A word joiner after the bracket keeps typed text from
      // becoming a link or a mention there.
      .replaceAll(/&(amp|lt|gt);/g, (_entity, name: string) =>
        name === 'amp' ? '&' : name === 'lt' ? '<\u2060' : '>',
      )
  );
}

const levels: Readonly<Record<string, string>> = { info: 'ℹ️', warning: '⚠️', error: '⛔', success: '✅' };

/** The markup of a block that the page has no drawing for. */
export function markupOf(block: Block): string {
  switch (block.type) {
    case 'alert':
      return `${levels[String(block['level'])] ?? '❕'} ${pageMarkup(textIn(block.text))}`;
    case 'markdown':
      return pageMarkup(fromMarkdown(textIn(block.text)));
    case 'rich_text':
      return richText(listIn(block.elements));
    case 'table':
    case 'data_table':
      return [
        textIn(block['caption']),
        ...listIn(block['rows']).map((row) => listIn(row).map(cell).join(' | ')),
      ]
        .filter((line) => line !== '')
        .join('\n');
    default:
      return allTexts(block).join('\n');
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  const { text } = fieldsOf(value);
  return typeof text === 'string' ? text : '';
}

function cell(value: unknown): string {
  const fields = fieldsOf(value);
  if (fields['type'] === 'rich_text') return richText(listIn(fields['elements']));
  return textIn(value) || String(fields['value'] ?? '');
}

function richText(elements: unknown[]): string {
  return elements
    .map((element) => {
      const fields = fieldsOf(element);
      const inner = listIn(fields['elements']);
      if (fields['type'] === 'rich_text_list') return inner.map((item) => `• ${richText([item])}`).join('\n');
      if (fields['type'] === 'rich_text_quote') return `> ${inner.map(richLeaf).join('')}`;
      return inner.map(richLeaf).join('');
    })
    .join('\n');
}

const marks: readonly (readonly [style: string, mark: string])[] = [
  ['code', '`'],
  ['strike', '~'],
  ['italic', '_'],
  ['bold', '*'],
];

function richLeaf(value: unknown): string {
  const fields = fieldsOf(value);
  switch (fields['type']) {
    case 'user':
      return `<@${fields['user_id']}>`;
    case 'channel':
      return `<#${fields['channel_id']}>`;
    case 'emoji':
      return `:${fields['name']}:`;
    case 'link':
      return `<${fields['url']}|${textIn(value) || fields['url']}>`;
    case 'date':
      return String(fields['fallback'] ?? '');
    default: {
      const style = fieldsOf(fields['style']);
      return marks.reduce(
        (text, [name, mark]) => (style[name] === true ? `${mark}${text}${mark}` : text),
        textIn(value),
      );
    }
  }
}

function fromMarkdown(text: string): string {
  return text
    .replaceAll(/^#{1,6}\s+(.+)$/gm, '*$1*')
    .replaceAll(/\*\*(.+?)\*\*/g, '*$1*')
    .replaceAll(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, '<$2|$1>')
    .replaceAll(/^(\s*)[-*]\s+/gm, '$1• ');
}

function allTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(allTexts);
  return Object.entries(fieldsOf(value)).flatMap(([name, inner]) => {
    if (typeof inner === 'string')
      return ['text', 'alt_text', 'title'].includes(name) ? [pageMarkup(inner)] : [];
    return allTexts(inner);
  });
}
