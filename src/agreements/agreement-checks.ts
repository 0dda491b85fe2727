import type { Day } from '../calendar/day.js';
import type { Problem } from '../slack/field.js';
import type { Length } from './length.js';
import { lastDayOfPeriod, noticeDeadlineBefore } from './term.js';
import {
  firstTermMonths,
  noticeOf,
  type RenewalKind,
  type TermColumns,
  type TermKind,
} from './term-columns.js';

/** The answers of the agreement form that say when it is in force. */
export interface DurationAnswers {
  readonly signedOn: Day | null;
  readonly startsOn: Day | null;
  readonly termKind: TermKind;
  readonly endsOn: Day | null;
  readonly length: Length | null;
  readonly renewal: RenewalKind;
  readonly renewalLength: Length | null;
  readonly renewalLimit: number | null;
  readonly notice: Length | null;
}

/** The columns that answers fill. An agreement without a first day of its own starts when it is signed. */
export function termColumnsOf(
  answers: DurationAnswers,
): Omit<TermColumns, 'extensionMonths' | 'noticeGivenOn'> {
  const { length, renewalLength, notice } = answers;
  return {
    startsOn: answers.startsOn ?? answers.signedOn,
    termKind: answers.termKind,
    endsOn: answers.endsOn,
    termMonths: length?.count ?? null,
    renewal: answers.renewal,
    renewalMonths: renewalLength?.count ?? null,
    renewalLimit: answers.renewalLimit,
    noticeMonths: notice?.unit === 'months' ? notice.count : null,
    noticeDays: notice?.unit === 'days' ? notice.count : null,
  };
}

type Problems = Partial<Record<keyof DurationAnswers, Problem>>;

/** The answers that columns were filled by. */
export function durationAnswersOf(
  agreement: TermColumns & { readonly signedOn: Day | null },
): DurationAnswers {
  const { termMonths, renewalMonths } = agreement;
  return {
    ...agreement,
    length: termMonths === null ? null : { unit: 'months', count: termMonths },
    renewalLength: renewalMonths === null ? null : { unit: 'months', count: renewalMonths },
    notice: noticeOf(agreement),
  };
}

/** What is wrong with the answers taken together, at the field where it can be put right. Empty where nothing is. */
export function durationProblems(answers: DurationAnswers): Problems {
  const problems = { ...dayProblems(answers), ...termProblems(answers), ...renewalProblems(answers) };
  return Object.keys(problems).length > 0 ? problems : noticeProblems(answers);
}

/** Days that can only be slips of the pen. */
export function dayProblems({
  signedOn,
  startsOn,
  endsOn,
}: Pick<DurationAnswers, 'signedOn' | 'startsOn' | 'endsOn'>): Problems {
  const problems: Problems = {};
  for (const [field, day] of Object.entries({ signedOn, startsOn, endsOn }) as [
    keyof Problems,
    Day | null,
  ][]) {
    if (day !== null && (day < '1900' || day >= '2201')) problems[field] = { key: 'agreements.problem.year' };
  }
  return problems;
}

function termProblems({ termKind, startsOn, signedOn, endsOn, length }: DurationAnswers): Problems {
  const starts = startsOn ?? signedOn;
  const problems: Problems = {};
  if (termKind === 'fixed_end') {
    if (endsOn === null) problems.endsOn = { key: 'agreements.problem.end_needed' };
    else if (startsOn !== null && endsOn < startsOn) {
      problems.endsOn = { key: 'agreements.problem.end_before_start' };
    }
  } else if (endsOn !== null) {
    problems.endsOn = { key: 'agreements.problem.end_not_needed' };
  }
  if (termKind === 'period') {
    if (length === null) problems.length = { key: 'agreements.problem.length_needed' };
    if (starts === null) problems.startsOn = { key: 'agreements.problem.start_needed' };
  } else if (length !== null) {
    problems.length = { key: 'agreements.problem.length_not_needed' };
  }
  return problems;
}

function renewalProblems({
  termKind,
  renewal,
  renewalLength,
  renewalLimit,
  notice,
}: DurationAnswers): Problems {
  const problems: Problems = {};
  if (renewal !== 'none' && termKind === 'open_ended') {
    problems.renewal = { key: 'agreements.problem.renewal_needs_end' };
  }
  if (renewal === 'tacit' && renewalLength === null) {
    problems.renewalLength = { key: 'agreements.problem.renewal_length_needed' };
  }
  if (renewal === 'none' && renewalLength !== null) {
    problems.renewalLength = { key: 'agreements.problem.renewal_length_not_needed' };
  }
  if (renewal !== 'tacit') {
    if (renewalLimit !== null) problems.renewalLimit = { key: 'agreements.problem.only_tacit' };
    if (notice !== null) problems.notice = { key: 'agreements.problem.only_tacit' };
  }
  return problems;
}

/** A notice longer than the first term or than a renewal could never be given in time. */
function noticeProblems(answers: DurationAnswers): Problems {
  const { notice, renewalLength } = answers;
  if (notice === null || renewalLength === null) return {};
  const columns = { ...termColumnsOf(answers), extensionMonths: [], noticeGivenOn: null };
  const tooLong: Problems = { notice: { key: 'agreements.problem.notice_longer_than_term' } };
  const shortest = Math.min(renewalLength.count, firstTermMonths(columns) ?? renewalLength.count);
  if (notice.unit === 'months') return notice.count > shortest ? tooLong : {};
  const { startsOn } = columns;
  const from = startsOn ?? answers.endsOn;
  if (from === null) return {};
  const lastDay = lastDayOfPeriod(from, shortest);
  return noticeDeadlineBefore(lastDay, notice) < from ? tooLong : {};
}
