import { z } from 'zod';
import { isTimeZone } from '../calendar/time-zone.js';
import { weekdays } from '../calendar/working-days.js';
import { languages } from '../language/words.js';
import { section } from '../slack/blocks.js';
import { choiceField, choicesField, numberField, textField } from '../slack/field.js';
import { defineForm } from '../slack/form.js';
import { changeRegister } from './register-change.js';
import type { SettingsMemory } from './settings-memory.js';
import { writeSettings } from './workspace-store.js';

/** The form in which an administrator sets language, time zone and working days. */
export function settingsForm(memory: SettingsMemory) {
  return defineForm({
    name: 'workspace',
    state: z.null(),
    fields: () => ({
      language: choiceField({
        required: true,
        choices: languages,
        label: (each) => `workspace.language.${each}`,
      }),
      timeZone: textField({ required: true, max: 60 }),
      workingDays: choicesField({ choices: weekdays, label: (day) => `workspace.weekday.${day}` }),
      leadTimeDays: numberField({ required: true, min: 0, max: 250 }),
    }),
    initial: ({ workspace }) => ({
      language: workspace.language,
      timeZone: workspace.timeZone,
      workingDays: weekdays.filter((_, index) => workspace.workingDays.includes(index + 1)),
      leadTimeDays: workspace.leadTimeDays,
    }),
    save: async (request, input, _state, submissionKey) => {
      if (!request.person.administrator) {
        return { kind: 'refused', problems: { language: { key: 'workspace.administrators_only' } } };
      }
      if (!isTimeZone(input.timeZone)) {
        return { kind: 'refused', problems: { timeZone: { key: 'workspace.unknown_time_zone' } } };
      }
      if (input.workingDays.length === 0) {
        return { kind: 'refused', problems: { workingDays: { key: 'workspace.no_working_day' } } };
      }
      const settings = { ...input, workingDays: input.workingDays.map((day) => weekdays.indexOf(day) + 1) };
      const saved = await changeRegister(
        request,
        'settings_changed',
        async (database) => {
          await writeSettings(database, settings);
          return { subjectId: null, result: null };
        },
        submissionKey,
      );
      memory.forget();
      if (saved.state === 'repeated') return { kind: 'repeated' };
      const text = request.words.say('workspace.settings_saved');
      return { kind: 'saved', message: { text: text.text, blocks: [section(text)] } };
    },
  });
}
