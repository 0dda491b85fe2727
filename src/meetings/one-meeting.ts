import { z } from 'zod';
import { followUpCard } from '../follow-ups/follow-up-card.js';
import { readFollowUps } from '../follow-ups/follow-up-store.js';
import { actions, type Message, section } from '../slack/blocks.js';
import { type CommandText, pageNumber } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import { pageButtons } from '../slack/shared-actions.js';
import { meetingCard, titleOf } from './meeting-card.js';
import { followUpIdsOf, readMeetings } from './meeting-store.js';

/** How many follow-ups stand with their meeting at once. */
export const followUpsOnPage = 8;

/** The command that shows one meeting with a page (counted from 1) of the follow-ups that came of it. */
export function meetingCommand(meetingId: string, page = 1): string {
  return ['meetings', `meeting:${meetingId}`, page > 1 && `page:${page}`].filter(Boolean).join(' ');
}

/** Which meeting and page such a command asks for; null where it asks for something else. */
export function meetingAsked({ words }: CommandText): { readonly id: string; readonly page: number } | null {
  const filters = new Map(words.flatMap((word) => (word.kind === 'filter' ? [[word.name, word.value]] : [])));
  const id = z.uuid().safeParse(filters.get('meeting')).data;
  return id === undefined ? null : { id, page: pageNumber(filters.get('page')) };
}

/** One meeting with a page of the follow-ups that came of it. */
export async function showMeeting(request: Request, meetingId: string, page = 1): Promise<Message> {
  const { database, words } = request;
  const [meeting] = await readMeetings(database, [meetingId]);
  if (meeting === undefined) {
    return {
      text: words.plain('meetings.gone_short'),
      blocks: [section(words.say('meetings.gone_short'))],
    };
  }
  const ids = await followUpIdsOf(database, meetingId);
  const last = Math.max(1, Math.ceil(ids.length / followUpsOnPage));
  const shown = Math.min(page, last);
  const followUps = await readFollowUps(
    database,
    ids.slice((shown - 1) * followUpsOnPage, shown * followUpsOnPage),
  );
  const at = (each: number) => meetingCommand(meetingId, each);
  const pages = pageButtons(at, { page: shown, more: shown < last }, words);
  const blocks = [
    ...meetingCard(meeting, request),
    ...followUps.flatMap((followUp) => followUpCard(followUp, request)),
    ...(pages.length === 0 ? [] : [actions(pages)]),
  ];
  return { text: titleOf(meeting, request), blocks };
}
