import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inPages } from '../../src/partners/partner-commands.js';

const part = (name: string, length: number): KnownBlock[] =>
  Array.from({ length }, (_, index) => ({ type: 'divider', block_id: `${name}${index}` }));

describe('the pages of a long card', () => {
  it('keep a part together where it fits on one', () => {
    const pages = inPages([part('a', 6), part('b', 3), part('c', 12)], 10);
    expect(pages.map((page) => page.map(({ block_id }) => block_id?.charAt(0)).join(''))).toEqual([
      'aaaaaabbb',
      'cccccccccc',
      'cc',
    ]);
  });

  it('hold every block once, in order, and never more than a page takes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 8 }), (lengths) => {
        const parts = lengths.map((length, index) => part(`p${index}-`, length));
        const pages = inPages(parts, 10);
        expect(pages.flat()).toEqual(parts.flat());
        expect(pages.every((page) => page.length >= 1 && page.length <= 10)).toBe(true);
      }),
    );
  });
});
