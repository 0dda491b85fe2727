import { z } from 'zod';
import { writeInstant } from '../language/dates.js';
import { joinMrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { context, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import { dayField, type Field, textField } from '../slack/field.js';
import { defineForm } from '../slack/form.js';
import { cut } from '../slack/limits.js';
import { changeRegister } from '../workspace/register-change.js';
import { addComment, type Comment, latestComments } from './comment-store.js';
import { outcome, settledMeanwhile } from './follow-up-form.js';
import { readFollowUps, settleFollowUp } from './follow-up-store.js';
import { tellOfComment } from './tell-of-comment.js';
import { letWait } from './waiting-store.js';

const state = z.object({ followUpId: z.string() });
const longestReason = 500;

/** The form that lets a follow-up wait for the partner until a day. */
export const waitForm = defineForm({
  name: 'follow_ups.wait',
  state,
  fields: () => ({
    askAgainOn: dayField({ required: true }),
    because: textField({ required: false, max: longestReason }),
  }),
  initial: () => ({}),
  save: async (request, { askAgainOn, because }, { followUpId }, submissionKey) => {
    if (askAgainOn <= request.today) {
      return { kind: 'refused', problems: { askAgainOn: { key: 'follow_ups.not_later' } } };
    }
    const changed = await changeRegister(
      request,
      'follow_up_waits',
      async (database) =>
        (await letWait(database, followUpId, askAgainOn, because))
          ? { subjectId: followUpId, result: followUpId }
          : null,
      submissionKey,
    );
    const saved = await outcome(request, changed, await assigneeOf(request, followUpId));
    return saved ?? { kind: 'refused', problems: { askAgainOn: settledMeanwhile } };
  },
});

/** The form that ends a follow-up without its being done. */
export const wontDoForm = defineForm({
  name: 'follow_ups.wont_do',
  state,
  fields: () => ({ because: textField({ required: true, max: longestReason, multiline: true }) }),
  initial: () => ({}),
  save: async (request, { because }, { followUpId }, submissionKey) => {
    const by = { personId: request.person.id, at: request.now, today: request.today };
    const changed = await changeRegister(
      request,
      'follow_up_dropped',
      async (database) =>
        (await settleFollowUp(database, followUpId, by, because))
          ? { subjectId: followUpId, result: followUpId }
          : null,
      submissionKey,
    );
    const saved = await outcome(request, changed, await assigneeOf(request, followUpId));
    return saved ?? { kind: 'refused', problems: { because: settledMeanwhile } };
  },
});

const shownComments = 8;
const shownComment = 300;

/** The form in which something is said of a follow-up; what was said before stands above. */
export const commentForm = defineForm({
  name: 'follow_ups.comment',
  state,
  fields: async (request, { followUpId }) => ({
    earlier: commentsShown(await latestComments(request.database, followUpId, shownComments), request),
    comment: textField({ required: true, max: 2000, multiline: true }),
  }),
  initial: () => ({}),
  save: async (request, { comment: text }, { followUpId }, submissionKey) => {
    const comment = { text, authorId: request.person.id, at: request.now };
    const changed = await changeRegister(
      request,
      'follow_up_commented',
      async (database) => {
        if ((await readFollowUps(database, [followUpId])).length === 0) return null;
        const commentId = await addComment(database, followUpId, comment);
        return { subjectId: followUpId, result: { followUpId, commentId } };
      },
      submissionKey,
    );
    const written = changed.state === 'done' ? { ...changed, result: followUpId } : changed;
    const saved = await outcome(request, written, await assigneeOf(request, followUpId));
    if (changed.state === 'done') void tellOfComment(request, changed.result);
    return saved ?? { kind: 'refused', problems: { comment: { key: 'follow_ups.gone' } } };
  },
});

/** Not a question: what was said before, to be read in the form. */
function commentsShown(comments: readonly Comment[], { words, timeZone }: Request): Field<null> {
  return {
    blocks: () =>
      comments.flatMap(({ text, authorId, at }) => [
        section(mrkdwn`${cut(text, shownComment)}`),
        context([joinMrkdwn([mention(authorId), mrkdwn`${writeInstant(at, timeZone, words.language)}`])]),
      ]),
    read: () => ({ value: null }),
  };
}

/** Whoever has it: nobody has it newly after one of these forms. */
async function assigneeOf({ database }: Request, followUpId: string): Promise<string | null> {
  const [followUp] = await readFollowUps(database, [followUpId]);
  return followUp?.assigneeId ?? null;
}
