/** What someone looks after, in the order in which it is listed; `deputy` is a partner that somebody else owns. */
export const ownedKinds = [
  'partner',
  'deputy',
  'lead',
  'agreement',
  'commitment',
  'follow_up',
  'subscription',
] as const;
export type OwnedKind = (typeof ownedKinds)[number];

/** Whether a word names such a kind. */
export function isOwnedKind(word: string): word is OwnedKind {
  return ownedKinds.some((kind) => kind === word);
}

/** How much of each kind someone looks after. */
export type OwnedCounts = Readonly<Record<OwnedKind, number>>;

/** Nothing at all. */
export const nothingOwned: OwnedCounts = {
  partner: 0,
  deputy: 0,
  lead: 0,
  agreement: 0,
  commitment: 0,
  follow_up: 0,
  subscription: 0,
};

/** All of it together. */
export function totalOf(counts: OwnedCounts): number {
  return ownedKinds.reduce((sum, kind) => sum + counts[kind], 0);
}

/** How a page through all kinds, one after the other, falls on each of them; kinds outside the page are left out. */
export function pageOf(
  counts: OwnedCounts,
  { skip, take }: { readonly skip: number; readonly take: number },
): { readonly kind: OwnedKind; readonly skip: number; readonly take: number }[] {
  let before = 0;
  return ownedKinds.flatMap((kind) => {
    const from = Math.max(0, skip - before);
    const until = Math.min(counts[kind], skip + take - before);
    before += counts[kind];
    return until > from ? [{ kind, skip: from, take: until - from }] : [];
  });
}
