import { addMonths, type Day } from '../calendar/day.js';
import type { Side } from './sides.js';

export const commitmentStates = ['open', 'kept', 'not_kept'] as const;
export type CommitmentState = (typeof commitmentStates)[number];

/** How a commitment that comes due again does so. */
export interface Series {
  /** The first day of the series: the others are counted from it, so that no month's end drifts. */
  readonly from: Day;
  readonly everyMonths: number;
}

/** The day of the series that follows a day. */
export function nextInSeries({ from, everyMonths }: Series, after: Day): Day {
  const [year, month] = after.split('-').map(Number) as [number, number];
  const [firstYear, firstMonth] = from.split('-').map(Number) as [number, number];
  const apart = (year - firstYear) * 12 + month - firstMonth;
  let number = Math.max(0, Math.floor(apart / everyMonths));
  while (addMonths(from, number * everyMonths) <= after) number += 1;
  return addMonths(from, number * everyMonths);
}

/** How many commitments of one side are open, were kept and were not. */
export type Tally = Readonly<Record<CommitmentState, number>>;

/** The tally of each side. */
export function talliesOf(
  commitments: readonly { readonly side: Side; readonly state: CommitmentState }[],
): Readonly<Record<Side, Tally>> {
  const tally = (side: Side): Tally => {
    const count = (state: CommitmentState) =>
      commitments.filter((each) => each.side === side && each.state === state).length;
    return { open: count('open'), kept: count('kept'), not_kept: count('not_kept') };
  };
  return { ours: tally('ours'), theirs: tally('theirs') };
}

/** What share of the settled ones was kept, in whole percent; null while none is settled. All and none are said only of all and none. */
export function percentKept({ kept, not_kept }: Tally): number | null {
  const settled = kept + not_kept;
  if (settled === 0) return null;
  const percent = Math.round((100 * kept) / settled);
  if (percent === 100 && not_kept > 0) return 99;
  return percent === 0 && kept > 0 ? 1 : percent;
}
