import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import { type ReviewKind, readScores, type Score } from './review.js';

/** An evaluation of an agreement by its criteria. */
export interface Review {
  readonly id: string;
  readonly agreementId: string;
  readonly kind: ReviewKind;
  readonly heldOn: Day;
  readonly scores: readonly Score[];
  readonly comment: string | null;
}

type Row = Omit<Review, 'heldOn' | 'scores'> & { readonly heldOn: Date; readonly scores: unknown };

function reviewOf({ id, agreementId, kind, heldOn, scores, comment }: Row): Review {
  return { id, agreementId, kind, heldOn: dayOfDate(heldOn), scores: readScores(scores), comment };
}

/** The reviews of agreements, the latest first. */
export async function listReviews(
  database: ScopedDatabase,
  agreementIds: readonly string[],
): Promise<Review[]> {
  const rows = await database.review.findMany({
    where: { agreementId: { in: [...agreementIds] } },
    orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
  });
  return rows.map(reviewOf);
}

/** The review of this id, or null. */
export async function readReview(database: ScopedDatabase, id: string): Promise<Review | null> {
  const row = await database.review.findUnique({ where: { id } });
  return row === null ? null : reviewOf(row);
}

/** Writes a review, a new one where it has no id yet. */
export async function writeReview(
  database: ScopedDatabase,
  id: string | null,
  { heldOn, scores, ...rest }: Omit<Review, 'id'>,
  createdById: string,
): Promise<void> {
  const data = { ...rest, heldOn: dateOfDay(heldOn), scores: scores.map((score) => ({ ...score })) };
  if (id === null) await database.review.create({ data: { ...data, createdById }, select: { id: true } });
  else await database.review.update({ where: { id }, data, select: { id: true } });
}

/** Keeps by what both sides have agreed to judge an agreement. False where it is gone. */
export async function writeCriteria(
  database: ScopedDatabase,
  agreementId: string,
  reviewCriteria: string[],
): Promise<boolean> {
  const { count } = await database.agreement.updateMany({
    where: { id: agreementId },
    data: { reviewCriteria },
  });
  return count > 0;
}
