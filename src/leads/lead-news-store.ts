import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import { dayAt, instantAt } from '../calendar/time-zone.js';
import type { ScopedDatabase } from '../database/scope.js';

interface Trace {
  readonly id: string;
  readonly stageSince: Date;
  readonly followUps: readonly { readonly id: string }[];
  readonly partner: { readonly meetings: readonly { readonly meeting: { readonly heldOn: Date } }[] };
}

/** What to read of a partner's meetings for `latestNews`: those of these days, both included. */
export function meetingsSince(since: Day, today: Day) {
  return {
    where: { meeting: { heldOn: { gte: dateOfDay(since), lte: dateOfDay(today) } } },
    select: { meeting: { select: { heldOn: true } } },
  } as const;
}

/**
 * Tells of each lead the day of its latest news: its stage, a meeting with its partner, and since `since` whatever was
 * written about it or its follow-ups. One query for all of them.
 */
export async function latestNews(
  database: ScopedDatabase,
  leads: readonly Trace[],
  since: Day,
  timeZone: string,
): Promise<(leadId: string) => Day> {
  const subjects = new Map(
    leads.flatMap((lead) => [lead, ...lead.followUps].map(({ id }) => [id, lead.id] as const)),
  );
  const days = new Map<string, Day>();
  const heard = (leadId: string, day: Day) => {
    const known = days.get(leadId);
    if (known === undefined || known < day) days.set(leadId, day);
  };
  for (const { id, stageSince, partner } of leads) {
    heard(id, dayAt(stageSince, timeZone));
    for (const { meeting } of partner.meetings) heard(id, dayOfDate(meeting.heldOn));
  }
  const changes =
    subjects.size === 0
      ? []
      : await database.change.groupBy({
          by: ['subjectId'],
          where: {
            subjectId: { in: [...subjects.keys()] },
            at: { gte: instantAt(since, '00:00', timeZone) },
            undoneAt: null,
            action: { not: 'undone' },
          },
          _max: { at: true },
        });
  for (const { subjectId, _max } of changes) {
    const leadId = subjects.get(subjectId ?? '');
    if (leadId !== undefined && _max.at !== null) heard(leadId, dayAt(_max.at, timeZone));
  }
  return (leadId) => days.get(leadId) ?? since;
}
