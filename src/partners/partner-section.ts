import type { KnownBlock } from '@slack/types';
import type { Request } from '../slack/context.js';

/** A part of a partner's card: its agreements, meetings …; null where there is nothing to show. */
export type PartnerSection = (request: Request, partnerId: string) => Promise<KnownBlock[] | null>;

/** A feature that has something to show on a partner's card. */
export interface AddsToPartnerCard {
  readonly partnerSections: readonly PartnerSection[];
}
