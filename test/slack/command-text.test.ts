import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWord, readCommandText } from '../../src/slack/command-text.js';

describe('the text of a command', () => {
  it('is taken apart into verb, words, people, channels and filters', () => {
    expect(readCommandText('todo call ODCO <@U0OMAR|omar> in <#C123|canal> axis:stages by friday')).toEqual({
      verb: 'todo',
      rest: 'call ODCO <@U0OMAR|omar> in <#C123|canal> axis:stages by friday',
      words: [
        { kind: 'word', text: 'call' },
        { kind: 'word', text: 'ODCO' },
        { kind: 'person', userId: 'U0OMAR' },
        { kind: 'word', text: 'in' },
        { kind: 'channel', channelId: 'C123' },
        { kind: 'filter', name: 'axis', value: 'stages' },
        { kind: 'word', text: 'by' },
        { kind: 'word', text: 'friday' },
      ],
    });
  });

  it('understands what phones make of quotes and spaces', () => {
    expect(readCommandText('show\u00A0“Maroc Numeric Cluster” owner:«\u00A0Amina B\u00A0»').words).toEqual([
      { kind: 'quoted', text: 'Maroc Numeric Cluster' },
      { kind: 'filter', name: 'owner', value: 'Amina B' },
    ]);
  });

  it('undoes Slack’s escapes, and leaves addresses and times whole', () => {
    expect(readCommandText('find R&amp;D &lt;b&gt;').rest).toBe('R&D <b>');
    expect(readCommandText('note https://example.org/a at 9:30').words).toEqual([
      { kind: 'word', text: 'https://example.org/a' },
      { kind: 'word', text: 'at' },
      { kind: 'word', text: '9:30' },
    ]);
  });

  it('without a word has no verb', () => {
    expect(readCommandText('   ')).toEqual({ verb: '', rest: '', words: [] });
    expect(readCommandText('<@U1>').verb).toBe('');
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (typed) => {
        expect(() => readCommandText(typed)).not.toThrow();
      }),
    );
  });

  it('compares words without case and accents', () => {
    expect(foldWord('Échéances')).toBe('echeances');
    expect(foldWord('RÉGLAGES')).toBe('reglages');
  });
});
