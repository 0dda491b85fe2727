import { latestChange, undo } from '../database/change.js';
import { hasKey, type Key } from '../language/words.js';
import { type Message, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';

const undoableForMinutes = 10;

/** Writes what follows from rows that were put back, e.g. when a partner was last met. Runs in the same transaction. */
export type SettleUndo = NonNullable<Parameters<typeof undo>[2]>;

/** Takes a change back where that is still possible; the message says what happened. */
export async function undoChange(request: Request, changeId: string, settle?: SettleUndo): Promise<Message> {
  const asked = { changeId, actorId: request.person.id, at: request.now, within: undoableForMinutes };
  const outcome = await undo(request.database, asked, settle);
  switch (outcome.state) {
    case 'undone': {
      request.copies.changed(outcome.touched, request.now);
      const key = `changes.${outcome.action}`;
      const action = hasKey(key) ? request.words.plain(key) : outcome.action;
      return told(request, 'workspace.undone', { action });
    }
    case 'too_late':
      return told(request, 'workspace.undo_too_late');
    case 'not_yours':
      return told(request, 'workspace.undo_not_yours');
    case 'already_undone':
      return told(request, 'workspace.undo_already');
    case 'changed_since':
      return told(request, 'workspace.undo_changed_since');
    case 'not_found':
      return told(request, 'workspace.nothing_to_undo');
  }
}

/** Takes back the person's latest change of the last ten minutes. */
export async function undoLatest(request: Request, settle?: SettleUndo): Promise<Message> {
  const latest = await latestChange(request.database, request.person.id);
  const since = request.now.getTime() - undoableForMinutes * 60_000;
  if (latest === null || latest.at.getTime() < since) return told(request, 'workspace.nothing_to_undo');
  return undoChange(request, latest.changeId, settle);
}

function told(request: Request, key: Key, values?: Record<string, string>): Message {
  return { text: request.words.plain(key, values), blocks: [section(request.words.say(key, values))] };
}
