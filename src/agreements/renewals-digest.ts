import { workingDaysBefore } from '../calendar/working-days.js';
import type { RenewalQuestion } from '../database/renewal-lines.js';
import type { DigestKind } from '../digests/digest-kind.js';
import { partnerWhere } from '../digests/partner-filter.js';
import { axesOf } from '../workspace/axis.js';
import type { Length } from './length.js';
import { listRenewals } from './renewal-store.js';
import { defaultHorizon, horizonDay, lineOf, monthOf, renewalCommand } from './renewals-list.js';

/** The renewals to decide. */
export const renewalsDigest: DigestKind = {
  name: 'renewals',
  aliases: ['échéances', 'renouvellements'],
  filters: ['axis', 'ownerId', 'reach', 'partnerKind', 'horizonDays', 'minOverdueDays'],
  compose: async (database, reading, { calendar }, filters, show) => {
    const { today, words } = reading;
    const { axis, ownerId, reach, partnerKind, horizonDays, minOverdueDays } = filters;
    const partner = partnerWhere(filters);
    const horizon: Length = horizonDays === undefined ? defaultHorizon : { unit: 'days', count: horizonDays };
    const until =
      minOverdueDays === undefined
        ? horizonDay(today, horizon)
        : workingDaysBefore(today, minOverdueDays, calendar);
    const filter: RenewalQuestion = { until, today, axis, ownerId, partner };
    const { open, total } = await listRenewals(database, filter, { take: show });
    if (total === 0) return null;
    return {
      heading: words.plain('agreements.digest_heading'),
      items: open.map((agreement) => lineOf(agreement, reading)),
      groups: open.map((agreement) => monthOf(agreement, reading)),
      total,
      listCommand: renewalCommand({
        ...{ horizon, axis: axis && axesOf([axis])[0], ownerId },
        ...{ reach, partnerKind, minOverdueDays },
      }),
    };
  },
};
