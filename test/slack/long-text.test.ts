import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longTextField, partsOf } from '../../src/slack/text-fields.js';

describe('a text of any length', () => {
  it('is in parts that fit, and loses nothing but a break between two', () => {
    const text = fc.array(fc.constantFrom('a', 'é ', '\n', 'mot ', '🎓', 'x'.repeat(9)), { maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 40 }), (bits, longest) => {
        const whole = bits.join('');
        const parts = partsOf(whole, longest);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(longest);
        expect(parts.join('').replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''));
        for (const part of parts) expect(part).not.toMatch(/[\uD800-\uDBFF]$/);
      }),
    );
  });

  it('is read from its parts in their order, however many digits their numbers have', () => {
    const input = (value: string | null) => ({ input: { type: 'plain_text_input', value } });
    const values = {
      'notes:10': input('c'),
      notes: input('a\n'),
      'notes:2': input('b'),
      'notes:3': input('  '),
    };
    const field = longTextField({ room: false });
    expect(field.read('notes', values)).toEqual({ value: 'a\n\nb\nc' });
    expect(field.read('notes', { notes: input(null) })).toMatchObject({ problem: { key: 'form.required' } });
  });
});
