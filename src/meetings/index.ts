import type { AddsToDossier } from '../agreements/contributions.js';
import { bold, joinMrkdwn } from '../language/mrkdwn.js';
import type { AddsToPartnerCard } from '../partners/partner-section.js';
import type { AddsToSearch } from '../search/search-store.js';
import { section } from '../slack/blocks.js';
import type { Feature } from '../slack/feature.js';
import { meetingCard, meetingItem, meetingLine } from './meeting-card.js';
import { meetingsOfDossier } from './meeting-dossier.js';
import { meetingForm } from './meeting-form.js';
import { meetingsToSearch } from './meeting-search-store.js';
import { countMeetings, meetingsOfPartner, readMeetings } from './meeting-store.js';

const lastMeetings = 3;
const longestName = 300;

/** Meetings, calls and visits with partners. */
export const meetingsFeature: Feature & AddsToPartnerCard & AddsToSearch & AddsToDossier = {
  name: 'meetings',
  searchSources: [meetingsToSearch],
  dossierSections: [meetingsOfDossier],
  forms: [meetingForm],
  commands: [
    {
      verb: 'note',
      aliases: ['rencontre', 'réunion', 'meeting', 'visite'],
      usage: 'meetings.usage',
      summary: 'meetings.summary',
      run: (_request, { rest }) => ({
        kind: 'form',
        form: meetingForm.open({ meetingId: null, typedName: rest.slice(0, longestName) }),
      }),
    },
  ],
  actions: {
    new: () => ({ kind: 'form', form: meetingForm.open({ meetingId: null, typedName: '' }) }),
    edit: (_request, { value }) => ({
      kind: 'form',
      form: meetingForm.open({ meetingId: value, typedName: '' }),
    }),
  },
  items: [
    {
      name: meetingItem,
      show: async (database, ids, reading) =>
        new Map((await readMeetings(database, ids)).map((each) => [each.id, meetingCard(each, reading)])),
    },
  ],
  shortcuts: [{ label: 'meetings.new', action: 'new' }],
  partnerSections: [
    async (request, partnerId) => {
      const meetings = await meetingsOfPartner(request.database, partnerId, lastMeetings);
      if (meetings.length === 0) return null;
      const count =
        meetings.length < lastMeetings ? meetings.length : await countMeetings(request.database, partnerId);
      const lines = meetings.map((meeting) => meetingLine(meeting, request));
      return [
        section(joinMrkdwn([bold(request.words.plain('meetings.of_partner', { count })), ...lines], '\n')),
      ];
    },
  ],
};
