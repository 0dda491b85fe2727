import type { DigestKind } from '../digests/digest-kind.js';
import { partnerWhere } from '../digests/partner-filter.js';
import { pageCommand } from './page-command.js';
import { silentCard } from './silent-card.js';
import { countSilent, listSilent } from './silent-store.js';

/** Partners that were not met for longer than their cadence says, the longest overdue first. */
export const silentPartnersDigest: DigestKind = {
  name: 'silent',
  aliases: ['silencieux', 'silent-partners', 'partenaires-silencieux'],
  filters: ['axis', 'ownerId', 'reach', 'partnerKind'],
  compose: async (database, reading, _workspace, filters, show) => {
    const { ownerId, axis, reach, partnerKind } = filters;
    const filter = { ownerId, axis, partner: partnerWhere(filters) };
    const silent = await listSilent(database, filter, reading.today, { take: show });
    if (silent.length === 0) return null;
    const total = silent.length < show ? silent.length : await countSilent(database, filter, reading.today);
    return {
      heading: reading.words.plain('meetings.silent.heading'),
      items: silent.map((each) => silentCard(each, reading)),
      total,
      listCommand: pageCommand('silent', { ownerId, axis, reach, partnerKind }),
    };
  },
};
