import { addMonths, type Day } from '../calendar/day.js';

/** What says when a partner is to be met again. */
export interface Contacts {
  /** The last day on which they were met; null: never. */
  readonly lastMetOn: Day | null;
  /** The days on which a next meeting was agreed, in any order. */
  readonly agreedOn: readonly Day[];
  /** How often they are to be met; null: no cadence. */
  readonly cadenceMonths: number | null;
  /** The day since when the register knows them, from which the cadence counts until they are met. */
  readonly knownSince: Day;
}

/**
 * The day by which a partner is to be met again: the next meeting that was agreed and not held since, else the cadence
 * counted from the last meeting; null where neither says anything.
 */
export function meetAgainOn({ lastMetOn, agreedOn, cadenceMonths, knownSince }: Contacts): Day | null {
  const [agreed] = agreedOn.filter((day) => lastMetOn === null || day > lastMetOn).toSorted();
  if (agreed !== undefined) return agreed;
  return cadenceMonths === null ? null : addMonths(lastMetOn ?? knownSince, cadenceMonths);
}
