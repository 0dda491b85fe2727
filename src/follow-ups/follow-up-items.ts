import type { KnownBlock } from '@slack/types';
import type { ScopedDatabase } from '../database/scope.js';
import type { Reading } from '../slack/context.js';
import { absencesOf } from '../workspace/absence-store.js';
import { followUpCard } from './follow-up-card.js';
import type { FollowUp } from './follow-up-store.js';

/** Follow-ups as messages show them to everyone, by id: whoever stands in for someone who is away is named as well. */
export async function followUpItems(
  database: ScopedDatabase,
  followUps: readonly FollowUp[],
  reading: Reading,
): Promise<ReadonlyMap<string, KnownBlock[]>> {
  const assignees = [...new Set(followUps.map(({ assigneeId }) => assigneeId))];
  const absences = await absencesOf(database, assignees, reading.today);
  return new Map(followUps.map((each) => [each.id, followUpCard(each, reading, absences)]));
}
