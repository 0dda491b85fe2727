import type { Amends } from '../agreements/amendment.js';
import type { ReviewKind, Score } from '../agreements/review.js';
import type { Day } from '../calendar/day.js';
import type { Who } from './sample-partners.js';

/** An agreement; `partner` and `parent` are keys. */
export interface AgreementFact {
  readonly key: string;
  readonly partner: string;
  readonly parent?: string;
  readonly kind: 'framework' | 'specific' | 'amendment' | 'letter_of_intent';
  readonly reference: string;
  readonly title: string;
  readonly object?: string;
  readonly axes?: readonly string[];
  readonly signedOn?: Day;
  readonly startsOn?: Day;
  readonly term:
    | { readonly kind: 'fixed_end'; readonly endsOn: Day }
    | { readonly kind: 'period'; readonly months: number }
    | { readonly kind: 'open_ended' }
    | { readonly kind: 'unknown' };
  readonly renewal?: 'express' | 'tacit';
  readonly renewalMonths?: number;
  readonly renewalLimit?: number;
  readonly noticeMonths?: number;
  /** What is agreed on money in words, or that none changes hands. */
  readonly finances?: string;
  readonly withoutFinances?: boolean;
  readonly status?: 'draft' | 'in_review' | 'out_for_signature' | 'terminated' | 'replaced';
  readonly terminatedOn?: Day;
  readonly endedBecause?: string;
  /** The key of the one that it takes the place of. */
  readonly replaces?: string;
  readonly signatories?: readonly SignatoryFact[];
  readonly commitments?: readonly CommitmentFact[];
  readonly payments?: readonly PaymentFact[];
  readonly documents?: readonly { readonly title: string; readonly url: string }[];
  readonly signing?: readonly { readonly step: string; readonly passedOn: Day; readonly note?: string }[];
  /** What an amendment changes. */
  readonly amends?: Amends;
  readonly reviewCriteria?: readonly string[];
  readonly owner: Who;
}

type Side = 'ours' | 'theirs';

export interface SignatoryFact {
  readonly side: Side;
  readonly name: string;
  readonly capacity?: string;
  readonly signedOn?: Day;
}

/** A commitment; settled ones were settled on the day on which they were due. */
export interface CommitmentFact {
  readonly side: Side;
  readonly text: string;
  readonly owner?: Who;
  readonly dueOn?: Day;
  readonly everyMonths?: number;
  readonly state?: 'kept' | 'not_kept';
  readonly because?: string;
}

/** `amount` in whole units of the currency. */
export interface PaymentFact {
  readonly payer: Side;
  readonly amount: number;
  readonly currency: string;
  readonly schedule?: string;
}

/** A review of an agreement, which is named by its key. */
export interface ReviewFact {
  readonly agreement: string;
  readonly kind: ReviewKind;
  readonly heldOn: Day;
  readonly scores: readonly Score[];
  readonly comment: string;
  readonly by: Who;
}
