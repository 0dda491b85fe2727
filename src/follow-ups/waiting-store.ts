import { type Day, dateOfDay } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import { unsettled } from './follow-up-store.js';

/** Lets a follow-up wait for the partner until a day, on which it is due. False where it is gone or settled. */
export async function letWait(
  database: ScopedDatabase,
  id: string,
  until: Day,
  because: string | null,
): Promise<boolean> {
  const { count } = await database.followUp.updateMany({
    where: { id, state: { in: unsettled } },
    data: {
      state: 'waiting',
      stateBecause: because,
      dueOn: dateOfDay(until),
      escalatedAt: null,
      escalatingAt: null,
    },
  });
  return count > 0;
}

/** Ends the waiting of one follow-up, which is then to be done today. False where it does not wait. */
export async function endWaiting(database: ScopedDatabase, id: string, today: Day): Promise<boolean> {
  const { count } = await database.followUp.updateMany({
    where: { id, state: 'waiting' },
    data: { state: 'open', dueOn: dateOfDay(today) },
  });
  return count > 0;
}

/** Ends the waiting of all follow-ups whose day has come. How many there were. */
export async function endWaitingOfDay(database: ScopedDatabase, today: Day): Promise<number> {
  const { count } = await database.followUp.updateMany({
    where: { state: 'waiting', dueOn: { lte: dateOfDay(today) } },
    data: { state: 'open' },
  });
  return count;
}
