import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bold, escapeText, joinMrkdwn, mention, mrkdwn, unescapeText } from '../../src/language/mrkdwn.js';
import { wordsOf } from '../../src/language/words.js';

describe('text from people', () => {
  it.each([
    '<!channel>',
    '<@U123>',
    '<https://evil.example|bank>',
    '&<>*_~`',
    '&amp;lt;',
    ':tada: 12:30:45',
    '> quoted',
    'جامعة محمد السادس',
    '{{name}} $t(errors.stale)',
  ])('is shown as typed: %s', (typed) => {
    expect(unescapeText(escapeText(typed).text)).toBe(typed);
    expect(unescapeText(wordsOf.en.say('leads.saved', { partner: typed }).text)).toBe(`Lead saved: ${typed}`);
  });

  it('never opens a control sequence or a mark, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const { text } = escapeText(typed);
        expect(text).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
        expect(text).not.toMatch(/(?<!\u200B)[*_~`]|[*_~`](?!\u200B)/);
        expect(text).not.toMatch(/:[\w+'-]+:/);
        expect(unescapeText(text)).toBe(typed.replaceAll('\u200B', ''));
      }),
    );
  });

  it('is escaped in templates and sentences, once; markup is left alone', () => {
    expect(mrkdwn`${mention('U1')} & ${'<b>'}`.text).toBe('<@U1> & &lt;b&gt;');
    expect(bold('a\nb').text).toBe('*a b*');
    expect(wordsOf.fr.say('partners.owner', { person: mention('U1') }).text).toBe('suivi par <@U1>');
  });

  it('is left as it is in plain text', () => {
    expect(wordsOf.fr.plain('leads.saved', { partner: 'A & <b>' })).toBe('Piste enregistrée : A & <b>');
  });

  it('leaves out the parts that are missing', () => {
    expect(joinMrkdwn([mrkdwn`a`, null, false, mrkdwn``, mrkdwn`b`]).text).toBe('a · b');
  });
});
