import type { KnownBlock } from '@slack/types';
import { inputActionId, type ViewValues } from './field.js';
import { answerOf } from './form-merge.js';

/** How often fields of an open form began anew, by their names. */
export type Turns = Readonly<Record<string, number>>;

/** Whether an input belongs to a field that begins anew. */
export function isAnew(blockId: string, anew: readonly string[]): boolean {
  return anew.includes(answerOf(blockId));
}

/** What was typed, but for the fields that begin anew. */
export function withoutAnew(values: ViewValues, anew: readonly string[]): ViewValues {
  return Object.fromEntries(Object.entries(values).filter(([id]) => !isAnew(id, anew)));
}

/** The turns once these fields began anew; nothing where there are none. */
export function nextTurns(turns: Turns | undefined, anew: readonly string[]): { readonly turns?: Turns } {
  if (anew.length === 0) return {};
  return { turns: { ...turns, ...Object.fromEntries(anew.map((id) => [id, (turns?.[id] ?? 0) + 1])) } };
}

/**
 * The inputs of fields that began anew, with action ids of their own: Slack leaves in an input what stood in one of the
 * same ids before.
 */
export function inTheirTurn(blocks: readonly KnownBlock[], turns: Turns | undefined): KnownBlock[] {
  return blocks.map((block) => {
    const turn = turns?.[answerOf(block.block_id ?? '')];
    if (turn === undefined || block.type !== 'input' || block.element.action_id !== inputActionId)
      return block;
    return { ...block, element: { ...block.element, action_id: `${inputActionId}.${turn}` } };
  });
}
