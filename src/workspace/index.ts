import { weekdays } from '../calendar/working-days.js';
import { writeList } from '../language/dates.js';
import { context, type Message, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import type { Feature } from '../slack/feature.js';
import { settingsForm } from './settings-form.js';
import type { SettingsMemory } from './settings-memory.js';
import { type SettleUndo, undoChange, undoLatest } from './undo.js';

/** The workspace's settings, and taking changes back; `settleUndo` keeps true what follows from what was put back. */
export function workspaceFeature(memory: SettingsMemory, settleUndo?: SettleUndo): Feature {
  const form = settingsForm(memory);
  /** What was taken back may be a change of settings. */
  const thenReadAgain = async (undone: Promise<Message>) => {
    const message = await undone;
    await memory.written();
    return message;
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
          message: await thenReadAgain(undoLatest(request, settleUndo)),
        }),
      },
    ],
    actions: {
      undo: async (request, { value }) => ({
        kind: 'replace',
        message: await thenReadAgain(undoChange(request, value, settleUndo)),
      }),
    },
  };
}

function settingsInForce({ words, workspace }: Request): Message {
  const days = weekdays
    .filter((_, index) => workspace.workingDays.includes(index + 1))
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
    ],
  };
}
