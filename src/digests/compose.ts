import type { KnownBlock } from '@slack/types';
import type { Day } from '../calendar/day.js';
import type { HolidayName } from '../calendar/holidays.js';
import type { ScopedDatabase } from '../database/scope.js';
import { writeInstant, writeList, writeNearDay } from '../language/dates.js';
import { bold, type Mrkdwn } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { actions, context, header, type Message, section } from '../slack/blocks.js';
import type { Reading, WorkspaceSettings } from '../slack/context.js';
import { runButton } from '../slack/shared-actions.js';
import type { DigestFilters, DigestKind, DigestPart } from './digest-kind.js';

const mostItems = 20;
// Slack takes 50; what is left is for buttons under the whole, and for items that grow when they are settled.
const mostBlocks = 45;

/** Reads what the kinds have to tell at this moment; empty where nothing is due. */
export async function readParts(
  database: ScopedDatabase,
  reading: Reading,
  workspace: WorkspaceSettings,
  kinds: readonly DigestKind[],
  filters: DigestFilters,
): Promise<DigestPart[]> {
  const parts = await Promise.all(
    kinds.map((kind) => kind.compose(database, reading, workspace, filters, mostItems)),
  );
  return parts.filter((part) => part !== null);
}

/** What stands around the parts of a digest. */
export interface DigestFrame {
  /** The time for which it was planned, where it comes later than that. */
  readonly plannedAt?: Date | undefined;
  /** The day off for which it was planned, and the holiday's name where it is one. */
  readonly movedFrom?: { readonly day: Day; readonly holiday: HolidayName | null } | undefined;
  /** A last line of small text. */
  readonly footer?: Mrkdwn | undefined;
}

/**
 * One message of all parts, within what a message can hold: where not all items fit, each part shows its most urgent
 * ones and a button for the rest. Null where there is no part.
 */
export function composeDigest(
  parts: readonly DigestPart[],
  reading: Reading,
  frame: DigestFrame = {},
): Message | null {
  if (parts.length === 0) return null;
  const { words, today, timeZone } = reading;
  const title = words.plain('digests.title', { day: writeNearDay(today, words.language) });
  const { plannedAt, movedFrom, footer } = frame;
  const top: KnownBlock[] = [header(title)];
  if (plannedAt !== undefined) {
    const planned = writeInstant(plannedAt, timeZone, words.language);
    top.push(context([words.say('digests.late', { planned })]));
  }
  if (movedFrom !== undefined) {
    const day = writeNearDay(movedFrom.day, words.language);
    const holiday = movedFrom.holiday?.[words.language];
    top.push(
      context([
        holiday === undefined
          ? words.say('digests.moved', { day })
          : words.say('digests.moved_holiday', { day, holiday }),
      ]),
    );
  }
  const bottom = footer === undefined ? [] : [context([footer])];
  const room = mostBlocks - top.length - bottom.length;
  const shown = share(parts, room);
  return {
    text: `${title} – ${writeList(
      parts.map((part) => countedHeading(part, words)),
      words.language,
    )}`,
    blocks: [
      ...top,
      ...parts.flatMap((part, index) => partBlocks(part, shown[index] ?? 0, reading)),
      ...bottom,
    ],
  };
}

/** How many items each part shows: one each in turn, for as long as there is room. */
function share(parts: readonly DigestPart[], room: number): number[] {
  const shown = parts.map(() => 0);
  let blocksLeft = room - parts.reduce((sum, { note }) => sum + (note === undefined ? 2 : 3), 0);
  let itemsLeft = mostItems;
  const open = new Set(parts.keys());
  while (open.size > 0) {
    for (const index of [...open]) {
      const next = parts[index]?.items[shown[index] ?? 0];
      if (next === undefined || next.length > blocksLeft || itemsLeft === 0) {
        open.delete(index);
        continue;
      }
      shown[index] = (shown[index] ?? 0) + 1;
      blocksLeft -= next.length;
      itemsLeft -= 1;
    }
  }
  return shown;
}

function partBlocks(part: DigestPart, shown: number, { words }: Reading): KnownBlock[] {
  const left = part.total - shown;
  return [
    section(bold(countedHeading(part, words))),
    ...part.items.slice(0, shown).flat(),
    ...(part.note === undefined ? [] : [context([part.note])]),
    ...(left > 0
      ? [actions([runButton(part.listCommand, words.plain('digests.more', { count: left }))])]
      : []),
  ];
}

function countedHeading({ heading, total }: DigestPart, words: Words): string {
  return words.plain('digests.heading', { heading, number: total });
}
