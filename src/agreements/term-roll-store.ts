import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Day, dateOfDay, toDay } from '../calendar/day.js';
import { betweenChanges } from '../database/change.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { SettleUndo } from '../workspace/undo.js';
import { findSettings } from '../workspace/workspace-store.js';
import type { Agreement } from './agreement.js';
import { agreementOf, nextEventColumns, withPartner } from './agreement-store.js';
import type { LeadTime } from './renewal.js';

const batchSize = 200;

/**
 * Makes what is kept of agreements' next events true as of a day: of those of which a term ended or a change took effect
 * since the last time, and, once the lead time or the calendar is another, of all that wait for a decision. The others
 * are not read. Works in batches and lets others go first between them; what dies or is stopped halfway is gone on with the
 * next time. Each batch goes by the settings as they stand in the database, whatever is remembered of them elsewhere.
 */
export async function refreshTerms(
  database: ScopedDatabase,
  today: Day,
  stopping?: AbortSignal,
): Promise<void> {
  await betweenChanges(database, (inside) => markByRule(inside, 'where_another'));
  await rollAll(database, today, stopping);
}

/** Refreshes terms beside what people do. */
export interface TermRefreshing {
  /**
   * Begins to compute anew all that waits for a decision, and does not wait: somebody set another lead time or calendar, and
   * something may have been written by the one before. What fails is logged: the next roll does it.
   */
  begin(today: Day): void;
  /** Lets what was begun come to the end of its batch. */
  stop(): Promise<void>;
}

/** Refreshing that nobody waits for: over a large register it takes longer than Slack waits for a form. */
export function refreshingBeside(database: ScopedDatabase, log: Logger): TermRefreshing {
  const begun = new Set<Promise<void>>();
  const stopping = new AbortController();
  return {
    begin: (today) => {
      const refreshing = betweenChanges(database, (inside) => markByRule(inside, 'always'))
        .then(() => rollAll(database, today, stopping.signal))
        .catch((error: unknown) => log.error({ err: error }, 'Days to decide could not be computed anew'))
        .finally(() => begun.delete(refreshing));
      begun.add(refreshing);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(begun);
    },
  };
}

async function rollAll(database: ScopedDatabase, today: Day, stopping?: AbortSignal): Promise<void> {
  let done = batchSize;
  while (done === batchSize && !stopping?.aborted) {
    done = await betweenChanges(database, (inside) => rollBatch(inside, today));
    await setImmediate();
  }
}

/** Lets all days to decide be computed anew: always, or where they were computed by another lead time or calendar. */
async function markByRule(database: ScopedDatabase, when: 'always' | 'where_another'): Promise<void> {
  const { workspaceId: id } = database;
  const settings = await findSettings(database);
  if (settings === null) return;
  const decideByRule = ruleOf(settings);
  const known = await database.workspace.findUnique({ where: { id }, select: { decideByRule: true } });
  if (when === 'where_another' && known?.decideByRule === decideByRule) return;
  // Before the first time there is nothing that was computed by another rule.
  if (when === 'always' || known?.decideByRule !== null) {
    const rollsOn = dateOfDay(longAgo);
    await database.agreement.updateMany({ where: { decideByOn: { not: null } }, data: { rollsOn } });
  }
  await database.workspace.update({ where: { id }, data: { decideByRule }, select: { id: true } });
}

/** As the database has it for a row that is written without it. */
const longAgo = toDay('1970-01-01');

function ruleOf({ leadTimeDays, calendar }: LeadTime): string {
  const { week, country, daysOff, workedHolidays } = calendar;
  const rule = [
    leadTimeDays,
    week.toSorted(),
    country,
    [...daysOff].toSorted(),
    [...workedHolidays].toSorted(),
  ];
  return createHash('sha256').update(JSON.stringify(rule)).digest('base64url');
}

/** Lets the next roll compute anew when agreements roll of which something was taken back, or of an amendment to them. */
export const settleAgreementsAfterUndo: SettleUndo = async (database, rows) => {
  const ids = rows
    .filter(({ model }) => model === 'Agreement')
    .flatMap(({ before, after }) => [before, after].flatMap((row) => [row?.['id'], row?.['parentId']]))
    .filter((id) => typeof id === 'string');
  if (ids.length === 0) return;
  await database.agreement.updateMany({
    where: { id: { in: [...new Set(ids)] } },
    data: { rollsOn: dateOfDay(longAgo) },
  });
};

/** Computes the next events of a batch of those whose day has come. How many there were. */
async function rollBatch(database: ScopedDatabase, today: Day): Promise<number> {
  const settings = await findSettings(database);
  if (settings === null) return 0;
  const rows = await database.agreement.findMany({
    where: { rollsOn: { lte: dateOfDay(today) } },
    include: withPartner,
    orderBy: { rollsOn: 'asc' },
    take: batchSize,
  });
  for (const { ids, columns } of alike(rows.map(agreementOf), today, settings)) {
    await database.agreement.updateMany({ where: { id: { in: ids } }, data: columns });
  }
  return rows.length;
}

/** Those that come to the same next event together. */
function alike(agreements: readonly Agreement[], today: Day, leadTime: LeadTime) {
  const groups = new Map<string, { ids: string[]; columns: ReturnType<typeof nextEventColumns> }>();
  for (const agreement of agreements) {
    const columns = nextEventColumns(agreement, today, leadTime);
    const key = JSON.stringify(columns);
    const group = groups.get(key) ?? { ids: [], columns };
    group.ids.push(agreement.id);
    groups.set(key, group);
  }
  return groups.values();
}
