import { describe, expect, it } from 'vitest';
import { mentionedIn, messageAt, readableText } from '../../src/slack/source-message.js';

const handles: Record<string, string> = { U1: '@omar' };
const nameOf = (id: string) => handles[id] ?? null;

describe('a text of Slack’s', () => {
  it.each([
    ['<@U1> et <@U2|lina> &amp; co', '@omar et <@U2> & co'],
    ['voir <#C1|partenariats> ou <#C2|>', 'voir #partenariats ou #C2'],
    ['<!here> <!channel> <!subteam^S1|@bureau>', '@here @channel @bureau'],
    [
      '<https://a.example/x|le texte> <https://a.example>',
      'le texte (https://a.example/x) https://a.example',
    ],
    ['<mailto:a@b.example|a@b.example> &lt;b&gt;', 'a@b.example <b>'],
    ['<!date^1|demain>', 'demain'],
  ])('%s is read as %s', (markup, text) => {
    expect(readableText(markup, nameOf)).toBe(text);
  });

  it('tells who is mentioned, each once', () => {
    expect(mentionedIn('<@U2> <@U1|omar> <@U2>')).toEqual(['U2', 'U1']);
  });
});

describe('the address of a message', () => {
  it('says where it is', () => {
    expect(messageAt('https://x.slack.com/archives/C01/p1700000000000123?thread_ts=1&cid=C01')).toEqual({
      channelId: 'C01',
      ts: '1700000000.000123',
    });
    expect(messageAt('https://x.slack.com/archives/C01')).toBeNull();
  });
});
