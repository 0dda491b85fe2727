import type { Day } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { Agreement } from './agreement.js';
import { dateOrNull, nextEventColumns } from './agreement-store.js';
import { refreshNextEvents } from './amendment-store.js';
import type { LeadTime } from './renewal.js';

/** What is said of where an agreement is in its life. */
export type LifeInput = Partial<
  Pick<Agreement, 'status' | 'signedOn' | 'startsOn' | 'terminatedOn' | 'replacesId'>
> & { readonly endedBecause?: string | null };

/** Writes where an agreement is in its life, with what follows of it; of an amendment, also for what it amends. */
export async function writeLife(
  database: ScopedDatabase,
  agreement: Agreement,
  life: LifeInput,
  today: Day,
  leadTime: LeadTime,
): Promise<void> {
  const { signedOn, startsOn, terminatedOn, ...rest } = life;
  await database.agreement.update({
    where: { id: agreement.id },
    data: {
      ...rest,
      ...(signedOn === undefined ? {} : { signedOn: dateOrNull(signedOn) }),
      ...(startsOn === undefined ? {} : { startsOn: dateOrNull(startsOn) }),
      ...(terminatedOn === undefined ? {} : { terminatedOn: dateOrNull(terminatedOn) }),
      ...nextEventColumns({ ...agreement, ...life }, today, leadTime),
    },
    select: { id: true },
  });
  const { kind, parentId } = agreement;
  if (kind === 'amendment' && parentId !== null) {
    await refreshNextEvents(database, [parentId], today, leadTime);
  }
}
