import { wordsOf } from '../language/words.js';
import { type Message, section } from '../slack/blocks.js';
import type { Reading, Request } from '../slack/context.js';
import { followUpCard } from './follow-up-card.js';
import type { FollowUp } from './follow-up-store.js';

const toldAtOnce = 10;

/**
 * Tells everyone but the person who asks, in a direct message of their own language, which follow-ups they were given.
 * A message that can't be sent is logged: what was saved stays saved. Never rejects; nobody needs to wait for it.
 */
export async function tellAssignees(request: Request, followUps: readonly FollowUp[]): Promise<void> {
  const byAssignee = new Map<string, FollowUp[]>();
  for (const followUp of followUps) {
    if (followUp.assigneeId === request.person.id) continue;
    byAssignee.set(followUp.assigneeId, [...(byAssignee.get(followUp.assigneeId) ?? []), followUp]);
  }
  await Promise.all([...byAssignee].map(([assigneeId, given]) => tell(request, assigneeId, given)));
}

async function tell(request: Request, assigneeId: string, given: readonly FollowUp[]): Promise<void> {
  try {
    const who = await request.identity.whoIs(assigneeId);
    if (who.standing !== 'member') return;
    const { language, timeZone } = who.colleague;
    const reading: Reading = {
      words: wordsOf[language ?? request.workspace.language],
      timeZone: timeZone ?? request.workspace.timeZone,
      today: request.today,
      now: request.now,
    };
    await request.outbox.tell(assigneeId, null, givenMessage(given, request.person.name, reading));
  } catch (error) {
    request.log.warn({ err: error }, 'Someone could not be told of a follow-up');
  }
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
