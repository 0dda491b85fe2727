import type { Message } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import { savedCard } from '../workspace/saved-card.js';
import { agreementCard } from './agreement-card.js';
import { readWholeAgreement } from './content-store.js';

/** The card of an agreement that was just written, under a sentence for notifications. */
export async function savedAgreement(
  request: Request,
  { changeId, result }: { readonly changeId: string; readonly result: { readonly id: string } },
  text: string,
): Promise<Message> {
  const agreement = await readWholeAgreement(request.database, result.id, request.today);
  const blocks = agreement === null ? [] : agreementCard(agreement, request);
  return savedCard(request, text, { kind: 'agreement', id: result.id, blocks }, changeId);
}
