import type { Day } from '../calendar/day.js';
import type { Problem } from '../slack/field.js';
import type { Amends } from './amendment.js';
import type { Length } from './length.js';
import type { RenewalKind, TermKind } from './term-columns.js';

/** The answers of the form for an amendment that say what it changes. */
export interface AmendmentAnswers {
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  readonly longer: Length | null;
  readonly renewal: RenewalKind | null;
  readonly renewalLength: Length | null;
  readonly renewalLimit: number | null;
  readonly notice: Length | null;
  readonly object: string | null;
  readonly text: string | null;
}

type Problems = Partial<Record<keyof AmendmentAnswers, Problem>>;

/** What is wrong with the answers taken together, at the field where it can be put right. */
export function amendmentProblems(
  answers: AmendmentAnswers,
  agreement: { readonly termKind: TermKind; readonly startsOn: Day | null },
): Problems {
  const { startsOn, endsOn, longer, renewal, renewalLength, renewalLimit } = answers;
  const problems: Problems = {};
  if (endsOn !== null && endsOn < startsOn)
    problems.endsOn = { key: 'agreements.problem.end_before_amendment' };
  if (endsOn !== null && longer !== null) problems.longer = { key: 'agreements.problem.end_or_longer' };
  else if (longer !== null && ['open_ended', 'unknown'].includes(agreement.termKind)) {
    problems.longer = { key: 'agreements.problem.nothing_to_lengthen' };
  }
  if (renewal === 'tacit' && renewalLength === null) {
    problems.renewalLength = { key: 'agreements.problem.renewal_length_needed' };
  }
  if (renewal !== 'tacit') {
    if (renewalLength !== null) problems.renewalLength = { key: 'agreements.problem.only_tacit' };
    if (renewalLimit !== null) problems.renewalLimit = { key: 'agreements.problem.only_tacit' };
  }
  if (Object.keys(amendsOf(answers)).length === 0)
    problems.text = { key: 'agreements.problem.amends_nothing' };
  return problems;
}

/** What the answers change, by name. */
export function amendsOf(answers: AmendmentAnswers): Amends {
  const { endsOn, longer, renewal, renewalLength, renewalLimit, notice, object, text } = answers;
  return {
    ...(endsOn === null ? {} : { endsOn }),
    ...(longer === null ? {} : { longerByMonths: longer.count }),
    ...(renewal === null
      ? {}
      : {
          renewal:
            renewal === 'tacit'
              ? { kind: renewal, months: renewalLength?.count ?? 1, limit: renewalLimit }
              : { kind: renewal },
        }),
    ...(notice === null ? {} : { notice }),
    ...(object === null ? {} : { object }),
    ...(text === null ? {} : { text }),
  };
}
