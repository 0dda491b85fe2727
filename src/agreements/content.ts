import type { Day } from '../calendar/day.js';
import type { Agreement } from './agreement.js';
import type { Around } from './around.js';
import type { Tally } from './commitment.js';
import type { Side } from './sides.js';

/** Someone who signs for one side. */
export interface Signatory {
  readonly side: Side;
  readonly name: string;
  readonly capacity: string | null;
  readonly signedOn: Day | null;
}

/** What one side pays the other. */
export interface Payment {
  readonly payer: Side;
  /** In hundredths of the currency. */
  readonly amount: bigint;
  readonly currency: string;
  readonly schedule: string | null;
}

/** A paper of an agreement: a link, or a file in Slack. */
export interface AgreementDocument {
  readonly id: string;
  readonly title: string;
  readonly url: string;
}

/** A step of the signing circuit that was passed. */
export interface SigningRecord {
  readonly step: string;
  readonly passedOn: Day;
  readonly note: string | null;
  readonly recordedById: string;
}

/** What an agreement says besides its facts, part by part. */
export interface AgreementParts {
  readonly signatories: readonly Signatory[];
  readonly tallies: Readonly<Record<Side, Tally>>;
  /** How many open commitments were due before the day of reading. */
  readonly overdue: number;
  readonly payments: readonly Payment[];
  readonly finances: string | null;
  /** Said in so many words: no money changes hands. */
  readonly withoutFinances: boolean;
  readonly documents: readonly AgreementDocument[];
  readonly signing: readonly SigningRecord[];
  /** The steps that the workspace has set. */
  readonly steps: readonly string[];
  readonly endedBecause: string | null;
  /** Which agreement it replaces, and which replaced it. */
  readonly replaces: AgreementName | null;
  readonly replacedBy: AgreementName | null;
}

export interface AgreementName {
  readonly reference: string;
  readonly title: string;
}

/** An agreement with its parts and what is around it, as its card shows it. */
export interface WholeAgreement extends Agreement {
  readonly parts: AgreementParts;
  readonly around: Around;
}
