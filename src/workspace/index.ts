import { holidayOn, nextDaysOff, weekdays } from '../calendar/working-days.js';
import { writeDay, writeList } from '../language/dates.js';
import type { Mrkdwn } from '../language/mrkdwn.js';
import { context, type Message, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import type { Feature } from '../slack/feature.js';
import { limits } from '../slack/limits.js';
import { countryName, findCountries } from './country.js';
import { countryOption } from './country-field.js';
import { settingsForm } from './settings-form.js';
import type { SettingsMemory } from './settings-memory.js';
import { type SettleUndo, type Undone, undoChange, undoLatest } from './undo.js';

/** The workspace's settings, and taking changes back; `settleUndo` keeps true what follows from what was put back. */
export function workspaceFeature(memory: SettingsMemory, settleUndo?: SettleUndo): Feature {
  const form = settingsForm(memory);
  /** What was taken back may be a change of settings. */
  const thenReadAgain = async (undoing: Promise<Undone>) => {
    const undone = await undoing;
    await memory.written();
    return undone;
  };
  return {
    name: 'workspace',
    forms: [form],
    commands: [
      {
        verb: 'settings',
        aliases: ['réglages', 'parametres'],
        usage: null,
        summary: 'workspace.settings_summary',
        run: (request) =>
          request.person.administrator
            ? { kind: 'form', form: form.open(null) }
            : { kind: 'message', message: settingsInForce(request) },
      },
      {
        verb: 'undo',
        aliases: ['annuler', 'défaire'],
        usage: null,
        summary: 'workspace.undo_summary',
        run: async (request) => ({
          kind: 'message',
          message: (await thenReadAgain(undoLatest(request, settleUndo))).message,
        }),
      },
    ],
    options: {
      country: ({ words }, typed) =>
        findCountries(typed, words.language, limits.selectOptions).map(({ code }) =>
          countryOption(code, words.language),
        ),
    },
    actions: {
      undo: async (request, { value }) => {
        const { done, message } = await thenReadAgain(undoChange(request, value, settleUndo));
        if (request.surface !== 'home') return { kind: 'replace', message };
        return done ? { kind: 'refresh' } : { kind: 'refresh', also: message };
      },
    },
  };
}

const daysOffShown = 3;

/** Whose holidays the office keeps, and the next days on which it is closed. */
function daysOffLine({ words, workspace, today }: Request): Mrkdwn {
  const { calendar } = workspace;
  const { language } = words;
  const days = nextDaysOff(today, daysOffShown, calendar).map((day) => {
    const holiday = holidayOn(day, calendar)?.[language];
    return holiday === undefined ? writeDay(day, language) : `${writeDay(day, language)} (${holiday})`;
  });
  const holidays =
    calendar.country === null
      ? words.plain('workspace.without_holidays')
      : words.plain('workspace.holidays_of', { country: countryName(calendar.country, language) });
  return days.length === 0
    ? words.say('workspace.days_off_none', { holidays })
    : words.say('workspace.days_off_line', { holidays, days: writeList(days, language) });
}

function settingsInForce(request: Request): Message {
  const { words, workspace } = request;
  const days = weekdays
    .filter((_, index) => workspace.calendar.week.includes(index + 1))
    .map((day) => words.plain(`workspace.weekday.${day}`));
  return {
    text: words.plain('workspace.administrators_only'),
    blocks: [
      section(words.say('workspace.administrators_only')),
      context([
        words.say('workspace.settings_line', {
          language: words.plain(`workspace.language.${workspace.language}`),
          timeZone: workspace.timeZone,
          days: writeList(days, words.language),
          leadTime: workspace.leadTimeDays,
        }),
      ]),
      context([daysOffLine(request)]),
    ],
  };
}
