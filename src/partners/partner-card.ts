import type { KnownBlock } from '@slack/types';
import { bold, joinMrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { context, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { axesOf } from '../workspace/axis.js';
import { shownName } from './partner-name.js';
import type { PartnerRow } from './partner-store.js';

/** The head of a partner's card: its names, one line of facts, its contacts. */
export function partnerCard(partner: PartnerRow, { words }: Reading): KnownBlock[] {
  const otherNames = [partner.nameEn, partner.nameAr].filter((name) => name && name !== partner.name);
  const place = [partner.city, partner.country && countryName(partner.country, words.language)];
  const contacts = partner.contacts.map(({ name, role, email, phone }) =>
    joinMrkdwn(
      [mrkdwn`${name}`, ...[role, email, phone].map((fact) => fact && mrkdwn`${fact}`)].map(orNothing),
    ),
  );
  return [
    section(joinMrkdwn([bold(shownName(partner)), ...otherNames.map((name) => mrkdwn`${name ?? ''}`)], '\n')),
    context([
      words.say(`partners.kind.${partner.kind}`),
      words.say(partner.international ? 'partners.international' : 'partners.national'),
      ...place.map((part) => part && mrkdwn`${part}`).map(orNothing),
      ...axesOf(partner.axes).map((axis) => words.say(`workspace.axis.${axis}`)),
      partner.ownerId !== null && words.say('partners.owner', { person: mention(partner.ownerId) }),
    ]),
    ...(contacts.length === 0
      ? []
      : [section(joinMrkdwn([bold(words.plain('partners.contacts')), ...contacts], '\n'))]),
  ];
}

function orNothing<Part>(part: Part | '' | null | undefined): Part | null {
  return part || null;
}

function countryName(code: string, language: string): string {
  return new Intl.DisplayNames(language, { type: 'region' }).of(code.trim()) ?? code;
}
