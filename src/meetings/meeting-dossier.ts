import type { DossierSection } from '../agreements/contributions.js';
import { bold, joinMrkdwn } from '../language/mrkdwn.js';
import { section } from '../slack/blocks.js';
import { meetingLine } from './meeting-card.js';
import { meetingsAbout } from './meeting-dossier-store.js';
import { readMeetings } from './meeting-store.js';

const most = 5;

/** In a renewal's dossier: the meetings with the partner in the period, the latest ones as lines. */
export const meetingsOfDossier: DossierSection = async (request, subject) => {
  const { ids, count } = await meetingsAbout(request.database, subject, most);
  if (count === 0) return [section(request.words.say('meetings.dossier_none'))];
  const meetings = await readMeetings(request.database, ids);
  const lines = ids.flatMap((id) => meetings.find((meeting) => meeting.id === id) ?? []);
  const heading = bold(request.words.plain('meetings.dossier', { count }));
  return [section(joinMrkdwn([heading, ...lines.map((meeting) => meetingLine(meeting, request))], '\n'))];
};
