import { describe, expect, it } from 'vitest';
import { mostSpecific } from '../../src/partners/partner-name.js';

const um6p = { id: 'um6p', named: ['um6p'] };
const ventures = { id: 'ventures', named: ['um6p ventures'] };
const cluster = { id: 'cluster', named: ['numeric cluster', 'cluster'] };

describe('of what a text names', () => {
  it.each([
    ['call UM6P Ventures', [um6p, ventures], ['ventures']],
    ['bring UM6P and UM6P Ventures together', [um6p, ventures], ['um6p', 'ventures']],
    ['écrire à UM6P', [um6p], ['um6p']],
    ['UM6P, Numeric Cluster', [um6p, cluster], ['um6p', 'cluster']],
    ['nothing', [], []],
  ])('in “%s”, the longer name counts', (text, named, meant) => {
    expect(mostSpecific(text, named).map(({ id }) => id)).toEqual(meant);
  });
});
