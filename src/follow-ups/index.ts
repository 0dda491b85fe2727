import type { AddsDigests } from '../digests/digest-kind.js';
import type { AddsToPartnerCard } from '../partners/partner-section.js';
import type { AddsReminders } from '../reminders/reminder-source.js';
import type { Feature } from '../slack/feature.js';
import { commentCard, commentItem } from './comment-card.js';
import { commentForm } from './comment-form.js';
import { readComments } from './comment-store.js';
import { dueFollowUpsDigest } from './due-follow-ups-digest.js';
import { dueReminder } from './due-reminder.js';
import { followUpActions } from './follow-up-actions.js';
import { followUpItem } from './follow-up-card.js';
import { addTypedFollowUp, listOpenFollowUps } from './follow-up-commands.js';
import { followUpForm, reassignForm, snoozeForm } from './follow-up-form.js';
import { followUpItems } from './follow-up-items.js';
import { newButton } from './follow-up-list.js';
import { followUpsOfPartner, myFollowUps } from './follow-up-sections.js';
import { followUpFromMessage, newFollowUpShortcut } from './follow-up-shortcuts.js';
import { readFollowUps } from './follow-up-store.js';
import { waitForm, wontDoForm } from './state-forms.js';
import { subjectOptions } from './subject-field.js';

/** What someone is to do by a day: from a meeting, a lead, an agreement or on its own. */
export const followUpsFeature: Feature & AddsDigests & AddsReminders & AddsToPartnerCard = {
  name: 'follow_ups',
  forms: [followUpForm, snoozeForm, reassignForm, waitForm, wontDoForm, commentForm],
  options: { subject: subjectOptions },
  commands: [
    {
      verb: 'todo',
      aliases: ['suivi', 'tâche', 'rappel'],
      usage: 'follow_ups.usage',
      summary: 'follow_ups.summary',
      writes: true,
      run: addTypedFollowUp,
    },
    {
      verb: 'followups',
      aliases: ['suivis', 'tâches', 'follow-ups', 'todos'],
      usage: 'follow_ups.list_usage',
      summary: 'follow_ups.list_summary',
      run: listOpenFollowUps,
    },
  ],
  actions: followUpActions,
  items: [
    {
      name: followUpItem,
      show: async (database, ids, reading) =>
        followUpItems(database, await readFollowUps(database, ids), reading),
    },
    {
      name: commentItem,
      show: async (database, ids, reading) =>
        new Map(
          [...(await readComments(database, ids))].map(([id, each]) => [id, commentCard(each, reading)]),
        ),
    },
  ],
  shortcuts: [{ label: 'follow_ups.new', action: 'new' }],
  globalShortcuts: [newFollowUpShortcut],
  messageShortcuts: [followUpFromMessage],
  deskSections: [myFollowUps],
  digestKinds: [dueFollowUpsDigest],
  reminderSources: [dueReminder],
  partnerSections: [followUpsOfPartner],
  newWithPartner: (reading, partnerId) => newButton(reading, `partner:${partnerId}`),
};
