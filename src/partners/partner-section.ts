import type { KnownBlock } from '@slack/types';
import type { ScopedDatabase } from '../database/scope.js';
import type { Mrkdwn } from '../language/mrkdwn.js';
import type { Reading, Request } from '../slack/context.js';

/** A part of a partner's card: its agreements, meetings …; null where there is nothing to show. */
export type PartnerSection = (request: Request, partnerId: string) => Promise<KnownBlock[] | null>;

/** A feature that has something to show on a partner's card. */
export interface AddsToPartnerCard {
  readonly partnerSections: readonly PartnerSection[];
}

/** A line of facts for the cards of contacts, by id, e.g. at which meetings they were. One query for all of them. */
export type ContactFacts = (
  database: ScopedDatabase,
  contactIds: readonly string[],
  reading: Reading,
) => Promise<ReadonlyMap<string, Mrkdwn>>;

/** A feature that has something to show on a contact's card. */
export interface AddsToContactCard {
  readonly contactFacts: ContactFacts;
}
