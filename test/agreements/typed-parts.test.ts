import { describe, expect, test } from 'vitest';
import { percentKept, talliesOf } from '../../src/agreements/commitment.js';
import { readDocumentLink, titleOfLink } from '../../src/agreements/document-link.js';
import { nextMove, placeOn } from '../../src/agreements/lifecycle.js';
import { readRecurrence } from '../../src/agreements/recurrence.js';
import { nextReference } from '../../src/agreements/reference.js';
import { untouched } from '../../src/agreements/renewal.js';
import { readTypedCommitment } from '../../src/agreements/typed-commitment.js';
import { typedLines } from '../../src/agreements/typed-lines.js';
import { readTypedPayment } from '../../src/agreements/typed-payment.js';
import { readTypedSignatory, writeSignatory } from '../../src/agreements/typed-signatory.js';
import { toDay } from '../../src/calendar/day.js';
import { patternProblem, readSigningSteps } from '../../src/workspace/agreement-rules.js';

const today = toDay('2026-11-23');

test('lines lose the marks of a list, and nothing else', () => {
  expect(typedLines('- one\r\n\n  2) two \n• three\n2026 plan\n-\n')).toEqual([
    'one',
    'two',
    'three',
    '2026 plan',
    '-',
  ]);
});

describe('a signatory in one line', () => {
  test.each([
    ['Amina Berrada', 'Amina Berrada', null, null],
    ['Amina Berrada, vice-présidente', 'Amina Berrada', 'vice-présidente', null],
    ['Amina Berrada, vice-présidente, 24/09/2026', 'Amina Berrada', 'vice-présidente', '2026-09-24'],
    ['Omar, directeur, signé le 3 mars 2020', 'Omar', 'directeur', '2020-03-03'],
    ['Omar, director, 1 Jan 2026', 'Omar', 'director', '2026-01-01'],
    ['Omar, 2026-02-28', 'Omar', null, '2026-02-28'],
    ['Omar, directeur, recherche et innovation', 'Omar', 'directeur, recherche et innovation', null],
    ['Omar, président du jury de mars 2020', 'Omar', 'président du jury de mars 2020', null],
  ])('%s', (line, name, capacity, signedOn) => {
    const typed = readTypedSignatory(line, today);
    expect(typed).toEqual({ name, capacity, signedOn, unreadDay: null });
    expect(readTypedSignatory(writeSignatory(typed), today)).toEqual(typed);
  });

  test('with a day that does not exist says so', () => {
    expect(readTypedSignatory('Omar, directeur, 31/02/2026', today).unreadDay).toBe('31/02/2026');
  });
});

describe('how often something comes due again', () => {
  test.each([
    ['report every 6 months', 6],
    ['rapport tous les 6 mois', 6],
    ['rapport tous les ans', 12],
    ['rapport annuel', 12],
    ['every 2 years', 24],
    ['quarterly report', 3],
    ['chaque trimestre', 3],
    ['deux fois par an', 6],
    ['every month', 1],
    ['every 0 months', null],
    ['every 500 years', null],
    ['accueillir chaque stagiaire', null],
    ['manuel de la plateforme', null],
  ])('%s: %s', (text, months) => {
    expect(readRecurrence(text)?.everyMonths ?? null).toBe(months);
  });
});

test('a commitment in one line is taken apart', () => {
  expect(
    readTypedCommitment('Prêter une salle @amina avant le 15 mars 2027 tous les ans', today),
  ).toMatchObject({
    text: 'Prêter une salle',
    person: '@amina',
    dueOn: '2027-03-15',
    everyMonths: 12,
    unreadDay: null,
  });
  expect(readTypedCommitment('ten interns', today)).toMatchObject({
    dueOn: null,
    person: null,
    everyMonths: null,
  });
});

describe('a payment in one line', () => {
  test.each([
    ['120 000 MAD, en deux versements', 12_000_000n, 'MAD', 'en deux versements'],
    ['120,000 MAD', 12_000_000n, 'MAD', null],
    ['1.234.567,89 EUR pour le labo', 123_456_789n, 'EUR', 'pour le labo'],
    ['€ 1,500.5 each year', 150_050n, 'EUR', 'each year'],
    ['MAD 2 500 par semestre', 250_000n, 'MAD', 'par semestre'],
    ['500 dh', 50_000n, 'MAD', null],
    ['0,50 € par copie', 50n, 'EUR', 'par copie'],
  ])('%s', (line, amount, currency, schedule) => {
    expect(readTypedPayment(line)).toEqual({ amount, currency, schedule });
  });

  test.each([
    ['aucun', 'amount'],
    ['0 MAD', 'amount'],
    ['12,34,5 MAD', 'amount'],
    ['1 000 000 000 000 000 000 MAD', 'amount'],
    ['120 000', 'currency'],
    ['120 000 pommes', 'currency'],
  ])('%s lacks its %s', (line, missing) => {
    expect(readTypedPayment(line)).toBe(missing);
  });
});

test('a document’s link is a web address without a password in it', () => {
  expect(readDocumentLink(' https://intranet/x?a=1 ')).toBe('https://intranet/x?a=1');
  for (const typed of [
    'javascript:alert(1)',
    'intranet/x',
    'https://me:secret@host/x',
    'https://a b',
    'file:///x',
  ]) {
    expect(readDocumentLink(typed)).toBeNull();
  }
  expect(titleOfLink('https://docs.example/papers/Convention%202026.pdf?x=1')).toBe('Convention 2026.pdf');
  expect(titleOfLink('https://docs.example/')).toBe('docs.example');
  expect(titleOfLink('https://docs.example/%E0%A4')).toBe('%E0%A4');
});

describe('references', () => {
  test('follow the pattern, with or without the year, before or after the number', () => {
    expect(nextReference('{year}/{number}/P', '2026', ['2026/007/P', '2026/9/X', '2025/099/P'])).toBe(
      '2026/008/P',
    );
    expect(nextReference('P{number}', '2026', ['P041', 'PX'])).toBe('P042');
  });

  test.each([
    ['CONV-{year}-{number}', null],
    ['P{number}', null],
    ['CONV-{year}', 'number'],
    ['{number}-{number}', 'number'],
    ['{number}-{month}', 'field'],
    ['{number}-{', 'field'],
  ])('by the pattern %s: %s', (pattern, problem) => {
    expect(patternProblem(pattern)).toBe(problem);
  });
});

test('the signing circuit’s steps are read one a line; the signature is always the last', () => {
  expect(readSigningSteps('Visa\n\nVote du conseil\nvisa\nSignature')).toEqual(['Visa', 'Vote du conseil']);
  expect(readSigningSteps(Array.from({ length: 9 }, (_, index) => `Step ${index}`).join('\n'))).toBeNull();
  const steps = ['Visa', 'Vote'];
  expect(nextMove('draft', steps, [])).toEqual({ kind: 'review' });
  expect(nextMove('in_review', steps, ['Vote'])).toEqual({ kind: 'pass', step: 'Visa' });
  expect(nextMove('in_review', steps, steps)).toEqual({ kind: 'send' });
  expect(nextMove('out_for_signature', [], [])).toEqual({ kind: 'sign' });
  expect(nextMove('signed', steps, [])).toBeNull();
});

test('where an agreement is in its life follows from what was said and from its days', () => {
  const agreement = {
    ...untouched,
    startsOn: toDay('2026-01-01'),
    termKind: 'period' as const,
    endsOn: null,
    termMonths: 12,
    renewal: 'tacit' as const,
    renewalMonths: 12,
    renewalLimit: 1,
    noticeMonths: null,
    noticeDays: null,
  };
  const phases = (['2025-12-31', '2026-01-01', '2027-01-01', '2028-01-01'] as const).map(
    (day) => placeOn(agreement, toDay(day)).phase,
  );
  expect(phases).toEqual(['not_started', 'in_force', 'renewed', 'ended']);
  expect(placeOn({ ...agreement, status: 'draft' }, today)).toEqual({ phase: 'draft', standing: null });
  const ended = { ...agreement, status: 'terminated' as const, terminatedOn: toDay('2026-12-01') };
  expect(placeOn(ended, toDay('2026-12-01')).phase).toBe('ending');
  expect(placeOn(ended, toDay('2026-12-02')).phase).toBe('terminated');
});

test('the share of what was kept says all and none only of all and none', () => {
  const tally = (kept: number, not_kept: number) => ({ open: 3, kept, not_kept });
  expect(
    [tally(0, 0), tally(3, 1), tally(999, 1), tally(1, 999), tally(2, 0), tally(0, 2)].map(percentKept),
  ).toEqual([null, 75, 99, 1, 100, 0]);
  expect(
    talliesOf([
      { side: 'ours', state: 'kept' },
      { side: 'theirs', state: 'open' },
    ]),
  ).toEqual({ ours: { open: 0, kept: 1, not_kept: 0 }, theirs: { open: 1, kept: 0, not_kept: 0 } });
});
