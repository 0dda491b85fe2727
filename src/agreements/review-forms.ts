import { z } from 'zod';
import { option } from '../slack/blocks.js';
import { choiceField, selectBlock } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import { type Field, stateOf } from '../slack/field.js';
import { defineForm } from '../slack/form.js';
import { dayField } from '../slack/picker-fields.js';
import { textField } from '../slack/text-fields.js';
import { type ChangeAction, changeRegister } from '../workspace/register-change.js';
import { readAgreement } from './agreement-store.js';
import { bestScore, mostCriteria, readCriteria, reviewKinds, type Score } from './review.js';
import { readReview, writeCriteria, writeReview } from './review-store.js';
import { savedAgreement } from './saved-agreement.js';

const longestCriterion = 100;
const marks = Array.from({ length: bestScore }, (_, index) => String(index + 1));

/** The form in which the criteria are kept that both sides have agreed to. */
export const criteriaForm = defineForm({
  name: 'agreements.criteria',
  state: z.object({ agreementId: z.string() }),
  fields: () => ({ criteria: textField({ required: true, multiline: true }) }),
  edits: () => true,
  initial: async ({ database }: Request, { agreementId }) => {
    const agreement = await readAgreement(database, agreementId);
    return agreement === null ? {} : { criteria: agreement.reviewCriteria.join('\n') };
  },
  save: async (request, { criteria: typed }, { agreementId }, submissionKey) => {
    const criteria = readCriteria(typed);
    const fits = criteria.every((criterion) => criterion.length <= longestCriterion);
    if (criteria.length === 0 || criteria.length > mostCriteria || !fits) {
      const values = { most: mostCriteria, longest: longestCriterion };
      return { kind: 'refused', problems: { criteria: { key: 'agreements.criteria.problem', values } } };
    }
    const saved = await saveAbout(request, agreementId, 'criteria_agreed', submissionKey, (database) =>
      writeCriteria(database, agreementId, criteria),
    );
    return saved ?? { kind: 'refused', problems: { criteria: { key: 'agreements.problem.gone' } } };
  },
});

/** One menu for each criterion and side, with the marks from 1 to 5. */
function scoresField(criteria: readonly string[]): Field<Score[]> {
  const sides = ['ours', 'theirs'] as const;
  const blockId = (id: string, index: number, side: string) => `${id}_${index}_${side}`;
  return {
    blocks: (id, writing, value) =>
      criteria.flatMap((criterion, index) =>
        sides.map((side) => {
          const given = value?.find((score) => score.criterion === criterion)?.[side] ?? null;
          const options = marks.map((mark) => option(mark, writing.words.plain('agreements.mark', { mark })));
          const label = writing.words.plain(`agreements.score.${side}`, { criterion });
          const labelled = { ...writing, label: () => label, hint: () => null, placeholder: () => null };
          return selectBlock(
            blockId(id, index, side),
            labelled,
            true,
            options,
            given === null ? null : String(given),
          );
        }),
      ),
    read: (id, values) => {
      const scores = criteria.map((criterion, index) => {
        const [ours, theirs] = sides.map((side) => {
          const mark = stateOf(blockId(id, index, side), values)?.selected_option?.value;
          return mark === undefined || !marks.includes(mark) ? null : Number(mark);
        });
        return { criterion, ours: ours ?? null, theirs: theirs ?? null };
      });
      return scores.some(({ ours, theirs }) => ours !== null || theirs !== null)
        ? { value: scores }
        : { blockId: blockId(id, 0, 'ours'), problem: { key: 'agreements.review.no_score' } };
    },
  };
}

/** The form for a review: what each side gives for each criterion. */
export const reviewForm = defineForm({
  name: 'agreements.review',
  state: z.object({ agreementId: z.string(), reviewId: z.string().nullable() }),
  fields: async ({ database }: Request, { agreementId, reviewId }) => {
    const [agreement, review] = await Promise.all([
      readAgreement(database, agreementId),
      reviewId === null ? null : readReview(database, reviewId),
    ]);
    const criteria = [
      ...new Set([
        ...(agreement?.reviewCriteria ?? []),
        ...(review?.scores.map(({ criterion }) => criterion) ?? []),
      ]),
    ];
    return {
      kind: choiceField({
        required: true,
        choices: reviewKinds,
        label: (kind) => `agreements.review_kind.${kind}`,
      }),
      heldOn: dayField({ required: true }),
      scores: scoresField(criteria),
      comment: textField({ required: false, multiline: true }),
    };
  },
  edits: ({ reviewId }) => reviewId !== null,
  initial: async ({ database, today }, { reviewId }) => {
    if (reviewId === null) return { kind: 'mid_term' as const, heldOn: today };
    const review = await readReview(database, reviewId);
    if (review === null) return {};
    return { ...review, scores: [...review.scores] };
  },
  save: async (request, input, { agreementId, reviewId }, submissionKey) => {
    if (input.heldOn > request.today) {
      return { kind: 'refused', problems: { heldOn: { key: 'agreements.review.future' } } };
    }
    const action = reviewId === null ? 'agreement_reviewed' : 'review_edited';
    const saved = await saveAbout(request, agreementId, action, submissionKey, async (database) => {
      if (reviewId !== null && (await readReview(database, reviewId)) === null) return false;
      if ((await readAgreement(database, agreementId)) === null) return false;
      await writeReview(database, reviewId, { agreementId, ...input }, request.person.id);
      return true;
    });
    return saved ?? { kind: 'refused', problems: { kind: { key: 'agreements.problem.gone' } } };
  },
});

/** Writes something about an agreement and shows its card; null where it is gone. */
async function saveAbout(
  request: Request,
  agreementId: string,
  action: ChangeAction,
  submissionKey: string,
  write: (database: Request['database']) => Promise<boolean>,
) {
  const changed = await changeRegister(
    request,
    action,
    async (database) => ((await write(database)) ? { subjectId: agreementId, result: null } : null),
    submissionKey,
  );
  if (changed.state === 'repeated') return { kind: 'repeated' as const };
  const agreement = await readAgreement(request.database, agreementId);
  if (changed.state === 'called_off' || agreement === null) return null;
  const text = request.words.plain('agreements.edited', { title: agreement.title });
  const about = { changeId: changed.changeId, result: agreement };
  return { kind: 'saved' as const, message: await savedAgreement(request, about, text) };
}
