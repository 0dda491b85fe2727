/** Whose: our university's, or the partner's. */
export const sides = ['ours', 'theirs'] as const;
export type Side = (typeof sides)[number];
