import { writeDay, writeList } from '../language/dates.js';
import { bold, joinMrkdwn, type Mrkdwn, mrkdwn } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import type { Reading } from '../slack/context.js';
import { cut } from '../slack/limits.js';
import type { Agreement } from './agreement.js';
import { type Amends, changesSomething } from './amendment.js';
import { describeChange } from './explain.js';
import { placeOn } from './lifecycle.js';
import type { Standing } from './term.js';

const shownObject = 200;

/** One line for an agreement in a tree: its title and where it stands, or what it changes. */
export function agreementLine(agreement: Agreement, reading: Reading): Mrkdwn {
  const { words } = reading;
  return joinMrkdwn([
    bold(agreement.title),
    mrkdwn`${agreement.reference}`,
    words.say(`agreements.kind.${agreement.kind}`),
    agreement.kind === 'amendment' ? amendmentText(agreement, words) : placeText(agreement, reading),
  ]);
}

/** Where an agreement is in its life, in a few words. */
function placeText(agreement: Agreement, { words, today }: Reading): Mrkdwn {
  const { phase, standing } = placeOn(agreement, today);
  if (standing === null) return words.say(`contents.chosen.${phase}`);
  if (phase === 'ending' || phase === 'terminated' || phase === 'replaced') {
    const { terminatedOn } = agreement;
    const day = terminatedOn === null ? '–' : writeDay(terminatedOn, words.language);
    return words.say(`contents.place.${phase}`, { day });
  }
  if (phase === 'renewed' && standing.state === 'in_force' && standing.term !== null) {
    return words.say('contents.place.renewed', { day: writeDay(standing.term.lastDay, words.language) });
  }
  return statusLine(standing, words);
}

function statusLine(standing: Standing, words: Words): Mrkdwn {
  if (standing.state === 'unknown') return words.say('agreements.status.unknown');
  if (standing.term === null) return words.say('agreements.status.open_ended');
  const { firstDay, lastDay } = standing.term;
  return words.say(`agreements.status.${standing.state}`, {
    start: firstDay === null ? '–' : writeDay(firstDay, words.language),
    end: writeDay(lastDay, words.language),
  });
}

/** What an amendment changes and from when: `from 1 Jan 2027: 12 months longer`. */
export function amendmentText({ startsOn, status, amends }: Agreement, words: Words): Mrkdwn {
  const what = changesSomething(amends)
    ? writeList(describeAmends(amends, words), words.language)
    : words.plain('agreements.change.nothing');
  return joinMrkdwn([
    startsOn === null
      ? mrkdwn`${what}`
      : words.say('agreements.amended_from', { day: writeDay(startsOn, words.language), what }),
    status !== 'signed' && words.say('agreements.amendment_unsigned'),
  ]);
}

/** What an amendment changes, one phrase each. */
export function describeAmends(amends: Amends, words: Words): string[] {
  const { object, text } = amends;
  return [
    ...describeChange(amends, words),
    ...(object === undefined
      ? []
      : [words.plain('agreements.change.object', { object: cut(object, shownObject) })]),
    ...(text === undefined ? [] : [cut(text, shownObject)]),
  ];
}
