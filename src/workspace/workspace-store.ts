import { dateOfDay } from '../calendar/day.js';
import { calendarOf, type WorkingCalendar } from '../calendar/working-days.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { Language } from '../language/words.js';
import type { WorkspaceSettings } from '../slack/context.js';

/** What a workspace starts with before an administrator sets anything. */
export interface WorkspaceDefaults {
  readonly name: string;
  readonly language: Language;
  readonly timeZone: string;
}

/** What of a workspace's row makes its calendar. */
export const calendarColumns = {
  workingDays: true,
  holidayCountry: true,
  daysOff: true,
  workedHolidays: true,
} as const;

/** The country whose holidays a new workspace keeps, where its time zone leaves no doubt that matters. */
const homeOf: Readonly<Record<string, string>> = { 'Africa/Casablanca': 'MA' };

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
    create: {
      id,
      ...defaults,
      workingDays: [1, 2, 3, 4, 5],
      holidayCountry: homeOf[defaults.timeZone] ?? null,
    },
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
  const { id, name, language, timeZone, leadTimeDays } = row;
  return { id, name, language, timeZone, leadTimeDays, calendar: calendarOf(row) };
}

/** Writes settings. */
export async function writeSettings(
  database: ScopedDatabase,
  settings: Pick<WorkspaceSettings, 'language' | 'timeZone' | 'leadTimeDays'>,
  calendar: WorkingCalendar,
): Promise<void> {
  const { week, country, daysOff, workedHolidays } = calendar;
  await database.workspace.update({
    where: { id: database.workspaceId },
    data: {
      ...settings,
      workingDays: [...week],
      holidayCountry: country,
      daysOff: [...daysOff].map(dateOfDay),
      workedHolidays: [...workedHolidays].map(dateOfDay),
    },
  });
}
