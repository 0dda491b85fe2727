import type { Button, KnownBlock } from '@slack/types';
import { writeNearDay } from '../language/dates.js';
import { actions, button, context, divider, header, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import { actionId, type Feature } from '../slack/feature.js';
import { runButton } from '../slack/shared-actions.js';
import { latestOnHome } from '../workspace/undo.js';

/** The desk of one person: what waits for them, and the buttons for the forms. Shown by `/partner` and on the Home tab. */
export async function deskBlocks(request: Request, features: readonly Feature[]): Promise<KnownBlock[]> {
  const { words, today } = request;
  const [latest, parts] = await Promise.all([
    latestOnHome(request),
    Promise.all(features.flatMap(({ deskSections = [] }) => deskSections.map((show) => show(request)))),
  ]);
  const waiting = parts.filter((part) => part !== null);
  return [
    header(words.plain('desk.title')),
    context([
      words.say('desk.today', { name: request.person.name, day: writeNearDay(today, words.language) }),
    ]),
    actions([...formButtons(request, features), runButton('help', words.plain('desk.help'))]),
    ...latest,
    ...waiting.flatMap((part) => [divider, ...part]),
    ...(waiting.length === 0 ? [section(words.say('desk.nothing_waits'))] : []),
  ];
}

/** A button for each form that features offer. */
export function formButtons({ words }: Request, features: readonly Feature[]): Button[] {
  return features.flatMap(({ name, shortcuts = [] }) =>
    shortcuts.map(({ label, action }) => button(actionId(name, action), words.plain(label), action)),
  );
}
