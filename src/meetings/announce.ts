import type { ScopedDatabase } from '../database/scope.js';
import { followUpCard } from '../follow-ups/follow-up-card.js';
import { readFollowUps } from '../follow-ups/follow-up-store.js';
import { channelMention } from '../language/mrkdwn.js';
import { wordsOf } from '../language/words.js';
import { context, type Message, section } from '../slack/blocks.js';
import type { Reading, Request } from '../slack/context.js';
import { meetingCard, titleOf } from './meeting-card.js';
import { followUpIdsOf, type Meeting, threadAbout } from './meeting-store.js';

const shownFollowUps = 5;

/** What all of a channel reads is in the workspace's language and time zone. */
function inChannelsWords({ workspace, today, now }: Request): Reading {
  return {
    words: wordsOf[workspace.language],
    timeZone: workspace.timeZone,
    calendar: workspace.calendar,
    today,
    now,
  };
}

/** A meeting's card with the follow-ups that came of it. */
async function cardWithFollowUps(
  database: ScopedDatabase,
  meeting: Meeting,
  reading: Reading,
): Promise<Message> {
  const ids = await followUpIdsOf(database, meeting.id);
  const followUps = await readFollowUps(database, ids.slice(0, shownFollowUps));
  const more = ids.length - followUps.length;
  return {
    text: titleOf(meeting, reading),
    blocks: [
      ...meetingCard(meeting, reading),
      ...followUps.flatMap((followUp) => followUpCard(followUp, reading)),
      ...(more > 0 ? [context([reading.words.say('follow_ups.more', { count: more })])] : []),
    ],
  };
}

/**
 * Shows a meeting to a channel: in the thread of a lead or agreement that it was about where one is shown there. Where it
 * can't be posted, the person who asked is told. Never rejects.
 */
export async function announce(request: Request, meeting: Meeting, channelId: string): Promise<void> {
  const { database, outbox, log, person, words } = request;
  try {
    const reading = inChannelsWords(request);
    const about = meeting.subjects.map(({ id }) => id);
    const thread = await threadAbout(database, channelId, about);
    const message = await cardWithFollowUps(database, meeting, reading);
    const outcome = await outbox.post(channelId, message, undefined, thread ?? undefined);
    if (outcome.kind === 'posted') return;
    const key = outcome.kind === 'refused' ? 'meetings.not_announced' : 'meetings.announced_later';
    const said = words.say(key, { channel: channelMention(channelId) });
    await outbox.tell(person.id, null, { text: said.text, blocks: [section(said)] });
  } catch (error) {
    log.warn({ err: error }, 'A meeting could not be shown to a channel');
  }
}
