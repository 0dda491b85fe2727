import type { DigestFilters } from './digest-kind.js';

/** What filters ask of a partner, as a condition on the partner's columns; undefined where they ask nothing. */
export function partnerWhere({ reach, partnerKind }: Pick<DigestFilters, 'reach' | 'partnerKind'>) {
  if (reach === undefined && partnerKind === undefined) return undefined;
  return {
    ...(reach === undefined ? {} : { international: reach === 'international' }),
    ...(partnerKind === undefined ? {} : { kind: partnerKind }),
  };
}
