import type { KnownBlock, SectionBlock } from '@slack/types';
import { writeDay, writeList } from '../language/dates.js';
import { bold, joinMrkdwn, link, type Mrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { actions, button, context, type Message, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { cut, limits } from '../slack/limits.js';
import { runButton } from '../slack/shared-actions.js';
import { partsOf } from '../slack/text-fields.js';
import type { Meeting } from './meeting-store.js';
import { withoutFollowUps } from './note-follow-ups.js';

/** The item kind of meetings. */
export const meetingItem = 'meeting';

const shownNotes = 600;
const shownFact = 150;
const shownInLine = 120;
const shownPeople = 10;

/** The partners of a meeting, as people list them. */
export function partnersOf({ partners }: Meeting, { words }: Reading): string {
  return writeList(
    partners.map(({ shown }) => shown),
    words.language,
  );
}

/** What a meeting was and with whom. */
export function titleOf(meeting: Meeting, reading: Reading): string {
  const { words } = reading;
  const kind = words.plain(`meetings.kind.${meeting.kind}`);
  return words.plain('meetings.with', { kind, partners: cut(partnersOf(meeting, reading), shownNotes) });
}

/** The notes without the follow-ups that came of them: those have cards of their own, with what became of them. */
export function notesOf({ notes, heldOn }: Meeting, { calendar }: Reading): string {
  return withoutFollowUps(notes, heldOn, calendar);
}

/** A meeting as messages show it: with whom, one line of facts, the notes and what was decided. */
export function meetingCard(meeting: Meeting, reading: Reading): KnownBlock[] {
  const { words } = reading;
  const { id, decisions, subjects, nextOn } = meeting;
  const notes = notesOf(meeting, reading);
  const about = [
    subjects.length > 0 &&
      words.say('meetings.about', {
        subjects: cut(
          writeList(
            subjects.map(({ shown }) => shown),
            words.language,
          ),
          shownNotes,
        ),
      }),
    nextOn !== null && words.say('meetings.next_on', { day: writeDay(nextOn, words.language) }),
  ].filter((part) => part !== false);
  return itemBlocks(meetingItem, id, words.language, [
    section(bold(titleOf(meeting, reading))),
    context(facts(meeting, reading)),
    ...(notes === '' ? [] : [section(mrkdwn`${cut(notes, shownNotes)}`)]),
    ...(decisions === null
      ? []
      : [section(mrkdwn`${bold(words.plain('meetings.decided'))} ${cut(decisions, shownNotes)}`)]),
    ...(about.length === 0 ? [] : [context(about)]),
    actions([
      button(actionId('meetings', 'edit'), words.plain('meetings.edit'), id),
      ...(isCut(meeting, notes)
        ? [button(actionId('meetings', 'read'), words.plain('meetings.read'), id)]
        : []),
      ...historyButton(meeting, reading),
      button(actionId('meetings', 'delete'), words.plain('meetings.delete'), id, {
        style: 'danger',
        confirm: {
          title: words.plain('meetings.delete_title'),
          text: words.plain('meetings.delete_confirm'),
          confirm: words.plain('meetings.delete'),
          deny: words.plain('form.cancel'),
        },
      }),
    ]),
  ]);
}

/** Whether the meeting says more than its card shows. */
function isCut({ notes, decisions }: Meeting, shown: string): boolean {
  return shown !== notes.trim() || shown.length > shownNotes || (decisions ?? '').length > shownNotes;
}

function historyButton({ partners }: Meeting, { words }: Reading) {
  const [first] = partners;
  return first === undefined ? [] : [runButton(`history id:${first.id}`, words.plain('meetings.history'))];
}

function facts(meeting: Meeting, { words }: Reading): (Mrkdwn | false)[] {
  const { heldOn, heldAtTime, place, ourPeople, contacts, theirPeople, sourceLink } = meeting;
  const names = contacts.slice(0, shownPeople).map(({ name }) => name);
  return [
    mrkdwn`${[writeDay(heldOn, words.language), heldAtTime].filter(Boolean).join(', ')}`,
    place !== null && mrkdwn`${cut(place, shownFact)}`,
    meeting.link !== null && link(meeting.link, words.plain('meetings.online')),
    ourPeople.length > 0 && joinMrkdwn(ourPeople.slice(0, shownPeople).map(mention), ' '),
    names.length > 0 && mrkdwn`${cut(writeList(names, words.language), shownFact)}`,
    theirPeople !== null && mrkdwn`${cut(theirPeople, shownFact)}`,
    sourceLink !== null && link(sourceLink, words.plain('meetings.source')),
  ];
}

/** One line for a meeting on a partner's card. */
export function meetingLine(meeting: Meeting, reading: Reading): Mrkdwn {
  const { words } = reading;
  const names = meeting.contacts.map(({ name }) => name);
  return joinMrkdwn([
    mrkdwn`• ${writeDay(meeting.heldOn, words.language)}`,
    words.say(`meetings.kind.${meeting.kind}`),
    names.length > 0 && mrkdwn`${cut(writeList(names, words.language), shownFact)}`,
    mrkdwn`${cut(inOneLine(meeting, reading), shownInLine)}`,
  ]);
}

/** What came of a meeting, or else what was said, without line breaks. */
export function inOneLine(meeting: Meeting, reading: Reading): string {
  return (meeting.decisions ?? (notesOf(meeting, reading) || meeting.notes)).replace(/\s+/g, ' ');
}

// What one message surely takes.
const atOnce = { characters: 12_000, parts: 40 };

/** All that was noted of a meeting, however long: a page of it (counted from 1), and the way to the next one. */
export function wholeNote(meeting: Meeting, reading: Reading, page = 1): Message {
  const { words } = reading;
  const title = titleOf(meeting, reading);
  const decided =
    meeting.decisions === null
      ? []
      : [section(bold(words.plain('meetings.decided'))), ...paragraphs(meeting.decisions)];
  const pages = pagesOf([...paragraphs(meeting.notes), ...decided]);
  const next = button(
    actionId('meetings', 'read'),
    words.plain('meetings.read_on'),
    `${meeting.id}:${page + 1}`,
  );
  return {
    text: title,
    blocks: [
      section(bold(title)),
      context(facts(meeting, reading)),
      ...(pages[page - 1] ?? []),
      ...(page < pages.length ? [actions([next])] : []),
    ],
  };
}

/** A text in sections that hold all of it: escaping makes some texts several times as long. */
function paragraphs(text: string): SectionBlock[] {
  return partsOf(text, limits.sectionText)
    .flatMap((part) =>
      mrkdwn`${part}`.text.length <= limits.sectionText ? [part] : partsOf(part, limits.sectionText / 6),
    )
    .map((part) => section(mrkdwn`${part}`));
}

function pagesOf(sections: readonly SectionBlock[]): SectionBlock[][] {
  const pages: SectionBlock[][] = [];
  let room = 0;
  for (const each of sections) {
    const length = each.text?.text.length ?? 0;
    const last = pages.at(-1);
    if (last === undefined || length > room || last.length >= atOnce.parts) {
      pages.push([each]);
      room = atOnce.characters - length;
    } else {
      last.push(each);
      room -= length;
    }
  }
  return pages;
}
