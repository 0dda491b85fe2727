import type { KnownBlock } from '@slack/types';
import { bold, mention, mrkdwn } from '../language/mrkdwn.js';
import { section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { itemBlocks } from '../slack/item.js';
import { cut } from '../slack/limits.js';
import type { CommentOn } from './comment-store.js';

/** The item kind of comments: like all items, what they say is read anew whenever their message is. */
export const commentItem = 'comment';

const shownComment = 2500;
const shownText = 150;

/** A comment: who said what of which follow-up. */
export function commentCard({ id, text, authorId, on }: CommentOn, { words }: Reading): KnownBlock[] {
  const said = words.say('follow_ups.commented', {
    person: mention(authorId),
    text: bold(cut(on, shownText)),
  });
  return itemBlocks(commentItem, id, words.language, [section(mrkdwn`${said}\n${cut(text, shownComment)}`)]);
}
