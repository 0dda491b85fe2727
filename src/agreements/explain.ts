import { addDays } from '../calendar/day.js';
import { writeDay } from '../language/dates.js';
import { joinMrkdwn, type Mrkdwn, mrkdwn } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import type { Length } from './length.js';
import type { FirstTerm, Standing, Term, TermRules } from './term.js';

/** A length as people write it: `5 years`, `18 months`, `30 days`. Months make years where they make whole ones. */
export function writeLength({ unit, count }: Length, words: Words): string {
  if (unit === 'days') return words.plain('agreements.length.days', { count });
  return count > 0 && count % 12 === 0
    ? words.plain('agreements.length.years', { count: count / 12 })
    : words.plain('agreements.length.months', { count });
}

/** A number of months as people write it. */
export function writeMonths(months: number, words: Words): string {
  return writeLength({ unit: 'months', count: months }, words);
}

/**
 * How the register comes to say when an agreement ends, as one sentence:
 * `5 years from 24 Sep 2020 → in force through 23 Sep 2025; notice 3 months before → by 23 Jun 2025`.
 */
export function explainTerm(rules: TermRules, standing: Standing, words: Words): Mrkdwn {
  if (standing.state === 'unknown') return words.say('agreements.explain.unknown');
  const { term } = standing;
  const first = explainFirst(rules.first, words);
  if (term === null) return first;
  const given = joinMrkdwn([first, ...explainRenewals(rules, term, words)], ', ');
  const result = mrkdwn`${given} → ${explainState(standing.state, term, words)}`;
  const parts = [result, explainNotice(rules, term, words), explainNext(term, words)];
  return joinMrkdwn(parts, words.plain('agreements.explain.separator'));
}

function explainFirst(first: FirstTerm, words: Words): Mrkdwn {
  const day = (of: Parameters<typeof writeDay>[0]) => writeDay(of, words.language);
  switch (first.kind) {
    case 'unknown':
      return words.say('agreements.explain.unknown');
    case 'open_ended':
      return first.startsOn === null
        ? words.say('agreements.explain.open_ended')
        : words.say('agreements.explain.open_ended_since', { start: day(first.startsOn) });
    case 'period':
      return words.say('agreements.explain.period', {
        length: writeMonths(first.months, words),
        start: day(first.startsOn),
      });
    case 'fixed_end':
      return first.startsOn === null
        ? words.say('agreements.explain.fixed_end', { end: day(first.endsOn) })
        : words.say('agreements.explain.from_to', { start: day(first.startsOn), end: day(first.endsOn) });
  }
}

function explainRenewals({ renewal, extensions }: TermRules, term: Term, words: Words): Mrkdwn[] {
  const added = extensions.slice(0, term.actRenewals).reduce((sum, months) => sum + months, 0);
  return [
    ...(renewal.kind === 'tacit' && term.tacitRenewals > 0
      ? [
          words.say('agreements.explain.renewed_itself', {
            count: term.tacitRenewals,
            length: writeMonths(renewal.months, words),
          }),
        ]
      : []),
    ...(added > 0
      ? [words.say('agreements.explain.renewed_by_act', { length: writeMonths(added, words) })]
      : []),
  ];
}

function explainState(state: 'not_started' | 'in_force' | 'ended', term: Term, words: Words): Mrkdwn {
  const end = writeDay(term.lastDay, words.language);
  if (state !== 'not_started') return words.say(`agreements.explain.${state}`, { end });
  const start = term.firstDay === null ? '–' : writeDay(term.firstDay, words.language);
  return words.say('agreements.explain.not_started', { start, end });
}

function explainNotice({ renewal, noticeGivenOn }: TermRules, term: Term, words: Words): Mrkdwn | null {
  if (renewal.kind !== 'tacit') return null;
  if (noticeGivenOn !== null) {
    return words.say('agreements.explain.notice_given', { day: writeDay(noticeGivenOn, words.language) });
  }
  if (term.noticeDeadline === null) return null;
  const deadline = writeDay(term.noticeDeadline, words.language);
  return renewal.notice === null
    ? words.say('agreements.explain.notice_any_time', { deadline })
    : words.say('agreements.explain.notice', { length: writeLength(renewal.notice, words), deadline });
}

function explainNext({ lastDay, next }: Term, words: Words): Mrkdwn | null {
  if (next === null) return null;
  return words.say(`agreements.explain.next_${next.by}`, {
    length: writeMonths(next.months, words),
    start: writeDay(addDays(lastDay, 1), words.language),
    end: writeDay(next.lastDay, words.language),
  });
}
