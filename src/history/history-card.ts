import { describeAmends } from '../agreements/agreement-line.js';
import { readAmends } from '../agreements/amendment.js';
import { readScore } from '../agreements/review.js';
import { parseDay } from '../calendar/day.js';
import { writeDay, writeInstant, writeList } from '../language/dates.js';
import {
  bold,
  channelMention,
  joinMrkdwn,
  type Mrkdwn,
  mention,
  mrkdwn,
  strike,
} from '../language/mrkdwn.js';
import { hasKey, type Words } from '../language/words.js';
import { languageName, writeCadence } from '../partners/partner-fields.js';
import { section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { cut } from '../slack/limits.js';
import { countryName } from '../workspace/country.js';
import { theApp } from '../workspace/register-change.js';
import type { FieldChange } from './history.js';
import type { TrailEntry } from './history-store.js';

const shownFields = 10;
const shownValue = 80;

/** Where the words for the values of a column stand in the catalogues. */
const wordsFor: Readonly<Record<string, (word: string) => string>> = {
  'Partner.kind': (word) => `partners.kind.${word}`,
  'Agreement.kind': (word) => `agreements.kind.${word}`,
  'Review.kind': (word) => `agreements.review_kind.${word}`,
  'Meeting.kind': (word) => `meetings.kind.${word}`,
  'Lead.stage': (word) => `leads.stage.${word}`,
  'Lead.proposalParts': (word) => `leads.proposal_part.${word}`,
  'Lead.triage': (word) => `history.triage.${word}`,
  'Lead.lostReason': (word) => `leads.lost_reason.${word}`,
  'Signatory.side': (word) => `commitments.whose.${word}`,
  'Commitment.side': (word) => `commitments.whose.${word}`,
  'Commitment.state': (word) => `history.commitment_state.${word}`,
  'Payment.payer': (word) => `commitments.whose.${word}`,
  'SigningRecord.step': (word) => `contents.step.${word}`,
  'Agreement.termKind': (word) => `agreements.term_kind.${word}`,
  'Agreement.status': (word) => `history.agreement_status.${word}`,
  'Agreement.renewal': (word) => `agreements.renewal.${word}`,
  'RenewalDecision.choice': (word) => `history.choice.${word}`,
  'FollowUp.state': (word) => `history.state.${word}`,
  'FollowUp.priority': (word) => `follow_ups.priority.${word}`,
};

/** One change: what, who, when and from where, and each field before and after. `names` are those of partners and agreements. */
export function historyEntry(
  entry: TrailEntry,
  fields: readonly FieldChange[],
  names: ReadonlyMap<string, string>,
  reading: Reading,
) {
  const { words, timeZone } = reading;
  const key = `changes.${entry.action}`;
  const what = hasKey(key) ? words.plain(key) : words.plain('history.other');
  const surface = `history.surface.${entry.surface}`;
  const head = joinMrkdwn([
    entry.undoneAt === null ? bold(what) : strike(what),
    entry.actorId === theApp.id ? words.say('history.the_app') : mention(entry.actorId),
    mrkdwn`${writeInstant(entry.at, timeZone, words.language)}`,
    hasKey(surface) && words.say(surface),
    entry.undoneAt !== null &&
      words.say('history.undone', { when: writeInstant(entry.undoneAt, timeZone, words.language) }),
  ]);
  const lines = fields.slice(0, shownFields).map((field) => fieldLine(field, names, words));
  const more = fields.length - shownFields;
  return section(joinMrkdwn([head, ...lines, more > 0 && words.say('history.more', { count: more })], '\n'));
}

function fieldLine(change: FieldChange, names: ReadonlyMap<string, string>, words: Words): Mrkdwn {
  const { model, column } = change;
  const label = words.say('history.field_of', {
    field: words.plain(`history.field.${column}`),
    model: words.plain(`history.model.${model}`),
  });
  const [before, after] = [change.before, change.after].map((value) =>
    value === null ? null : writeValue(change, value, names, words),
  );
  if (before === null || before === undefined) {
    return words.say('history.added', { label, after: after ?? '' });
  }
  return words.say('history.changed', { label, before, after: after ?? words.say('history.nothing') });
}

function writeValue(
  change: FieldChange,
  value: unknown,
  names: ReadonlyMap<string, string>,
  words: Words,
): Mrkdwn {
  if (Array.isArray(value)) {
    const shown = value.slice(0, shownFields).map((each) => writeValue(change, each, names, words));
    return joinMrkdwn(shown, ', ');
  }
  const { model, column } = change;
  if (typeof value === 'boolean') return words.say(value ? 'history.yes' : 'history.no');
  if (column === 'amends') {
    return mrkdwn`${cut(writeList(describeAmends(readAmends(value), words), words.language), shownValue * 2)}`;
  }
  if (column === 'scores') {
    const { criterion, ours, theirs } = readScore(value);
    const marks = words.say('agreements.marks', { ours: ours ?? '–', theirs: theirs ?? '–' });
    return mrkdwn`${cut(criterion, shownValue)} (${marks})`;
  }
  // Amounts are kept in hundredths.
  const text = String(column === 'amount' ? Number(value) / 100 : value);
  const key = column === 'axes' ? `workspace.axis.${text}` : wordsFor[`${model}.${column}`]?.(text);
  if (key !== undefined && hasKey(key)) return words.say(key);
  if (column === 'country') return mrkdwn`${countryName(text, words.language)}`;
  if (column === 'language') return mrkdwn`${languageName(text, words.language)}`;
  if (column === 'cadenceMonths') return mrkdwn`${writeCadence(Number(text), words)}`;
  if (column === 'partnerId') return mrkdwn`${names.get(text) ?? words.plain('history.gone')}`;
  if (column === 'parentId' || column === 'replacesId') {
    return mrkdwn`${names.get(text) ?? words.plain('history.gone_agreement')}`;
  }
  if (column === 'slackChannelId') return channelMention(text);
  if (['ownerId', 'deputyId', 'assigneeId', 'ourPeople'].includes(column)) return mention(text);
  const day = column.endsWith('On') ? parseDay(text) : null;
  return mrkdwn`${day === null ? cut(text.replace(/\s+/g, ' '), shownValue) : writeDay(day, words.language)}`;
}
