import type { ScopedDatabase } from '../database/scope.js';

/** What the workspace has set for its agreements. */
export interface AgreementRules {
  /** How references are made: `{year}` and `{number}` are filled in. */
  readonly referencePattern: string;
  /** The steps that an agreement passes before it is signed, in their order. */
  readonly signingSteps: readonly string[];
}

const unset: AgreementRules = { referencePattern: 'CONV-{year}-{number}', signingSteps: [] };

/** What the workspace has set for its agreements. */
export async function readAgreementRules(database: ScopedDatabase): Promise<AgreementRules> {
  const row = await database.workspace.findUnique({
    where: { id: database.workspaceId },
    select: { referencePattern: true, signingSteps: true },
  });
  return row ?? unset;
}

/** Writes what holds for agreements. */
export async function writeAgreementRules(
  database: ScopedDatabase,
  { referencePattern, signingSteps }: AgreementRules,
): Promise<void> {
  await database.workspace.update({
    where: { id: database.workspaceId },
    data: { referencePattern, signingSteps: [...signingSteps] },
  });
}
