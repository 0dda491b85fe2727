/** What somebody did, as a noun phrase: for the audit trail and for what undo took back. */
export const changes = {
  settings_changed: 'the change of settings',
  lead_created: 'the new lead',
  lead_edited: 'the change to the lead',
  lead_moved: 'the lead’s new stage',
  meeting_logged: 'the logged meeting',
  meeting_edited: 'the change to the meeting',
  agreement_registered: 'the registered agreement',
  agreement_edited: 'the change to the agreement',
  renewal_decided: 'the decision on the renewal',
  follow_up_created: 'the new follow-up',
  follow_up_edited: 'the change to the follow-up',
  follow_up_done: 'the follow-up marked as done',
  follow_up_snoozed: 'the follow-up’s new day',
  follow_up_reassigned: 'the follow-up’s new assignee',
  subscription_created: 'the new subscription',
  subscription_removed: 'the end of the subscription',
} as const;
