import { expect, test } from 'vitest';
import type { Agreement } from '../../src/agreements/agreement.js';
import { certainEnd, flagsOf } from '../../src/agreements/flags.js';
import { untouched } from '../../src/agreements/renewal.js';
import { meanScore, readCriteria } from '../../src/agreements/review.js';
import { toDay } from '../../src/calendar/day.js';

const today = toDay('2026-11-23');

function agreement(some: Partial<Agreement> & { readonly from?: string; readonly to?: string }): Agreement {
  const { from = '2024-01-01', to, ...rest } = some;
  return {
    ...untouched,
    id: 'framework',
    parentId: null,
    partner: { id: 'p', shown: 'ODCO' },
    reference: 'C-1',
    askAgainOn: null,
    kind: 'framework',
    title: 'Convention-cadre',
    object: null,
    axes: [],
    signedOn: null,
    startsOn: toDay(from),
    termKind: to === undefined ? 'open_ended' : 'fixed_end',
    endsOn: to === undefined ? null : toDay(to),
    termMonths: null,
    renewal: 'none',
    renewalMonths: null,
    renewalLimit: null,
    noticeMonths: null,
    noticeDays: null,
    ownerId: 'U1',
    amends: {},
    reviewCriteria: [],
    replacesId: null,
    ...rest,
  };
}

const framework = agreement({ to: '2027-12-31' });
const child = (some: Parameters<typeof agreement>[0]) =>
  agreement({ id: 'child', parentId: 'framework', kind: 'specific', ...some });
const amendment = (some: Parameters<typeof agreement>[0]) =>
  agreement({ id: 'amendment', parentId: 'framework', kind: 'amendment', amends: { text: 'x' }, ...some });
const kinds = (given: Agreement, parent: Agreement | null) =>
  flagsOf(given, parent, today).map(({ kind }) => kind);

test('a child that ends with its framework or before is in order; one that ends later or never outlives it', () => {
  expect(kinds(child({ to: '2027-12-31' }), framework)).toEqual([]);
  expect(kinds(child({ to: '2028-01-01' }), framework)).toEqual(['outlives_parent']);
  expect(kinds(child({}), framework)).toEqual(['outlives_parent']);
  expect(kinds(child({ termKind: 'unknown' }), framework)).toEqual([]);
});

test('no child outlives a framework that goes on by itself without limit, until notice is given', () => {
  const tacit = { renewal: 'tacit', renewalMonths: 12, noticeMonths: 3 } as const;
  const rolling = { ...framework, ...tacit };
  expect(kinds(child({ to: '2030-12-31' }), rolling)).toEqual([]);
  expect(certainEnd(rolling, today)).toBeNull();
  expect(certainEnd({ ...rolling, renewalLimit: 2 }, today)).toBe('2029-12-31');
  const noticed = { ...rolling, noticeGivenOn: today };
  expect(kinds(child({ to: '2030-12-31' }), noticed)).toEqual(['outlives_parent']);
});

test('what is signed already counts before its day has come', () => {
  const changes = { endsOn: toDay('2029-12-31') };
  const signed = { id: 'a', reference: 'A', title: 'A', from: toDay('2027-06-01'), changes };
  expect(certainEnd({ ...framework, amendments: [signed] }, today)).toBe('2029-12-31');
  expect(kinds(child({ to: '2029-12-31' }), { ...framework, amendments: [signed] })).toEqual([]);
  const longer = child({ to: '2027-12-31', amendments: [signed] });
  expect(kinds(longer, framework)).toEqual(['outlives_parent']);
});

test('what is over is not flagged any more', () => {
  const over = agreement({ to: '2025-01-01' });
  expect(kinds(child({ to: '2026-01-01' }), over)).toEqual([]);
  expect(kinds(child({ to: '2028-01-01', status: 'terminated' }), framework)).toEqual([]);
});

test('a specific agreement needs a framework; one under another specific one has none', () => {
  expect(kinds(child({ to: '2027-01-01' }), null)).toEqual(['no_framework']);
  expect(kinds(child({ to: '2027-01-01' }), { ...framework, kind: 'specific' })).toEqual(['no_framework']);
});

test('an amendment lies within its agreement, whatever it makes of it itself', () => {
  expect(kinds(amendment({ from: '2027-12-31' }), framework)).toEqual([]);
  expect(kinds(amendment({ from: '2028-01-01' }), framework)).toEqual(['outside_agreement']);
  expect(kinds(amendment({ from: '2023-12-31' }), framework)).toEqual(['outside_agreement']);
  const changes = { endsOn: toDay('2029-12-31') };
  const late = amendment({ from: '2028-01-01', amends: changes });
  const { id, reference, title } = late;
  const own = { id, reference, title, from: toDay('2028-01-01'), changes };
  expect(kinds(late, { ...framework, amendments: [own] })).toEqual(['outside_agreement']);
  const other = { ...own, id: 'other', from: toDay('2027-06-01') };
  expect(kinds(late, { ...framework, amendments: [other, own] })).toEqual([]);
});

test('an amendment to nothing, of no day, or of no change is told', () => {
  expect(kinds(amendment({ startsOn: null, amends: {} }), null)).toEqual([
    'no_agreement',
    'undated',
    'changes_nothing',
  ]);
});

test('criteria are read one a line, marks are averaged for each side that gave any', () => {
  expect(readCriteria('- Mobility\n\n• Mobility \n  Joint research')).toEqual(['Mobility', 'Joint research']);
  const scores = [
    { criterion: 'a', ours: 4, theirs: null },
    { criterion: 'b', ours: 3, theirs: null },
    { criterion: 'c', ours: 3, theirs: null },
  ];
  expect(meanScore(scores, 'ours')).toBe(3.3);
  expect(meanScore(scores, 'theirs')).toBeNull();
});
