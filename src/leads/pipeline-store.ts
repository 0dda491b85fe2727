import type { Day } from '../calendar/day.js';
import { type PipelineQuestion, readPipelinePage } from '../database/pipeline.js';
import type { ScopedDatabase } from '../database/scope.js';
import { readColdRule, silencesOf } from './cold-rule-store.js';
import type { LeadStage } from './lead.js';
import { groupOrder, type PipelineGroup } from './pipeline.js';

/** Which leads of the pipeline are meant; all conditions hold together. */
export interface PipelineFilter extends PipelineQuestion {
  readonly stages: readonly LeadStage[];
}

/** A page of the pipeline, as far as it is known without its leads. */
export interface Pipeline {
  /** The leads of the page, in order. */
  readonly ids: readonly string[];
  /** Counted from 1: the one that was asked for, or the last one that there is. */
  readonly page: number;
  /** How many leads there are on all pages, in all and in each group, in the order of the groups. */
  readonly total: number;
  readonly counts: ReadonlyMap<PipelineGroup, number>;
  /** How many of those that were asked for are cold. */
  readonly cold: number;
}

/** A page of the pipeline: by group, within it by the next step, and where that is the same the longest there first. */
export async function readPipeline(
  database: ScopedDatabase,
  filter: PipelineFilter,
  today: Day,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<Pipeline> {
  const silences = silencesOf(await readColdRule(database), today);
  const rule = { silences, today, groups: groupOrder };
  const part = { take: size, skip: (page - 1) * size };
  const found = await readPipelinePage(database, filter, rule, part);
  const counts = new Map(
    groupOrder.flatMap((group) => {
      const count = found.counts[group];
      return count === undefined ? [] : [[group, count] as const];
    }),
  );
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const last = Math.max(1, Math.ceil(total / size));
  return { ids: found.ids, page: Math.min(page, last), total, counts, cold: found.cold };
}
