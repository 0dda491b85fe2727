import { wordsOf } from '../language/words.js';
import type { Message } from '../slack/blocks.js';
import type { Reading, Request } from '../slack/context.js';
import { commentCard } from './comment-card.js';
import { type CommentOn, readComments } from './comment-store.js';
import { followUpCard } from './follow-up-card.js';
import { readFollowUps } from './follow-up-store.js';

/**
 * Tells of a comment: whoever has the follow-up in a direct message, and the threads of the messages in channels that
 * show it. What can't be sent is logged. Never rejects; nobody needs to wait for it.
 */
export async function tellOfComment(
  request: Request,
  { followUpId, commentId }: { readonly followUpId: string; readonly commentId: string },
): Promise<void> {
  const { copies, database, identity, outbox, log, workspace } = request;
  try {
    const [followUp] = await readFollowUps(database, [followUpId]);
    const comment = (await readComments(database, [commentId])).get(commentId);
    if (followUp === undefined || comment === undefined) return;
    const inChannels = { ...request, words: wordsOf[workspace.language], timeZone: workspace.timeZone };
    await copies.reply(followUp.id, commentMessage(comment, inChannels));
    if (followUp.assigneeId === comment.authorId) return;
    const who = await identity.whoIs(followUp.assigneeId);
    if (who.standing !== 'member') return;
    const { language, timeZone } = who.colleague;
    const reading = {
      ...inChannels,
      words: wordsOf[language ?? workspace.language],
      timeZone: timeZone ?? workspace.timeZone,
    };
    const message = commentMessage(comment, reading);
    const blocks = [...message.blocks, ...followUpCard(followUp, reading)];
    await outbox.tell(followUp.assigneeId, null, { ...message, blocks });
  } catch (error) {
    log.warn({ err: error }, 'Someone could not be told of a comment');
  }
}

function commentMessage(comment: CommentOn, reading: Reading): Message {
  return { text: reading.words.plain('follow_ups.commented_text'), blocks: commentCard(comment, reading) };
}
