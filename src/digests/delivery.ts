import type { MessageMetadata } from '@slack/types';
import type { Logger } from 'pino';
import { dayAt } from '../calendar/time-zone.js';
import type { Database } from '../database/client.js';
import { wordsOf } from '../language/words.js';
import type { Message } from '../slack/blocks.js';
import type { Reading, WorkspaceSettings } from '../slack/context.js';
import type { ItemKind } from '../slack/item.js';
import type { Outbox } from '../slack/outbox.js';
import { errorWord, isAccessWithdrawn, isRefusal, type PostOutcome } from '../slack/post-outcome.js';
import { late, within } from '../slack/within.js';
import { type Claiming, claiming } from './claim-store.js';
import { composingOnce, type RunComposing } from './compose-once.js';
import type { DigestKind, DigestRemark } from './digest-kind.js';
import { ownerNotice } from './owner-notice.js';
import {
  type ClaimedRun,
  holdOn,
  lateLimitMs,
  markSending,
  pauseSubscription,
  putOff,
  settleRun,
  tellingLimitMs,
} from './run-store.js';
import { readSubscriptions } from './subscription-store.js';

/** What sending the digests of one workspace needs. */
export interface ServedWorkspace {
  readonly outbox: Outbox;
  readonly settings: () => Promise<WorkspaceSettings>;
}

/** What sending digests needs. */
export interface Delivery {
  readonly database: Database;
  /** The workspaces that this process sends for, by id. */
  readonly workspaces: ReadonlyMap<string, ServedWorkspace>;
  readonly kinds: readonly DigestKind[];
  /** What every digest says besides; nothing unless told. */
  readonly remark?: DigestRemark;
  /** What the digests' items look like now, also those that are settled. */
  readonly items: readonly ItemKind[];
  readonly now: () => Date;
  readonly log: Logger;
  /** For how many milliseconds one call of Slack is waited for; 20 s unless told, and less than a lease. */
  readonly patienceMs?: number;
}

const mostLanes = 6;
const firstRetryMs = 5_000;
// Slack may still be at work on a call whose answer did not come.
const searchAfterMs = 30_000;
const withoutAccessRetryMs = 10 * 60_000;
// With a call's own time and the beat, short enough that all is sent within a minute once Slack is well again.
const longestRetryMs = 30_000;

// How many runs of each workspace are claimed and sent at the same time in this process, whichever ticks began it.
const lanesByWorkspace = new WeakMap<Delivery['workspaces'], Map<string, number>>();

/**
 * Sends all that is due: once, whatever dies or stalls. Each run is a row that one process holds for a while; before
 * Slack is called the row says so, and a run that was being sent when its process died is looked for in the channel
 * before it is sent again. Several ticks, in one process or in many, may run at the same time. A workspace whose Slack
 * hangs keeps its own runs waiting and nobody else's.
 */
export async function tick(delivery: Delivery): Promise<void> {
  const { database, workspaces, kinds, items, remark = async () => null } = delivery;
  const taken = lanesByWorkspace.get(workspaces) ?? new Map<string, number>();
  lanesByWorkspace.set(workspaces, taken);
  const compose = composingOnce({ database, kinds, items, remark });
  const lanes: Promise<void>[] = [];
  const failures: unknown[] = [];

  function openLane(id: string, claims: Claiming): void {
    const open = taken.get(id) ?? 0;
    if (open >= mostLanes) return;
    taken.set(id, open + 1);
    const lane = sendInTurn(claims, () => openLane(id, claims))
      .catch((error: unknown) => {
        failures.push(error);
      })
      .finally(() => taken.set(id, (taken.get(id) ?? 1) - 1));
    lanes.push(lane);
  }

  /** Sends one run after the other until nothing is due; where one is, there may be another to send beside it. */
  async function sendInTurn(claims: Claiming, claimed: () => void): Promise<void> {
    for (;;) {
      const run = await claims.next(delivery.now());
      if (run === null) return;
      claimed();
      await deliver(delivery, run, compose).catch((error: unknown) => {
        // The lease ends, and the run is taken up again.
        delivery.log.error({ run: run.id, err: error }, 'A digest could not be delivered now');
      });
    }
  }

  for (const id of workspaces.keys()) openLane(id, claiming(database, id));
  // Those that are under way may open others.
  for (const lane of lanes) await lane;
  if (failures.length > 0) throw failures[0];
}

/** How Slack's history tells the message of one run from all others. */
function metadataOf(run: ClaimedRun): MessageMetadata {
  return { event_type: 'partnership_desk_digest', event_payload: { run: run.id } };
}

interface Sending {
  readonly run: ClaimedRun;
  readonly workspace: ServedWorkspace;
}

async function deliver(delivery: Delivery, run: ClaimedRun, compose: RunComposing): Promise<void> {
  const workspace = delivery.workspaces.get(run.workspaceId);
  if (workspace === undefined) return;
  const { database } = delivery;
  const sending: Sending = { run, workspace };

  // Slack refused it before, and nobody has changed anything since: what is left is to tell the owner.
  if (run.problem !== null && run.problem === run.subscription.pausedReason) {
    return giveUp(delivery, sending, 'failed', run.problem);
  }
  if (run.sendingAt !== null && (await settledBefore(delivery, sending, run.sendingAt))) return;
  if (delivery.now().getTime() - run.scheduledAt.getTime() > lateLimitMs) {
    return giveUp(delivery, sending, 'failed', 'too_late');
  }
  const reading = await readingOf(delivery, sending);
  const { message, shown } = await compose(run, await workspace.settings(), reading);
  if (message === null) {
    await settleRun(database, run, { state: 'empty', shown });
    return;
  }
  const held = await markSending(database, run, delivery.now(), shown);
  if (held !== null) await post(delivery, { ...sending, run: held }, message);
}

/** Whether a run that was being sent before needs nothing more: it arrived, or nobody can tell. */
async function settledBefore(delivery: Delivery, sending: Sending, sendingAt: Date): Promise<boolean> {
  const { run, workspace } = sending;
  const { database } = delivery;
  const search = workspace.outbox.findPosted(run.subscription.channelId, metadataOf(run), sendingAt);
  const found = await within(patienceOf(delivery), search).catch((error: unknown): typeof late => {
    delivery.log.warn({ run: run.id, err: error }, 'The channel could not be searched for a digest');
    return late;
  });
  if (found === null) return false;
  if (found === 'unreadable') await giveUp(delivery, sending, 'uncertain', 'unreadable');
  else if (found !== late) await settleRun(database, run, { state: 'posted', messageTs: found });
  else if (delivery.now().getTime() - run.scheduledAt.getTime() > lateLimitMs) {
    await giveUp(delivery, sending, 'uncertain', 'unreadable');
  } else await putOff(database, run, retryAt(delivery, run, searchAfterMs), 'search', 'maybe');
  return true;
}

async function readingOf({ now }: Delivery, { run, workspace }: Sending): Promise<Reading> {
  const { subscription } = run;
  const { timeZone, calendar } = await workspace.settings();
  const instant = now();
  return {
    words: wordsOf[subscription.language],
    today: dayAt(instant, timeZone),
    now: instant,
    timeZone: subscription.timeZone,
    calendar,
  };
}

async function post(delivery: Delivery, sending: Sending, message: Message): Promise<void> {
  const { run, workspace } = sending;
  const { database } = delivery;
  const call = workspace.outbox.post(run.subscription.channelId, message, metadataOf(run));
  const answer = await within(patienceOf(delivery), call);
  const outcome: PostOutcome = answer === late ? { kind: 'unknown' } : answer;
  switch (outcome.kind) {
    case 'posted':
      await settleRun(database, run, { state: 'posted', messageTs: outcome.ts });
      return;
    case 'later': {
      const told = delivery.now().getTime() + outcome.retryAfterSeconds * 1000;
      const until = new Date(Math.max(told, retryAt(delivery, run, firstRetryMs).getTime()));
      return putOff(database, run, until, 'later', 'no');
    }
    case 'unknown':
      return putOff(database, run, retryAt(delivery, run, searchAfterMs), 'unknown', 'maybe');
    case 'refused':
      await pauseSubscription(database.scoped(run.workspaceId), run.subscription.id, outcome.error);
      return giveUp(delivery, sending, 'failed', outcome.error);
  }
}

function retryAt({ now }: Delivery, { attempts }: ClaimedRun, firstMs: number): Date {
  return new Date(now().getTime() + Math.min(firstMs * 2 ** attempts, longestRetryMs));
}

/**
 * Ends a run without its message, and tells the owner of the subscription what that means and what to do. The owner is
 * told first: a process that dies in between tells once more rather than never. Where Slack can't be reached it is tried
 * again, for as long as a digest is still sent late; where the app has no access to the workspace, for a month.
 */
async function giveUp(
  delivery: Delivery,
  sending: Sending,
  state: 'failed' | 'uncertain',
  problem: string,
): Promise<void> {
  const { database, now } = delivery;
  const run = await holdOn(database, sending.run, now());
  if (run === null) return;
  const telling = await tellOwner(delivery, sending, state, problem);
  const instant = now().getTime();
  const [limitMs, retry] =
    telling === 'no_access'
      ? [tellingLimitMs, new Date(instant + withoutAccessRetryMs)]
      : [lateLimitMs, retryAt(delivery, run, firstRetryMs)];
  if (telling === 'over' || instant - run.scheduledAt.getTime() > limitMs) {
    await settleRun(database, run, { state, problem });
  } else await putOff(database, run, retry, problem, state === 'uncertain' ? 'maybe' : 'no');
}

/** `over` where the owner was told, or never can be; else what keeps Slack from telling now. */
async function tellOwner(
  delivery: Delivery,
  sending: Sending,
  state: 'failed' | 'uncertain',
  problem: string,
): Promise<'over' | 'unreachable' | 'no_access'> {
  const { run, workspace } = sending;
  const database = delivery.database.scoped(run.workspaceId);
  // It may have been paused since it was claimed.
  const [subscription] = await readSubscriptions(database, [run.subscription.id]);
  if (subscription === undefined) return 'over';
  const reading = await readingOf(delivery, sending);
  const shown = { ...subscription, lastRun: { scheduledAt: run.scheduledAt, state, problem } };
  const notice = ownerNotice(shown, state, problem, delivery.kinds, reading);
  const telling = workspace.outbox.tell(subscription.ownerId, null, notice).then(
    () => 'over' as const,
    (error: unknown) => {
      delivery.log.warn(
        { run: run.id, err: error },
        'The owner of a digest could not be told of its problem',
      );
      if (isAccessWithdrawn(errorWord(error) ?? '')) return 'no_access' as const;
      return isRefusal(error) ? ('over' as const) : ('unreachable' as const);
    },
  );
  const told = await within(patienceOf(delivery), telling);
  return told === late ? 'unreachable' : told;
}

function patienceOf({ patienceMs = 20_000 }: Delivery): number {
  return patienceMs;
}
