import type { ScopedDatabase } from '../database/scope.js';

export const escalatesTo = ['deputy', 'channel'] as const;

/** Who is told of what nobody has done, and when. */
export interface Escalation {
  /** After so many working days; null: never. */
  readonly escalateAfterDays: number | null;
  /** Whoever stands in for the owner, or a channel. */
  readonly escalateTo: (typeof escalatesTo)[number];
}

/** What the office has set. */
export async function readEscalation(database: ScopedDatabase): Promise<Escalation> {
  const row = await database.workspace.findFirst({
    select: { escalateAfterDays: true, escalateToChannel: true },
  });
  return {
    escalateAfterDays: row?.escalateAfterDays ?? null,
    escalateTo: row?.escalateToChannel ? 'channel' : 'deputy',
  };
}

/** Writes what the office has set. */
export async function writeEscalation(
  database: ScopedDatabase,
  { escalateAfterDays, escalateTo }: Escalation,
): Promise<void> {
  await database.workspace.update({
    where: { id: database.workspaceId },
    data: { escalateAfterDays, escalateToChannel: escalateTo === 'channel' },
  });
}
