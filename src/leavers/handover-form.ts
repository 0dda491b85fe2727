import { z } from 'zod';
import type { DigestKind } from '../digests/digest-kind.js';
import { mention } from '../language/mrkdwn.js';
import { wordsOf } from '../language/words.js';
import { actions, divider, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import { defineForm } from '../slack/form.js';
import { personField } from '../slack/picker-fields.js';
import { isMember } from '../workspace/members.js';
import { changeRegister } from '../workspace/register-change.js';
import { isOfficer } from '../workspace/role.js';
import { undoButton } from '../workspace/saved-card.js';
import { ownedBy } from './handover-list.js';
import { sentence, writeCounts } from './leaver-card.js';
import { nothingOwned, type OwnedCounts, ownedKinds, totalOf } from './owned.js';
import { handAllOver, handOver } from './owned-store.js';

const state = z.object({
  /** Whose work it is. */
  from: z.string(),
  /** The one thing that is handed over; null: all of it. */
  one: z.object({ kind: z.enum(ownedKinds), id: z.string() }).nullable(),
});

/** The form that gives one thing, or all, that someone looked after to somebody else. */
export function handoverForm(digestKinds: readonly DigestKind[]) {
  return defineForm({
    name: 'leavers',
    state,
    fields: () => ({ to: personField({ required: true }) }),
    initial: () => ({}),
    title: ({ one }) => (one === null ? 'leavers.form.title' : 'leavers.form.one_title'),
    save: async (request, { to }, { from, one }, submissionKey) => {
      const { words } = request;
      if (!(await isOfficer(request))) {
        return { kind: 'refused', problems: { to: { key: 'leavers.officers_only' } } };
      }
      if (to === from) return { kind: 'refused', problems: { to: { key: 'leavers.same_person' } } };
      if (!(await isMember(request.identity, to))) {
        return { kind: 'refused', problems: { to: { key: 'leavers.no_member' } } };
      }
      const changed = await changeRegister(
        request,
        'handed_over',
        async (database) => {
          if (one === null) {
            const counts = await handAllOver(database, from, to);
            return totalOf(counts) === 0 ? null : { subjectId: null, result: counts };
          }
          const counts: OwnedCounts = { ...nothingOwned, [one.kind]: 1 };
          return (await handOver(database, one, from, to)) ? { subjectId: one.id, result: counts } : null;
        },
        submissionKey,
      );
      if (changed.state === 'repeated') return { kind: 'repeated' };
      if (changed.state === 'called_off') {
        return { kind: 'refused', problems: { to: { key: 'leavers.handed_meanwhile' } } };
      }
      void tellNewOwner(request, from, to, changed.result);
      const values = { person: mention(to), what: writeCounts(changed.result, words) };
      const rest = await ownedBy(request, from, 1, digestKinds);
      return {
        kind: 'saved',
        message: {
          text: words.plain('leavers.handed_text'),
          blocks: [
            section(words.say('leavers.handed', values)),
            actions([undoButton(changed.changeId, request)]),
            divider,
            ...rest.blocks,
          ],
        },
      };
    },
  });
}

/** Tells someone in their language what was handed to them. A message that can't be sent is logged. Never rejects. */
async function tellNewOwner(request: Request, from: string, to: string, counts: OwnedCounts): Promise<void> {
  if (to === request.person.id) return;
  try {
    const who = await request.identity.whoIs(to);
    if (who.standing !== 'member') return;
    const words = wordsOf[who.colleague.language ?? request.workspace.language];
    const values = { name: request.person.name, what: writeCounts(counts, words) };
    const told = words.say('leavers.given', { ...values, person: mention(from) });
    await request.outbox.tell(to, null, sentence(told, words.plain('leavers.given_text', values)));
  } catch (error) {
    request.log.warn({ err: error }, 'Someone could not be told of a handover');
  }
}
