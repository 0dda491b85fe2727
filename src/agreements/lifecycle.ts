import { addDays, type Day } from '../calendar/day.js';
import { type Standing, termOn } from './term.js';
import { type TermFacts, termRulesOf } from './term-columns.js';

/** What people do on the way to the signature, in order. */
export const preparations = ['draft', 'in_review', 'out_for_signature'] as const;
export type Preparation = (typeof preparations)[number];

/** What people say of an agreement. Whether it is in force, was renewed or has ended follows from its days. */
export const agreementStatuses = [...preparations, 'signed', 'terminated', 'replaced'] as const;
export type AgreementStatus = (typeof agreementStatuses)[number];

/** What the agreement form offers: the other two need a day and a reason, and have forms of their own. */
export const chosenStatuses = [...preparations, 'signed'] as const;
export type ChosenStatus = (typeof chosenStatuses)[number];

/** An agreement as its course of life sees it. */
export interface Living extends TermFacts {
  readonly status: AgreementStatus;
}

/** Whether nobody has signed it yet: such a one is never in force, and nothing of it comes up for renewal. */
export function isPrepared({ status }: Pick<Living, 'status'>): boolean {
  return preparations.some((each) => each === status);
}

/** Where an agreement is once it was signed. `ending`: in force until the day for which it was terminated. */
export type Phase =
  | 'not_started'
  | 'in_force'
  | 'renewed'
  | 'ending'
  | 'ended'
  | 'terminated'
  | 'replaced'
  | 'unknown';

/** Where an agreement is in its life, and where its term stands: nowhere while it is not signed. */
export type Place =
  | { readonly phase: Preparation; readonly standing: null }
  | { readonly phase: Phase; readonly standing: Standing };

/** Where an agreement is in its life on a day, derived of what was said of it and of its days. */
export function placeOn(agreement: Living, day: Day): Place {
  const { status, terminatedOn } = agreement;
  if (status === 'draft' || status === 'in_review' || status === 'out_for_signature') {
    return { phase: status, standing: null };
  }
  const standing = termOn(termRulesOf(agreement), day);
  if (status !== 'signed') {
    const goesOn = terminatedOn !== null && day <= terminatedOn && standing.state !== 'ended';
    return { phase: goesOn ? 'ending' : status, standing };
  }
  if (standing.state !== 'in_force') return { phase: standing.state, standing };
  const { term } = standing;
  const renewed = term !== null && term.tacitRenewals + term.actRenewals > 0;
  return { phase: renewed ? 'renewed' : 'in_force', standing };
}

/** The step under which the signature itself is recorded. */
export const signature = 'signature';

/** What one click on a card does next on the way to the signature. */
export type NextMove =
  | { readonly kind: 'review' | 'send' | 'sign' }
  | { readonly kind: 'pass'; readonly step: string };

/** The next move of one that is not signed yet, given the steps of the circuit and those passed; null once it is signed. */
export function nextMove(
  status: AgreementStatus,
  steps: readonly string[],
  passed: readonly string[],
): NextMove | null {
  if (!isPrepared({ status })) return null;
  if (status === 'draft') return { kind: 'review' };
  const [step] = stepsLeft(steps, passed);
  if (step !== undefined) return { kind: 'pass', step };
  return { kind: status === 'in_review' ? 'send' : 'sign' };
}

/** The steps that were not passed yet, in their order. */
export function stepsLeft(steps: readonly string[], passed: readonly string[]): string[] {
  return steps.filter((step) => !passed.includes(step));
}

/** The last day of one that another one replaces from a day on. */
export function lastDayBefore(successorStartsOn: Day): Day {
  return addDays(successorStartsOn, -1);
}
