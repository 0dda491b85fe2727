import { z } from 'zod';
import type { Key } from '../language/words.js';
import type { Message } from '../slack/blocks.js';
import { choicesField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import type { Field } from '../slack/field.js';
import type { OpenForm, Saved } from '../slack/form-contract.js';
import { savedCard } from '../workspace/saved-card.js';
import { agreementMessage } from './agreement-card.js';
import { readWholeAgreement } from './content-store.js';
import { refusedAt } from './save-part.js';

/** What the form of a part remembers: whose part it is, and whether the person goes through the parts one after the other. */
export const partState = z.object({
  agreementId: z.string(),
  guided: z.boolean().optional(),
  /** The change by which it came to the register just now. */
  changeId: z.string().optional(),
});
export type PartState = z.infer<typeof partState>;

/** The box by which a person says that they go on with the next part; not asked outside of such a round. */
export function goOnField(asked: boolean, label: Key): Field<'go_on'[]> {
  return asked
    ? choicesField({ choices: ['go_on'], label: () => label })
    : { blocks: () => [], read: () => ({ value: [] }) };
}

/** What saving came to, with the next part's form in the place of this one where the person goes on. */
export function thenNext<Name extends string>(
  saved: Saved<Name>,
  goOn: readonly string[],
  next: OpenForm,
): Saved<Name> {
  return saved.kind === 'saved' && goOn.length > 0 ? { kind: 'next', form: next } : saved;
}

/** A part of which nothing was said in a round through the parts: the agreement's card as it is. */
export async function unchanged<Name extends string>(
  request: Request,
  agreementId: string,
  field: Name,
): Promise<Saved<Name>> {
  const agreement = await readWholeAgreement(request.database, agreementId, request.today);
  if (agreement === null) return refusedAt(field, { key: 'agreements.problem.gone' });
  return { kind: 'saved', message: agreementMessage(agreement, request) };
}

/** The card of an agreement for whoever leaves the round through its parts; nothing outside of one. */
export async function leftHalfway(
  request: Request,
  { agreementId, guided = false, changeId }: PartState,
): Promise<Message | null> {
  const agreement = guided ? await readWholeAgreement(request.database, agreementId, request.today) : null;
  if (agreement === null) return null;
  const message = agreementMessage(agreement, request);
  if (changeId === undefined) return message;
  return savedCard(
    request,
    message.text,
    { kind: 'agreement', id: agreementId, blocks: message.blocks },
    changeId,
  );
}
