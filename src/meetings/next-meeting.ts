import { type Day, parseDay } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import {
  addFollowUp,
  type NewFollowUp,
  settleFollowUp,
  updateFollowUp,
} from '../follow-ups/follow-up-store.js';
import { writeDay, writeList } from '../language/dates.js';
import { type Language, languages, type Words, wordsOf } from '../language/words.js';
import { meetAgainOn } from '../partners/meet-again.js';
import { writeCadence } from '../partners/partner-fields.js';
import type { PartnerRef } from '../partners/partner-store.js';
import { option } from '../slack/blocks.js';
import { selectBlock } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import { type Field, stateOf } from '../slack/field.js';
import { nextMeetingFollowUps } from './next-meeting-store.js';
import { readSilent, type SilentPartner } from './silent-store.js';

/** When the next meeting is to be: on a day that was agreed, or as the partners' cadence says. */
export const nextChoices = ['cadence', 'day'] as const;
export type NextChoice = (typeof nextChoices)[number];

/** The question when the next meeting is to be; `perCadence` says what the cadence means here. */
export function nextField(perCadence: string): Field<NextChoice> {
  return {
    blocks: (id, writing, value) => [
      selectBlock(
        id,
        writing,
        false,
        [option('cadence', perCadence), option('day', writing.words.plain('meetings.next.day'))],
        value ?? 'cadence',
      ),
    ],
    read: (id, values) => ({
      value: stateOf(id, values)?.selected_option?.value === 'day' ? 'day' : 'cadence',
    }),
  };
}

/** What meeting them again as their cadence says comes to, after a meeting on `heldOn`: with the day, where it is known. */
export async function writePerCadence(
  { database, words }: Request,
  partners: readonly PartnerRef[],
  heldOn: Day,
): Promise<string> {
  if (partners.length === 0) return words.plain('meetings.next.cadence');
  const known = await readSilent(
    database,
    partners.map(({ id }) => id),
  );
  const [first, another] = known
    .flatMap((each) => {
      const day = againAfter(each, heldOn);
      return each.cadenceMonths === null || day === null ? [] : [{ months: each.cadenceMonths, day }];
    })
    .toSorted((one, other) => (one.day < other.day ? -1 : 1));
  if (first === undefined) return words.plain('meetings.next.no_cadence');
  const day = writeDay(first.day, words.language);
  return another === undefined
    ? words.plain('meetings.next.cadence_by', { cadence: writeCadence(first.months, words), day })
    : words.plain('meetings.next.first_by', { day });
}

function againAfter({ cadenceMonths, lastMetOn }: SilentPartner, heldOn: Day): Day | null {
  const latest = lastMetOn !== null && lastMetOn > heldOn ? lastMetOn : heldOn;
  return meetAgainOn({ lastMetOn: latest, agreedOn: [], cadenceMonths, knownSince: heldOn });
}

/** A day that a form kept as text. */
export function dayKept(kept: string | undefined): Day | null {
  return kept === undefined ? null : parseDay(kept);
}

function textIn(words: Words, partners: string): string {
  return words.plain('meetings.next_meeting', { partners });
}

/** How the text of every such follow-up begins, in each language. */
const beginnings = languages.map((language: Language) => textIn(wordsOf[language], '').trim());

/** What was to remind of a meeting with these partners that is due by now: logging one has settled it. */
export function nextMeetingsDue(
  { database, today }: Request,
  partnerIds: readonly string[],
): Promise<string[]> {
  return partnerIds.length === 0
    ? Promise.resolve([])
    : nextMeetingFollowUps(database, { partnerIds, dueUntil: today }, beginnings);
}

/** What the follow-up of a next meeting is to say, and what it was before. */
interface NextMeeting {
  readonly common: Pick<NewFollowUp, 'createdById' | 'partnerId' | 'leadId' | 'agreementId'> & {
    readonly meetingId: string;
  };
  readonly partners: readonly PartnerRef[];
  readonly nextOn: Day | null;
  readonly earlierNextOn: Day | null;
}

/**
 * Writes the follow-up that reminds of the next meeting; on another day than before, moves it; where no day is agreed any
 * more, ends it. Gives the id of a new one.
 */
export async function settleNextMeeting(
  database: ScopedDatabase,
  { words, person, now, today }: Request,
  { common, partners, nextOn, earlierNextOn }: NextMeeting,
): Promise<string | null> {
  if (nextOn === earlierNextOn) return null;
  const earlier =
    earlierNextOn === null
      ? []
      : await nextMeetingFollowUps(database, { meetingId: common.meetingId }, beginnings);
  for (const id of earlier) {
    if (nextOn !== null) await updateFollowUp(database, id, { dueOn: nextOn });
    else {
      const by = { personId: person.id, at: now, today };
      await settleFollowUp(database, id, by, words.plain('meetings.next.cadence'));
    }
  }
  if (nextOn === null || earlier.length > 0) return null;
  const names = writeList(
    partners.map(({ shown }) => shown),
    words.language,
  );
  const text = textIn(words, names);
  return addFollowUp(database, { ...common, text, assigneeId: person.id, dueOn: nextOn, origin: 'form' });
}
