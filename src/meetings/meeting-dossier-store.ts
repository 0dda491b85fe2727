import type { DossierSubject } from '../agreements/contributions.js';
import { dateOfDay } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';

/** The meetings with a partner, or about an agreement, in a period: how many, and the latest `take` ids. */
export async function meetingsAbout(
  database: ScopedDatabase,
  { agreementId, partnerId, from, through }: DossierSubject,
  take: number,
): Promise<{ readonly ids: readonly string[]; readonly count: number }> {
  const where = {
    heldOn: { gte: dateOfDay(from), lte: dateOfDay(through) },
    OR: [{ partners: { some: { partnerId } } }, { subjects: { some: { agreementId } } }],
  };
  const [rows, count] = await Promise.all([
    database.meeting.findMany({
      where,
      select: { id: true },
      orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
      take,
    }),
    database.meeting.count({ where }),
  ]);
  return { ids: rows.map(({ id }) => id), count };
}
