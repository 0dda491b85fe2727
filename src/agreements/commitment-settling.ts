import type { Day } from '../calendar/day.js';
import { nextInSeries } from '../calendar/series.js';
import type { Request } from '../slack/context.js';
import { type Changed, changeRegister } from '../workspace/register-change.js';
import type { Agreement } from './agreement.js';
import { readAgreement } from './agreement-store.js';
import { type Commitment, readCommitments, type Settling, settleCommitment } from './commitment-store.js';
import { placeOn } from './lifecycle.js';

/** Settles a commitment in the name of whoever asks, unless somebody was quicker; one with a rhythm comes due again. */
export function settle(
  request: Request,
  commitmentId: string,
  how: Pick<Settling, 'state' | 'because' | 'evidence'>,
  submissionKey?: string,
): Promise<Changed<string>> {
  const { person, now } = request;
  return changeRegister(
    request,
    how.state === 'kept' ? 'commitment_kept' : 'commitment_not_kept',
    async (database) => {
      const [commitment] = await readCommitments(database, [commitmentId]);
      const agreement =
        commitment === undefined ? null : await readAgreement(database, commitment.agreement.id);
      if (commitment === undefined || agreement === null) return null;
      const settling = { ...how, byId: person.id, at: now };
      const next = dueAgainOn(commitment, agreement);
      return (await settleCommitment(database, commitment, settling, next))
        ? { subjectId: agreement.id, result: commitmentId }
        : null;
    },
    submissionKey,
  );
}

/** The day on which a commitment comes due again: none without a rhythm, nor where the agreement has ended by then. */
function dueAgainOn(commitment: Commitment, agreement: Agreement): Day | null {
  const { everyMonths, seriesFromOn, dueOn } = commitment;
  const from = seriesFromOn ?? dueOn;
  if (everyMonths === null || from === null || dueOn === null) return null;
  const next = nextInSeries({ from, everyMonths }, dueOn);
  const { phase } = placeOn(agreement, next);
  return phase === 'ended' || phase === 'terminated' || phase === 'replaced' ? null : next;
}
