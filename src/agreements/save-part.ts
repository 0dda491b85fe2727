import type { ScopedDatabase } from '../database/scope.js';
import type { Key } from '../language/words.js';
import type { Request } from '../slack/context.js';
import type { Problem } from '../slack/field.js';
import type { Saved } from '../slack/form-contract.js';
import { type ChangeAction, changeRegister } from '../workspace/register-change.js';
import type { Agreement } from './agreement.js';
import { readAgreement } from './agreement-store.js';
import { savedAgreement } from './saved-agreement.js';

/**
 * Writes one part of an agreement in the name of whoever asks and gives the agreement's card. `write` says what is wrong,
 * at `field`, where it can't be written; all it has written by then is taken back.
 */
export async function savePart<Name extends string>(
  request: Request,
  agreementId: string,
  { action, field, said }: { readonly action: ChangeAction; readonly field: Name; readonly said: Key },
  write: (database: ScopedDatabase, agreement: Agreement) => Promise<Problem | null>,
  submissionKey: string,
): Promise<Saved<Name>> {
  let problem: Problem = { key: 'agreements.problem.gone' };
  const changed = await changeRegister(
    request,
    action,
    async (database) => {
      const agreement = await readAgreement(database, agreementId);
      const wrong = agreement === null ? problem : await write(database, agreement);
      if (agreement !== null && wrong === null) return { subjectId: agreementId, result: agreement };
      problem = wrong ?? problem;
      return null;
    },
    submissionKey,
  );
  if (changed.state === 'repeated') return { kind: 'repeated' };
  if (changed.state === 'called_off') return refusedAt(field, problem);
  const text = request.words.plain(said, { title: changed.result.title });
  return { kind: 'saved', message: await savedAgreement(request, changed, text) };
}

/** The answer that something is wrong at one field. */
export function refusedAt<Name extends string>(field: Name, problem: Problem): Saved<Name> {
  const problems: Partial<Record<string, Problem>> = { [field]: problem };
  return { kind: 'refused', problems };
}
