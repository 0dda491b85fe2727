import { addDays, type Day } from '../calendar/day.js';
import { instantAt } from '../calendar/time-zone.js';
import { calendarOf } from '../calendar/working-days.js';
import type { Silence } from '../database/pipeline.js';
import type { ScopedDatabase } from '../database/scope.js';
import { calendarColumns } from '../workspace/workspace-store.js';
import { openStages } from './lead.js';
import { type ColdAfter, type ColdRule, coldAfterOf, coldSince } from './lead-cold.js';

/** When leads of the workspace are cold, and the time zone in which its days are counted. */
export async function readColdRule(
  database: ScopedDatabase,
): Promise<ColdRule & { readonly timeZone: string }> {
  const { timeZone, coldAfterDays, ...columns } = await database.workspace.findUniqueOrThrow({
    where: { id: database.workspaceId },
    select: { ...calendarColumns, timeZone: true, coldAfterDays: true },
  });
  return { after: coldAfterOf(coldAfterDays), calendar: calendarOf(columns), timeZone };
}

/** How long a lead of each stage must have been without news to be cold today. */
export function silencesOf(rule: ColdRule & { readonly timeZone: string }, today: Day): Silence[] {
  const since = coldSince(rule, today);
  return openStages.map((stage) => {
    const lastDay = since[stage];
    return { stage, lastDay, until: instantAt(addDays(lastDay, 1), '00:00', rule.timeZone) };
  });
}

/** Writes after how many working days without news leads are cold. */
export async function writeColdAfter(database: ScopedDatabase, after: ColdAfter): Promise<void> {
  await database.workspace.update({
    where: { id: database.workspaceId },
    data: { coldAfterDays: { ...after } },
  });
}
