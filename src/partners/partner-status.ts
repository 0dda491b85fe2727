import { addMonths, type Day } from '../calendar/day.js';

export type PartnerStatus = 'prospect' | 'active' | 'dormant' | 'former';

/** What the register knows of an agreement; a day that it does not know is null. */
export interface StatusAgreement {
  readonly beganOn: Day | null;
  /** The current term's last day; null: open-ended, or nobody knows. */
  readonly endsOn: Day | null;
}

/** What a partner's status is derived from. */
export interface StatusFacts {
  readonly agreements: readonly StatusAgreement[];
  readonly lastMetOn: Day | null;
  readonly cadenceMonths: number | null;
}

/** How many cadences without a meeting make a partner dormant. */
const silentCadences = 2;

/**
 * Where a partner stands: prospect without any agreement, former once all have ended. In between it is active, or dormant
 * where an agreement is in force and nobody met for more than twice the cadence, counted from its beginning if they never
 * did. An agreement of which no end is known has not ended.
 */
export function statusOf({ agreements, lastMetOn, cadenceMonths }: StatusFacts, today: Day): PartnerStatus {
  if (agreements.length === 0) return 'prospect';
  const standing = agreements.filter(({ endsOn }) => endsOn === null || endsOn >= today);
  if (standing.length === 0) return 'former';
  const begun = standing.flatMap(({ beganOn }) => (beganOn !== null && beganOn <= today ? beganOn : []));
  const heardOn = [lastMetOn, begun.sort()[0] ?? null]
    .flatMap((day) => day ?? [])
    .sort()
    .at(-1);
  if (cadenceMonths === null || begun.length === 0 || heardOn === undefined) return 'active';
  return addMonths(heardOn, silentCadences * cadenceMonths) < today ? 'dormant' : 'active';
}
