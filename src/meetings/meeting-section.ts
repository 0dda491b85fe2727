import type { Button, KnownBlock } from '@slack/types';
import { bold } from '../language/mrkdwn.js';
import { allButton, type PartnerSection } from '../partners/partner-section.js';
import { actions, button, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { meetingLine } from './meeting-card.js';
import { countMeetings, type Meeting, meetingsOfPartner } from './meeting-store.js';

const shownAtOnce = 3;

/** On a partner's card: the last meetings, one line each with its button, and the button for all of them. */
export const meetingsOnPartnerCard: PartnerSection = async (request, partnerId) => {
  const meetings = await meetingsOfPartner(request.database, partnerId, { take: shownAtOnce, skip: 0 });
  if (meetings.length === 0) return null;
  const isAll = meetings.length < shownAtOnce;
  const count = isAll ? meetings.length : await countMeetings(request.database, partnerId);
  const all = allButton(`meetings id:${partnerId}`, count, request);
  return [
    section(bold(request.words.plain('meetings.of_partner', { count }))),
    ...meetings.map((meeting) => meetingEntry(meeting, request)),
    ...(count > meetings.length ? [actions([all])] : []),
  ];
};

/** One line for a meeting, with the button that shows all of it. */
export function meetingEntry(meeting: Meeting, reading: Reading): KnownBlock {
  const details = button(
    actionId('meetings', 'details'),
    reading.words.plain('meetings.details'),
    meeting.id,
  );
  return section(meetingLine(meeting, reading), undefined, details);
}

/** The button that logs a meeting with a partner. */
export function meetingWithButton({ words }: Reading, partnerId: string): Button {
  return button(actionId('meetings', 'with'), words.plain('meetings.new'), partnerId);
}
