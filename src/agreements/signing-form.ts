import { z } from 'zod';
import { option } from '../slack/blocks.js';
import { pickField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import { defineForm } from '../slack/form.js';
import { dayField } from '../slack/picker-fields.js';
import { textField } from '../slack/text-fields.js';
import { addDocuments, readWholeAgreement } from './content-store.js';
import { paperFields, papersOf } from './documents-form.js';
import { isPrepared, signature, stepsLeft } from './lifecycle.js';
import { refusedAt, savePart } from './save-part.js';
import { passStep } from './signing.js';

const longestNote = 500;
/** Menu values; a step of the circuit stands by its place, since its name may be long. */
const signed = 'signed';

/** The steps that are left, in their order, each with its value in the menu. */
async function openSteps({ database, today }: Request, agreementId: string) {
  const agreement = await readWholeAgreement(database, agreementId, today);
  if (agreement === null || !isPrepared(agreement)) return [];
  const passed = agreement.parts.signing.map(({ step }) => step);
  return stepsLeft(agreement.parts.steps, passed);
}

/** That a step of the circuit was passed, or the agreement signed, on a day: on paper as well, with its scan. */
export const signingForm = defineForm({
  name: 'contents.signing',
  state: z.object({ agreementId: z.string() }),
  fields: async (request: Request, { agreementId }) => {
    const steps = await openSteps(request, agreementId);
    return {
      step: pickField({
        required: true,
        options: [
          ...steps.map((step) => option(`step:${step}`, step)),
          option(signed, request.words.plain('contents.signed_step')),
        ],
      }),
      day: dayField({ required: true }),
      startsOn: dayField({ required: false }),
      note: textField({ required: false, max: longestNote }),
      ...paperFields(),
    };
  },
  initial: async (request: Request, { agreementId }) => {
    const [step] = await openSteps(request, agreementId);
    return { step: step === undefined ? signed : `step:${step}`, day: request.today };
  },
  save: async (request, { step, day, startsOn, note, ...added }, { agreementId }, submissionKey) => {
    const papers = papersOf(added);
    if (papers === null) return refusedAt('link', { key: 'contents.problem.no_link' });
    if (day > request.today) return refusedAt('day', { key: 'contents.problem.signed_in_future' });
    if (day < '1900') return refusedAt('day', { key: 'agreements.problem.year' });
    const isSigned = step === signed;
    if (!isSigned && startsOn !== null) {
      return refusedAt('startsOn', { key: 'contents.problem.starts_when_signed' });
    }
    if (startsOn !== null && (startsOn < '1900' || startsOn >= '2201')) {
      return refusedAt('startsOn', { key: 'agreements.problem.year' });
    }
    return savePart(
      request,
      agreementId,
      {
        action: isSigned ? 'agreement_signed' : 'agreement_step_passed',
        field: 'step',
        said: isSigned ? 'contents.signed' : 'contents.step_noted',
      },
      async (database, agreement) => {
        if (!isPrepared(agreement)) return { key: 'contents.problem.signed_already' };
        const by = { personId: request.person.id, at: request.now };
        const name = isSigned ? signature : step.slice('step:'.length);
        const passing = { step: name, passedOn: day, note, startsOn };
        const wrong = await passStep(database, request, agreement, passing);
        if (wrong === null) await addDocuments(database, agreementId, papers, by);
        return wrong;
      },
      submissionKey,
    );
  },
});
