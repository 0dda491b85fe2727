import { z } from 'zod';
import { writeInstant } from '../language/dates.js';
import { joinMrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { context, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import { type Field, heldField } from '../slack/field.js';
import { defineForm } from '../slack/form.js';
import type { OpenForm } from '../slack/form-contract.js';
import { cut } from '../slack/limits.js';
import { textField } from '../slack/text-fields.js';
import { changeRegister } from '../workspace/register-change.js';
import {
  addComment,
  type Comment,
  latestComment,
  latestComments,
  readComments,
  rewriteComment,
} from './comment-store.js';
import { outcome } from './follow-up-form.js';
import { readFollowUps } from './follow-up-store.js';
import { assigneeOf } from './state-forms.js';
import { tellOfComment } from './tell-of-comment.js';

const shownComments = 8;
const shownComment = 300;
const longestComment = 2000;

/**
 * The form in which something is said of a follow-up. What was said before stands above, and whoever asks can put their own
 * latest comment in other words.
 */
export const commentForm = defineForm({
  name: 'follow_ups.comment',
  state: z.object({
    followUpId: z.string(),
    /** What the person said last of it, to be put in other words; null where they said nothing yet. */
    mineId: z.string().nullable(),
  }),
  fields: async (request: Request, { followUpId, mineId }) => {
    const earlier = await latestComments(request.database, followUpId, shownComments);
    const others = earlier.filter(({ id }) => id !== mineId);
    const field = (required: boolean) => textField({ required, max: longestComment, multiline: true });
    return {
      earlier: commentsShown(others, request),
      mine: mineId === null ? heldField(null) : field(true),
      comment: field(mineId === null),
    };
  },
  initial: async (request, { mineId }) => {
    const mine = await textOf(request, mineId);
    return mine === null ? {} : { mine };
  },
  edits: ({ mineId }) => mineId !== null,
  save: async (request, { mine, comment: text }, { followUpId, mineId }, submissionKey) => {
    const { person, now } = request;
    const rewritten = mine === (await textOf(request, mineId)) ? null : mine;
    if (text === null && rewritten === null) {
      return { kind: 'refused', problems: { comment: { key: 'form.required' } } };
    }
    const changed = await changeRegister(
      request,
      text === null ? 'follow_up_comment_rewritten' : 'follow_up_commented',
      async (database) => {
        if ((await readFollowUps(database, [followUpId])).length === 0) return null;
        if (rewritten !== null && mineId !== null) await rewriteComment(database, mineId, rewritten);
        const added =
          text === null
            ? null
            : await addComment(database, followUpId, { text, authorId: person.id, at: now });
        return { subjectId: followUpId, result: added };
      },
      submissionKey,
    );
    const written = changed.state === 'done' ? { ...changed, result: followUpId } : changed;
    const saved = await outcome(request, written, await assigneeOf(request, followUpId));
    if (changed.state === 'done' && changed.result !== null) {
      void tellOfComment(request, { followUpId, commentId: changed.result });
    }
    return saved ?? { kind: 'refused', problems: { comment: { key: 'follow_ups.gone' } } };
  },
});

/** The form as one person opens it for a follow-up. */
export async function openCommentForm({ database, person }: Request, followUpId: string): Promise<OpenForm> {
  const mine = await latestComment(database, followUpId, person.id);
  return commentForm.open({ followUpId, mineId: mine?.id ?? null });
}

async function textOf({ database }: Request, commentId: string | null): Promise<string | null> {
  if (commentId === null) return null;
  return (await readComments(database, [commentId])).get(commentId)?.text ?? null;
}

/** Not a question: what was said before, to be read in the form. */
function commentsShown(
  comments: readonly Comment[],
  { words, timeZone }: Pick<Request, 'words' | 'timeZone'>,
): Field<null> {
  return {
    blocks: () =>
      comments.flatMap(({ text, authorId, at }) => [
        section(mrkdwn`${cut(text, shownComment)}`),
        context([joinMrkdwn([mention(authorId), mrkdwn`${writeInstant(at, timeZone, words.language)}`])]),
      ]),
    read: () => ({ value: null }),
  };
}
