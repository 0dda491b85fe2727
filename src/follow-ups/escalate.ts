import { instantAt } from '../calendar/time-zone.js';
import { isWorkingDay, workingDaysBefore } from '../calendar/working-days.js';
import { bold } from '../language/mrkdwn.js';
import { wordsOf } from '../language/words.js';
import { type Message, section } from '../slack/blocks.js';
import type { Occasion, Reading } from '../slack/context.js';
import { readEscalation } from '../workspace/escalation-store.js';
import { readOffice } from '../workspace/role-store.js';
import { tellOffice } from '../workspace/tell-office.js';
import { type LongOverdue, listLongOverdue, markEscalated, unmarkEscalated } from './escalation-store.js';
import { followUpCard } from './follow-up-card.js';
import { type FollowUp, readFollowUps } from './follow-up-store.js';

// Late enough that people have had their own reminder of the day.
const fromTime = '10:00';
const atOnce = 60;
const shownInMessage = 12;

/** Somewhere to tell it: a channel, or a person. */
interface Recipient {
  readonly kind: 'channel' | 'person';
  readonly id: string;
}

/**
 * Tells someone else of what is overdue by as many working days as the office has set: whoever stands in for the partner's
 * owner, or the owner, or the channel. Each follow-up once, on a working day, whichever process does it; what Slack
 * does not take is told at the next time.
 */
export async function escalate(occasion: Occasion): Promise<void> {
  const { database, workspace, now, today, log } = occasion;
  if (!isWorkingDay(today, workspace.calendar) || now < instantAt(today, fromTime, workspace.timeZone))
    return;
  const { escalateAfterDays, escalateTo } = await readEscalation(database);
  if (escalateAfterDays === null) return;
  const since = workingDaysBefore(today, escalateAfterDays, workspace.calendar);
  const overdue = await listLongOverdue(database, since, atOnce);
  if (overdue.length === 0) return;
  const office = await readOffice(database);
  const members = new Set((await occasion.identity.colleagues()).map(({ id }) => id));
  const groups = new Map<string, { recipient: Recipient; ids: string[] }>();
  for (const followUp of overdue) {
    const channelId = followUp.channelId ?? office.channelId;
    const recipient: Recipient | null =
      escalateTo === 'channel' && channelId !== null
        ? { kind: 'channel', id: channelId }
        : (standIn(followUp, [...office.heads, ...office.officers], members) ?? inOffice(office.channelId));
    if (recipient === null) continue;
    const key = `${recipient.kind} ${recipient.id}`;
    groups.set(key, { recipient, ids: [...(groups.get(key)?.ids ?? []), followUp.id] });
  }
  for (const { recipient, ids } of groups.values()) {
    await tell(occasion, recipient, ids.slice(0, shownInMessage)).catch((error: unknown) => {
      log.warn({ err: error }, 'Nobody could be told of what is long overdue');
    });
  }
}

/** Who else can see to it: the partner's deputy, its owner, else someone of the office; not whoever left it lying. */
function standIn(
  { assigneeId, deputyId, ownerId }: LongOverdue,
  office: readonly string[],
  members: ReadonlySet<string>,
): Recipient | null {
  const id = [deputyId, ownerId, ...office].find(
    (each) => each !== null && each !== assigneeId && members.has(each),
  );
  return id === undefined || id === null ? null : { kind: 'person', id };
}

function inOffice(channelId: string | null): Recipient | null {
  return channelId === null ? null : { kind: 'channel', id: channelId };
}

async function tell(occasion: Occasion, recipient: Recipient, wanted: readonly string[]): Promise<void> {
  const { database, identity, outbox, workspace, now, today } = occasion;
  const who = recipient.kind === 'person' ? await identity.whoIs(recipient.id) : null;
  const colleague = who?.standing === 'member' ? who.colleague : null;
  const channelId = recipient.kind === 'person' ? await outbox.directChannel(recipient.id) : recipient.id;
  const ids = await markEscalated(database, wanted, now);
  if (ids.length === 0) return;
  const followUps = await readFollowUps(database, ids);
  const reading: Reading = {
    words: wordsOf[colleague?.language ?? workspace.language],
    timeZone: colleague?.timeZone ?? workspace.timeZone,
    calendar: workspace.calendar,
    now,
    today,
  };
  const { kind } = await outbox.post(channelId, escalationMessage(followUps, reading));
  if (kind === 'later') await unmarkEscalated(database, ids);
  // The app may not write there, for instance because nobody has invited it.
  if (kind === 'refused') await tellOffice(occasion, (officer) => escalationMessage(followUps, officer));
}

function escalationMessage(followUps: readonly FollowUp[], reading: Reading): Message {
  const { words } = reading;
  const title = words.plain('follow_ups.long_overdue', { count: followUps.length });
  return {
    text: title,
    blocks: [section(bold(title)), ...followUps.flatMap((followUp) => followUpCard(followUp, reading))],
  };
}
