import type { KnownBlock, MessageMetadata } from '@slack/types';
import type { Logger } from 'pino';
import type { Day } from '../calendar/day.js';
import { dayAt, instantAt } from '../calendar/time-zone.js';
import { isWorkingDay } from '../calendar/working-days.js';
import type { ScopedDatabase } from '../database/scope.js';
import { writeNearDay } from '../language/dates.js';
import { bold, mention } from '../language/mrkdwn.js';
import { wordsOf } from '../language/words.js';
import { actions, button, type Message, section } from '../slack/blocks.js';
import type { Reading, WorkspaceSettings } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import type { Colleague, Identity } from '../slack/identity.js';
import type { Outbox } from '../slack/outbox.js';
import { runButton } from '../slack/shared-actions.js';
import { type Absence, absencesOf } from '../workspace/absence-store.js';
import type { DuePart, ReminderSource } from './reminder-source.js';
import {
  addReminders,
  claimReminder,
  listReminders,
  type Reminder,
  touchedBy,
  updateHeld,
  usualTime,
} from './reminder-store.js';

/** What reminding the people of one workspace needs. */
export interface Reminding {
  readonly database: ScopedDatabase;
  readonly outbox: Pick<Outbox, 'post' | 'directChannel' | 'findPosted'>;
  readonly identity: Pick<Identity, 'colleagues'>;
  readonly sources: readonly ReminderSource[];
  readonly settings: () => Promise<WorkspaceSettings>;
  readonly now: () => Date;
  readonly log: Logger;
}

const leaseMs = 2 * 60_000;
// Who hears of what is due in the evening can do nothing about it on that day.
const lateLimitMs = 9 * 3_600_000;
// Slack may still be at work on a call whose answer did not come.
const searchAfterMs = 30_000;
const justDoneMs = 3_600_000;
const atOnce = 4;
const shownItems = 8;
const shownOfOther = 5;

/**
 * Reminds everyone whose hour has come: once a working day, whatever dies or stalls, in one direct message. Before Slack is
 * called the reminder says so, and one that was being sent when its process died is looked for before it is sent again.
 * Several processes may do this at the same time.
 */
export async function remind(reminding: Reminding): Promise<void> {
  const { database, identity, settings, log } = reminding;
  const [workspace, colleagues] = await Promise.all([settings(), identity.colleagues()]);
  const now = reminding.now();
  const today = dayAt(now, workspace.timeZone);
  const byId = new Map(colleagues.map((colleague) => [colleague.id, colleague]));
  const busy = await busyPeople(reminding);
  const absences = [...(await absencesOf(database, busy, today)).values()];
  const people = [...new Set([...busy, ...absences.map(({ deputyId }) => deputyId)])];
  await addReminders(
    database,
    people.flatMap((personId) => {
      const colleague = byId.get(personId);
      return colleague === undefined ? [] : [{ personId, sentOn: dayPassed(colleague, workspace, now) }];
    }),
  );
  const due = (await listReminders(database, now)).flatMap((reminder) => {
    const colleague = byId.get(reminder.personId);
    const day = colleague === undefined ? null : dayDue(reminder, colleague, workspace, now);
    return colleague === undefined || day === null ? [] : [{ reminder, colleague, day }];
  });
  async function work(): Promise<void> {
    for (let next = due.shift(); next !== undefined; next = due.shift()) {
      const { personId } = next.reminder;
      const others = absences.filter(({ deputyId }) => deputyId === personId);
      await remindOf(reminding, { ...next, workspace, others }).catch((error: unknown) => {
        // The lease ends, and the reminder is taken up again.
        log.warn({ err: error }, 'Someone could not be reminded now');
      });
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function busyPeople({ database, sources }: Reminding): Promise<string[]> {
  const people = await Promise.all(sources.map((source) => source.people(database)));
  return [...new Set(people.flat())];
}

/** The day of someone who is new to reminders, where its hour has passed: what came since they were told of at once. */
function dayPassed({ timeZone }: Colleague, workspace: WorkspaceSettings, now: Date): Day | null {
  const zone = timeZone ?? workspace.timeZone;
  const day = dayAt(now, zone);
  return now > instantAt(day, usualTime, zone) ? day : null;
}

/** The day for which someone is to be reminded now; null where it is none on which they work, too early, late or done. */
function dayDue(
  { time, sentOn }: Reminder,
  { timeZone }: Colleague,
  workspace: WorkspaceSettings,
  now: Date,
): Day | null {
  const zone = timeZone ?? workspace.timeZone;
  const day = dayAt(now, zone);
  const passed = now.getTime() - instantAt(day, time, zone).getTime();
  if (passed < 0 || passed > lateLimitMs) return null;
  if (sentOn !== null && sentOn >= day) return null;
  return isWorkingDay(day, workspace.calendar) ? day : null;
}

interface Due {
  readonly reminder: Reminder;
  readonly colleague: Colleague;
  readonly workspace: WorkspaceSettings;
  readonly day: Day;
  /** Those who are away and have named this person as deputy. */
  readonly others: readonly Absence[];
}

async function remindOf(reminding: Reminding, due: Due): Promise<void> {
  const { database, outbox, log } = reminding;
  const { day, reminder } = due;
  const { personId } = reminder;
  const now = reminding.now();
  const lease = new Date(now.getTime() + leaseMs);
  if (!(await claimReminder(database, personId, day, now, lease))) return;
  const done = () =>
    updateHeld(database, personId, lease, { sentOn: day, leaseUntil: null, sendingAt: null });

  const { sendingAt } = reminder;
  const zone = due.colleague.timeZone ?? due.workspace.timeZone;
  const metadata = metadataOf(personId, day);
  if (sendingAt !== null && dayAt(sendingAt, zone) === day) {
    const found = await outbox.findPosted(await outbox.directChannel(personId), metadata, sendingAt);
    // Nobody can tell where the app may not read: being reminded twice is worse than not at all.
    if (found !== null) return void (await done());
  }
  const message = await compose(reminding, due);
  if (message === null) return void (await done());
  const channelId = await outbox.directChannel(personId);
  if (!(await updateHeld(database, personId, lease, { sendingAt: now }))) return;
  const outcome = await outbox.post(channelId, message, metadata);
  switch (outcome.kind) {
    case 'posted':
      await done();
      return;
    case 'later': {
      const until = new Date(now.getTime() + outcome.retryAfterSeconds * 1000);
      await updateHeld(database, personId, lease, { leaseUntil: until, sendingAt: null });
      return;
    }
    case 'unknown':
      await updateHeld(database, personId, lease, { leaseUntil: new Date(now.getTime() + searchAfterMs) });
      return;
    case 'refused':
      log.warn({ error: outcome.error }, 'Slack refuses a reminder');
      await done();
  }
}

/** How the history of direct messages tells one reminder from all others. */
function metadataOf(personId: string, day: Day): MessageMetadata {
  return { event_type: 'partnership_desk_reminder', event_payload: { person: personId, day } };
}

async function compose({ database, sources, now }: Reminding, due: Due): Promise<Message | null> {
  const { colleague, workspace, others } = due;
  const instant = now();
  const reading: Reading = {
    words: wordsOf[colleague.language ?? workspace.language],
    timeZone: colleague.timeZone ?? workspace.timeZone,
    calendar: workspace.calendar,
    today: dayAt(instant, workspace.timeZone),
    now: instant,
  };
  const exceptIds = await touchedBy(database, colleague.id, new Date(instant.getTime() - justDoneMs));
  const partsOf = async (personId: string, show: number) => {
    const parts = await Promise.all(
      sources.map((source) => source.due(database, reading, { personId, exceptIds }, show)),
    );
    return parts.filter((part) => part !== null);
  };
  const own = await partsOf(colleague.id, shownItems);
  const forOthers: { absence: Absence; parts: DuePart[] }[] = [];
  for (const absence of others.slice(0, 2)) {
    forOthers.push({ absence, parts: await partsOf(absence.personId, shownOfOther) });
  }
  return reminderMessage(
    own,
    forOthers.filter(({ parts }) => parts.length > 0),
    reading,
  );
}

/** The message of a reminder; null where there is nothing to be reminded of. */
export function reminderMessage(
  own: readonly DuePart[],
  forOthers: readonly { readonly absence: Absence; readonly parts: readonly DuePart[] }[],
  reading: Reading,
): Message | null {
  if (own.length === 0 && forOthers.length === 0) return null;
  const { words } = reading;
  const count = own.reduce((sum, { total }) => sum + total, 0);
  const title =
    own.length === 0 ? words.plain('reminders.for_others') : words.plain('reminders.title', { count });
  return {
    text: title,
    blocks: [
      section(bold(title)),
      ...own.flatMap((part) => partBlocks(part, reading)),
      ...forOthers.flatMap(({ absence, parts }) => [
        section(
          words.say('reminders.as_deputy', {
            person: mention(absence.personId),
            day: writeNearDay(absence.untilOn, words.language),
          }),
        ),
        ...parts.flatMap((part) => partBlocks(part, reading)),
      ]),
      actions([
        button(actionId('reminders', 'off'), words.plain('reminders.turn_off'), 'off'),
        runButton('reminders', words.plain('reminders.settings')),
      ]),
    ],
  };
}

function partBlocks({ items, total, listCommand }: DuePart, { words }: Reading): KnownBlock[] {
  const more = total - items.length;
  return [
    ...items.flat(),
    ...(more > 0 ? [actions([runButton(listCommand, words.plain('reminders.more', { count: more }))])] : []),
  ];
}
