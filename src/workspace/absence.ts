import { writeNearDay } from '../language/dates.js';
import { type Mrkdwn, mention } from '../language/mrkdwn.js';
import type { Reading } from '../slack/context.js';
import type { Absence } from './absence-store.js';

/**
 * Who hears, on the day of these absences, of what is meant for each of some people: they themselves, and the deputies of
 * those who are away. By who hears it, for whom: once each, themselves first.
 */
export function hearersOf(
  personIds: Iterable<string>,
  absences: ReadonlyMap<string, Absence>,
): ReadonlyMap<string, readonly string[]> {
  const people = new Set(personIds);
  const heard = new Map([...people].map((id) => [id, [id]]));
  for (const id of people) {
    const deputyId = absences.get(id)?.deputyId;
    if (deputyId !== undefined && deputyId !== id) {
      heard.set(deputyId, [...(heard.get(deputyId) ?? []), id]);
    }
  }
  return heard;
}

/** The mention of someone, with their deputy's while they are away: Slack tells both of it. */
export function mentionOrDeputy(
  userId: string,
  absences: ReadonlyMap<string, Absence>,
  { words, today }: Pick<Reading, 'words' | 'today'>,
): Mrkdwn {
  const absence = absences.get(userId);
  if (absence === undefined || absence.untilOn < today) return mention(userId);
  const day = writeNearDay(absence.untilOn, words.language);
  return words.say('workspace.away', { person: mention(userId), deputy: mention(absence.deputyId), day });
}
