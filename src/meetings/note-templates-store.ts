import { z } from 'zod';
import type { ScopedDatabase } from '../database/scope.js';
import { type MeetingKind, meetingKinds } from './meeting.js';

/** What the notes of each kind of meeting begin with. */
export type NoteTemplates = Readonly<Partial<Record<MeetingKind, string>>>;

const stored = z.partialRecord(z.enum(meetingKinds), z.string());

/** The workspace's templates; kinds without one are left out. */
export async function readTemplates(database: ScopedDatabase): Promise<NoteTemplates> {
  const row = await database.workspace.findFirst({ select: { noteTemplates: true } });
  return stored.safeParse(row?.noteTemplates ?? {}).data ?? {};
}

/** Writes the workspace's templates. */
export async function writeTemplates(
  database: ScopedDatabase,
  templates: Readonly<Record<MeetingKind, string | null>>,
): Promise<void> {
  const given = Object.entries(templates).filter(([, template]) => template !== null);
  await database.workspace.update({
    where: { id: database.workspaceId },
    data: { noteTemplates: Object.fromEntries(given) },
  });
}
