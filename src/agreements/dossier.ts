import { writeDay } from '../language/dates.js';
import { bold, joinMrkdwn, type Mrkdwn, mrkdwn } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { actions, button, header, type Message, section } from '../slack/blocks.js';
import type { Reading, Request } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { listedBy } from '../slack/item.js';
import { cut, limits } from '../slack/limits.js';
import type { Agreement } from './agreement.js';
import { writeAmount } from './agreement-card.js';
import type { AddsToDossier, DossierSubject } from './contributions.js';
import {
  type DossierCommitment,
  type DossierContents,
  type DossierFollowUp,
  findByReference,
  readContents,
  readFollowUps,
} from './dossier-store.js';
import { explainTerm } from './explain.js';
import { termAt } from './renewal.js';
import { readRenewals } from './renewal-store.js';
import { lineOf } from './renewals-list.js';
import { reviewText } from './review-line.js';
import { listReviews, type Review } from './review-store.js';
import { termOn } from './term.js';
import { termRulesOf } from './term-columns.js';

const mostLines = 5;
const mostReviews = 2;
const shownText = 150;

/** All that a decision on a renewal needs, in one message; null where the agreement is gone. */
export async function renewalDossier(
  request: Request,
  which: { readonly id: string } | { readonly reference: string },
  { dossierSections }: AddsToDossier,
): Promise<Message | null> {
  const { database, words, today } = request;
  const agreementId = 'id' in which ? which.id : ((await findByReference(database, which.reference)) ?? '');
  if (agreementId === '') return null;
  const agreement = (await readRenewals(database, [agreementId])).get(agreementId);
  const contents = await readContents(database, agreementId);
  if (agreement === undefined || contents === null) return null;
  const subject = subjectOf(agreement, request);
  const [followUps, reviews, ...added] = await Promise.all([
    readFollowUps(database, subject, request.timeZone),
    listReviews(database, [agreementId]),
    ...dossierSections.map((compose) => compose(request, subject)),
  ]);
  const title = words.plain('agreements.dossier_title', { title: agreement.title });
  const rules = termRulesOf(agreement);
  const period = {
    from: writeDay(subject.from, words.language),
    through: writeDay(subject.through, words.language),
  };
  const blocks = [
    header(title),
    section(
      joinMrkdwn(
        [explainTerm(rules, termOn(rules, today), words), words.say('agreements.dossier_period', period)],
        '\n',
      ),
    ),
    section(commitmentsText(contents.commitments, request)),
    section(followUpsText(followUps, words)),
    section(reviewsText(reviews, words)),
    section(moneyText(contents, words)),
    ...added.flatMap((part) => part ?? []),
    ...(agreement.decideByOn === null ? [] : lineOf(agreement, request)),
    actions(dossierButtons(agreementId, reviews, words)),
  ];
  // After a decision the dossier is shown again whole, not only the line that was decided.
  const shown = listedBy(`dossier ${agreement.reference}`, blocks.slice(0, limits.messageBlocks));
  return { text: title, blocks: shown };
}

/** The current term as far as it has passed; an agreement whose beginning nobody knows counts from its signature. */
function subjectOf(agreement: Agreement, { today }: Reading): DossierSubject {
  const term = termAt(agreement, today);
  const from = term?.firstDay ?? agreement.startsOn ?? agreement.signedOn ?? today;
  const through = term !== null && term.lastDay < today ? term.lastDay : today;
  const partnerId = agreement.partner.id;
  return { agreementId: agreement.id, partnerId, from: from > through ? through : from, through };
}

function heading(text: string): Mrkdwn {
  return bold(text);
}

function commitmentsText(commitments: readonly DossierCommitment[], { words, today }: Reading): Mrkdwn {
  if (commitments.length === 0) return words.say('agreements.dossier_commitments_none');
  const sides = (['ours', 'theirs'] as const).flatMap((side) => {
    const ofSide = commitments.filter((each) => each.side === side);
    const count = (state: DossierCommitment['state']) => ofSide.filter((each) => each.state === state).length;
    const counts = { kept: count('kept'), notKept: count('not_kept'), open: count('open') };
    return ofSide.length === 0 ? [] : [words.say(`agreements.dossier_commitments.${side}`, counts)];
  });
  const wanting = commitments.filter(
    ({ state, dueOn }) => state === 'not_kept' || (state === 'open' && dueOn !== null && dueOn < today),
  );
  const lines = wanting
    .slice(0, mostLines)
    .map(({ side, text, state, dueOn }) =>
      joinMrkdwn([
        mrkdwn`• ${cut(text, shownText)}`,
        words.say(`agreements.dossier_side.${side}`),
        words.say(`agreements.dossier_commitment.${state === 'open' ? 'overdue' : 'not_kept'}`),
        dueOn !== null && mrkdwn`${writeDay(dueOn, words.language)}`,
      ]),
    );
  return joinMrkdwn([heading(words.plain('contents.part.commitments')), ...sides, ...lines], '\n');
}

function followUpsText(followUps: readonly DossierFollowUp[], words: Words): Mrkdwn {
  const done = followUps.filter((each) => each.done);
  const lines = done
    .slice(0, mostLines)
    .map(({ text, on }) =>
      joinMrkdwn([mrkdwn`✓ ${cut(text, shownText)}`, on !== null && mrkdwn`${writeDay(on, words.language)}`]),
    );
  const counts = { done: done.length, open: followUps.length - done.length };
  return joinMrkdwn([words.say('agreements.dossier_follow_ups', counts), ...lines], '\n');
}

function reviewsText(reviews: readonly Review[], words: Words): Mrkdwn {
  if (reviews.length === 0) return words.say('agreements.dossier_reviews_none');
  const texts = reviews.slice(0, mostReviews).map((review) => reviewText(review, words));
  return joinMrkdwn([heading(words.plain('agreements.dossier_reviews')), ...texts], '\n');
}

function moneyText({ payments, withoutFinances, finances }: DossierContents, words: Words): Mrkdwn {
  const lines = payments.slice(0, mostLines).map(({ payer, amount, currency, schedule }) => {
    const money = writeAmount({ amount, currency }, words.language);
    return joinMrkdwn([
      words.say(`agreements.dossier_pays.${payer}`, { money }),
      schedule !== null && mrkdwn`${cut(schedule, shownText)}`,
    ]);
  });
  const said = finances === null ? null : mrkdwn`${cut(finances, shownText)}`;
  if (lines.length === 0 && said === null) {
    return words.say(withoutFinances ? 'agreements.dossier_no_money' : 'agreements.dossier_money_unknown');
  }
  return joinMrkdwn([heading(words.plain('contents.part.money')), ...lines, said], '\n');
}

function dossierButtons(agreementId: string, reviews: readonly Review[], words: Words) {
  const named = (name: string) => actionId('agreements', name);
  const [latest] = reviews;
  return [
    button(named('review'), words.plain('agreements.review_button'), agreementId),
    button(named('criteria'), words.plain('agreements.criteria_button'), agreementId),
    ...(latest === undefined
      ? []
      : [button(named('edit_review'), words.plain('agreements.edit_review'), `${agreementId}:${latest.id}`)]),
  ];
}
