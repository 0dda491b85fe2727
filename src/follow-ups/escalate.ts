import type { MessageMetadata } from '@slack/types';
import { instantAt } from '../calendar/time-zone.js';
import { isWorkingDay, workingDaysBefore } from '../calendar/working-days.js';
import { bold } from '../language/mrkdwn.js';
import { wordsOf } from '../language/words.js';
import { type Message, section } from '../slack/blocks.js';
import type { Occasion, Reading } from '../slack/context.js';
import { readEscalation } from '../workspace/escalation-store.js';
import { readOffice } from '../workspace/role-store.js';
import { tellOffice } from '../workspace/tell-office.js';
import {
  claimEscalations,
  type LongOverdue,
  listLongOverdue,
  settleEscalations,
} from './escalation-store.js';
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
 * owner, or the owner, or the channel. Each follow-up once, on a working day, whatever dies or stalls: before Slack is
 * called the follow-ups say so, and a message that was being sent when its process died is looked for before another one is.
 */
export async function escalate(occasion: Occasion): Promise<void> {
  const { database, workspace, now, today, log } = occasion;
  if (!isWorkingDay(today, workspace.calendar) || now < instantAt(today, fromTime, workspace.timeZone))
    return;
  const { escalateAfterDays, escalateTo } = await readEscalation(database);
  if (escalateAfterDays === null) return;
  const since = workingDaysBefore(today, escalateAfterDays, workspace.calendar);
  const overdue = await listLongOverdue(database, since, now, atOnce);
  if (overdue.length === 0) return;
  const office = await readOffice(database);
  const colleagues = await occasion.identity.colleagues();
  const members = new Set(colleagues.map(({ id }) => id));
  const administrators = colleagues.filter(({ administrator }) => administrator).map(({ id }) => id);
  const others = [...office.heads, ...office.officers, ...administrators];
  const groups = new Map<string, { recipient: Recipient | null; of: LongOverdue[] }>();
  for (const followUp of overdue) {
    const channelId = followUp.channelId ?? office.channelId;
    const recipient: Recipient | null =
      escalateTo === 'channel' && channelId !== null
        ? { kind: 'channel', id: channelId }
        : (standIn(followUp, others, members) ?? inOffice(office.channelId));
    const key = recipient === null ? '' : `${recipient.kind} ${recipient.id}`;
    groups.set(key, { recipient, of: [...(groups.get(key)?.of ?? []), followUp] });
  }
  for (const { recipient, of } of groups.values()) {
    const telling = recipient === null ? leave(occasion, of) : tell(occasion, recipient, of);
    await telling.catch((error: unknown) => {
      log.warn({ err: error }, 'Nobody could be told of what is long overdue');
    });
  }
}

/** Who else can see to it: the partner's deputy, its owner, else someone of the office; not whoever left it lying. */
function standIn(
  { assigneeId, deputyId, ownerId }: LongOverdue,
  others: readonly string[],
  members: ReadonlySet<string>,
): Recipient | null {
  const id = [deputyId, ownerId, ...others].find(
    (each) => each !== null && each !== assigneeId && members.has(each),
  );
  return id === undefined || id === null ? null : { kind: 'person', id };
}

function inOffice(channelId: string | null): Recipient | null {
  return channelId === null ? null : { kind: 'channel', id: channelId };
}

/** Where there is nobody else to be told, it does not stand in the way of what others can be told of. */
async function leave({ database, now }: Occasion, overdue: readonly LongOverdue[]): Promise<void> {
  const ids = await claimEscalations(
    database,
    overdue.map(({ id }) => id),
    now,
  );
  await settleEscalations(database, ids, now, now);
}

async function tell(
  occasion: Occasion,
  recipient: Recipient,
  overdue: readonly LongOverdue[],
): Promise<void> {
  const { database, identity, outbox, workspace, now, today } = occasion;
  const who = recipient.kind === 'person' ? await identity.whoIs(recipient.id) : null;
  const colleague = who?.standing === 'member' ? who.colleague : null;
  const channelId = recipient.kind === 'person' ? await outbox.directChannel(recipient.id) : recipient.id;
  const untold = (await withoutArrived(occasion, channelId, overdue)).slice(0, shownInMessage);
  const claimed = new Set(await claimEscalations(database, untold, now));
  if (claimed.size === 0) return;
  const ids = untold.filter((id) => claimed.has(id));
  const followUps = await readFollowUps(database, ids);
  const reading: Reading = {
    words: wordsOf[colleague?.language ?? workspace.language],
    timeZone: colleague?.timeZone ?? workspace.timeZone,
    calendar: workspace.calendar,
    now,
    today,
  };
  const { kind } = await outbox.post(channelId, escalationMessage(followUps, reading), metadataOf(now));
  // Nobody knows whether it arrived: it is looked for the next time.
  if (kind === 'unknown') return;
  // The app may not write there, for instance because nobody has invited it.
  if (kind === 'refused') await tellOffice(occasion, (officer) => escalationMessage(followUps, officer));
  await settleEscalations(database, ids, now, kind === 'later' ? null : now);
}

/** Those of which nobody was told, by id: without those whose message arrived though its process did not live to note it. */
async function withoutArrived(
  { database, outbox, now }: Occasion,
  channelId: string,
  overdue: readonly LongOverdue[],
): Promise<string[]> {
  const sent = new Map(overdue.flatMap(({ sendingAt }) => (sendingAt ? [[+sendingAt, sendingAt]] : [])));
  const arrived = new Set<number>();
  for (const [instant, sendingAt] of sent) {
    // Where the app may not read nobody can tell: to be told twice is worse than not at all.
    if ((await outbox.findPosted(channelId, metadataOf(sendingAt), sendingAt)) === null) continue;
    arrived.add(instant);
    const ids = overdue.filter((each) => each.sendingAt && +each.sendingAt === instant).map(({ id }) => id);
    await settleEscalations(database, ids, sendingAt, now);
  }
  return overdue.flatMap(({ id, sendingAt }) => (sendingAt && arrived.has(+sendingAt) ? [] : [id]));
}

/** How the history of a channel tells one such message from all others. */
function metadataOf(at: Date): MessageMetadata {
  return { event_type: 'partnership_desk_overdue', event_payload: { at: at.toISOString() } };
}

function escalationMessage(followUps: readonly FollowUp[], reading: Reading): Message {
  const { words } = reading;
  const title = words.plain('follow_ups.long_overdue', { count: followUps.length });
  return {
    text: title,
    blocks: [section(bold(title)), ...followUps.flatMap((followUp) => followUpCard(followUp, reading))],
  };
}
