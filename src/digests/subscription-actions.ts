import { actions, context, type Message } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import type { Action, ActionOutcome } from '../slack/feature.js';
import type { Form } from '../slack/form-contract.js';
import { type ChangeAction, type Changed, changeRegister } from '../workspace/register-change.js';
import { undoButton } from '../workspace/saved-card.js';
import { digestNow, readParts } from './compose.js';
import type { DigestKind, DigestRemark } from './digest-kind.js';
import { requestRun } from './run-store.js';
import { nextRunAfter, nextRunsAfter } from './schedule.js';
import { writeRuns } from './subscribe.js';
import { pausedByPerson, type Subscription } from './subscription.js';
import { sentence } from './subscription-commands.js';
import { readSubscriptions, removeSubscription, setNextRun } from './subscription-store.js';

/** What the buttons of a subscription do. Each is given the subscription's id. */
export function subscriptionActions(
  kinds: readonly DigestKind[],
  form: Form<{ subscriptionId: string | null }>,
  remark: DigestRemark,
): Readonly<Record<string, Action>> {
  return {
    pause: async (request, { value }) => {
      await write(request, 'subscription_paused', value, (database) =>
        setNextRun(database, value, { nextRunAt: null, pausedReason: pausedByPerson }),
      );
      return { kind: 'refresh' };
    },
    resume: async (request, { value }) => {
      const [subscription] = await readSubscriptions(request.database, [value]);
      if (subscription === undefined) return answer(request, 'shared.gone');
      const { schedule, timeZone } = subscription;
      if (schedule === null) return answer(request, 'digests.unknown_schedule');
      const nextRunAt = nextRunAfter(schedule, request.now, timeZone, request.workspace.calendar);
      await write(request, 'subscription_resumed', value, (database) =>
        setNextRun(database, value, { nextRunAt, pausedReason: null }),
      );
      return { kind: 'refresh' };
    },
    preview: async (request, { value }) => {
      const [subscription] = await readSubscriptions(request.database, [value]);
      if (subscription === undefined) return answer(request, 'shared.gone');
      return { kind: 'answer', message: await preview(request, subscription, kinds, remark) };
    },
    edit: (_request, { value }) => ({
      kind: 'form',
      form: form.open({ subscriptionId: value }),
      refresh: true,
    }),
    remove: async (request, { value }) => {
      const removed = await write(request, 'subscription_removed', value, (database) =>
        removeSubscription(database, value),
      );
      if (removed.state !== 'done') return { kind: 'refresh' };
      return { kind: 'refresh', also: undoable(request, removed.changeId) };
    },
    send_now: async (request, { value }) => {
      const [subscription] = await readSubscriptions(request.database, [value]);
      if (subscription === undefined) return answer(request, 'shared.gone');
      const wanted = kinds.filter(({ name }) => subscription.kinds.includes(name));
      const { database, workspace, now } = request;
      const parts = await readParts(database, request, workspace, wanted, subscription.filters);
      if (parts.length === 0) return answer(request, 'digests.nothing_due');
      const asked = await requestRun(database, value, now);
      return answer(request, asked ? 'digests.on_its_way' : 'digests.on_its_way_already');
    },
  };
}

/** The digest as it would come now, and the next times at which it will run. */
async function preview(
  request: Request,
  { kinds: names, filters, schedule, timeZone }: Subscription,
  kinds: readonly DigestKind[],
  remark: DigestRemark,
): Promise<Message> {
  const { database, workspace, now, words } = request;
  const named = kinds.filter(({ name }) => names.includes(name));
  const digest =
    (await digestNow(database, request, workspace, named, filters, remark)) ??
    sentence(request, 'digests.nothing_due');
  if (schedule === null) return digest;
  const runs = nextRunsAfter(schedule, now, timeZone, workspace.calendar, 3);
  const next = words.say('digests.next_runs', { runs: writeRuns(runs, timeZone, words), timeZone });
  return { text: digest.text, blocks: [...digest.blocks, context([next])] };
}

function write(
  request: Request,
  action: ChangeAction,
  id: string,
  change: (database: Request['database']) => Promise<boolean>,
): Promise<Changed<null>> {
  return changeRegister(request, action, async (database) =>
    (await change(database)) ? { subjectId: id, result: null } : null,
  );
}

function answer(request: Request, key: Parameters<typeof sentence>[1]): ActionOutcome {
  return { kind: 'answer', message: sentence(request, key) };
}

function undoable(request: Request, changeId: string): Message {
  const { text, blocks } = sentence(request, 'digests.removed');
  return { text, blocks: [...blocks, actions([undoButton(changeId, request)])] };
}
