import { addDays } from '../calendar/day.js';
import { writeDay, writeList } from '../language/dates.js';
import { joinMrkdwn, type Mrkdwn, mrkdwn } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import type { Length } from './length.js';
import type { FirstTerm, Standing, Step, Term, TermChange, TermRules } from './term.js';

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
  if (term === null) return explainFirst(rules.first, words);
  const first =
    rules.first.kind === 'unknown'
      ? words.say('agreements.explain.unknown_first')
      : explainFirst(rules.first, words);
  const given = joinMrkdwn([first, ...term.steps.map((step) => explainStep(step, words))], ', ');
  const result = mrkdwn`${given} → ${explainState(standing.state, term, words)}`;
  const parts = [result, explainNotice(term, words), explainNext(term, words)];
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

function explainStep(step: Step, words: Words): Mrkdwn {
  switch (step.kind) {
    case 'tacit':
      return words.say('agreements.explain.renewed_itself', {
        count: step.count,
        length: writeMonths(step.months, words),
      });
    case 'act':
      return words.say('agreements.explain.renewed_by_act', { length: writeMonths(step.months, words) });
    case 'changed': {
      const day = writeDay(step.change.from, words.language);
      if (step.change.terminates) return words.say('agreements.explain.terminated', { day });
      const what = writeList(describeChange(step.change, words), words.language);
      return words.say('agreements.explain.amended', { day, what });
    }
  }
}

/** What a change changes, one phrase each: `12 months longer`, `notice of 3 months`. */
export function describeChange(change: Omit<TermChange, 'from'>, words: Words): string[] {
  const { endsOn, longerByMonths, renewal, notice } = change;
  const phrases = [
    endsOn && words.plain('agreements.change.ends', { day: writeDay(endsOn, words.language) }),
    longerByMonths && words.plain('agreements.change.longer', { length: writeMonths(longerByMonths, words) }),
    renewal && describeRenewal(renewal, words),
    notice && words.plain('agreements.change.notice', { length: writeLength(notice, words) }),
  ];
  return phrases.filter((phrase) => typeof phrase === 'string');
}

function describeRenewal(renewal: NonNullable<TermChange['renewal']>, words: Words): string {
  if (renewal.kind !== 'tacit') return words.plain(`agreements.change.${renewal.kind}`);
  const length = writeMonths(renewal.months, words);
  return renewal.limit === null
    ? words.plain('agreements.change.tacit', { length })
    : words.plain('agreements.change.tacit_limited', { length, count: renewal.limit });
}

function explainState(state: 'not_started' | 'in_force' | 'ended', term: Term, words: Words): Mrkdwn {
  const end = writeDay(term.lastDay, words.language);
  if (state !== 'not_started') return words.say(`agreements.explain.${state}`, { end });
  const start = term.firstDay === null ? '–' : writeDay(term.firstDay, words.language);
  return words.say('agreements.explain.not_started', { start, end });
}

function explainNotice({ noticeDeadline, notice, noticeGivenOn }: Term, words: Words): Mrkdwn | null {
  if (noticeGivenOn !== null) {
    return words.say('agreements.explain.notice_given', { day: writeDay(noticeGivenOn, words.language) });
  }
  if (noticeDeadline === null) return null;
  const deadline = writeDay(noticeDeadline, words.language);
  return notice === null
    ? words.say('agreements.explain.notice_any_time', { deadline })
    : words.say('agreements.explain.notice', { length: writeLength(notice, words), deadline });
}

function explainNext({ lastDay, next }: Term, words: Words): Mrkdwn | null {
  if (next === null) return null;
  return words.say(`agreements.explain.next_${next.by}`, {
    length: writeMonths(next.months, words),
    start: writeDay(addDays(lastDay, 1), words.language),
    end: writeDay(next.lastDay, words.language),
  });
}
