import { wordsOf } from '../language/words.js';
import type { Request } from '../slack/context.js';
import { eraseFromRegister } from '../workspace/register-change.js';
import type { Contact } from './contact-store.js';
import { blankContact, erasureOf, redactTextsOf } from './erasure-store.js';

const erasedFacts = ['name', 'role', 'email', 'phone', 'language'] as const;

/** What was erased: which of the contact's facts, and in how many texts of the register it was named. */
export interface Erased {
  readonly facts: readonly (typeof erasedFacts)[number][];
  readonly texts: number;
}

/**
 * Erases what the register and its audit trail hold of a contact; texts about the partner say "a former contact" instead,
 * in the workspace's language. What agreements say of their signatories stays as it was signed.
 * @returns null where there is nothing (any more) to erase.
 */
export async function eraseContact(request: Request, contact: Contact): Promise<Erased | null> {
  const instead = wordsOf[request.workspace.language].plain('partners.former_contact_in_text');
  const changed = await eraseFromRegister(request, 'contact_forgotten', async (database) => {
    if (!(await blankContact(database, contact.id, request.today))) return null;
    const redacted = await redactTextsOf(database, contact, instead);
    const erasure = erasureOf(contact, redacted.aboutIds, instead);
    return { subjectId: contact.id, result: redacted.count, erasure };
  });
  if (changed.state !== 'done') return null;
  return { facts: erasedFacts.filter((fact) => contact[fact]), texts: changed.result };
}
