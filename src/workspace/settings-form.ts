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
import { patternProblem, readSigningSteps } from './agreement-rules.js';
import { readAgreementRules, writeAgreementRules } from './agreement-rules-store.js';
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
      referencePattern: textField({ required: true, max: 60 }),
      signingSteps: textField({ required: false, multiline: true, max: 600 }),
      officers: peopleField(),
      heads: peopleField(),
      officeChannel: channelField({ required: false }),
    }),
    edits: () => true,
    initial: async ({ database }) => {
      const [settings, office, rules] = await Promise.all([
        findSettings(database),
        readOffice(database),
        readAgreementRules(database),
      ]);
      if (settings === null) return {};
      return {
        language: settings.language,
        timeZone: settings.timeZone,
        workingDays: weekdays.filter((_, index) => settings.workingDays.includes(index + 1)),
        leadTimeDays: settings.leadTimeDays,
        referencePattern: rules.referencePattern,
        signingSteps: rules.signingSteps.join('\n'),
        officers: [...office.officers],
        heads: [...office.heads],
        officeChannel: office.channelId,
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
      const { officers, heads, officeChannel: channelId, referencePattern, signingSteps, ...rest } = input;
      const wrong = patternProblem(referencePattern);
      if (wrong !== null) {
        const problem = { key: `workspace.reference_problem.${wrong}` } as const;
        return { kind: 'refused', problems: { referencePattern: problem } };
      }
      const steps = readSigningSteps(signingSteps ?? '');
      if (steps === null) {
        return { kind: 'refused', problems: { signingSteps: { key: 'workspace.signing_steps_problem' } } };
      }
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
          await writeAgreementRules(database, { referencePattern, signingSteps: steps });
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

async function areMembers({ identity }: Request, people: readonly string[]): Promise<boolean> {
  const identified = await Promise.all(people.map((id) => identity.whoIs(id)));
  return identified.every(({ standing }) => standing === 'member');
}
