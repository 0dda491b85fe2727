import { dayAt, instantAt } from '../calendar/time-zone.js';
import { holidayOn, type WorkingCalendar } from '../calendar/working-days.js';
import type { Database } from '../database/client.js';
import type { Mrkdwn } from '../language/mrkdwn.js';
import type { Message } from '../slack/blocks.js';
import type { Reading, WorkspaceSettings } from '../slack/context.js';
import type { ItemKind } from '../slack/item.js';
import { composeDigest, type DigestFrame, readParts } from './compose.js';
import type { DigestKind, DigestRemark } from './digest-kind.js';
import { changesSince, type DigestMemory, memoryOf, type NamedPart, pastOf } from './digest-memory.js';
import type { ClaimedRun } from './run-store.js';
import { plannedFor } from './schedule.js';
import { readSettled } from './settled-items.js';

// What somebody settles meanwhile must not be told of as if it were open.
const freshForMs = 1_000;
const mostKept = 50;
const sentLateAfterMs = 10 * 60_000;

/** What the digests of a tick are made of. */
interface DigestSources {
  readonly database: Database;
  readonly kinds: readonly DigestKind[];
  readonly items: readonly ItemKind[];
  readonly remark: DigestRemark;
}

/** A run's digest; no message where nothing is due. */
export interface ComposedRun {
  readonly message: Message | null;
  /** What the next digest is to know of this one. */
  readonly shown: DigestMemory;
}

/** Reads and composes the digest of a run. */
export type RunComposing = (
  run: ClaimedRun,
  workspace: WorkspaceSettings,
  reading: Reading,
) => Promise<ComposedRun>;

/**
 * Composes the runs of one tick: what many channels get at the same time is read once for all that ask the same within a
 * second, and composed once for all that were told the same before.
 */
export function composingOnce({ database, kinds, items, remark }: DigestSources): RunComposing {
  const partsKept = keeping<NamedPart[]>();
  const remarksKept = keeping<Mrkdwn | null>();
  const composedOf = new WeakMap<readonly NamedPart[], Keeping<ComposedRun>>();

  return async (run, workspace, reading) => {
    const { kinds: wanted, filters } = run.subscription;
    const scoped = database.scoped(run.workspaceId);
    const telling = kinds.filter(({ name }) => wanted.includes(name));
    // Only what sums up compares itself with a week before: the others can be read once for many channels.
    const past = pastOf(telling.some(({ sumsUp }) => sumsUp) ? run.lastWeek : null);
    const asked = [run.workspaceId, reading.words.language, reading.today, Object.entries(filters)];

    const parts = await partsKept([...asked, reading.timeZone, wanted, past], reading.now, () =>
      readParts(scoped, reading, workspace, telling, filters, past),
    );
    const isLate = reading.now.getTime() - run.scheduledAt.getTime() > sentLateAfterMs;
    const when: DigestFrame = {
      plannedAt: isLate ? run.scheduledAt : undefined,
      movedFrom: movedFrom(run, workspace.calendar),
    };

    const compose = async (): Promise<ComposedRun> => {
      const changes = changesSince(run.before);
      const message = composeDigest(parts, reading, {
        ...when,
        remark:
          parts.length === 0
            ? null
            : await remarksKept(asked, reading.now, () => remark(scoped, reading, filters)),
        footer: reading.words.say('digests.footer'),
        changes,
        settled: await readSettled(scoped, reading, items, parts, changes),
      });
      return { message, shown: memoryOf(wanted, parts) };
    };
    const composedKept = composedOf.get(parts) ?? keeping<ComposedRun>();
    composedOf.set(parts, composedKept);
    return composedKept([run.before, when], reading.now, compose);
  };
}

/** The day off from which a scheduled run moved to this day; none where somebody asked for the run at this moment. */
function movedFrom(
  { scheduledAt, subscription }: ClaimedRun,
  calendar: WorkingCalendar,
): DigestFrame['movedFrom'] {
  const { schedule, timeZone } = subscription;
  const runDay = dayAt(scheduledAt, timeZone);
  if (schedule === null || scheduledAt.getTime() !== instantAt(runDay, schedule.time, timeZone).getTime())
    return undefined;
  const day = plannedFor(schedule, runDay, calendar) ?? runDay;
  return day === runDay ? undefined : { day, holiday: holidayOn(day, calendar) };
}

type Keeping<Found> = (asked: unknown, now: Date, find: () => Promise<Found>) => Promise<Found>;

/** Finds once for all that ask the same while it is fresh. */
function keeping<Found>(): Keeping<Found> {
  const kept = new Map<string, { readonly at: number; readonly found: Promise<Found> }>();

  return (asked, now, find) => {
    const at = now.getTime();
    const key = JSON.stringify(asked);
    const known = kept.get(key);
    if (known !== undefined && Math.abs(at - known.at) < freshForMs) return known.found;
    const found = find();
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { at, found });
    // What failed is tried again by whoever comes next.
    found.catch(() => kept.delete(key));
    return found;
  };
}
