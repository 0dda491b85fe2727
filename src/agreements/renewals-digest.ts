import type { DigestKind } from '../digests/digest-kind.js';
import { axesOf } from '../workspace/axis.js';
import type { Length } from './length.js';
import { countRenewals, countUnknownEnds, listRenewals, type RenewalFilter } from './renewal-store.js';
import { defaultHorizon, horizonDay, lineOf, renewalCommand } from './renewals-list.js';

/** The renewals to decide. */
export const renewalsDigest: DigestKind = {
  name: 'renewals',
  aliases: ['échéances', 'renouvellements'],
  compose: async (database, reading, _workspace, { axis, ownerId, horizonDays }, show) => {
    const { today, words } = reading;
    const horizon: Length = horizonDays === undefined ? defaultHorizon : { unit: 'days', count: horizonDays };
    const filter: RenewalFilter = { until: horizonDay(today, horizon), today, axis, ownerId };
    const total = await countRenewals(database, filter);
    if (total === 0) return null;
    const [found, unknownEnds] = await Promise.all([
      listRenewals(database, filter, show),
      countUnknownEnds(database, filter),
    ]);
    return {
      heading: words.plain('agreements.digest_heading'),
      items: found.map((agreement) => lineOf(agreement, reading)),
      total,
      listCommand: renewalCommand({ horizon, axis: axis && axesOf([axis])[0], ownerId }),
      ...(unknownEnds === 0 ? {} : { note: words.say('agreements.unknown_ends', { count: unknownEnds }) }),
    };
  },
};
