import { expect, test } from 'vitest';
import { explainTerm } from '../../src/agreements/explain.js';
import { type TermRules, termOn } from '../../src/agreements/term.js';
import { toDay } from '../../src/calendar/day.js';
import { wordsOf } from '../../src/language/words.js';

const fiveYears = { kind: 'period', startsOn: toDay('2020-09-24'), months: 60 } as const;
const noticeOf3 = { unit: 'months', count: 3 } as const;
const tacit = { kind: 'tacit', months: 60, limit: null, notice: noticeOf3 } as const;
const rules = (some: Partial<TermRules>): TermRules => ({
  first: fiveYears,
  renewal: { kind: 'none' },
  extensions: [],
  noticeGivenOn: null,
  noticeHeldInTime: false,
  changes: [],
  ...some,
});

const examples: [TermRules, string, string, string][] = [
  [
    rules({}),
    '2022-01-01',
    '5 years from 24 Sept 2020 → in force through 23 Sept 2025',
    '5 ans à compter du 24 sept. 2020 → en vigueur jusqu’au 23 sept. 2025 inclus',
  ],
  [
    rules({}),
    '2026-01-01',
    '5 years from 24 Sept 2020 → ended after 23 Sept 2025',
    '5 ans à compter du 24 sept. 2020 → terminée après le 23 sept. 2025',
  ],
  [
    rules({ renewal: tacit }),
    '2025-01-01',
    '5 years from 24 Sept 2020 → in force through 23 Sept 2025; notice 3 months before → by 23 Jun 2025; then renews by itself for 5 years',
    '5 ans à compter du 24 sept. 2020 → en vigueur jusqu’au 23 sept. 2025 inclus ; dénonciation 3 mois avant → au plus tard le 23 juin 2025 ; puis tacitement reconduite pour 5 ans',
  ],
  [
    rules({ renewal: { ...tacit, months: 12 } }),
    '2027-12-01',
    '5 years from 24 Sept 2020, renewed by itself 3 times for 1 year each → in force through 23 Sept 2028; notice 3 months before → by 23 Jun 2028; then renews by itself for 1 year',
    '5 ans à compter du 24 sept. 2020, reconduite 3 fois pour 1 an → en vigueur jusqu’au 23 sept. 2028 inclus ; dénonciation 3 mois avant → au plus tard le 23 juin 2028 ; puis tacitement reconduite pour 1 an',
  ],
  [
    rules({ renewal: { ...tacit, limit: 1 } }),
    '2026-01-01',
    '5 years from 24 Sept 2020, renewed by itself once for 5 years → in force through 23 Sept 2030',
    '5 ans à compter du 24 sept. 2020, reconduite une fois pour 5 ans → en vigueur jusqu’au 23 sept. 2030 inclus',
  ],
  [
    rules({ renewal: tacit, noticeGivenOn: toDay('2025-06-01') }),
    '2025-07-01',
    '5 years from 24 Sept 2020 → in force through 23 Sept 2025; notice given on 1 Jun 2025',
    '5 ans à compter du 24 sept. 2020 → en vigueur jusqu’au 23 sept. 2025 inclus ; dénoncée le 1er juin 2025',
  ],
  [
    rules({ renewal: { kind: 'express' }, extensions: [36] }),
    '2026-01-01',
    '5 years from 24 Sept 2020, renewed by an act for 3 years → in force through 23 Sept 2028',
    '5 ans à compter du 24 sept. 2020, renouvelée par un acte pour 3 ans → en vigueur jusqu’au 23 sept. 2028 inclus',
  ],
  [
    rules({ first: { kind: 'fixed_end', startsOn: null, endsOn: toDay('2027-06-30') } }),
    '2026-01-01',
    'Fixed end on 30 Jun 2027 → in force through 30 Jun 2027',
    'Fin fixée au 30 juin 2027 → en vigueur jusqu’au 30 juin 2027 inclus',
  ],
  [
    rules({ first: { kind: 'open_ended', startsOn: toDay('2021-01-15') } }),
    '2026-01-01',
    'Open-ended, from 15 Jan 2021',
    'Durée indéterminée, à compter du 15 janv. 2021',
  ],
  [
    rules({
      renewal: { ...tacit, months: 12 },
      changes: [
        { from: toDay('2027-01-01'), longerByMonths: 6, notice: { unit: 'months', count: 1 } },
        { from: toDay('2028-01-01'), renewal: { kind: 'tacit', months: 24, limit: 1 } },
      ],
    }),
    '2028-02-01',
    '5 years from 24 Sept 2020, renewed by itself 2 times for 1 year each, amended from 1 Jan 2027 (6 months longer and notice of 1 month), amended from 1 Jan 2028 (renews by itself once for 2 years) → in force through 23 Mar 2028; notice 1 month before → by 23 Feb 2028; then renews by itself for 2 years',
    '5 ans à compter du 24 sept. 2020, reconduite 2 fois pour 1 an, modifiée par avenant à compter du 1er janv. 2027 (prolongée de 6 mois et préavis de 1 mois), modifiée par avenant à compter du 1er janv. 2028 (tacite reconduction une seule fois, pour 2 ans) → en vigueur jusqu’au 23 mars 2028 inclus ; dénonciation 1 mois avant → au plus tard le 23 févr. 2028 ; puis tacitement reconduite pour 2 ans',
  ],
  [
    rules({
      first: { kind: 'unknown' },
      changes: [{ from: toDay('2025-01-01'), endsOn: toDay('2026-12-31'), renewal: { kind: 'none' } }],
    }),
    '2026-01-01',
    'End not known at first, amended from 1 Jan 2025 (new end on 31 Dec 2026 and no renewal any more) → in force through 31 Dec 2026',
    'Fin inconnue au départ, modifiée par avenant à compter du 1er janv. 2025 (nouvelle fin le 31 déc. 2026 et plus de renouvellement) → en vigueur jusqu’au 31 déc. 2026 inclus',
  ],
  [
    rules({ changes: [{ from: toDay('2022-06-30'), endsOn: toDay('2022-06-30'), terminates: true }] }),
    '2026-01-01',
    '5 years from 24 Sept 2020, ended before its time on 30 Jun 2022 → ended after 30 Jun 2022',
    '5 ans à compter du 24 sept. 2020, résiliée le 30 juin 2022 → terminée après le 30 juin 2022',
  ],
  [
    rules({ first: { kind: 'unknown' } }),
    '2026-01-01',
    'End unknown: the register does not say when it ends',
    'Fin inconnue : le registre ne dit pas quand elle se termine',
  ],
];

test.each(examples)('%#', (given, day, english, french) => {
  const standing = termOn(given, toDay(day));
  expect(explainTerm(given, standing, wordsOf.en).text).toBe(english);
  expect(explainTerm(given, standing, wordsOf.fr).text).toBe(french);
});
