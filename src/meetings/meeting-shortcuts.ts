import { dayAt } from '../calendar/time-zone.js';
import { findPartnerMentioned } from '../partners/partner-store.js';
import type { GlobalShortcut, MessageShortcut } from '../slack/feature.js';
import { isMember } from '../workspace/members.js';
import { meetingForm } from './meeting-form.js';

/** Logs a meeting, from Slack's shortcuts menu. */
export const logMeetingShortcut: GlobalShortcut = {
  callbackId: 'log_meeting',
  open: () => meetingForm.open({ meetingId: null, typedName: '' }),
};

/** Takes a message over as the note of a meeting: its text, day and address, and who wrote it or is mentioned in it. */
export const meetingFromMessage: MessageShortcut = {
  callbackId: 'meeting_from_message',
  open: async ({ database, identity, person, workspace }, message) => {
    const { channelId, ts, threadTs, text, authorId, mentioned, link } = message;
    const named = [...new Set([person.id, ...(authorId === null ? [] : [authorId]), ...mentioned])];
    const [partner, ours] = await Promise.all([
      findPartnerMentioned(database, text),
      Promise.all(named.map(async (id) => ((await isMember(identity, id)) ? [id] : []))),
    ]);
    const thread = threadTs === null ? null : { channelId, ts: threadTs };
    const state = {
      meetingId: null,
      typedName: '',
      ...(partner === null ? {} : { partnerIds: [partner.id] }),
      source: { link, thread },
    };
    return meetingForm.open(state, {
      heldOn: dayAt(new Date(Number(ts) * 1000), workspace.timeZone),
      notes: text,
      ourPeople: ours.flat(),
    });
  },
};
