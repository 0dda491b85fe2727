import type { AddsToSearch } from '../search/search-store.js';
import type { Feature } from '../slack/feature.js';
import { limits } from '../slack/limits.js';
import { contactCard, contactItem } from './contact-card.js';
import { forget, offerToForget, showContacts } from './contact-commands.js';
import { contactForm } from './contact-form.js';
import { readContacts } from './contact-store.js';
import { merge, offerToMerge } from './merge-command.js';
import { partnerCard, partnerItem } from './partner-card.js';
import { showPartner } from './partner-commands.js';
import { readPartnerFacts } from './partner-facts-store.js';
import { partnerOption } from './partner-field.js';
import { partnerForm } from './partner-form.js';
import { longestPartnerName } from './partner-name.js';
import { contactsToSearch, partnersToSearch } from './partner-search-store.js';
import type { AddsToPartnerCard, ContactFacts } from './partner-section.js';
import { listPartners } from './partner-store.js';

/** Partners and their contacts. `nouns` and `contactFacts` are what other features show on their cards. */
export function partnersFeature(
  nouns: readonly AddsToPartnerCard[],
  contactFacts: ContactFacts,
): Feature & AddsToSearch {
  return {
    name: 'partners',
    searchSources: [contactsToSearch, partnersToSearch],
    commands: [
      {
        verb: 'show',
        aliases: ['fiche', 'voir'],
        usage: 'partners.show_usage',
        summary: 'partners.show_summary',
        run: (request, text) => showPartner(request, text, nouns),
      },
      {
        verb: 'partner',
        aliases: ['partenaire'],
        usage: 'partners.new_usage',
        summary: 'partners.new_summary',
        run: (_request, { rest }) => ({
          kind: 'form',
          form: partnerForm.open({ partnerId: null, typedName: rest.slice(0, longestPartnerName) }),
        }),
      },
      {
        verb: 'contacts',
        aliases: ['interlocuteurs', 'contact'],
        usage: 'partners.show_usage',
        summary: 'partners.contacts_summary',
        run: (request, text) => showContacts(request, text, contactFacts),
      },
      {
        verb: 'forget',
        aliases: ['oublier'],
        usage: 'partners.show_usage',
        summary: 'partners.forget_summary',
        run: offerToForget,
      },
      {
        verb: 'merge',
        aliases: ['fusionner'],
        usage: 'partners.merge_usage',
        summary: 'partners.merge_summary',
        run: offerToMerge,
      },
    ],
    forms: [partnerForm, contactForm],
    actions: {
      new: () => ({ kind: 'form', form: partnerForm.open({ partnerId: null, typedName: '' }) }),
      edit: (_request, { value }) => ({
        kind: 'form',
        form: partnerForm.open({ partnerId: value, typedName: '' }),
      }),
      add_contact: (_request, { value }) => ({
        kind: 'form',
        form: contactForm.open({ partnerId: value, contactId: null }),
      }),
      edit_contact: async ({ database }, { value }) => {
        const [contact] = await readContacts(database, [value]);
        return {
          kind: 'form',
          form: contactForm.open({ partnerId: contact?.partner.id ?? '', contactId: value }),
        };
      },
      forget: async (request, { value }) => ({ kind: 'refresh', also: await forget(request, value) }),
      merge: async (request, { value }) => ({ kind: 'replace', message: await merge(request, value) }),
      dismiss: () => ({ kind: 'remove' }),
    },
    items: [
      {
        name: partnerItem,
        show: async (database, ids, reading) => {
          const found = await Promise.all(ids.map((id) => readPartnerFacts(database, id, reading.today)));
          return new Map(
            found.flatMap((facts) =>
              facts === null ? [] : [[facts.partner.id, partnerCard(facts, reading)] as const],
            ),
          );
        },
      },
      {
        name: contactItem,
        show: async (database, ids, reading) => {
          const facts = await contactFacts(database, ids, reading);
          return new Map(
            (await readContacts(database, ids)).map((each) => [
              each.id,
              contactCard(each, reading, facts.get(each.id)),
            ]),
          );
        },
      },
    ],
    options: {
      search: async (request, typed) =>
        (await listPartners(request.database, limits.selectOptions, typed)).map(partnerOption),
    },
  };
}
