import { readTypedDay } from '../calendar/typed-day.js';
import { findPartnerMentioned } from '../partners/partner-store.js';
import type { GlobalShortcut, MessageShortcut } from '../slack/feature.js';
import { cut } from '../slack/limits.js';
import { isMember } from '../workspace/members.js';
import { followUpForm, longestText } from './follow-up-form.js';

const fresh = { followUpId: null, assigneeId: null, dueOn: null };

/** New follow-up, from Slack's shortcuts menu. */
export const newFollowUpShortcut: GlobalShortcut = {
  callbackId: 'new_follow_up',
  open: () => followUpForm.open(fresh),
};

/** Makes a follow-up of a message: its text and address, who is mentioned, the partner and the day that it names. */
export const followUpFromMessage: MessageShortcut = {
  callbackId: 'follow_up_from_message',
  open: async ({ database, identity, person, today, workspace }, { text, mentioned, link }) => {
    const [partner, members] = await Promise.all([
      findPartnerMentioned(database, text),
      Promise.all(mentioned.map(async (id) => ((await isMember(identity, id)) ? [id] : []))),
    ]);
    const [assignee = person.id] = members.flat();
    const state = { ...fresh, ...(link === null ? {} : { sourceLink: link }) };
    return followUpForm.open(state, {
      // The rest is one click away: the message's address stays with the follow-up.
      text: cut(text.replace(/\s+/g, ' ').trim(), longestText),
      assignee,
      dueOn: readTypedDay(text, today, workspace.calendar)?.day ?? null,
      partner: { chosen: partner === null ? [] : [partner], newName: null },
    });
  },
};
