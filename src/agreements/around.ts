import type { KnownBlock } from '@slack/types';
import { writeDay } from '../language/dates.js';
import { joinMrkdwn, type Mrkdwn, mrkdwn } from '../language/mrkdwn.js';
import { section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import type { Agreement } from './agreement.js';
import { agreementLine } from './agreement-line.js';
import { familyTree } from './family.js';
import { type Flag, flagsOf } from './flags.js';
import { reviewLine } from './review-line.js';
import type { Review } from './review-store.js';

/** What an agreement's card shows beside the agreement itself. */
export interface Around {
  /** All of its family, itself included. */
  readonly family: readonly Agreement[];
  /** Its reviews, the latest first. */
  readonly reviews: readonly Review[];
}

/** An agreement of whose surroundings nothing was read. */
export const alone: Around = { family: [], reviews: [] };

const mostLines = 15;
const indent = '\u2003';

/** What is wrong with an agreement's place in its family and what to do about it, and the family as a tree. */
export function aroundBlocks(
  agreement: Agreement,
  reading: Reading,
  { family, reviews }: Around,
): KnownBlock[] {
  const parent = family.find(({ id }) => id === agreement.parentId) ?? null;
  const known = family.length > 0;
  const flags = known ? flagsOf(agreement, parent, reading.today) : [];
  const parts = [
    joinMrkdwn(
      flags.map((flag) => flagText(flag, parent, reading)),
      '\n',
    ),
    ...reviews.slice(0, 1).map((review) => reviewLine(review, reading.words)),
    family.length > 1 && joinMrkdwn(treeLines(family, reading, agreement.id), '\n'),
  ];
  return parts.flatMap((part) => (part === false || part.text === '' ? [] : [section(part)]));
}

/** The family as lines, each at its depth and with its flags. */
export function treeLines(family: readonly Agreement[], reading: Reading, markedId: string): Mrkdwn[] {
  const places = familyTree(family);
  const lines = places.slice(0, mostLines).map(({ member, depth }) => {
    const mark = member.id === markedId ? ' ◂' : '';
    return mrkdwn`${branchAt(depth)}${treeLine(member, family, reading)}${mark}`;
  });
  const left = places.length - lines.length;
  return left === 0 ? lines : [...lines, reading.words.say('agreements.more_of_family', { count: left })];
}

/** What stands before a line at a depth. */
export function branchAt(depth: number): string {
  return depth === 0 ? '' : `${indent.repeat(depth)}└ `;
}

/** One line of a tree, with its flags in short. */
export function treeLine(member: Agreement, family: readonly Agreement[], reading: Reading): Mrkdwn {
  const parent = family.find(({ id }) => id === member.parentId) ?? null;
  const flags = flagsOf(member, parent, reading.today);
  return joinMrkdwn([
    agreementLine(member, reading),
    ...flags.map(({ kind }) => reading.words.say(`agreements.flag.${kind}`)),
  ]);
}

function flagText(flag: Flag, parent: Agreement | null, { words }: Reading): Mrkdwn {
  const day = (of: Parameters<typeof writeDay>[0]) => writeDay(of, words.language);
  const title = parent?.title ?? '';
  switch (flag.kind) {
    case 'outlives_parent':
      return words.say('agreements.flagged.outlives_parent', { title, day: day(flag.parentEndsOn) });
    case 'outside_agreement':
      return words.say('agreements.flagged.outside_agreement', { title, day: day(flag.from) });
    default:
      return words.say(`agreements.flagged.${flag.kind}`);
  }
}
