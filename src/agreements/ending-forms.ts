import { z } from 'zod';
import type { Day } from '../calendar/day.js';
import { writeDay } from '../language/dates.js';
import { option } from '../slack/blocks.js';
import { pickField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import type { Problem } from '../slack/field.js';
import { defineForm } from '../slack/form.js';
import { limits } from '../slack/limits.js';
import { dayField } from '../slack/picker-fields.js';
import { textField } from '../slack/text-fields.js';
import type { Agreement } from './agreement.js';
import { readAgreement } from './agreement-store.js';
import { listSuccessors, readWholeAgreement } from './content-store.js';
import { certainEnd } from './flags.js';
import { writeLife } from './life-store.js';
import { isPrepared, lastDayBefore } from './lifecycle.js';
import { refusedAt, savePart } from './save-part.js';

const state = z.object({ agreementId: z.string() });
const longestReason = 1_000;

/** What is wrong with a day as the last one in force, or null. */
function lastDayProblem(agreement: Agreement, day: Day, { words, today }: Request): Problem | null {
  const { startsOn } = agreement;
  const endsAnyway = certainEnd(agreement, today);
  const write = (of: Day) => ({ day: writeDay(of, words.language) });
  if (day < '1900' || day >= '2201') return { key: 'agreements.problem.year' };
  if (startsOn !== null && day < startsOn) {
    return { key: 'contents.problem.ends_before_start', values: write(startsOn) };
  }
  return endsAnyway !== null && day > endsAnyway
    ? { key: 'contents.problem.ends_anyway', values: write(endsAnyway) }
    : null;
}

/** Ends an agreement before its time: the last day in force, and why; or says either of them anew. */
export const terminateForm = defineForm({
  name: 'contents.terminate',
  state: state.extend({
    /** Whether it was terminated already, and what was said of it is edited. */
    said: z.boolean().optional(),
  }),
  fields: () => ({
    day: dayField({ required: true }),
    because: textField({ required: true, multiline: true, max: longestReason }),
  }),
  edits: ({ said }) => said === true,
  initial: async ({ database, today }: Request, { agreementId, said }) => {
    if (!said) return { day: today };
    const agreement = await readWholeAgreement(database, agreementId, today);
    if (agreement?.status !== 'terminated' || agreement.terminatedOn === null) return {};
    return { day: agreement.terminatedOn, because: agreement.parts.endedBecause ?? '' };
  },
  save: (request, { day, because }, { agreementId, said }, submissionKey) =>
    savePart(
      request,
      agreementId,
      { action: 'agreement_terminated', field: 'day', said: 'contents.terminated' },
      async (database, agreement) => {
        if (agreement.status !== (said ? 'terminated' : 'signed')) {
          return { key: 'contents.problem.not_running' };
        }
        const running = { ...agreement, status: 'signed' as const, terminatedOn: null };
        const wrong = lastDayProblem(running, day, request);
        if (wrong !== null) return wrong;
        const life = { status: 'terminated', terminatedOn: day, endedBecause: because } as const;
        await writeLife(database, agreement, life, request.today, request.workspace);
        return null;
      },
      submissionKey,
    ),
});

/** Another agreement takes the place of this one. */
export const replaceForm = defineForm({
  name: 'contents.replace',
  state,
  fields: async ({ database }: Request, { agreementId }) => {
    const agreement = await readAgreement(database, agreementId);
    const successors =
      agreement === null ? [] : await listSuccessors(database, agreement, limits.selectOptions);
    return {
      successor: pickField({
        required: true,
        options: successors.map(({ id, shown }) => option(id, shown)),
      }),
      day: dayField({ required: false }),
      because: textField({ required: false, multiline: true, max: longestReason }),
    };
  },
  initial: () => ({}),
  save: async (request, { successor: successorId, day, because }, { agreementId }, submissionKey) => {
    const { database, today, workspace } = request;
    const successor = await readAgreement(database, successorId);
    if (successor === null) return refusedAt('successor', { key: 'agreements.problem.gone' });
    if (isPrepared(successor)) return refusedAt('successor', { key: 'contents.problem.successor_unsigned' });
    const last = day ?? (successor.startsOn === null ? null : lastDayBefore(successor.startsOn));
    if (last === null) return refusedAt('day', { key: 'contents.problem.successor_start' });
    return savePart(
      request,
      agreementId,
      { action: 'agreement_replaced', field: 'day', said: 'contents.replaced' },
      async (scoped, agreement) => {
        if (agreement.status !== 'signed') return { key: 'contents.problem.not_running' };
        const wrong = lastDayProblem(agreement, last, request);
        if (wrong !== null && (day !== null || wrong.key !== 'contents.problem.ends_anyway')) return wrong;
        const terminatedOn = wrong === null ? last : (certainEnd(agreement, today) ?? last);
        const life = { status: 'replaced', terminatedOn, endedBecause: because } as const;
        await writeLife(scoped, agreement, life, today, workspace);
        await writeLife(scoped, successor, { replacesId: agreement.id }, today, workspace);
        return null;
      },
      submissionKey,
    );
  },
});
