/** An agreement as its family sees it. */
export interface FamilyMember {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: 'framework' | 'specific' | 'amendment' | 'letter_of_intent';
}

/** An agreement at its place in the tree: 0 for one that stands on its own. */
export interface FamilyPlace<Member> {
  readonly member: Member;
  readonly depth: number;
}

/**
 * Agreements in the order of their families: frameworks first, each followed by what hangs under it. One whose parent is
 * not among them stands on its own. Every agreement comes exactly once, even if two name each other as parent.
 */
export function familyTree<Member extends FamilyMember>(members: readonly Member[]): FamilyPlace<Member>[] {
  const known = new Set(members.map(({ id }) => id));
  const children = new Map<string, Member[]>();
  const roots: Member[] = [];
  for (const member of members) {
    const { parentId } = member;
    if (parentId === null || !known.has(parentId)) roots.push(member);
    else children.set(parentId, [...(children.get(parentId) ?? []), member]);
  }
  const placed = new Map<string, FamilyPlace<Member>>();
  const place = (member: Member, depth: number): void => {
    if (placed.has(member.id)) return;
    placed.set(member.id, { member, depth });
    for (const child of children.get(member.id) ?? []) place(child, depth + 1);
  };
  const frameworksFirst = [
    ...roots.filter(({ kind }) => kind === 'framework'),
    ...roots.filter(({ kind }) => kind !== 'framework'),
  ];
  for (const member of [...frameworksFirst, ...members]) place(member, 0);
  return [...placed.values()];
}
