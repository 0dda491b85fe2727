import type { Day } from '../calendar/day.js';
import { type LeadStage, leadStages } from './lead.js';

/** A part of the pipeline under one heading: what waits for the office's word, or the leads of a stage. */
export type PipelineGroup = 'proposed' | LeadStage;

/** Where a lead stands in the pipeline. */
export interface PipelineEntry {
  readonly id: string;
  readonly group: PipelineGroup;
  readonly stageSince: Date;
  /** The day of its nearest open follow-up. */
  readonly nextOn: Day | null;
  readonly cold: boolean;
}

/** What comes first: proposals, then the furthest stage. */
const groupOrder: readonly PipelineGroup[] = ['proposed', ...leadStages.toReversed()];

/**
 * Orders a pipeline: by group, within it by the next step (the nearest first, leads without one last), and where that
 * is the same, the lead that is longest in its stage first.
 */
export function inOrder(entries: readonly PipelineEntry[]): PipelineEntry[] {
  return entries.toSorted(
    (a, b) =>
      groupOrder.indexOf(a.group) - groupOrder.indexOf(b.group) ||
      compareDays(a.nextOn, b.nextOn) ||
      a.stageSince.getTime() - b.stageSince.getTime() ||
      (a.id < b.id ? -1 : 1),
  );
}

function compareDays(a: Day | null, b: Day | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

/** How many leads there are in each group, in the order of the groups; groups without any are left out. */
export function countByGroup(entries: readonly PipelineEntry[]): ReadonlyMap<PipelineGroup, number> {
  const counts = new Map<PipelineGroup, number>();
  for (const group of groupOrder) {
    const count = entries.filter((entry) => entry.group === group).length;
    if (count > 0) counts.set(group, count);
  }
  return counts;
}
