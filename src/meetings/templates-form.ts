import { z } from 'zod';
import { section } from '../slack/blocks.js';
import { defineForm } from '../slack/form.js';
import { textField } from '../slack/text-fields.js';
import { changeRegister } from '../workspace/register-change.js';
import { isOfficer } from '../workspace/role.js';
import { readTemplates, writeTemplates } from './note-templates-store.js';

/** The form in which the office says what the notes of each kind of meeting begin with. */
export const templatesForm = defineForm({
  name: 'meetings.templates',
  state: z.null(),
  fields: () => {
    const template = textField({ required: false, multiline: true, max: 1000 });
    return { meeting: template, call: template, visit: template, working_session: template, event: template };
  },
  initial: async ({ database }) => {
    const { meeting, call, visit, working_session, event } = await readTemplates(database);
    return {
      meeting: meeting ?? null,
      call: call ?? null,
      visit: visit ?? null,
      working_session: working_session ?? null,
      event: event ?? null,
    };
  },
  edits: () => true,
  save: async (request, templates, _state, submissionKey) => {
    if (!(await isOfficer(request))) {
      return { kind: 'refused', problems: { meeting: { key: 'meetings.office_only' } } };
    }
    const changed = await changeRegister(
      request,
      'note_templates_changed',
      async (database) => {
        await writeTemplates(database, templates);
        return { subjectId: null, result: null };
      },
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    const text = request.words.say('meetings.templates_saved');
    return { kind: 'saved', message: { text: text.text, blocks: [section(text)] } };
  },
});
