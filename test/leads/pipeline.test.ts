import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/calendar/day.js';
import { countByGroup, inOrder, type PipelineEntry, type PipelineGroup } from '../../src/leads/pipeline.js';

function entry(id: string, group: PipelineGroup, since: string, next = ''): PipelineEntry {
  return { id, group, stageSince: new Date(`${since}T08:00:00Z`), nextOn: parseDay(next), cold: false };
}

describe('a pipeline', () => {
  it('has proposals first, then the furthest stage; in each the nearest step first, then the longest there', () => {
    const ordered = inOrder([
      entry('found', 'identified', '2026-01-01', '2026-11-01'),
      entry('no step, new', 'negotiation', '2026-10-02'),
      entry('no step, old', 'negotiation', '2026-10-01'),
      entry('later', 'negotiation', '2026-01-01', '2026-12-24'),
      entry('sooner', 'negotiation', '2026-11-01', '2026-11-24'),
      entry('lost', 'lost', '2026-01-01'),
      entry('new', 'proposed', '2026-11-20'),
    ]);
    expect(ordered.map(({ id }) => id)).toEqual([
      'new',
      'lost',
      'sooner',
      'later',
      'no step, old',
      'no step, new',
      'found',
    ]);
  });

  it('is ordered the same whatever order it came in', () => {
    const same = ['c', 'a', 'b'].map((id) => entry(id, 'contacted', '2026-01-01', '2026-11-24'));
    expect(inOrder(same).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('is counted by group in the same order, without empty ones', () => {
    const counts = countByGroup([
      entry('1', 'identified', '2026-01-01'),
      entry('2', 'proposed', '2026-01-01'),
      entry('3', 'identified', '2026-01-01'),
    ]);
    expect([...counts]).toEqual([
      ['proposed', 1],
      ['identified', 2],
    ]);
  });
});
