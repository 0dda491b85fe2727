import { countUnknownEnds } from '../database/renewal-lines.js';
import type { DigestRemark } from '../digests/digest-kind.js';
import { partnerWhere } from '../digests/partner-filter.js';

/** How many ends nobody knows: every digest says it, since none can tell when these come up. */
export const unknownEndsRemark: DigestRemark = async (database, { words }, filters) => {
  const { axis, ownerId } = filters;
  const count = await countUnknownEnds(database, { axis, ownerId, partner: partnerWhere(filters) });
  return count === 0 ? null : words.say('agreements.unknown_ends_remark', { count });
};
