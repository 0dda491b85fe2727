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
  const found = await findSettings(database);
  if (found !== null) return found;
  const id = database.workspaceId;
  await database.workspace.upsert({
    where: { id },
    create: { id, ...defaults, workingDays: [1, 2, 3, 4, 5] },
    update: {},
  });
  const made = await findSettings(database);
  if (made === null) throw new Error('The workspace is gone right after it was written');
  return made;
}

/** The workspace's settings as they stand in the database; null before anyone has read them with defaults. */
export async function findSettings(database: ScopedDatabase): Promise<WorkspaceSettings | null> {
  const row = await database.workspace.findUnique({ where: { id: database.workspaceId } });
  if (row === null) return null;
  const { id, name, language, timeZone, workingDays, leadTimeDays } = row;
  return { id, name, language, timeZone, workingDays, leadTimeDays };
}

/** Writes settings. */
export async function writeSettings(
  database: ScopedDatabase,
  settings: Pick<WorkspaceSettings, 'language' | 'timeZone' | 'leadTimeDays'> & { workingDays: number[] },
): Promise<void> {
  await database.workspace.update({ where: { id: database.workspaceId }, data: settings });
}
