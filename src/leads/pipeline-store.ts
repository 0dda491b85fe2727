import { type Day, dayOfDate } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { partnerWhere } from '../digests/partner-filter.js';
import { unsettled } from '../follow-ups/follow-up-store.js';
import { readColdRule } from './cold-rule-store.js';
import { isOpenStage, type LeadStage } from './lead.js';
import { coldAfter, earliestNews } from './lead-cold.js';
import { latestNews, meetingsSince } from './lead-news-store.js';
import type { PipelineEntry } from './pipeline.js';

/** Which leads of the pipeline are meant; all conditions hold together. */
export interface PipelineFilter {
  /** The stages of accepted leads. */
  readonly stages: readonly LeadStage[];
  /** Which proposals are among them: everyone's, one person's, or none. */
  readonly proposals: 'all' | 'none' | { readonly by: string };
  readonly ownerId?: string | undefined;
  readonly partnerId?: string | undefined;
  readonly axis?: string | undefined;
  readonly partner?: ReturnType<typeof partnerWhere>;
}

/** Where every lead of a pipeline stands: as little of each as ordering and counting them takes. */
export async function surveyPipeline(
  database: ScopedDatabase,
  filter: PipelineFilter,
  today: Day,
): Promise<PipelineEntry[]> {
  const rule = await readColdRule(database);
  const since = earliestNews(rule, today);
  const rows = await database.lead.findMany({
    where: {
      OR: [
        { triage: 'accepted', stage: { in: [...filter.stages] } },
        ...(filter.proposals === 'none' ? [] : [proposed(filter.proposals)]),
      ],
      ...(filter.ownerId === undefined ? {} : { ownerId: filter.ownerId }),
      ...(filter.partnerId === undefined ? {} : { partnerId: filter.partnerId }),
      ...(filter.axis === undefined ? {} : { axes: { has: filter.axis } }),
      ...(filter.partner === undefined ? {} : { partner: filter.partner }),
    },
    select: {
      id: true,
      stage: true,
      stageSince: true,
      triage: true,
      followUps: { select: { id: true, dueOn: true, state: true } },
      partner: { select: { meetings: meetingsSince(since, today) } },
    },
  });
  const worked = rows.filter(({ stage }) => isOpenStage(stage));
  const news = await latestNews(database, worked, since, rule.timeZone);
  return rows.map(({ id, stage, stageSince, triage, followUps }) => {
    const days = followUps.flatMap(({ state, dueOn }) =>
      unsettled.includes(state) && dueOn !== null ? [dayOfDate(dueOn)] : [],
    );
    return {
      id,
      group: triage === 'proposed' ? 'proposed' : stage,
      stageSince,
      nextOn: days.sort()[0] ?? null,
      cold: triage === 'accepted' && coldAfter({ stage, latestNewsOn: news(id) }, today, rule) !== null,
    };
  });
}

/** How many leads wait for the office to accept or decline them. */
export function countProposals(database: ScopedDatabase): Promise<number> {
  return database.lead.count({ where: { triage: 'proposed' } });
}

function proposed(whose: 'all' | { readonly by: string }) {
  return { triage: 'proposed' as const, ...(whose === 'all' ? {} : { createdById: whose.by }) };
}
