import type { Side } from './sides.js';

export const commitmentStates = ['open', 'kept', 'not_kept'] as const;
export type CommitmentState = (typeof commitmentStates)[number];

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
