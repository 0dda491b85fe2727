import { describe, expect, test } from 'vitest';
import type { FirstTerm, Renewal, Standing, TermChange, TermRules } from '../../src/agreements/term.js';
import { termOn } from '../../src/agreements/term.js';
import { noticeDoubtfulUntil } from '../../src/agreements/term-days.js';
import { type Day, toDay } from '../../src/calendar/day.js';

// Each line: what the agreement says · the day that is asked about · where it stands on that day.

const from = (startsOn: string, months: number): FirstTerm => ({
  kind: 'period',
  startsOn: toDay(startsOn),
  months,
});
const until = (startsOn: string | null, endsOn: string): FirstTerm => ({
  kind: 'fixed_end',
  startsOn: startsOn === null ? null : toDay(startsOn),
  endsOn: toDay(endsOn),
});
const openEnded = (startsOn: string | null): FirstTerm => ({
  kind: 'open_ended',
  startsOn: startsOn === null ? null : toDay(startsOn),
});
const unknown: FirstTerm = { kind: 'unknown' };
const none: Renewal = { kind: 'none' };
const express: Renewal = { kind: 'express' };

interface TacitTerms {
  readonly atMost?: number;
  readonly noticeMonths?: number;
  readonly noticeDays?: number;
}

/** Renews itself for so many months, at most so often, unless notice is given so long before the end. */
function tacit(months: number, { atMost, noticeMonths, noticeDays }: TacitTerms = {}): Renewal {
  const notice =
    noticeMonths !== undefined
      ? ({ unit: 'months', count: noticeMonths } as const)
      : noticeDays !== undefined
        ? ({ unit: 'days', count: noticeDays } as const)
        : null;
  return { kind: 'tacit', months, limit: atMost ?? null, notice };
}

interface Since {
  readonly renewedByAct?: readonly number[];
  readonly noticeGivenOn?: string;
  readonly heldInTime?: true;
  readonly amended?: readonly TermChange[];
}

/** From its day on, an amendment changes what it names. */
function amendment(day: string, { endsOn, ...changes }: AmendmentTerms): TermChange {
  return { ...changes, from: toDay(day), ...(endsOn === undefined ? {} : { endsOn: toDay(endsOn) }) };
}

type AmendmentTerms = Omit<TermChange, 'from' | 'endsOn'> & { readonly endsOn?: string };

function rules(first: FirstTerm, renewal: Renewal, since: Since): TermRules {
  return {
    first,
    renewal,
    extensions: since.renewedByAct ?? [],
    noticeGivenOn: since.noticeGivenOn === undefined ? null : toDay(since.noticeGivenOn),
    noticeHeldInTime: since.heldInTime ?? false,
    changes: since.amended ?? [],
  };
}

function write(standing: Standing): string {
  if (standing.state === 'unknown') return 'unknown';
  const { state, term } = standing;
  const said = state.replace('_', ' ');
  if (term === null) return `${said}, without end`;
  const { tacitRenewals, actRenewals, firstDay, lastDay, noticeDeadline, next } = term;
  const which = [
    tacitRenewals > 0 ? `renewal ${tacitRenewals}` : '',
    actRenewals > 0 ? `act ${actRenewals}` : '',
  ].filter(Boolean);
  return [
    `${said}, ${which.join(' and ') || 'first term'} ${firstDay ?? '?'}..${lastDay}`,
    noticeDeadline === null ? '' : `notice by ${noticeDeadline}`,
    next === null ? 'then ends' : `then ${next.by === 'act' ? 'act' : 'renews'} ..${next.lastDay}`,
  ]
    .filter(Boolean)
    .join('; ');
}

type Example = readonly [
  says: string,
  first: FirstTerm,
  renewal: Renewal,
  day: string,
  stands: string,
  since?: Since,
];

const noticeOf3 = { noticeMonths: 3 };

const examples: Record<string, readonly Example[]> = {
  'A period': [
    [
      '5 years from 24 Sep 2020, before it begins',
      from('2020-09-24', 60),
      none,
      '2020-09-23',
      'not started, first term 2020-09-24..2025-09-23; then ends',
    ],
    [
      '5 years from 24 Sep 2020, its first day',
      from('2020-09-24', 60),
      none,
      '2020-09-24',
      'in force, first term 2020-09-24..2025-09-23; then ends',
    ],
    [
      '5 years from 24 Sep 2020, its last day',
      from('2020-09-24', 60),
      none,
      '2025-09-23',
      'in force, first term 2020-09-24..2025-09-23; then ends',
    ],
    [
      '5 years from 24 Sep 2020, the day after',
      from('2020-09-24', 60),
      none,
      '2025-09-24',
      'ended, first term 2020-09-24..2025-09-23; then ends',
    ],
    [
      '1 year from 1 Jan: the last day of the year',
      from('2026-01-01', 12),
      none,
      '2026-06-01',
      'in force, first term 2026-01-01..2026-12-31; then ends',
    ],
    [
      '6 months from 1 Sep: the end of February',
      from('2026-09-01', 6),
      none,
      '2026-10-01',
      'in force, first term 2026-09-01..2027-02-28; then ends',
    ],
    [
      '6 months from 1 Sep before a leap year: 29 February',
      from('2027-09-01', 6),
      none,
      '2027-10-01',
      'in force, first term 2027-09-01..2028-02-29; then ends',
    ],
    [
      '1 year from 29 Feb 2024: no such day in 2025, so that month’s last',
      from('2024-02-29', 12),
      none,
      '2025-02-28',
      'in force, first term 2024-02-29..2025-02-28; then ends',
    ],
    [
      '4 years from 29 Feb 2024: the day exists again, so the day before it',
      from('2024-02-29', 48),
      none,
      '2026-01-01',
      'in force, first term 2024-02-29..2028-02-28; then ends',
    ],
    [
      '1 month from 31 Jan: the last day of February',
      from('2026-01-31', 1),
      none,
      '2026-02-28',
      'in force, first term 2026-01-31..2026-02-28; then ends',
    ],
    [
      '1 month from 30 Jan in a leap year: the last day of February',
      from('2028-01-30', 1),
      none,
      '2028-02-01',
      'in force, first term 2028-01-30..2028-02-29; then ends',
    ],
    [
      '1 month from 29 Jan in a leap year: 28 February',
      from('2028-01-29', 1),
      none,
      '2028-02-01',
      'in force, first term 2028-01-29..2028-02-28; then ends',
    ],
    [
      '1 month from 31 Mar: 30 April',
      from('2026-03-31', 1),
      none,
      '2026-04-30',
      'in force, first term 2026-03-31..2026-04-30; then ends',
    ],
    [
      '18 months from 15 Mar 2025',
      from('2025-03-15', 18),
      none,
      '2026-01-01',
      'in force, first term 2025-03-15..2026-09-14; then ends',
    ],
  ],
  'A fixed end': [
    [
      'to 30 Jun 2027, start unknown',
      until(null, '2027-06-30'),
      none,
      '2026-01-01',
      'in force, first term ?..2027-06-30; then ends',
    ],
    [
      'to 30 Jun 2027, on that day',
      until('2024-01-01', '2027-06-30'),
      none,
      '2027-06-30',
      'in force, first term 2024-01-01..2027-06-30; then ends',
    ],
    [
      'to 30 Jun 2027, the day after',
      until('2024-01-01', '2027-06-30'),
      none,
      '2027-07-01',
      'ended, first term 2024-01-01..2027-06-30; then ends',
    ],
    [
      'to 30 Jun 2027, before its start',
      until('2024-01-01', '2027-06-30'),
      none,
      '2023-12-31',
      'not started, first term 2024-01-01..2027-06-30; then ends',
    ],
    [
      'to 30 Jun 2025, then year by year from 1 Jul',
      until('2022-09-10', '2025-06-30'),
      tacit(12),
      '2026-07-01',
      'in force, renewal 2 2026-07-01..2027-06-30; notice by 2027-06-30; then renews ..2028-06-30',
    ],
    [
      'to 28 Feb 2023, then year by year from 1 Mar: a leap year’s 29 Feb',
      until(null, '2023-02-28'),
      tacit(12),
      '2024-02-29',
      'in force, renewal 1 2023-03-01..2024-02-29; notice by 2024-02-29; then renews ..2025-02-28',
    ],
  ],
  'No known end': [
    ['open-ended, before its start', openEnded('2026-01-01'), none, '2025-12-31', 'not started, without end'],
    ['open-ended, long after', openEnded('2001-01-01'), none, '2099-01-01', 'in force, without end'],
    ['open-ended, start unknown', openEnded(null), none, '2026-01-01', 'in force, without end'],
    ['nobody knows', unknown, none, '2026-01-01', 'unknown'],
    ['nobody knows, though it renews itself', unknown, tacit(12), '2026-01-01', 'unknown'],
  ],
  'Renewal by itself': [
    [
      'in the first term: notice 3 months before 23 Sep',
      from('2020-09-24', 60),
      tacit(60, noticeOf3),
      '2025-01-01',
      'in force, first term 2020-09-24..2025-09-23; notice by 2025-06-23; then renews ..2030-09-23',
    ],
    [
      'on the day after the first term it has renewed itself',
      from('2020-09-24', 60),
      tacit(60, noticeOf3),
      '2025-09-24',
      'in force, renewal 1 2025-09-24..2030-09-23; notice by 2030-06-23; then renews ..2035-09-23',
    ],
    [
      'after the notice deadline, still in the first term',
      from('2020-09-24', 60),
      tacit(60, noticeOf3),
      '2025-06-24',
      'in force, first term 2020-09-24..2025-09-23; notice by 2025-06-23; then renews ..2030-09-23',
    ],
    [
      'at most once, in the first term',
      from('2024-01-01', 12),
      tacit(12, { atMost: 1, noticeMonths: 2 }),
      '2024-05-05',
      'in force, first term 2024-01-01..2024-12-31; notice by 2024-10-31; then renews ..2025-12-31',
    ],
    [
      'at most once, in the last term: no notice any more',
      from('2024-01-01', 12),
      tacit(12, { atMost: 1, noticeMonths: 2 }),
      '2025-05-05',
      'in force, renewal 1 2025-01-01..2025-12-31; then ends',
    ],
    [
      'at most once, after it',
      from('2024-01-01', 12),
      tacit(12, { atMost: 1 }),
      '2026-01-01',
      'ended, renewal 1 2025-01-01..2025-12-31; then ends',
    ],
    [
      'notice of 30 days before 31 Dec',
      from('2024-01-01', 12),
      tacit(12, { noticeDays: 30 }),
      '2024-05-05',
      'in force, first term 2024-01-01..2024-12-31; notice by 2024-12-01; then renews ..2025-12-31',
    ],
    [
      'notice of 3 months before 31 May: 28 February',
      from('2025-06-01', 12),
      tacit(12, noticeOf3),
      '2025-07-01',
      'in force, first term 2025-06-01..2026-05-31; notice by 2026-02-28; then renews ..2027-05-31',
    ],
    [
      'notice of 1 month before 31 Oct: 30 September',
      from('2025-11-01', 12),
      tacit(12, { noticeMonths: 1 }),
      '2026-01-01',
      'in force, first term 2025-11-01..2026-10-31; notice by 2026-09-30; then renews ..2027-10-31',
    ],
    [
      'month by month from 31 Jan: the third end does not drift to the 28th',
      from('2026-01-31', 1),
      tacit(1),
      '2026-03-30',
      'in force, renewal 1 2026-03-01..2026-03-30; notice by 2026-03-30; then renews ..2026-04-30',
    ],
    [
      'month by month from 31 Jan: a month later',
      from('2026-01-31', 1),
      tacit(1),
      '2026-04-30',
      'in force, renewal 2 2026-03-31..2026-04-30; notice by 2026-04-30; then renews ..2026-05-30',
    ],
    [
      'year by year from 29 Feb 2024: 2028 has that day again',
      from('2024-02-29', 12),
      tacit(12),
      '2028-02-28',
      'in force, renewal 3 2027-03-01..2028-02-28; notice by 2028-02-28; then renews ..2029-02-28',
    ],
    [
      'year by year from 1990, asked in 2026',
      from('1990-05-15', 12),
      tacit(12, noticeOf3),
      '2026-05-15',
      'in force, renewal 36 2026-05-15..2027-05-14; notice by 2027-02-14; then renews ..2028-05-14',
    ],
    [
      '3 years, then year by year',
      from('2020-10-01', 36),
      tacit(12, noticeOf3),
      '2024-12-01',
      'in force, renewal 2 2024-10-01..2025-09-30; notice by 2025-06-30; then renews ..2026-09-30',
    ],
  ],
  'Notice given': [
    [
      'on the deadline: ends with the term',
      from('2020-09-24', 60),
      tacit(60, noticeOf3),
      '2025-07-01',
      'in force, first term 2020-09-24..2025-09-23; then ends',
      { noticeGivenOn: '2025-06-23' },
    ],
    [
      'on the deadline: ended the day after the term',
      from('2020-09-24', 60),
      tacit(60, noticeOf3),
      '2025-09-24',
      'ended, first term 2020-09-24..2025-09-23; then ends',
      { noticeGivenOn: '2025-06-23' },
    ],
    [
      'a day late: ends with the next term',
      from('2020-09-24', 60),
      tacit(60, noticeOf3),
      '2026-01-01',
      'in force, renewal 1 2025-09-24..2030-09-23; then ends',
      { noticeGivenOn: '2025-06-24' },
    ],
    [
      'a day late, still in the first term: renews once more',
      from('2020-09-24', 60),
      tacit(60, noticeOf3),
      '2025-07-01',
      'in force, first term 2020-09-24..2025-09-23; notice by 2025-06-23; then renews ..2030-09-23',
      { noticeGivenOn: '2025-06-24' },
    ],
    [
      'in the third year of year by year',
      from('2022-01-01', 12),
      tacit(12, { noticeDays: 30 }),
      '2025-02-01',
      'ended, renewal 2 2024-01-01..2024-12-31; then ends',
      { noticeGivenOn: '2024-12-01' },
    ],
    [
      'in the third year, a day late',
      from('2022-01-01', 12),
      tacit(12, { noticeDays: 30 }),
      '2025-02-01',
      'in force, renewal 3 2025-01-01..2025-12-31; then ends',
      { noticeGivenOn: '2024-12-02' },
    ],
    [
      'too late to shorten the last allowed term',
      from('2024-01-01', 12),
      tacit(12, { atMost: 1, noticeMonths: 2 }),
      '2025-06-01',
      'in force, renewal 1 2025-01-01..2025-12-31; then ends',
      { noticeGivenOn: '2024-11-01' },
    ],
  ],
  'Notice at a month’s end': [
    [
      'six months before 30 June is 30 December: given on the 31st it is late as the days are counted',
      from('2024-07-01', 12),
      tacit(12, { noticeMonths: 6 }),
      '2025-07-01',
      'in force, renewal 1 2025-07-01..2026-06-30; then ends',
      { noticeGivenOn: '2024-12-31' },
    ],
    [
      'the same, where a person says that it was in time: from month’s end to month’s end',
      from('2024-07-01', 12),
      tacit(12, { noticeMonths: 6 }),
      '2025-07-01',
      'ended, first term 2024-07-01..2025-06-30; then ends',
      { noticeGivenOn: '2024-12-31', heldInTime: true },
    ],
    [
      'a day beyond the month’s end is late whoever says what',
      from('2024-07-01', 12),
      tacit(12, { noticeMonths: 6 }),
      '2025-07-01',
      'in force, renewal 1 2025-07-01..2026-06-30; then ends',
      { noticeGivenOn: '2025-01-01', heldInTime: true },
    ],
    [
      'one month before 28 February: three days can be read both ways, through 31 January',
      from('2025-03-01', 12),
      tacit(12, { noticeMonths: 1 }),
      '2026-03-01',
      'ended, first term 2025-03-01..2026-02-28; then ends',
      { noticeGivenOn: '2026-01-31', heldInTime: true },
    ],
  ],
  'Vectors from another product’s bug reports': [
    [
      'GLPI 23084: to 28 Aug 2025, then year by year: the notice counts from the renewed end, not from the first',
      until(null, '2025-08-28'),
      tacit(12, { noticeMonths: 2 }),
      '2026-02-11',
      'in force, renewal 1 2025-08-29..2026-08-28; notice by 2026-06-28; then renews ..2027-08-28',
    ],
    [
      'GLPI 14703: 60 months, then 12: after the first renewal 72 months in all, not 120',
      from('2018-05-12', 60),
      tacit(12, { noticeMonths: 3 }),
      '2023-05-12',
      'in force, renewal 1 2023-05-12..2024-05-11; notice by 2024-02-11; then renews ..2025-05-11',
    ],
    [
      'GLPI 6004: 36 months from 27 Sep 2018: no notice falls due in 2019',
      from('2018-09-27', 36),
      tacit(12, { noticeMonths: 3 }),
      '2019-06-06',
      'in force, first term 2018-09-27..2021-09-26; notice by 2021-06-26; then renews ..2022-09-26',
    ],
    [
      'GLPI 15893: 3 years from 1 Aug 2020, then year by year, asked before the first end',
      from('2020-08-01', 36),
      tacit(12, { noticeMonths: 3 }),
      '2023-07-31',
      'in force, first term 2020-08-01..2023-07-31; notice by 2023-04-30; then renews ..2024-07-31',
    ],
    [
      'GLPI 15893: the same, asked in its fourth year',
      from('2020-08-01', 36),
      tacit(12, { noticeMonths: 3 }),
      '2023-10-31',
      'in force, renewal 1 2023-08-01..2024-07-31; notice by 2024-04-30; then renews ..2025-07-31',
    ],
    [
      'GLPI 2596: what is due counts from the end, never from the start',
      from('2017-08-10', 12),
      express,
      '2017-08-10',
      'in force, first term 2017-08-10..2018-08-09; then ends',
    ],
    [
      'GLPI 6164: one that does not renew itself has its end all the same',
      from('2019-01-01', 12),
      express,
      '2019-12-22',
      'in force, first term 2019-01-01..2019-12-31; then ends',
    ],
  ],
  'An amendment': [
    [
      'a year longer from 1 Mar 2025: the day before, nothing has changed',
      from('2020-09-24', 60),
      none,
      '2025-02-28',
      'in force, first term 2020-09-24..2025-09-23; then ends',
      { amended: [amendment('2025-03-01', { longerByMonths: 12 })] },
    ],
    [
      'a year longer from 1 Mar 2025: from that day',
      from('2020-09-24', 60),
      none,
      '2025-03-01',
      'in force, first term 2020-09-24..2026-09-23; then ends',
      { amended: [amendment('2025-03-01', { longerByMonths: 12 })] },
    ],
    [
      'twice longer: both add up, counted from the start',
      from('2026-01-31', 1),
      none,
      '2026-03-01',
      'in force, first term 2026-01-31..2026-04-30; then ends',
      {
        amended: [
          amendment('2026-02-28', { longerByMonths: 1 }),
          amendment('2026-03-01', { longerByMonths: 1 }),
        ],
      },
    ],
    [
      'a new last day, earlier than agreed at first',
      from('2020-09-24', 60),
      none,
      '2024-01-15',
      'ended, first term 2020-09-24..2023-12-31; then ends',
      { amended: [amendment('2023-06-01', { endsOn: '2023-12-31' })] },
    ],
    [
      'a new last day in a renewed term: it renews itself from the day after',
      from('2022-01-01', 12),
      tacit(12, noticeOf3),
      '2025-01-01',
      'in force, renewal 3 2024-07-01..2025-06-30; notice by 2025-03-30; then renews ..2026-06-30',
      { amended: [amendment('2024-02-01', { endsOn: '2024-06-30' })] },
    ],
    [
      'no renewal any more: it ends with the term that it is in',
      from('2020-01-01', 12),
      tacit(12, noticeOf3),
      '2023-12-31',
      'in force, renewal 3 2023-01-01..2023-12-31; then ends',
      { amended: [amendment('2023-05-01', { renewal: { kind: 'none' } })] },
    ],
    [
      'renewal by three years from then on: the terms that lie behind stay years',
      from('2020-01-01', 12),
      tacit(12, noticeOf3),
      '2024-01-01',
      'in force, renewal 4 2024-01-01..2026-12-31; notice by 2026-09-30; then renews ..2029-12-31',
      { amended: [amendment('2023-05-01', { renewal: { kind: 'tacit', months: 36, limit: null } })] },
    ],
    [
      'at most once more, counted from the amendment',
      from('2020-01-01', 12),
      tacit(12),
      '2024-06-01',
      'in force, renewal 4 2024-01-01..2024-12-31; then ends',
      { amended: [amendment('2023-05-01', { renewal: { kind: 'tacit', months: 12, limit: 1 } })] },
    ],
    [
      'a longer end within a limit: the renewals that are left stay left',
      from('2024-01-01', 12),
      tacit(12, { atMost: 2 }),
      '2027-01-01',
      'in force, renewal 2 2026-07-01..2027-06-30; then ends',
      { amended: [amendment('2025-03-01', { longerByMonths: 6 })] },
    ],
    [
      'another notice: six months instead of three',
      from('2020-09-24', 60),
      tacit(60, noticeOf3),
      '2025-01-01',
      'in force, first term 2020-09-24..2025-09-23; notice by 2025-03-23; then renews ..2030-09-23',
      { amended: [amendment('2024-01-01', { notice: { unit: 'months', count: 6 } })] },
    ],
    [
      'a longer end after notice was given: both sides go on after all',
      from('2020-09-24', 60),
      tacit(60, noticeOf3),
      '2025-10-01',
      'in force, first term 2020-09-24..2026-09-23; notice by 2026-06-23; then renews ..2031-09-23',
      { noticeGivenOn: '2025-06-01', amended: [amendment('2025-09-01', { longerByMonths: 12 })] },
    ],
    [
      'another notice after notice was given: that stands',
      from('2020-09-24', 60),
      tacit(60, noticeOf3),
      '2025-09-24',
      'ended, first term 2020-09-24..2025-09-23; then ends',
      {
        noticeGivenOn: '2025-06-01',
        amended: [amendment('2025-09-01', { notice: { unit: 'months', count: 6 } })],
      },
    ],
    [
      'notice after the amendment counts by what the amendment says',
      from('2020-09-24', 60),
      tacit(60, noticeOf3),
      '2025-09-24',
      'in force, renewal 1 2025-09-24..2030-09-23; then ends',
      {
        noticeGivenOn: '2025-06-01',
        amended: [amendment('2024-01-01', { notice: { unit: 'months', count: 6 } })],
      },
    ],
    [
      'gives an end to what had none',
      openEnded('2015-01-01'),
      none,
      '2026-01-01',
      'in force, first term 2015-01-01..2027-12-31; then ends',
      { amended: [amendment('2025-07-01', { endsOn: '2027-12-31' })] },
    ],
    [
      'gives an end where nobody knew one',
      unknown,
      none,
      '2026-01-01',
      'in force, first term ?..2027-12-31; then ends',
      { amended: [amendment('2025-07-01', { endsOn: '2027-12-31' })] },
    ],
    [
      'longer than nobody knows what: still unknown',
      unknown,
      none,
      '2026-01-01',
      'unknown',
      { amended: [amendment('2025-07-01', { longerByMonths: 12 })] },
    ],
    [
      'dated after the end: from its day it is in force again, not before',
      from('2020-01-01', 12),
      none,
      '2021-02-28',
      'ended, first term 2020-01-01..2020-12-31; then ends',
      { amended: [amendment('2021-03-01', { endsOn: '2021-12-31' })] },
    ],
    [
      'a renewal by an act follows the amended end',
      from('2020-09-24', 60),
      express,
      '2026-10-01',
      'in force, act 1 2026-09-24..2029-09-23; then ends',
      { renewedByAct: [36], amended: [amendment('2025-03-01', { longerByMonths: 12 })] },
    ],
    [
      'ended before its time: the last day is the one that both sides gave',
      from('2020-01-01', 12),
      tacit(12, noticeOf3),
      '2023-06-16',
      'ended, renewal 3 2023-01-01..2023-06-15; then ends',
      { amended: [amendment('2023-06-15', { endsOn: '2023-06-15', terminates: true })] },
    ],
  ],
  'Renewed by an act': [
    [
      'before the end: the act is what comes next',
      from('2020-09-24', 60),
      express,
      '2025-09-23',
      'in force, first term 2020-09-24..2025-09-23; then act ..2028-09-23',
      { renewedByAct: [36] },
    ],
    [
      'after the first end',
      from('2020-09-24', 60),
      express,
      '2025-09-24',
      'in force, act 1 2025-09-24..2028-09-23; then ends',
      { renewedByAct: [36] },
    ],
    [
      'twice, for different lengths',
      from('2020-09-24', 60),
      express,
      '2029-01-01',
      'in force, act 2 2028-09-24..2029-09-23; then ends',
      { renewedByAct: [36, 12] },
    ],
    [
      'month by month by acts from 31 Jan: counted from the start',
      from('2026-01-31', 1),
      express,
      '2026-04-15',
      'in force, act 2 2026-03-31..2026-04-30; then ends',
      { renewedByAct: [1, 1] },
    ],
    [
      'a fixed end goes on from the day after',
      until(null, '2026-06-30'),
      express,
      '2026-12-01',
      'in force, act 1 2026-07-01..2028-06-30; then ends',
      { renewedByAct: [24] },
    ],
    [
      'after the last allowed renewal by itself',
      from('2024-01-01', 12),
      tacit(12, { atMost: 1 }),
      '2026-03-01',
      'in force, renewal 1 and act 1 2026-01-01..2026-06-30; then ends',
      { renewedByAct: [6] },
    ],
  ],
};

for (const [group, cases] of Object.entries(examples)) {
  describe(group, () => {
    for (const [says, first, renewal, day, stands, since = {}] of cases) {
      test(says, () => {
        expect(write(termOn(rules(first, renewal, since), toDay(day)))).toBe(stands);
      });
    }
  });
}

test.each([
  ['a renewal of zero months', from('2026-01-01', 12), tacit(0), []],
  ['a first term of zero months', from('2026-01-01', 0), none, []],
  ['an act of zero months', from('2026-01-01', 12), express, [0]],
  ['half a month', from('2026-01-01', 12), tacit(0.5), []],
] as const)('%s is refused', (_what, first, renewal, renewedByAct) => {
  const day: Day = toDay('2030-01-01');
  expect(() => termOn(rules(first, renewal, { renewedByAct }), day)).toThrow(RangeError);
});

test.each([
  ['an amendment that makes it no longer', { longerByMonths: 0 }],
  [
    'an amendment by which it renews itself for no time',
    { renewal: { kind: 'tacit', months: 0, limit: null } },
  ],
] as const)('%s is refused', (_what, changes) => {
  const amended = [{ ...changes, from: toDay('2026-06-01') }];
  expect(() => termOn(rules(from('2026-01-01', 12), none, { amended }), toDay('2030-01-01'))).toThrow(
    RangeError,
  );
});

test.each([
  ['30 June less six months', '2025-06-30', 6, '2024-12-31'],
  ['28 February less three months', '2026-02-28', 3, '2025-11-30'],
  ['28 February less one month', '2026-02-28', 1, '2026-01-31'],
  ['31 May less three months: that month ends with the deadline', '2026-05-31', 3, null],
  ['23 September less three months: no month’s end', '2025-09-23', 3, null],
] as const)('notice for %s can be read both ways through %s', (_what, end, count, until_) => {
  expect(noticeDoubtfulUntil(toDay(end), { unit: 'months', count })).toBe(until_);
});
