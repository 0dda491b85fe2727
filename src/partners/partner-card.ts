import type { KnownBlock } from '@slack/types';
import { writeDay } from '../language/dates.js';
import { bold, channelMention, joinMrkdwn, type Mrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { actions, button, context, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { cut } from '../slack/limits.js';
import { runButton } from '../slack/shared-actions.js';
import { axesOf } from '../workspace/axis.js';
import { countryName } from '../workspace/country.js';
import type { ContactLine, PartnerFacts } from './partner-facts-store.js';
import { languageName, writeCadence } from './partner-fields.js';
import { shownName } from './partner-name.js';
import { statusOf } from './partner-status.js';

export const partnerItem = 'partner';
const shownNotes = 600;

/** The head of a partner's card: its names, what is known of it, its first contacts, and what can be done with it. */
export function partnerCard(facts: PartnerFacts, reading: Reading): KnownBlock[] {
  const { partner, contacts, contactCount } = facts;
  const { words } = reading;
  const otherNames = [partner.nameEn, partner.nameAr].flatMap((name) =>
    name && name !== partner.name ? mrkdwn`${name}` : [],
  );
  const lines = contacts.map((contact) => contactLine(contact, reading));
  return itemBlocks(partnerItem, partner.id, words.language, [
    section(joinMrkdwn([bold(shownName(partner)), ...otherNames], '\n')),
    ...factLines(facts, reading),
    ...(partner.notes === null ? [] : [section(mrkdwn`${cut(partner.notes, shownNotes)}`)]),
    ...(lines.length === 0
      ? []
      : [section(joinMrkdwn([bold(words.plain('partners.contacts')), ...lines], '\n'))]),
    actions([
      button(actionId('partners', 'edit'), words.plain('partners.edit'), partner.id),
      button(actionId('partners', 'add_contact'), words.plain('partners.add_contact'), partner.id),
      ...(contactCount === 0
        ? []
        : [
            runButton(
              `contacts id:${partner.id}`,
              words.plain('partners.all_contacts', { count: contactCount }),
            ),
          ]),
    ]),
  ]);
}

function factLines(facts: PartnerFacts, { words, today }: Reading): KnownBlock[] {
  const { partner, lastMetOn } = facts;
  const place = [partner.city, partner.country && countryName(partner.country, words.language)];
  const texts = (parts: readonly (string | null)[]) => parts.flatMap((part) => (part ? mrkdwn`${part}` : []));
  const more = [
    ...texts([partner.website]),
    partner.slackChannelId !== null && channelMention(partner.slackChannelId),
    partner.cadenceMonths !== null &&
      words.say('partners.cadence', { every: writeCadence(partner.cadenceMonths, words) }),
    lastMetOn !== null && words.say('partners.last_met', { day: writeDay(lastMetOn, words.language) }),
    partner.tags.length > 0 && words.say('partners.tags', { tags: partner.tags.join(', ') }),
    partner.aliases.length > 0 && words.say('partners.aliases', { names: partner.aliases.join(', ') }),
  ].filter((part) => part !== false);
  return [
    context([
      bold(words.plain(`partners.status.${statusOf(facts, today)}`)),
      words.say(`partners.kind.${partner.kind}`),
      words.say(partner.international ? 'partners.international' : 'partners.national'),
      ...texts(place),
      ...axesOf(partner.axes).map((axis) => words.say(`workspace.axis.${axis}`)),
      partner.ownerId !== null && words.say('partners.owner', { person: mention(partner.ownerId) }),
      partner.deputyId !== null && words.say('partners.deputy', { person: mention(partner.deputyId) }),
    ]),
    ...(more.length === 0 ? [] : [context(more)]),
  ];
}

/** One line for a contact: the name with what is known. */
export function contactLine(contact: ContactLine, { words }: Reading): Mrkdwn {
  const { name, role, email, phone, language, leftOn } = contact;
  if (name === '') return words.say('partners.former_contact');
  return joinMrkdwn([
    mrkdwn`${name}`,
    ...[role, email, phone].map((fact) => (fact ? mrkdwn`${fact}` : null)),
    language !== null && mrkdwn`${languageName(language, words.language)}`,
    leftOn !== null && words.say('partners.left_on', { day: writeDay(leftOn, words.language) }),
  ]);
}
