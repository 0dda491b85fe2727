import type { Button, KnownBlock } from '@slack/types';
import type { ScopedDatabase } from '../database/scope.js';
import type { Mrkdwn } from '../language/mrkdwn.js';
import type { Reading, Request } from '../slack/context.js';
import { runButton } from '../slack/shared-actions.js';

/** A part of a partner's card: its agreements, meetings …; null where there is nothing to show. */
export type PartnerSection = (request: Request, partnerId: string) => Promise<KnownBlock[] | null>;

/** A feature that has something to show on a partner's card. */
export interface AddsToPartnerCard {
  readonly partnerSections: readonly PartnerSection[];
  /** The button that begins something new with the partner. */
  readonly newWithPartner: (reading: Reading, partnerId: string) => Button;
}

/** Below the first few of a part of a partner's card: the button that lists all of them. */
export function allButton(commandText: string, count: number, { words }: Reading): Button {
  return runButton(commandText, words.plain('partners.all_of_part', { count }));
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
