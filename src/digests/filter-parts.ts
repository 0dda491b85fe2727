import type { KnownBlock } from '@slack/types';
import { type Mrkdwn, mention } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { context } from '../slack/blocks.js';
import { axesOf } from '../workspace/axis.js';
import type { DigestFilters } from './digest-kind.js';

/** What a subscription or a list is narrowed to, one part each. */
export function filterParts(filters: DigestFilters, words: Words): Mrkdwn[] {
  const { axis, ownerId, reach, partnerKind, horizonDays, minOverdueDays } = filters;
  return [
    ...axesOf(axis === undefined ? [] : [axis]).map((each) => words.say(`workspace.axis.${each}`)),
    ...(ownerId === undefined ? [] : [words.say('digests.of_person', { person: mention(ownerId) })]),
    ...(reach === undefined ? [] : [words.say(`partners.${reach}`)]),
    ...(partnerKind === undefined ? [] : [words.say(`partners.kind.${partnerKind}`)]),
    ...(minOverdueDays === undefined ? [] : [words.say('digests.min_overdue', { count: minOverdueDays })]),
    ...(horizonDays === undefined ? [] : [words.say('digests.horizon', { count: horizonDays })]),
  ];
}

/** The same as one line of small text; no block where nothing is narrowed. */
export function filterLine(filters: DigestFilters, words: Words): KnownBlock[] {
  const parts = filterParts(filters, words);
  return parts.length === 0 ? [] : [context(parts)];
}
