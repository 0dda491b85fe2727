import type { Message } from './blocks.js';
import { commandAnswer } from './command-answer.js';
import type { OwnCopy, Request } from './context.js';
import { itemOf } from './item.js';
import type { Listening } from './listening.js';

/**
 * Shows a message that only this person sees as it now stands: a list by the command that listed it, a card by its item.
 * Slack does not send the content of such a message back, so what else stood in it goes.
 */
export async function refreshOwnCopy(
  { features, router, outbox }: Listening,
  request: Request,
  { responseUrl, blockId }: OwnCopy,
): Promise<void> {
  const item = itemOf(blockId);
  if (item === null) return;
  if (item.listedBy !== null) {
    const list = await commandAnswer(request, router, item.listedBy);
    if (list.kind === 'message') await outbox.answer(responseUrl, list.message, 'instead');
    return;
  }
  const kind = features.flatMap(({ items = [] }) => items).find(({ name }) => name === item.kind);
  const blocks = (await kind?.show(request.database, [item.id], request))?.get(item.id);
  if (blocks === undefined) return outbox.removeOriginal(responseUrl);
  await outbox.answer(responseUrl, { text: request.words.plain('errors.updated'), blocks }, 'instead');
}

/**
 * What was saved takes the place of the card on which the form was asked for, so that nobody presses the buttons of how
 * it was; a list or the card of something else is shown anew. Whether the message needs no telling any more.
 */
export async function showSaved(listening: Listening, request: Request, message: Message): Promise<boolean> {
  const { askedIn } = request;
  const asked = askedIn === undefined ? null : itemOf(askedIn.blockId);
  if (askedIn === undefined || asked === null) return false;
  const isSame = message.blocks.some(({ block_id = '' }) => {
    const item = itemOf(block_id);
    return item?.kind === asked.kind && item.id === asked.id;
  });
  if (asked.listedBy === null && isSame) {
    return listening.outbox.answer(askedIn.responseUrl, message, 'instead');
  }
  await refreshOwnCopy(listening, request, askedIn);
  return false;
}

/** Whether the items of a kind have messages of their own, in which nothing else of the register stands. */
export function standsAlone({ features }: Listening, blockId: string): boolean {
  const item = itemOf(blockId);
  const kind = features.flatMap(({ items = [] }) => items).find(({ name }) => name === item?.kind);
  return item !== null && (item.listedBy !== null || kind?.alone === true);
}
