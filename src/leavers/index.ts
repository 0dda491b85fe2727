import type { DigestKind } from '../digests/digest-kind.js';
import type { Feature } from '../slack/feature.js';
import { isOfficer } from '../workspace/role.js';
import { absenceForm, comeBack, goAway } from './absence.js';
import { handoverForm } from './handover-form.js';
import { leaversWithWork, listHandover, officersOnly } from './handover-list.js';
import { leaverCard, leaverItem } from './leaver-card.js';
import { leftAmong } from './leaver-store.js';
import { isOwnedKind, nothingOwned, totalOf } from './owned.js';
import { countOwned } from './owned-store.js';
import { lookForLeavers, personChanged } from './person-changed.js';

/**
 * People who leave, and those who are away for a time: who takes over what they look after. The kinds are those of digests,
 * which somebody may have subscribed to.
 */
export function leaversFeature(digestKinds: readonly DigestKind[]): Feature {
  const form = handoverForm(digestKinds);
  return {
    name: 'leavers',
    forms: [form, absenceForm],
    commands: [
      {
        verb: 'handover',
        aliases: ['passation', 'transmettre'],
        usage: 'leavers.usage',
        summary: 'leavers.summary',
        run: (request, text) => listHandover(request, text, digestKinds),
      },
      {
        verb: 'away',
        aliases: ['absence', 'absent'],
        usage: 'leavers.absence.usage',
        summary: 'leavers.absence.summary',
        writes: true,
        run: goAway,
      },
      {
        verb: 'back',
        aliases: ['retour'],
        usage: null,
        summary: 'leavers.absence.back_summary',
        writes: true,
        run: comeBack,
      },
    ],
    actions: {
      hand_all: async (request, { value: from }) => {
        if (!(await isOfficer(request))) return { kind: 'answer', message: officersOnly(request) };
        const counts = (await countOwned(request.database, [from])).get(from) ?? nothingOwned;
        return totalOf(counts) === 0
          ? { kind: 'refresh' }
          : { kind: 'form', form: form.open({ from, one: null }) };
      },
      hand_one: async (request, { value }) => {
        const [kind = '', id = '', from = ''] = value.split(':');
        return (await isOfficer(request)) && isOwnedKind(kind)
          ? { kind: 'form', form: form.open({ from, one: { kind, id } }) }
          : { kind: 'answer', message: officersOnly(request) };
      },
    },
    items: [
      {
        name: leaverItem,
        show: async (database, ids, reading) => {
          const [left, counts] = await Promise.all([leftAmong(database, ids), countOwned(database, ids)]);
          return new Map(
            ids.map((id) => {
              const leaver = { id, leftAt: left.get(id) ?? null, counts: counts.get(id) ?? nothingOwned };
              return [id, leaverCard(leaver, reading)];
            }),
          );
        },
      },
    ],
    deskSections: [async (request) => ((await isOfficer(request)) ? leaversWithWork(request) : null)],
    personChanged,
    daily: lookForLeavers,
  };
}
