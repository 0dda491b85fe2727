import type { KnownBlock } from '@slack/types';
import { latestChange, undo } from '../database/change.js';
import { hasKey, type Key } from '../language/words.js';
import { type Message, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import { undoButton } from './saved-card.js';

const undoableForMinutes = 10;

/** Writes what follows from rows that were put back, e.g. when a partner was last met. Runs in the same transaction. */
export type SettleUndo = NonNullable<Parameters<typeof undo>[2]>;

/** Whether something was taken back, and what there is to say of it. */
export interface Undone {
  readonly done: boolean;
  readonly message: Message;
}

/** Takes a change back where that is still possible; the message says what happened. */
export async function undoChange(request: Request, changeId: string, settle?: SettleUndo): Promise<Undone> {
  const asked = { changeId, actorId: request.person.id, at: request.now, within: undoableForMinutes };
  const outcome = await undo(request.database, asked, settle);
  switch (outcome.state) {
    case 'undone': {
      request.copies.changed(outcome.touched, request.now);
      const action = actionIn(request, outcome.action);
      return { done: true, message: told(request, 'workspace.undone', { action }) };
    }
    case 'too_late':
      return refused(request, 'workspace.undo_too_late');
    case 'not_yours':
      return refused(request, 'workspace.undo_not_yours');
    case 'already_undone':
      return refused(request, 'workspace.undo_already');
    case 'changed_since':
      return refused(request, 'workspace.undo_changed_since');
    case 'not_found':
      return refused(request, 'workspace.nothing_to_undo');
  }
}

/** Takes back the person's latest change of the last ten minutes. */
export async function undoLatest(request: Request, settle?: SettleUndo): Promise<Undone> {
  const latest = await undoable(request);
  return latest === null
    ? refused(request, 'workspace.nothing_to_undo')
    : undoChange(request, latest.changeId, settle);
}

/** On the Home tab, where nothing can be said beside what was clicked: the person's latest change, to be taken back. */
export async function latestOnHome(request: Request): Promise<KnownBlock[]> {
  const latest = request.surface === 'home' ? await undoable(request) : null;
  if (latest === null) return [];
  const said = request.words.say('workspace.latest_change', { action: actionIn(request, latest.action) });
  return [section(said, undefined, undoButton(latest.changeId, request))];
}

async function undoable({ database, person, now }: Request) {
  const latest = await latestChange(database, person.id);
  return latest !== null && latest.at.getTime() >= now.getTime() - undoableForMinutes * 60_000
    ? latest
    : null;
}

function actionIn({ words }: Request, action: string): string {
  const key = `changes.${action}`;
  return hasKey(key) ? words.plain(key) : action;
}

function refused(request: Request, key: Key): Undone {
  return { done: false, message: told(request, key) };
}

function told(request: Request, key: Key, values?: Record<string, string>): Message {
  return { text: request.words.plain(key, values), blocks: [section(request.words.say(key, values))] };
}
