import { writeDay } from '../language/dates.js';
import { joinMrkdwn, type Mrkdwn, mrkdwn } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { cut } from '../slack/limits.js';
import { meanScore } from './review.js';
import type { Review } from './review-store.js';

const shownComment = 300;

/** One line for a review: when it was held, and what each side gave on average. */
export function reviewLine({ kind, heldOn, scores }: Review, words: Words): Mrkdwn {
  return joinMrkdwn([
    words.say(`agreements.review_of.${kind}`, { day: writeDay(heldOn, words.language) }),
    meanText(meanScore(scores, 'ours'), 'ours', words),
    meanText(meanScore(scores, 'theirs'), 'theirs', words),
  ]);
}

function meanText(mean: number | null, side: 'ours' | 'theirs', words: Words): Mrkdwn | null {
  if (mean === null) return null;
  return words.say(`agreements.mean.${side}`, { mean: new Intl.NumberFormat(words.language).format(mean) });
}

/** A review with what was given for each criterion. */
export function reviewText(review: Review, words: Words): Mrkdwn {
  const mark = (given: number | null) => given ?? '–';
  const lines = review.scores.map(
    ({ criterion, ours, theirs }) =>
      mrkdwn`• ${criterion} — ${words.say('agreements.marks', { ours: mark(ours), theirs: mark(theirs) })}`,
  );
  const comment = review.comment !== null && mrkdwn`${cut(review.comment, shownComment)}`;
  return joinMrkdwn([reviewLine(review, words), ...lines, comment], '\n');
}
