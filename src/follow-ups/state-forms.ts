import { z } from 'zod';
import type { Request } from '../slack/context.js';
import { defineForm } from '../slack/form.js';
import { dayField } from '../slack/picker-fields.js';
import { textField } from '../slack/text-fields.js';
import { changeRegister } from '../workspace/register-change.js';
import { outcome, settledMeanwhile } from './follow-up-form.js';
import { readFollowUps, settleFollowUp } from './follow-up-store.js';
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

/** Whoever has it: nobody has it newly after one of these forms. */
export async function assigneeOf({ database }: Request, followUpId: string): Promise<string | null> {
  const [followUp] = await readFollowUps(database, [followUpId]);
  return followUp?.assigneeId ?? null;
}
