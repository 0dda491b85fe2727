import { parseRowImages, type RowImage } from '../database/row-images.js';
import type { ScopedDatabase } from '../database/scope.js';

/** One change of the register, as it was written down with it. */
export interface Entry {
  readonly id: string;
  readonly actorId: string;
  readonly action: string;
  readonly surface: string;
  readonly at: Date;
  readonly undoneAt: Date | null;
  readonly images: readonly RowImage[];
}

/** The ids of a partner and of all that belongs to it; empty where there is no such partner. */
export async function belongingTo(database: ScopedDatabase, partnerId: string): Promise<string[]> {
  const id = { select: { id: true } } as const;
  const partner = await database.partner.findFirst({
    where: { id: partnerId },
    select: {
      id: true,
      contacts: id,
      leads: id,
      agreements: id,
      followUps: id,
      meetings: { select: { meetingId: true } },
    },
  });
  if (partner === null) return [];
  const { contacts, leads, agreements, followUps, meetings } = partner;
  return [
    partner.id,
    ...[...contacts, ...leads, ...agreements, ...followUps].map((row) => row.id),
    ...meetings.map(({ meetingId }) => meetingId),
  ];
}

/** A page of the changes of a partner and of what belongs to it, newest first; also those of many partners at once. */
export async function listChanges(
  database: ScopedDatabase,
  partnerId: string,
  belonging: readonly string[],
  page: { readonly skip: number; readonly take: number },
): Promise<Entry[]> {
  const touched = [{ after: { id: partnerId } }, { after: { partnerId } }];
  const rows = await database.change.findMany({
    where: {
      OR: [
        { subjectId: { in: [...belonging] } },
        { subjectId: null, OR: touched.map((row) => ({ rows: { array_contains: [row] } })) },
      ],
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    ...page,
  });
  return rows.map(({ rows: images, id, actorId, action, surface, at, undoneAt }) => ({
    id,
    actorId,
    action,
    surface,
    at,
    undoneAt,
    images: parseRowImages(images),
  }));
}
