import { z } from 'zod';
import type { Day } from '../calendar/day.js';
import { isTimeZone } from '../calendar/time-zone.js';
import { type WorkingCalendar, weekdays } from '../calendar/working-days.js';
import { languages } from '../language/words.js';
import { section } from '../slack/blocks.js';
import { choiceField, choicesField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import { defineForm } from '../slack/form.js';
import { channelField, peopleField } from '../slack/picker-fields.js';
import { numberField, textField } from '../slack/text-fields.js';
import { patternProblem, readSigningSteps } from './agreement-rules.js';
import { readAgreementRules, writeAgreementRules } from './agreement-rules-store.js';
import { daysOffField, holidayCountryField, holidaysNear, workedHolidaysField } from './calendar-fields.js';
import { escalatesTo, readEscalation, writeEscalation } from './escalation-store.js';
import { isMember } from './members.js';
import { changeRegister } from './register-change.js';
import { readOffice, writeOffice } from './role-store.js';
import type { SettingsMemory } from './settings-memory.js';
import { findSettings, writeSettings } from './workspace-store.js';

/** The form in which an administrator sets how the workspace works: language, days, agreements, the office, late follow-ups. */
export function settingsForm(memory: SettingsMemory) {
  return defineForm({
    name: 'workspace',
    state: z.null(),
    fields: async ({ database, today }) => ({
      language: choiceField({
        required: true,
        choices: languages,
        label: (each) => `workspace.language.${each}`,
      }),
      timeZone: textField({ required: true, max: 60 }),
      workingDays: choicesField({ choices: weekdays, label: (day) => `workspace.weekday.${day}` }),
      holidayCountry: holidayCountryField,
      workedHolidays: workedHolidaysField((await findSettings(database))?.calendar.country ?? null, today),
      daysOff: daysOffField(today),
      leadTimeDays: numberField({ required: true, min: 0, max: 250 }),
      referencePattern: textField({ required: true, max: 60 }),
      signingSteps: textField({ required: false, multiline: true, max: 600 }),
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
      const [settings, office, rules] = await Promise.all([
        findSettings(database),
        readOffice(database),
        readAgreementRules(database),
      ]);
      if (settings === null) return {};
      return {
        language: settings.language,
        timeZone: settings.timeZone,
        workingDays: weekdays.filter((_, index) => settings.calendar.week.includes(index + 1)),
        holidayCountry: settings.calendar.country,
        workedHolidays: [...settings.calendar.workedHolidays],
        daysOff: [...settings.calendar.daysOff],
        leadTimeDays: settings.leadTimeDays,
        referencePattern: rules.referencePattern,
        signingSteps: rules.signingSteps.join('\n'),
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
      const { officers, heads, officeChannel: channelId, escalateAfterDays, escalateTo, ...others } = input;
      const { referencePattern, signingSteps, ...rest } = others;
      const { language, timeZone, leadTimeDays, ...days } = rest;
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
      const saved = await changeRegister(
        request,
        'settings_changed',
        async (database) => {
          const before = (await findSettings(database))?.calendar;
          const settings = { language, timeZone, leadTimeDays };
          await writeSettings(database, settings, calendarAsked(days, before, request.today));
          await writeOffice(database, { officers, heads, channelId });
          await writeEscalation(database, { escalateAfterDays, escalateTo });
          await writeAgreementRules(database, { referencePattern, signingSteps: steps });
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

/** The calendar as the form asks for it. Worked holidays that the form could not show stay as they were. */
function calendarAsked(
  days: {
    readonly workingDays: readonly (typeof weekdays)[number][];
    readonly holidayCountry: string | null;
    readonly daysOff: readonly Day[];
    readonly workedHolidays: readonly Day[];
  },
  before: WorkingCalendar | undefined,
  today: Day,
): WorkingCalendar {
  const country = days.holidayCountry;
  const shown = new Set(holidaysNear(before?.country ?? null, today));
  const others = [...(before?.workedHolidays ?? [])].filter((day) => !shown.has(day));
  return {
    week: days.workingDays.map((day) => weekdays.indexOf(day) + 1),
    country,
    daysOff: new Set(days.daysOff),
    workedHolidays: new Set(country === before?.country ? [...others, ...days.workedHolidays] : []),
  };
}

async function areMembers({ identity }: Request, people: readonly string[]): Promise<boolean> {
  const each = await Promise.all(people.map((id) => isMember(identity, id)));
  return each.every(Boolean);
}
