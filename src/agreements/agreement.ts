import type { Day } from '../calendar/day.js';
import type { PartnerRef } from '../partners/partner-store.js';
import type { Amendment, Amends } from './amendment.js';
import type { FamilyMember } from './family.js';
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
  readonly signatories: string | null;
  readonly commitments: string | null;
  readonly finances: string | null;
  readonly ownerId: string;
}

/** An agreement of the register. */
export interface Agreement extends AgreementFacts, FamilyMember, Renewable {
  readonly kind: AgreementKind;
  readonly parentId: string | null;
  readonly partner: PartnerRef;
  readonly reference: string;
  readonly askAgainOn: Day | null;
  /** Those that were signed, in the order in which they take effect. */
  readonly amendments: readonly Amendment[];
  /** What it changes itself, where it is an amendment. */
  readonly amends: Amends;
  readonly reviewCriteria: readonly string[];
}

/** What the references of one year begin with. */
export function referencePrefix(year: string): string {
  return `CONV-${year}-`;
}

/** The reference after those that the year has so far: `CONV-2026-014`. References of other patterns don't count. */
export function nextReference(year: string, given: readonly string[]): string {
  const prefix = referencePrefix(year);
  const numbers = given
    .filter((reference) => reference.startsWith(prefix))
    .map((reference) => Number(reference.slice(prefix.length)))
    .filter(Number.isInteger);
  return prefix + String(Math.max(0, ...numbers) + 1).padStart(3, '0');
}
