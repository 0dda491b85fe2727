import { z } from 'zod';
import { section } from '../slack/blocks.js';
import { defineForm } from '../slack/form.js';
import { numberField } from '../slack/text-fields.js';
import { changeRegister } from '../workspace/register-change.js';
import { readColdRule, writeColdAfter } from './cold-rule-store.js';
import { longestSilence } from './lead-cold.js';

/** The form in which an administrator says after how many working days without news a lead of each stage is cold. */
export const coldForm = defineForm({
  name: 'leads.cold',
  state: z.null(),
  fields: () => {
    const days = numberField({ required: true, min: 1, max: longestSilence });
    return {
      identified: days,
      contacted: days,
      in_discussion: days,
      proposal_sent: days,
      negotiation: days,
    };
  },
  initial: async ({ database }) => (await readColdRule(database)).after,
  edits: () => true,
  save: async (request, after, _state, submissionKey) => {
    if (!request.person.administrator) {
      return { kind: 'refused', problems: { identified: { key: 'leads.administrators_only' } } };
    }
    const changed = await changeRegister(
      request,
      'cold_rule_changed',
      async (database) => {
        await writeColdAfter(database, after);
        return { subjectId: null, result: null };
      },
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    const text = request.words.say('leads.cold_saved');
    return { kind: 'saved', message: { text: text.text, blocks: [section(text)] } };
  },
});
