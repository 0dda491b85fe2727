import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FamilyMember, familyTree } from '../../src/agreements/family.js';

const member = (id: string, kind: FamilyMember['kind'], parentId: string | null = null): FamilyMember => ({
  id,
  kind,
  parentId,
});
const drawn = (members: FamilyMember[]) =>
  familyTree(members).map(({ member: { id }, depth }) => '  '.repeat(depth) + id);

test('frameworks come first, each with what hangs under it', () => {
  expect(
    drawn([
      member('letter', 'letter_of_intent'),
      member('specific', 'specific', 'framework'),
      member('framework', 'framework'),
      member('amendment of specific', 'amendment', 'specific'),
      member('amendment', 'amendment', 'framework'),
    ]),
  ).toEqual(['framework', '  specific', '    amendment of specific', '  amendment', 'letter']);
});

test('one whose parent is elsewhere stands on its own', () => {
  expect(drawn([member('specific', 'specific', 'not here')])).toEqual(['specific']);
});

test('every agreement comes exactly once, whatever names whatever as parent', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const members = fc.uniqueArray(
    fc.record({
      id,
      parentId: fc.option(id, { nil: null }),
      kind: fc.constantFrom<FamilyMember['kind']>('framework', 'specific', 'amendment'),
    }),
    { selector: (each) => each.id },
  );
  fc.assert(
    fc.property(members, (all) => {
      const placed = familyTree(all).map(({ member: each }) => each.id);
      expect([...placed].sort()).toEqual(all.map((each) => each.id).sort());
    }),
  );
});
