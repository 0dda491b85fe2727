import type { Feature } from '../slack/feature.js';
import { limits } from '../slack/limits.js';
import { findPartners, showPartner } from './partner-commands.js';
import { partnerOption } from './partner-field.js';
import type { PartnerSection } from './partner-section.js';
import { listPartners } from './partner-store.js';

/** Partners and their contacts. The sections are what other features show on a partner's card. */
export function partnersFeature(sections: readonly PartnerSection[]): Feature {
  return {
    name: 'partners',
    commands: [
      {
        verb: 'show',
        aliases: ['fiche', 'voir'],
        usage: 'partners.show_usage',
        summary: 'partners.show_summary',
        run: (request, text) => showPartner(request, text, sections),
      },
      {
        verb: 'find',
        aliases: ['chercher', 'trouver', 'search'],
        usage: 'partners.find_usage',
        summary: 'partners.find_summary',
        run: findPartners,
      },
    ],
    options: {
      search: async (request, typed) =>
        (await listPartners(request.database, limits.selectOptions, typed)).map(partnerOption),
    },
  };
}
