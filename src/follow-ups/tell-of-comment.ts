import { bold, mention, mrkdwn } from '../language/mrkdwn.js';
import { wordsOf } from '../language/words.js';
import { type Message, section } from '../slack/blocks.js';
import type { Reading, Request } from '../slack/context.js';
import { cut } from '../slack/limits.js';
import type { Comment } from './comment-store.js';
import { followUpCard } from './follow-up-card.js';
import { type FollowUp, readFollowUps } from './follow-up-store.js';

const shownComment = 2500;
const shownText = 150;

/**
 * Tells of a comment: whoever has the follow-up in a direct message, and the threads of the messages in channels that
 * show it. What can't be sent is logged. Never rejects; nobody needs to wait for it.
 */
export async function tellOfComment(request: Request, followUpId: string, comment: Comment): Promise<void> {
  const { database, identity, outbox, log, workspace } = request;
  try {
    const [followUp] = await readFollowUps(database, [followUpId]);
    if (followUp === undefined) return;
    const inChannels = { ...request, words: wordsOf[workspace.language], timeZone: workspace.timeZone };
    await request.copies.reply(followUp.id, commentMessage(comment, followUp, inChannels));
    if (followUp.assigneeId === comment.authorId) return;
    const who = await identity.whoIs(followUp.assigneeId);
    if (who.standing !== 'member') return;
    const { language, timeZone } = who.colleague;
    const reading = {
      ...inChannels,
      words: wordsOf[language ?? workspace.language],
      timeZone: timeZone ?? workspace.timeZone,
    };
    const message = commentMessage(comment, followUp, reading);
    const blocks = [...message.blocks, ...followUpCard(followUp, reading)];
    await outbox.tell(followUp.assigneeId, null, { ...message, blocks });
  } catch (error) {
    log.warn({ err: error }, 'Someone could not be told of a comment');
  }
}

function commentMessage({ text, authorId }: Comment, followUp: FollowUp, { words }: Reading): Message {
  const values = { text: cut(followUp.text, shownText) };
  return {
    text: words.plain('follow_ups.commented_text', values),
    blocks: [
      section(
        mrkdwn`${words.say('follow_ups.commented', { person: mention(authorId), text: bold(values.text) })}\n${cut(text, shownComment)}`,
      ),
    ],
  };
}
