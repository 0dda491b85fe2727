import { z } from 'zod';
import type { Day } from '../calendar/day.js';
import { findAssignee } from '../follow-ups/assignee.js';
import { readTypedFollowUp } from '../follow-ups/typed-follow-up.js';
import { writeNearDay } from '../language/dates.js';
import { mention } from '../language/mrkdwn.js';
import { actions, type Message, section } from '../slack/blocks.js';
import type { CommandText } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import type { Answer } from '../slack/feature.js';
import { defineForm } from '../slack/form.js';
import { dayField, personField } from '../slack/picker-fields.js';
import { runButton } from '../slack/shared-actions.js';
import { absencesOf, endAbsence, setAbsence } from '../workspace/absence-store.js';
import { isMember } from '../workspace/members.js';
import { changeRegister } from '../workspace/register-change.js';
import { undoButton } from '../workspace/saved-card.js';
import { sentence } from './leaver-card.js';

const typedPart = z.object({ until: z.string().nullable(), deputy: z.string().nullable() });

/** The form in which someone says until when they are away, and who is told meanwhile. */
export const absenceForm = defineForm({
  name: 'leavers.absence',
  state: typedPart,
  fields: () => ({ until: dayField({ required: true }), deputy: personField({ required: true }) }),
  initial: async ({ database, person, today }, typed) => {
    const known = (await absencesOf(database, [person.id], today)).get(person.id);
    const until = (typed.until as Day | null) ?? known?.untilOn;
    const deputy = typed.deputy ?? known?.deputyId;
    return { ...(until === undefined ? {} : { until }), ...(deputy === undefined ? {} : { deputy }) };
  },
  save: async (request, { until, deputy }, _state, submissionKey) => {
    if (until < request.today) {
      return { kind: 'refused', problems: { until: { key: 'leavers.absence.past_day' } } };
    }
    if (deputy === request.person.id || !(await isMember(request.identity, deputy))) {
      return { kind: 'refused', problems: { deputy: { key: 'leavers.absence.no_deputy' } } };
    }
    const message = await writeAbsence(request, until, deputy, submissionKey);
    return message === null ? { kind: 'repeated' } : { kind: 'saved', message };
  },
});

/** `/partner away until 30 November @omar`; what is missing is asked for in the form. */
export async function goAway(request: Request, { rest }: CommandText): Promise<Answer> {
  const typed = readTypedFollowUp(rest, request.today, request.workspace.calendar);
  const found = typed.person === null ? null : await findAssignee(request.identity, typed.person);
  const deputy = found?.kind === 'found' && found.id !== request.person.id ? found.id : null;
  if (typed.dueOn !== null && typed.dueOn >= request.today && deputy !== null) {
    const message = await writeAbsence(request, typed.dueOn, deputy);
    if (message !== null) return { kind: 'message', message };
  }
  return { kind: 'form', form: absenceForm.open({ until: typed.dueOn, deputy }) };
}

/** `/partner back`: the person is there again. */
export async function comeBack(request: Request): Promise<Answer> {
  const { words, person } = request;
  const changed = await changeRegister(request, 'absence_ended', async (database) =>
    (await endAbsence(database, person.id)) ? { subjectId: null, result: null } : null,
  );
  const key = changed.state === 'done' ? 'leavers.absence.ended' : 'leavers.absence.not_away';
  return { kind: 'message', message: sentence(words.say(key), words.plain(key)) };
}

/** Null where this very submission was written before. */
async function writeAbsence(
  request: Request,
  untilOn: Day,
  deputyId: string,
  submissionKey?: string,
): Promise<Message | null> {
  const { words, person } = request;
  const changed = await changeRegister(
    request,
    'absence_set',
    async (database) => {
      await setAbsence(database, { personId: person.id, deputyId, untilOn });
      return { subjectId: null, result: null };
    },
    submissionKey,
  );
  if (changed.state !== 'done') return null;
  const day = writeNearDay(untilOn, words.language);
  return {
    text: words.plain('leavers.absence.saved_text', { day }),
    blocks: [
      section(words.say('leavers.absence.saved', { day, person: mention(deputyId) })),
      actions([
        undoButton(changed.changeId, request),
        runButton('back', words.plain('leavers.absence.back')),
      ]),
    ],
  };
}
