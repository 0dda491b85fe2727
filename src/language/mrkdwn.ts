/**
 * Text in Slack's markup that is safe to send: what people typed is escaped in it. Only this file makes one, so a
 * block cannot be given raw text by mistake.
 */
export class Mrkdwn {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

const zeroWidth = '\u200B';
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Makes typed text stand as typed: the three characters that Slack reads as control sequences become entities
 * (docs.slack.dev, "Formatting message text"), and a zero-width space takes their meaning from characters that would
 * mark bold, italic, strike, code, a quotation or an emoji.
 */
export function escapeText(text: string): Mrkdwn {
  return new Mrkdwn(
    text
      .replace(/[*_~`]/g, (mark) => `${zeroWidth}${mark}${zeroWidth}`)
      .replace(/:(?=[\w+'-]+:)/g, `:${zeroWidth}`)
      .replace(/^(\s*)(?=>)/gm, `$1${zeroWidth}`)
      .replace(/[&<>]/g, (character) => entities[character] ?? character),
  );
}

/** The text that `escapeText` made stand as typed, as it was typed. */
export function unescapeText(text: string): string {
  return text
    .replaceAll(zeroWidth, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

type Value = string | number | Mrkdwn;

/** The text of a value inside Slack markup: markup as it is, anything else escaped. */
export function mrkdwnText(value: unknown): string {
  return value instanceof Mrkdwn ? value.text : escapeText(String(value)).text;
}

/** Template tag: the template is markup, every value in it is escaped unless it is markup already. */
export function mrkdwn(strings: TemplateStringsArray, ...values: Value[]): Mrkdwn {
  return new Mrkdwn(strings.reduce((text, part, index) => text + mrkdwnText(values[index - 1] ?? '') + part));
}

/** Bold text. Line breaks would end the bold, so they become spaces. */
export function bold(value: Value): Mrkdwn {
  return new Mrkdwn(`*${mrkdwnText(value).replaceAll('\n', ' ')}*`);
}

/** Struck text, for what is settled. */
export function strike(value: Value): Mrkdwn {
  return new Mrkdwn(`~${mrkdwnText(value).replaceAll('\n', ' ')}~`);
}

/** A person's name as Slack shows it. In a message that is posted it notifies that person. */
export function mention(slackUserId: string): Mrkdwn {
  return new Mrkdwn(`<@${slackUserId}>`);
}

/** A channel's name as Slack shows it. */
export function channelMention(channelId: string): Mrkdwn {
  return new Mrkdwn(`<#${channelId}>`);
}

/** A link that shows a text. What is no web address is shown as text, without a link. */
export function link(url: string, shown: Value): Mrkdwn {
  const text = mrkdwnText(shown).replace(/[\n|]/g, ' ');
  if (!/^https?:\/\/\S+$/i.test(url)) return new Mrkdwn(text);
  const address = url.replace(/[<>|]/g, encodeURIComponent).replaceAll('&', '&amp;');
  return new Mrkdwn(`<${address}|${text}>`);
}

/** The parts that are there, joined by a separator (a middle dot unless told). */
export function joinMrkdwn(parts: readonly (Mrkdwn | null | undefined | false)[], separator = ' · '): Mrkdwn {
  return new Mrkdwn(
    parts
      .filter((part): part is Mrkdwn => part instanceof Mrkdwn && part.text !== '')
      .map((part) => part.text)
      .join(separator),
  );
}
