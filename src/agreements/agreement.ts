import type { Day } from '../calendar/day.js';
import type { PartnerRef } from '../partners/partner-store.js';
import type { Amendment, Amends } from './amendment.js';
import type { FamilyMember } from './family.js';
import type { ChosenStatus } from './lifecycle.js';
import type { Renewable } from './renewal.js';

export const agreementKinds = ['framework', 'specific', 'amendment', 'letter_of_intent'] as const;
export type AgreementKind = (typeof agreementKinds)[number];

/** What people say of an agreement; its duration included, as far as they know it. */
export interface AgreementFacts {
  readonly kind: AgreementKind;
  readonly parentId: string | null;
  readonly title: string;
  readonly object: string | null;
  readonly axes: readonly string[];
  readonly signedOn: Day | null;
  readonly ownerId: string;
}

/** An agreement of the register. */
export interface Agreement extends AgreementFacts, FamilyMember, Renewable {
  readonly kind: AgreementKind;
  readonly parentId: string | null;
  readonly partner: PartnerRef;
  readonly reference: string;
  readonly askAgainOn: Day | null;
  /** The agreement that this one renews or replaces. */
  readonly replacesId: string | null;
  /** Those that were signed, in the order in which they take effect. */
  readonly amendments: readonly Amendment[];
  /** What it changes itself, where it is an amendment. */
  readonly amends: Amends;
  readonly reviewCriteria: readonly string[];
}

/** What a form says of its reference and of where it stands; none given: as it was, a new one numbered and signed. */
export interface AgreementState {
  readonly reference?: string | null;
  readonly status?: ChosenStatus;
}
