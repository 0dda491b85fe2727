import { describe, expect, it } from 'vitest';
import { nothingOwned, pageOf, totalOf } from '../../src/leavers/owned.js';

const counts = { ...nothingOwned, partner: 11, agreement: 1, follow_up: 10 };

describe('a page through all kinds of things', () => {
  it('goes from one kind to the next without a gap or a repetition', () => {
    expect(pageOf(counts, { skip: 0, take: 10 })).toEqual([{ kind: 'partner', skip: 0, take: 10 }]);
    expect(pageOf(counts, { skip: 10, take: 10 })).toEqual([
      { kind: 'partner', skip: 10, take: 1 },
      { kind: 'agreement', skip: 0, take: 1 },
      { kind: 'follow_up', skip: 0, take: 8 },
    ]);
    expect(pageOf(counts, { skip: 20, take: 10 })).toEqual([{ kind: 'follow_up', skip: 8, take: 2 }]);
    expect(pageOf(counts, { skip: 30, take: 10 })).toEqual([]);
  });

  it('covers all there is', () => {
    const pages = [0, 4, 8, 12, 16, 20].flatMap((skip) => pageOf(counts, { skip, take: 4 }));
    expect(pages.reduce((sum, { take }) => sum + take, 0)).toBe(totalOf(counts));
  });
});
