import type { Day } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import { writeList } from '../language/dates.js';
import { hasKey, type Words } from '../language/words.js';
import type { Request } from '../slack/context.js';
import type { Problem } from '../slack/field.js';
import type { Agreement } from './agreement.js';
import { durationAnswersOf, durationProblems } from './agreement-checks.js';
import { readAgreement } from './agreement-store.js';
import { addSigningRecord } from './content-store.js';
import { certainEnd } from './flags.js';
import { writeLife } from './life-store.js';
import { lastDayBefore, type Preparation, signature } from './lifecycle.js';

/** What a draft lacks before it can go on, as the labels of the form's fields; null where nothing. */
export function lacking(agreement: Agreement, words: Words): string | null {
  const fields = Object.keys(durationProblems(durationAnswersOf(agreement))).map((field) => {
    const key = `agreements.duration.form.${field}`;
    return hasKey(key) ? words.plain(key) : field;
  });
  return fields.length === 0 ? null : writeList(fields, words.language);
}

/** A step that was passed on a day; `step` is `signature` for the signature itself. */
export interface Passing {
  readonly step: string;
  readonly passedOn: Day;
  readonly note: string | null;
  /** The day from which it is in force, where that is said with the signature. */
  readonly startsOn: Day | null;
}

/**
 * Writes that a step was passed, or that an agreement was signed: from then on its days say whether it is in force, and
 * the one that it replaces ends the day before. What is wrong is given back.
 */
export async function passStep(
  database: ScopedDatabase,
  request: Request,
  agreement: Agreement,
  { step, passedOn, note, startsOn }: Passing,
): Promise<Problem | null> {
  const { person, now, today, workspace, words } = request;
  const missing = lacking(agreement, words);
  if (missing !== null) return { key: 'contents.problem.lacks', values: { missing } };
  const record = { agreementId: agreement.id, step, passedOn, note };
  if (!(await addSigningRecord(database, record, { personId: person.id, at: now }))) {
    return { key: 'contents.problem.passed_already' };
  }
  if (step !== signature) {
    if (agreement.status !== 'draft') return null;
    await writeLife(database, agreement, { status: 'in_review' }, today, workspace);
    return null;
  }
  const begins = startsOn ?? agreement.startsOn ?? passedOn;
  await writeLife(
    database,
    agreement,
    { status: 'signed', signedOn: passedOn, startsOn: begins },
    today,
    workspace,
  );
  await endReplaced(database, request, agreement.replacesId, begins);
  return null;
}

/** Writes that one goes on to the next stage of its preparation. */
export function sendOn(
  database: ScopedDatabase,
  { today, workspace }: Request,
  agreement: Agreement,
  status: Preparation,
): Promise<void> {
  return writeLife(database, agreement, { status }, today, workspace);
}

/** Ends the one that a signed agreement takes the place of, the day before that begins, if it still runs by then. */
export async function endReplaced(
  database: ScopedDatabase,
  { today, workspace }: Request,
  replacedId: string | null,
  begins: Day,
): Promise<void> {
  const replaced = replacedId === null ? null : await readAgreement(database, replacedId);
  if (replaced === null || replaced.status !== 'signed') return;
  const endsAnyway = certainEnd(replaced, today);
  const before = lastDayBefore(begins);
  const terminatedOn = endsAnyway !== null && endsAnyway < before ? endsAnyway : before;
  await writeLife(database, replaced, { status: 'replaced', terminatedOn }, today, workspace);
}
