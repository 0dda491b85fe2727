import type { AddsToDossier } from '../agreements/contributions.js';
import type { AddsDigests } from '../digests/digest-kind.js';
import { writeDay } from '../language/dates.js';
import { bold, joinMrkdwn } from '../language/mrkdwn.js';
import type { AddsToContactCard, AddsToPartnerCard } from '../partners/partner-section.js';
import type { AddsToSearch } from '../search/search-store.js';
import { section } from '../slack/blocks.js';
import type { Feature } from '../slack/feature.js';
import { meetingActions } from './meeting-actions.js';
import { meetingCard, meetingItem, meetingLine } from './meeting-card.js';
import { meetingsOfDossier } from './meeting-dossier.js';
import { meetingForm } from './meeting-form.js';
import { listMeetingsOfWeek, listSilentPartners } from './meeting-lists.js';
import { meetingsToSearch } from './meeting-search-store.js';
import { logMeetingShortcut, meetingFromMessage } from './meeting-shortcuts.js';
import { countMeetings, meetingsOfContacts, meetingsOfPartner, readMeetings } from './meeting-store.js';
import { silentCard, silentItem } from './silent-card.js';
import { silentPartnersDigest } from './silent-partners-digest.js';
import { readSilent } from './silent-store.js';
import { templatesForm } from './templates-form.js';
import { weekCard, weekItem } from './week-card.js';
import { weekDigest } from './week-digest.js';

const lastMeetings = 3;
const longestName = 300;

/** Meetings, calls and visits with partners. */
export const meetingsFeature: Feature &
  AddsDigests &
  AddsToContactCard &
  AddsToPartnerCard &
  AddsToSearch &
  AddsToDossier = {
  name: 'meetings',
  searchSources: [meetingsToSearch],
  dossierSections: [meetingsOfDossier],
  forms: [meetingForm, templatesForm],
  digestKinds: [weekDigest, silentPartnersDigest],
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
    {
      verb: 'meetings',
      aliases: ['rencontres', 'réunions'],
      usage: 'meetings.silent.usage',
      summary: 'meetings.week.summary',
      run: listMeetingsOfWeek,
    },
    {
      verb: 'silent',
      aliases: ['silencieux', 'silence'],
      usage: 'meetings.silent.usage',
      summary: 'meetings.silent.summary',
      run: listSilentPartners,
    },
    {
      verb: 'headings',
      aliases: ['rubriques', 'modèles', 'templates'],
      usage: null,
      summary: 'meetings.templates_summary',
      run: () => ({ kind: 'form', form: templatesForm.open(null) }),
    },
  ],
  actions: meetingActions,
  items: [
    {
      name: meetingItem,
      show: async (database, ids, reading) =>
        new Map((await readMeetings(database, ids)).map((each) => [each.id, meetingCard(each, reading)])),
    },
    {
      name: weekItem,
      show: async (database, ids, reading) =>
        new Map((await readMeetings(database, ids)).map((each) => [each.id, weekCard(each, reading)])),
    },
    {
      name: silentItem,
      show: async (database, ids, reading) =>
        new Map(
          (await readSilent(database, ids)).map((each) => [each.partner.id, silentCard(each, reading)]),
        ),
    },
  ],
  shortcuts: [{ label: 'meetings.new', action: 'new' }],
  globalShortcuts: [logMeetingShortcut],
  messageShortcuts: [meetingFromMessage],
  contactFacts: async (database, ids, { words }) => {
    const byContact = await meetingsOfContacts(database, ids, lastMeetings);
    return new Map(
      [...byContact].flatMap(([id, meetings]) => {
        if (meetings.length === 0) return [];
        const lines = meetings.map(
          ({ kind, heldOn }) => `${words.plain(`meetings.kind.${kind}`)} ${writeDay(heldOn, words.language)}`,
        );
        return [[id, words.say('meetings.of_contact', { meetings: lines.join(', ') })] as const];
      }),
    );
  },
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
