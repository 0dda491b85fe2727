import type { KnownBlock } from '@slack/types';
import type { Day } from '../calendar/day.js';
import type { PartnerRef } from '../partners/partner-store.js';
import type { Request } from '../slack/context.js';
import type { OpenForm } from '../slack/form-contract.js';

/** What a dossier is about: one agreement through a span of days, both inclusive. */
export interface DossierSubject {
  readonly agreementId: string;
  readonly partnerId: string;
  readonly from: Day;
  readonly through: Day;
}

/** A part of a renewal's dossier: the meetings of the period …; null where there is nothing to show. */
export type DossierSection = (request: Request, subject: DossierSubject) => Promise<KnownBlock[] | null>;

/** A feature that has something to show in a renewal's dossier. */
export interface AddsToDossier {
  readonly dossierSections: readonly DossierSection[];
}

/** What is to be renegotiated, and the renewal about which that is decided. */
export interface Renegotiated {
  readonly agreementId: string;
  readonly renewal: string;
  readonly partner: PartnerRef;
  readonly object: string;
  readonly axes: readonly string[];
}

/** The feature in which agreements are renegotiated. */
export interface Renegotiates {
  readonly renegotiate: (subject: Renegotiated) => OpenForm;
}
