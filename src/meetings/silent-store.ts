import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { partnerWhere } from '../digests/partner-filter.js';
import { shownName } from '../partners/partner-name.js';
import type { PartnerRef } from '../partners/partner-store.js';

/** A partner with a cadence, and when it was and is to be met. */
export interface SilentPartner {
  readonly partner: PartnerRef;
  readonly ownerId: string | null;
  readonly cadenceMonths: number | null;
  readonly lastMetOn: Day | null;
  readonly meetAgainOn: Day | null;
}

/** Which silent partners are meant; all conditions hold together. */
export interface SilentFilter {
  readonly ownerId?: string | undefined;
  readonly axis?: string | undefined;
  readonly partner?: ReturnType<typeof partnerWhere>;
}

const columns = {
  id: true,
  name: true,
  acronym: true,
  ownerId: true,
  cadenceMonths: true,
  lastMetOn: true,
  meetAgainOn: true,
} as const;

function silentWhere({ ownerId, axis, partner }: SilentFilter, today: Day) {
  return {
    ...partner,
    cadenceMonths: { not: null },
    meetAgainOn: { lt: dateOfDay(today) },
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(axis === undefined ? {} : { axes: { has: axis } }),
  };
}

/** A page of the partners that should have been met before today, the longest overdue first. */
export async function listSilent(
  database: ScopedDatabase,
  filter: SilentFilter,
  today: Day,
  page: { readonly take: number; readonly skip?: number },
): Promise<SilentPartner[]> {
  const rows = await database.partner.findMany({
    where: silentWhere(filter, today),
    select: columns,
    orderBy: [{ meetAgainOn: 'asc' }, { id: 'asc' }],
    ...page,
  });
  return rows.map(silentOf);
}

/** How many partners should have been met before today. */
export function countSilent(database: ScopedDatabase, filter: SilentFilter, today: Day): Promise<number> {
  return database.partner.count({ where: silentWhere(filter, today) });
}

/** These partners, whether they are silent or not, in no order. */
export async function readSilent(database: ScopedDatabase, ids: readonly string[]): Promise<SilentPartner[]> {
  const rows = await database.partner.findMany({ where: { id: { in: [...ids] } }, select: columns });
  return rows.map(silentOf);
}

interface Row extends Record<'lastMetOn' | 'meetAgainOn', Date | null> {
  readonly id: string;
  readonly name: string;
  readonly acronym: string | null;
  readonly ownerId: string | null;
  readonly cadenceMonths: number | null;
}

function silentOf({ id, name, acronym, lastMetOn, meetAgainOn, ...rest }: Row): SilentPartner {
  return {
    ...rest,
    partner: { id, shown: shownName({ name, acronym }) },
    lastMetOn: lastMetOn && dayOfDate(lastMetOn),
    meetAgainOn: meetAgainOn && dayOfDate(meetAgainOn),
  };
}
