import { parseTime } from '../digests/schedule-text.js';
import { actions, button, type Message, section } from '../slack/blocks.js';
import { type CommandText, foldWord } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import { actionId, type Feature } from '../slack/feature.js';
import { changeRegister } from '../workspace/register-change.js';
import { readReminder, writeReminder } from './reminder-store.js';

const offWords = new Set(['off', 'no', 'non', 'stop', 'aucun', 'jamais', 'never', 'desactiver']);
const onWords = new Set(['on', 'yes', 'oui', 'activer']);

/** Each person's own due and overdue items, in one direct message a working day. */
export const remindersFeature: Feature = {
  name: 'reminders',
  commands: [
    {
      verb: 'reminders',
      aliases: ['rappels'],
      usage: 'reminders.usage',
      summary: 'reminders.summary',
      writes: true,
      run: async (request, text) => ({ kind: 'message', message: await setReminders(request, text) }),
    },
  ],
  actions: {
    off: async (request) => ({ kind: 'answer', message: await write(request, { enabled: false }) }),
    on: async (request) => ({ kind: 'answer', message: await write(request, { enabled: true }) }),
  },
};

async function setReminders(request: Request, { rest }: CommandText): Promise<Message> {
  const typed = foldWord(rest).trim();
  if (offWords.has(typed)) return write(request, { enabled: false });
  if (onWords.has(typed)) return write(request, { enabled: true });
  if (typed === '') return state(request, await readReminder(request.database, request.person.id));
  const time = parseTime(rest);
  if (time !== null) return write(request, { time, enabled: true });
  return state(request, await readReminder(request.database, request.person.id), rest);
}

async function write(request: Request, wish: { time?: string; enabled: boolean }): Promise<Message> {
  const { database, person } = request;
  await changeRegister(request, 'reminder_changed', async (scoped) => {
    await writeReminder(scoped, person.id, wish);
    return { subjectId: null, result: null };
  });
  return state(request, await readReminder(database, person.id));
}

/** How a person is reminded, and the button for the contrary. */
function state(
  { words }: Request,
  { time, enabled }: { readonly time: string; readonly enabled: boolean },
  unread?: string,
): Message {
  const key = enabled ? 'reminders.at' : 'reminders.none';
  return {
    text: words.plain(key, { time }),
    blocks: [
      ...(unread === undefined ? [] : [section(words.say('reminders.unread', { typed: unread }))]),
      section(words.say(key, { time })),
      actions([
        enabled
          ? button(actionId('reminders', 'off'), words.plain('reminders.turn_off'), 'off')
          : button(actionId('reminders', 'on'), words.plain('reminders.turn_on'), 'on'),
      ]),
    ],
  };
}
