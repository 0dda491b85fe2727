import { z } from 'zod';
import { addDays, type Day } from '../calendar/day.js';
import { writeDay } from '../language/dates.js';
import { readWebsite } from '../partners/website.js';
import { section } from '../slack/blocks.js';
import { choiceField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import type { Field } from '../slack/field.js';
import { defineForm } from '../slack/form.js';
import type { Saved } from '../slack/form-contract.js';
import { dayField } from '../slack/picker-fields.js';
import { textField } from '../slack/text-fields.js';
import { changeRegister } from '../workspace/register-change.js';
import { lengthField } from './length-field.js';
import { lastChance, usualRenewalMonths } from './renewal.js';
import { type Decided, decide, openRenewal } from './renewal-decision.js';
import { draftExtension, draftSuccessor } from './renewal-drafts.js';
import { readReason, writeReason } from './renewal-store.js';

/** Which renewal the form is about. */
const state = z.object({ renewal: z.string() });
type State = z.infer<typeof state>;

const reason = textField({ required: false, multiline: true, max: 1000 });

/** The small form that asks on which day to come back to a renewal. */
export const putOffForm = defineForm({
  name: 'agreements.later',
  state,
  fields: () => ({ day: dayField({ required: true }), because: reason }),
  initial: () => ({}),
  save: async (request, { day, because }, { renewal }, submissionKey): Promise<Saved<'day'>> => {
    const open = await openRenewal(request, renewal);
    const last = open === null ? null : lastChance(open.term, request.today);
    if (day <= request.today) return { kind: 'refused', problems: { day: { key: 'agreements.later.past' } } };
    if (last !== null && day > last) {
      const values = { day: writeDay(last, request.words.language) };
      return { kind: 'refused', problems: { day: { key: 'agreements.later.too_late', values } } };
    }
    const decision = { choice: 'later', askAgainOn: day } as const;
    return saved(await decide(request, renewal, decision, { because }, submissionKey), 'day');
  },
});

const acts = ['successor', 'amendment', 'recorded'] as const;

/** The form that asks by which act an agreement is renewed, and for how long. */
export const renewForm = defineForm({
  name: 'agreements.renewing',
  state,
  fields: () => ({
    act: choiceField({ required: true, choices: acts, label: (act) => `agreements.renewing.act.${act}` }),
    length: lengthField({ units: ['months'], problem: { key: 'agreements.problem.length' } }),
    because: reason,
  }),
  initial: async (request: Request, { renewal }) => {
    const open = await openRenewal(request, renewal);
    const usual = open === null ? null : usualRenewalMonths(open.agreement);
    return {
      act: open !== null && open.termEndsOn < request.today ? ('recorded' as const) : ('successor' as const),
      ...(usual === null ? {} : { length: { unit: 'months' as const, count: usual } }),
    };
  },
  save: async (request, input, { renewal }, submissionKey): Promise<Saved<'act' | 'length'>> => {
    const { act, length, because } = input;
    if (length === null) return { kind: 'refused', problems: { length: { key: 'form.required' } } };
    const open = await openRenewal(request, renewal);
    if (act === 'amendment' && open !== null && open.termEndsOn < request.today) {
      return { kind: 'refused', problems: { act: { key: 'agreements.renewing.has_ended' } } };
    }
    const months = length.count;
    if (act === 'recorded') {
      const decision = { choice: 'renew', months } as const;
      return saved(await decide(request, renewal, decision, { because }, submissionKey), 'act');
    }
    const draft = act === 'successor' ? draftSuccessor(request, months) : draftExtension(request, months);
    const decision = { choice: 'renew', drafted: true } as const;
    return saved(await decide(request, renewal, decision, { because, draft }, submissionKey), 'act');
  },
});

const typedProof = textField({ required: false, max: 300 });

/** A link to the proof that notice was sent. */
const proofField: Field<string | null> = {
  blocks: typedProof.blocks,
  read: (id, values) => {
    const typed = typedProof.read(id, values);
    if (!('value' in typed) || typed.value === null) return typed;
    const address = readWebsite(typed.value);
    return address === null
      ? { blockId: id, problem: { key: 'agreements.notice.no_link' } }
      : { value: address };
  },
};

/** The form in which somebody says that notice was sent, when, and where the proof is. */
export const noticeForm = defineForm({
  name: 'agreements.notice',
  state,
  fields: async (request: Request, { renewal }: State) => {
    const open = await openRenewal(request, renewal);
    const doubtful = open !== null && open.term.noticeDoubtfulUntil !== null;
    return {
      noticeOn: dayField({ required: true }),
      inTime: doubtful ? choiceField({ required: false, ...inTime }) : notAsked,
      proof: proofField,
      because: reason,
    };
  },
  initial: ({ today }) => ({ noticeOn: today }),
  save: async (request, input, { renewal }, submissionKey): Promise<Saved<'noticeOn' | 'inTime'>> => {
    const { noticeOn, proof, because } = input;
    const open = await openRenewal(request, renewal);
    if (noticeOn > request.today) {
      return { kind: 'refused', problems: { noticeOn: { key: 'agreements.notice.future' } } };
    }
    const signed = open?.agreement.signedOn ?? open?.agreement.startsOn ?? null;
    if (signed !== null && noticeOn < signed) {
      return { kind: 'refused', problems: { noticeOn: { key: 'agreements.notice.before_signature' } } };
    }
    const doubt = open === null ? null : doubtAbout(open.term, noticeOn);
    if (doubt !== null && input.inTime === null) {
      const { language } = request.words;
      const values = { deadline: writeDay(doubt.deadline, language), until: writeDay(doubt.until, language) };
      return { kind: 'refused', problems: { inTime: { key: 'agreements.notice.doubtful', values } } };
    }
    const heldInTime = doubt !== null && input.inTime === 'yes';
    const decision = { choice: 'lapse', noticeOn, heldInTime } as const;
    const decided = await decide(request, renewal, decision, { noticeOn, proof, because }, submissionKey);
    return saved(decided, 'noticeOn');
  },
});

const inTime = {
  choices: ['yes', 'no'],
  label: (choice) => `agreements.notice.in_time.${choice}`,
} as const satisfies Omit<Parameters<typeof choiceField<'yes' | 'no', false>>[0], 'required'>;

const notAsked: Field<'yes' | 'no' | null> = { blocks: () => [], read: () => ({ value: null }) };

/** The days between the deadline as it is counted and the month's end through which courts have taken notice. */
function doubtAbout(
  { noticeDeadline, noticeDoubtfulUntil }: { noticeDeadline: Day | null; noticeDoubtfulUntil: Day | null },
  noticeOn: Day,
): { readonly deadline: Day; readonly until: Day } | null {
  if (noticeDeadline === null || noticeDoubtfulUntil === null) return null;
  const doubtful = noticeOn >= addDays(noticeDeadline, 1) && noticeOn <= noticeDoubtfulUntil;
  return doubtful ? { deadline: noticeDeadline, until: noticeDoubtfulUntil } : null;
}

/** The form that asks why something was decided, for what was decided with one click. */
export const reasonForm = defineForm({
  name: 'agreements.reason',
  state: z.object({ decisionId: z.string() }),
  fields: () => ({ because: textField({ required: false, multiline: true, max: 1000 }) }),
  edits: () => true,
  initial: async ({ database }: Request, { decisionId }) => {
    const decision = await readReason(database, decisionId);
    return decision === null ? {} : { because: decision.because };
  },
  save: async (request, { because }, { decisionId }, submissionKey) => {
    const changed = await changeRegister(
      request,
      'decision_explained',
      async (database) => {
        const decision = await readReason(database, decisionId);
        if (decision === null) return null;
        await writeReason(database, decisionId, because);
        return { subjectId: decision.agreementId, result: null };
      },
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    if (changed.state === 'called_off') {
      return { kind: 'refused', problems: { because: { key: 'agreements.already_decided' } } };
    }
    const text = request.words.say('agreements.reason.noted');
    return { kind: 'saved', message: { text: text.text, blocks: [section(text)] } };
  },
});

function saved<Name extends string>(decided: Decided, field: Name): Saved<Name> {
  if (decided.state === 'done') return { kind: 'saved', message: decided.message };
  if (decided.state === 'repeated') return { kind: 'repeated' };
  const problem = { key: 'agreements.already_decided' } as const;
  const problems: Partial<Record<string, typeof problem>> = { [field]: problem };
  return { kind: 'refused', problems };
}
