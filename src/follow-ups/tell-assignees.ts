import { writeNearDay } from '../language/dates.js';
import { mention } from '../language/mrkdwn.js';
import { wordsOf } from '../language/words.js';
import { type Message, section } from '../slack/blocks.js';
import type { Reading, Request } from '../slack/context.js';
import { type Absence, absencesOf } from '../workspace/absence-store.js';
import { followUpCard } from './follow-up-card.js';
import type { FollowUp } from './follow-up-store.js';

const toldAtOnce = 10;

/**
 * Tells everyone but the person who asks, in a direct message of their own language, which follow-ups they were given;
 * the deputies of those who are away as well.
 * A message that can't be sent is logged: what was saved stays saved. Never rejects; nobody needs to wait for it.
 */
export async function tellAssignees(request: Request, followUps: readonly FollowUp[]): Promise<void> {
  const byAssignee = new Map<string, FollowUp[]>();
  for (const followUp of followUps) {
    if (followUp.assigneeId === request.person.id) continue;
    byAssignee.set(followUp.assigneeId, [...(byAssignee.get(followUp.assigneeId) ?? []), followUp]);
  }
  if (byAssignee.size === 0) return;
  await Promise.all([
    ...[...byAssignee].map(([assigneeId, given]) => tell(request, assigneeId, given, null)),
    tellDeputies(request, byAssignee),
  ]);
}

async function tellDeputies(
  request: Request,
  byAssignee: ReadonlyMap<string, readonly FollowUp[]>,
): Promise<void> {
  try {
    const absences = await absencesOf(request.database, [...byAssignee.keys()], request.today);
    const others = [...absences.values()].filter(({ deputyId }) => deputyId !== request.person.id);
    await Promise.all(
      others.map((absence) =>
        tell(request, absence.deputyId, byAssignee.get(absence.personId) ?? [], absence),
      ),
    );
  } catch (error) {
    request.log.warn({ err: error }, 'Deputies could not be told of follow-ups');
  }
}

/** Tells one person of follow-ups: their own, or as the deputy of someone who is away. */
async function tell(
  request: Request,
  userId: string,
  given: readonly FollowUp[],
  absence: Absence | null,
): Promise<void> {
  try {
    const who = await request.identity.whoIs(userId);
    if (who.standing !== 'member') return;
    const { language, timeZone } = who.colleague;
    const reading: Reading = {
      words: wordsOf[language ?? request.workspace.language],
      timeZone: timeZone ?? request.workspace.timeZone,
      calendar: request.workspace.calendar,
      today: request.today,
      now: request.now,
    };
    const message = givenMessage(given, request.person.name, reading);
    await request.outbox.tell(userId, null, absence === null ? message : asDeputy(message, absence, reading));
  } catch (error) {
    request.log.warn({ err: error }, 'Someone could not be told of a follow-up');
  }
}

function asDeputy(message: Message, { personId, untilOn }: Absence, { words }: Reading): Message {
  const day = writeNearDay(untilOn, words.language);
  return {
    text: words.plain('follow_ups.given_as_deputy_text', { day }),
    blocks: [
      section(words.say('follow_ups.given_as_deputy', { person: mention(personId), day })),
      ...message.blocks,
    ],
  };
}

/** The message to someone who was given follow-ups. */
export function givenMessage(given: readonly FollowUp[], byName: string, reading: Reading): Message {
  const values = { count: given.length, name: byName };
  return {
    text: reading.words.plain('follow_ups.given', values),
    blocks: [
      section(reading.words.say('follow_ups.given', values)),
      ...given.slice(0, toldAtOnce).flatMap((followUp) => followUpCard(followUp, reading)),
    ],
  };
}
