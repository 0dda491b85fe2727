import type { ReminderSource } from '../reminders/reminder-source.js';
import { followUpCard } from './follow-up-card.js';
import { countFollowUps, listFollowUps, peopleWithFollowUps } from './follow-up-store.js';

/** People are reminded of their follow-ups that are due or overdue. */
export const dueReminder: ReminderSource = {
  people: peopleWithFollowUps,
  due: async (database, reading, { personId, exceptIds }, show) => {
    const due = { assigneeId: personId, dueUntil: reading.today, exceptIds };
    const followUps = await listFollowUps(database, due, { take: show });
    if (followUps.length === 0) return null;
    return {
      items: followUps.map((followUp) => followUpCard(followUp, reading)),
      total: followUps.length < show ? followUps.length : await countFollowUps(database, due),
      listCommand: `followups <@${personId}>`,
    };
  },
};
