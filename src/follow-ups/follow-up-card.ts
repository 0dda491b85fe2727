import type { ActionsBlockElement, KnownBlock } from '@slack/types';
import { writeDistance, writeInstant, writeNearDay } from '../language/dates.js';
import { bold, joinMrkdwn, link, type Mrkdwn, mention, mrkdwn, strike } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { actions, button, context, option, overflow, plainText, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { cut, limits } from '../slack/limits.js';
import { mentionOrDeputy } from '../workspace/absence.js';
import type { Absence } from '../workspace/absence-store.js';
import { snoozes } from './follow-up.js';
import type { FollowUp } from './follow-up-store.js';

/** The item kind of follow-ups. */
export const followUpItem = 'follow-up';

const shownText = 300;
const shownReason = 150;
const shownSubject = 80;

const noAbsences: ReadonlyMap<string, Absence> = new Map();

/** What the menu of further actions holds; who waits can stop waiting. */
export const furtherActions = ['edit', 'wait', 'resume', 'wont_do', 'comment'] as const;
type FurtherAction = (typeof furtherActions)[number];

/** A follow-up as lists, digests and messages show it: what, who and when, its buttons; settled, who settled it. */
export function followUpCard(
  followUp: FollowUp,
  reading: Reading,
  absences: ReadonlyMap<string, Absence> = noAbsences,
): KnownBlock[] {
  const { words } = reading;
  const { id } = followUp;
  const text = cut(followUp.text, shownText);
  if (followUp.settled !== null) {
    return itemBlocks(followUpItem, id, words.language, [
      section(settledLine(text, followUp, followUp.settled, reading)),
    ]);
  }
  return itemBlocks(followUpItem, id, words.language, [
    section(bold(text)),
    context(facts(followUp, reading, absences)),
    buttonRow(followUp, reading),
  ]);
}

/** A follow-up in one line with its row of buttons, for a part of a card. */
export function followUpLine(followUp: FollowUp, reading: Reading): KnownBlock[] {
  const line = joinMrkdwn([
    mrkdwn`${cut(followUp.text, shownText)}`,
    mention(followUp.assigneeId),
    dueText(followUp, reading),
  ]);
  return itemBlocks(followUpItem, followUp.id, reading.words.language, [
    section(line),
    buttonRow(followUp, reading),
  ]);
}

function facts(
  followUp: FollowUp,
  reading: Reading,
  absences: ReadonlyMap<string, Absence>,
): (Mrkdwn | false)[] {
  const { words } = reading;
  const { assigneeId, because, comments, everyMonths, partner, priority, sourceLink, subject } = followUp;
  return [
    priority === 'high' && bold(words.plain('follow_ups.priority_fact.high')),
    priority === 'low' && words.say('follow_ups.priority_fact.low'),
    mentionOrDeputy(assigneeId, absences, reading),
    dueText(followUp, reading),
    because !== null && mrkdwn`${cut(because, shownReason)}`,
    partner !== null && mrkdwn`${partner.shown}`,
    subject !== null && mrkdwn`${cut(subject.shown, shownSubject)}`,
    everyMonths !== null && words.say('follow_ups.recurs', { count: everyMonths }),
    comments > 0 && words.say('follow_ups.comments', { count: comments }),
    sourceLink !== null && link(sourceLink, words.plain('follow_ups.source')),
  ];
}

// Buttons and menus name no follow-up: they stand in its blocks. Every line of a list has them, so each sign counts, and they
// are made once.
const rowsMade = new Map<string, KnownBlock>();

function buttonRow({ state }: FollowUp, { words }: Reading): KnownBlock {
  const key = `${words.language} ${state}`;
  const made = rowsMade.get(key) ?? newButtonRow(state, words);
  rowsMade.set(key, made);
  return made;
}

function newButtonRow(state: FollowUp['state'], words: Words): KnownBlock {
  return actions([
    button(actionId('follow_ups', 'done'), words.plain('follow_ups.done'), ''),
    snoozeMenu(words),
    button(actionId('follow_ups', 'reassign'), words.plain('follow_ups.reassign.label'), ''),
    furtherMenu(state, words),
  ]);
}

function snoozeMenu(words: Words): ActionsBlockElement {
  return {
    type: 'static_select',
    action_id: actionId('follow_ups', 'snooze'),
    placeholder: plainText(words.plain('follow_ups.snooze.label'), limits.placeholder),
    options: [...snoozes, 'day' as const].map((snooze) =>
      option(snooze, words.plain(`follow_ups.snooze.${snooze}`)),
    ),
  };
}

function furtherMenu(state: FollowUp['state'], words: Words): ActionsBlockElement {
  const offered: FurtherAction[] = ['edit', state === 'waiting' ? 'resume' : 'wait', 'wont_do', 'comment'];
  return overflow(
    actionId('follow_ups', 'further'),
    offered.map((each) => option(each, words.plain(`follow_ups.further.${each}`))),
  );
}

function settledLine(
  text: string,
  { state, because }: FollowUp,
  { byId, at }: NonNullable<FollowUp['settled']>,
  { words, timeZone }: Reading,
): Mrkdwn {
  const by = { person: mention(byId), when: writeInstant(at, timeZone, words.language) };
  if (state !== 'wont_do') {
    return joinMrkdwn([mrkdwn`✓ ${strike(text)}`, words.say('follow_ups.done_by', by)]);
  }
  return joinMrkdwn([
    mrkdwn`✗ ${strike(text)}`,
    words.say('follow_ups.dropped_by', by),
    because !== null && mrkdwn`${cut(because, shownReason)}`,
  ]);
}

/** When a follow-up is due, and how far that is. */
function dueText({ dueOn, state }: FollowUp, { words, today, calendar }: Reading): Mrkdwn {
  if (dueOn === null) return words.say('follow_ups.due.undated');
  const values = {
    day: writeNearDay(dueOn, words.language),
    distance: writeDistance(dueOn, today, words, calendar),
  };
  if (state === 'waiting') return words.say('follow_ups.due.waiting', values);
  return words.say(dueOn < today ? 'follow_ups.due.overdue' : 'follow_ups.due.open', values);
}
