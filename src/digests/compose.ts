import type { KnownBlock } from '@slack/types';
import type { Day } from '../calendar/day.js';
import type { HolidayName } from '../calendar/holidays.js';
import type { ScopedDatabase } from '../database/scope.js';
import { writeInstant, writeList, writeNearDay } from '../language/dates.js';
import { bold, type Mrkdwn } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { actions, context, header, type Message, section } from '../slack/blocks.js';
import type { Reading, WorkspaceSettings } from '../slack/context.js';
import { itemLine } from '../slack/item.js';
import { runButton } from '../slack/shared-actions.js';
import type { DigestFilters, DigestKind, DigestPart, DigestPast, DigestRemark } from './digest-kind.js';
import { changesSince, type DigestChanges, keyOf, type NamedPart } from './digest-memory.js';

const mostItems = 20;
// Slack takes 50; what is left is for buttons under the whole, and for items that grow when they are settled.
const mostBlocks = 45;
const mostSettled = 3;

/** Reads what the kinds have to tell at this moment; empty where nothing is due. */
export async function readParts(
  database: ScopedDatabase,
  reading: Reading,
  workspace: WorkspaceSettings,
  kinds: readonly DigestKind[],
  filters: DigestFilters,
  past: DigestPast = { lastWeek: null },
): Promise<NamedPart[]> {
  const parts = await Promise.all(
    kinds.map(async (kind) => {
      const part = await kind.compose(database, reading, workspace, filters, mostItems, past);
      return part === null ? null : { ...part, kind: kind.name };
    }),
  );
  return parts.filter((part) => part !== null);
}

/** Reads and composes a digest as it is at this moment; null where nothing is due. */
export async function digestNow(
  database: ScopedDatabase,
  reading: Reading,
  workspace: WorkspaceSettings,
  kinds: readonly DigestKind[],
  filters: DigestFilters,
  remark: DigestRemark,
): Promise<Message | null> {
  const parts = await readParts(database, reading, workspace, kinds, filters);
  if (parts.length === 0) return null;
  return composeDigest(parts, reading, { remark: await remark(database, reading, filters) });
}

/** What stands around the parts of a digest. */
export interface DigestFrame {
  /** The time for which it was planned, where it comes later than that. */
  readonly plannedAt?: Date | undefined;
  /** The day off for which it was planned, and the holiday's name where it is one. */
  readonly movedFrom?: { readonly day: Day; readonly holiday: HolidayName | null } | undefined;
  /** What every digest says under its parts. */
  readonly remark?: Mrkdwn | null | undefined;
  /** A last line of small text. */
  readonly footer?: Mrkdwn | undefined;
  /** What changed since the digest before; nothing is marked without it. */
  readonly changes?: DigestChanges | undefined;
  /** The items of the digest before that were settled since, as they now stand, by kind; also of kinds without a part. */
  readonly settled?: ReadonlyMap<string, readonly KnownBlock[][]> | undefined;
}

/**
 * One message of all parts, within what a message can hold: where not all items fit, each part shows its most urgent
 * ones and a button for the rest. Each item is a line with its buttons, under the heading of its group; what is new is
 * marked, and what was settled since the digest before stands under what is still open. Null where there is no part.
 */
export function composeDigest(
  parts: readonly NamedPart[],
  reading: Reading,
  frame: DigestFrame = {},
): Message | null {
  if (parts.length === 0) return null;
  const { words, today } = reading;
  const title = words.plain('digests.title', { day: writeNearDay(today, words.language) });
  const { remark, footer, changes = changesSince(null) } = frame;
  const seen = new Set<string>();
  const lines = parts.map((part) => linesOf(part, changes, seen));
  const headings = parts.map((part, index) => countedHeading(part, lines[index] ?? [], words));
  const inBrief = headings.length < 2 ? [] : [context(headings.map((heading) => bold(heading)))];
  const top: KnownBlock[] = [header(title), ...inBrief, ...circumstances(frame, reading)];
  const bottom = [remark ?? [], footer ?? []].flat().map((line) => context([line]));
  const room = mostBlocks - top.length - bottom.length;
  const { shown, blocksLeft } = share(parts, lines, room);
  let left = blocksLeft;
  const settledOf = (kind: string): KnownBlock[] => {
    const settled = (frame.settled?.get(kind) ?? [])
      .filter((blocks) => !seen.has(keyOf(blocks) ?? ''))
      .slice(0, Math.min(mostSettled, Math.max(0, left)));
    for (const blocks of settled) seen.add(keyOf(blocks) ?? '');
    left -= settled.length;
    return settled.flatMap((blocks) => itemLine(blocks, 'line').slice(0, 1));
  };
  // What was settled of kinds that have nothing left to tell.
  const allDone = (): KnownBlock[] => {
    const told = new Set(parts.map(({ kind }) => kind));
    left -= 1;
    const settled = [...(frame.settled?.keys() ?? [])].flatMap((kind) =>
      told.has(kind) ? [] : settledOf(kind),
    );
    return settled.length === 0 ? [] : [section(bold(words.plain('digests.all_done'))), ...settled];
  };
  return {
    text: `${title} – ${writeList(headings, words.language)}`,
    blocks: [
      ...top,
      ...parts.flatMap((part, index) => [
        section(bold(headings[index] ?? '')),
        ...(lines[index] ?? []).slice(0, shown[index]).flatMap(blocksOf),
        ...settledOf(part.kind),
        ...underPart(part, shown[index] ?? 0, words),
      ]),
      ...allDone(),
      ...bottom,
    ],
  };
}

/** Why it comes when it does, where it is not its usual time. */
function circumstances({ plannedAt, movedFrom }: DigestFrame, { words, timeZone }: Reading): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  if (plannedAt !== undefined) {
    const planned = writeInstant(plannedAt, timeZone, words.language);
    blocks.push(context([words.say('digests.late', { planned })]));
  }
  if (movedFrom !== undefined) {
    const day = writeNearDay(movedFrom.day, words.language);
    const holiday = movedFrom.holiday?.[words.language];
    blocks.push(
      context([
        holiday === undefined
          ? words.say('digests.moved', { day })
          : words.say('digests.moved_holiday', { day, holiday }),
      ]),
    );
  }
  return blocks;
}

interface Line {
  readonly blocks: readonly KnownBlock[];
  readonly isNew: boolean;
  /** The heading of the group that begins with it; null where it stands under the one before. */
  readonly begins: string | null;
}

/** An item of two parts stands in the first of them: a message can show it once. */
function linesOf({ kind, items, groups }: NamedPart, changes: DigestChanges, seen: Set<string>): Line[] {
  let group: string | null = null;
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    if (key !== null && seen.has(key)) return [];
    const own = groups?.[index] ?? null;
    const begins = own === group ? null : own;
    group = own;
    if (key === null) return [{ blocks: item, isNew: false, begins }];
    seen.add(key);
    const isNew = changes.isNew(kind, key);
    return [{ blocks: itemLine(item, isNew ? 'new_line' : 'line'), isNew, begins }];
  });
}

function blocksOf({ blocks, begins }: Line): readonly KnownBlock[] {
  return begins === null ? blocks : [context([bold(begins)]), ...blocks];
}

/** How many items each part shows: one each in turn, for as long as there is room. */
function share(
  parts: readonly DigestPart[],
  lines: readonly (readonly Line[])[],
  room: number,
): { shown: number[]; blocksLeft: number } {
  const shown = parts.map(() => 0);
  let blocksLeft = room - parts.reduce((sum, { note }) => sum + (note === undefined ? 2 : 3), 0);
  let itemsLeft = mostItems;
  const open = new Set(parts.keys());
  while (open.size > 0) {
    for (const index of [...open]) {
      const next = lines[index]?.[shown[index] ?? 0];
      const needed = next === undefined ? 0 : blocksOf(next).length;
      if (next === undefined || needed > blocksLeft || itemsLeft === 0) {
        open.delete(index);
        continue;
      }
      shown[index] = (shown[index] ?? 0) + 1;
      blocksLeft -= needed;
      itemsLeft -= 1;
    }
  }
  return { shown, blocksLeft: Math.max(0, blocksLeft) };
}

function underPart(part: DigestPart, shown: number, words: Words): KnownBlock[] {
  const { note, listCommand, total } = part;
  const left = total - shown;
  return [
    ...(note === undefined ? [] : [context([note])]),
    ...(left > 0 && listCommand !== null
      ? [actions([runButton(listCommand, words.plain('digests.more', { count: left }))])]
      : []),
  ];
}

function countedHeading({ heading, total }: DigestPart, lines: readonly Line[], words: Words): string {
  const fresh = lines.filter(({ isNew }) => isNew).length;
  return fresh === 0
    ? words.plain('digests.heading', { heading, number: total })
    : words.plain('digests.heading_new', { heading, number: total, count: fresh });
}
