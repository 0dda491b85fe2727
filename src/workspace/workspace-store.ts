import type { ScopedDatabase } from '../database/scope.js';
import type { Language } from '../language/words.js';
import type { WorkspaceSettings } from '../slack/context.js';

/** What a workspace starts with before an administrator sets anything. */
export interface WorkspaceDefaults {
  readonly name: string;
  readonly language: Language;
  readonly timeZone: string;
}

/** The workspace's settings; its row is made at the first call. */
export async function readSettings(
  database: ScopedDatabase,
  defaults: WorkspaceDefaults,
): Promise<WorkspaceSettings> {
  const id = database.workspaceId;
  const found = await database.workspace.findUnique({ where: { id } });
  const row =
    found ??
    (await database.workspace.upsert({
      where: { id },
      create: { id, ...defaults, workingDays: [1, 2, 3, 4, 5] },
      update: {},
    }));
  return {
    id,
    name: row.name,
    language: row.language,
    timeZone: row.timeZone,
    workingDays: row.workingDays,
    leadTimeDays: row.leadTimeDays,
  };
}

/** Writes settings. */
export async function writeSettings(
  database: ScopedDatabase,
  settings: Pick<WorkspaceSettings, 'language' | 'timeZone' | 'leadTimeDays'> & { workingDays: number[] },
): Promise<void> {
  await database.workspace.update({ where: { id: database.workspaceId }, data: settings });
}
