import type { KnownBlock } from '@slack/types';
import { actions, button, context, type Message } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { postItemButton } from '../slack/shared-actions.js';

/** Marks the buttons of a message as belonging to one change, so that the button takes back just that one. */
export function undoButton(changeId: string, reading: Reading) {
  return button(actionId('workspace', 'undo'), reading.words.plain('shared.undo'), changeId);
}

/** The card that a person gets after saving: the item, and what can be done next. `text` is for notifications. */
export function savedCard(
  reading: Reading,
  text: string,
  item: { readonly kind: string; readonly id: string; readonly blocks: readonly KnownBlock[] },
  changeId: string,
): Message {
  return {
    text,
    blocks: [
      ...item.blocks,
      actions([undoButton(changeId, reading), postItemButton(item.kind, item.id, reading.words)]),
      context([reading.words.say('workspace.saved_by_you')]),
    ],
  };
}
