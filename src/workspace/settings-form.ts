import { z } from 'zod';
import { isTimeZone } from '../calendar/time-zone.js';
import { weekdays } from '../calendar/working-days.js';
import { languages } from '../language/words.js';
import { section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import {
  channelField,
  choiceField,
  choicesField,
  numberField,
  peopleField,
  textField,
} from '../slack/field.js';
import { defineForm } from '../slack/form.js';
import { escalatesTo, readEscalation, writeEscalation } from './escalation-store.js';
import { changeRegister } from './register-change.js';
import { readOffice, writeOffice } from './role-store.js';
import type { SettingsMemory } from './settings-memory.js';
import { findSettings, writeSettings } from './workspace-store.js';

/** The form in which an administrator sets language, time zone, working days and who works in the office. */
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
      officers: peopleField(),
      heads: peopleField(),
      officeChannel: channelField({ required: false }),
      escalateAfterDays: numberField({ required: false, min: 1, max: 60 }),
      escalateTo: choiceField({
        required: true,
        choices: escalatesTo,
        label: (each) => `workspace.escalate_to.${each}`,
      }),
    }),
    edits: () => true,
    initial: async ({ database }) => {
      const [settings, office] = await Promise.all([findSettings(database), readOffice(database)]);
      if (settings === null) return {};
      return {
        language: settings.language,
        timeZone: settings.timeZone,
        workingDays: weekdays.filter((_, index) => settings.workingDays.includes(index + 1)),
        leadTimeDays: settings.leadTimeDays,
        officers: [...office.officers],
        heads: [...office.heads],
        officeChannel: office.channelId,
        ...(await readEscalation(database)),
      };
    },
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
      const { officers, heads, officeChannel: channelId, escalateAfterDays, escalateTo, ...rest } = input;
      for (const [field, people] of Object.entries({ officers, heads })) {
        if (!(await areMembers(request, people))) {
          return { kind: 'refused', problems: { [field]: { key: 'workspace.members_only' } } };
        }
      }
      const settings = { ...rest, workingDays: rest.workingDays.map((day) => weekdays.indexOf(day) + 1) };
      const saved = await changeRegister(
        request,
        'settings_changed',
        async (database) => {
          await writeSettings(database, settings);
          await writeOffice(database, { officers, heads, channelId });
          await writeEscalation(database, { escalateAfterDays, escalateTo });
          return { subjectId: null, result: null };
        },
        submissionKey,
      );
      await memory.written();
      if (saved.state === 'repeated') return { kind: 'repeated' };
      const text = request.words.say('workspace.settings_saved');
      return { kind: 'saved', message: { text: text.text, blocks: [section(text)] } };
    },
  });
}

async function areMembers({ identity }: Request, people: readonly string[]): Promise<boolean> {
  const identified = await Promise.all(people.map((id) => identity.whoIs(id)));
  return identified.every(({ standing }) => standing === 'member');
}
