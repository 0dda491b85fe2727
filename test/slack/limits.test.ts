import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut } from '../../src/slack/limits.js';

describe('cut', () => {
  it('leaves a text that fits as it is', () => {
    expect(cut('convention', 10)).toBe('convention');
    expect(cut('', 0)).toBe('');
  });

  it.each([
    ['convention-cadre', 10, 'conventio…'],
    ['one two three', 5, 'one…'],
    ['a😀b😀c', 4, 'a😀…'],
    ['a😀b😀c', 3, 'a…'],
    ['👩‍👩‍👧‍👦 family', 8, '…'],
    ['e\u0301e\u0301e\u0301', 4, 'e\u0301…'],
    ['R&amp;D office', 6, 'R…'],
    ['R&amp;D office', 7, 'R&amp;…'],
    ['hi <@U0123ABC> there', 12, 'hi…'],
    ['hi <@U0123ABC> there', 15, 'hi <@U0123ABC>…'],
    ['see <https://example.org|the page> now', 30, 'see…'],
    ['1 < 2 and 3 > 2 anyway', 10, '1 < 2 and…'],
    ['الجامعة الدولية', 8, 'الجامعة…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
  ])('%j within %i is %j', (text, max, expected) => {
    expect(cut(text, max)).toBe(expected);
  });

  it('keeps most of a text whose one character carries thousands of marks', () => {
    expect(cut(`a${'\u0301'.repeat(5000)}`, 3000)).toHaveLength(3000);
  });

  it('keeps to the length, to a beginning of the text, and splits no pair, escape or token', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('&amp;', '&lt;', '<@U0123ABC>', '<!channel>', '<https://a.example|b>', '👩‍👩‍👧', ' '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.integer({ min: 1, max: 60 }), (pieces, max) => {
        const text = pieces.join('');
        const short = cut(text, max);
        expect(short.length).toBeLessThanOrEqual(max);
        if (text.length <= max) {
          expect(short).toBe(text);
          return;
        }
        const kept = short.slice(0, -1);
        expect(short.endsWith('…') && text.startsWith(kept)).toBe(true);
        expect(() => encodeURIComponent(kept)).not.toThrow();
        for (const token of text.matchAll(
          /&(?:amp|lt|gt);|<(?:@U0123ABC|!channel|https:\/\/a\.example\|b)>/g,
        )) {
          const inside = kept.length > token.index && kept.length < token.index + token[0].length;
          expect(inside).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });
});
