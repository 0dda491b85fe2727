import { z } from 'zod';
import { writeDay } from '../language/dates.js';
import type { Request } from '../slack/context.js';
import { dayField } from '../slack/field.js';
import { defineForm, type Saved } from '../slack/form.js';
import { lengthField } from './length-field.js';
import { lastChance, usualRenewalMonths } from './renewal.js';
import { type Decided, decide, openRenewal } from './renewal-decision.js';

/** Which renewal the form is about. */
const state = z.object({ renewal: z.string() });

/** The small form that asks on which day to come back to a renewal. */
export const putOffForm = defineForm({
  name: 'agreements.later',
  state,
  fields: () => ({ day: dayField({ required: true }) }),
  initial: () => ({}),
  save: async (request, { day }, { renewal }, submissionKey): Promise<Saved<'day'>> => {
    const open = await openRenewal(request, renewal);
    const last = open === null ? null : lastChance(open.term, request.today);
    if (day <= request.today) return { kind: 'refused', problems: { day: { key: 'agreements.later.past' } } };
    if (last !== null && day > last) {
      const values = { day: writeDay(last, request.words.language) };
      return { kind: 'refused', problems: { day: { key: 'agreements.later.too_late', values } } };
    }
    const decided = await decide(request, renewal, { choice: 'later', askAgainOn: day }, submissionKey);
    return saved(decided, 'day');
  },
});

/** The small form that asks for how long an agreement is renewed, where the register does not know it. */
export const lengthenForm = defineForm({
  name: 'agreements.lengthen',
  state,
  fields: () => ({
    length: lengthField({ units: ['months'], problem: { key: 'agreements.problem.length' } }),
  }),
  initial: async (request: Request, { renewal }) => {
    const open = await openRenewal(request, renewal);
    const usual = open === null ? null : usualRenewalMonths(open.agreement);
    return usual === null ? {} : { length: { unit: 'months' as const, count: usual } };
  },
  save: async (request, { length }, { renewal }, submissionKey): Promise<Saved<'length'>> => {
    if (length === null) return { kind: 'refused', problems: { length: { key: 'form.required' } } };
    const decided = await decide(request, renewal, { choice: 'renew', months: length.count }, submissionKey);
    return saved(decided, 'length');
  },
});

function saved<Name extends string>(decided: Decided, field: Name): Saved<Name> {
  if (decided.state === 'done') return { kind: 'saved', message: decided.message };
  if (decided.state === 'repeated') return { kind: 'repeated' };
  const problem = { key: 'agreements.already_decided' } as const;
  const problems: Partial<Record<string, typeof problem>> = { [field]: problem };
  return { kind: 'refused', problems };
}
