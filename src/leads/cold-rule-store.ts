import { calendarOf } from '../calendar/working-days.js';
import type { ScopedDatabase } from '../database/scope.js';
import { calendarColumns } from '../workspace/workspace-store.js';
import { type ColdAfter, type ColdRule, coldAfterOf } from './lead-cold.js';

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

/** Writes after how many working days without news leads are cold. */
export async function writeColdAfter(database: ScopedDatabase, after: ColdAfter): Promise<void> {
  await database.workspace.update({
    where: { id: database.workspaceId },
    data: { coldAfterDays: { ...after } },
  });
}
