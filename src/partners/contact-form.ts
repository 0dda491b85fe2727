import { z } from 'zod';
import type { Request } from '../slack/context.js';
import { defineForm } from '../slack/form.js';
import { dayField } from '../slack/picker-fields.js';
import { textField } from '../slack/text-fields.js';
import { changeRegister } from '../workspace/register-change.js';
import { savedCard } from '../workspace/saved-card.js';
import { contactCard, contactItem } from './contact-card.js';
import { addContact, readContacts, updateContact } from './contact-store.js';
import { emailField, languageField, phoneField } from './partner-fields.js';
import { readPartner } from './partner-store.js';

const state = z.object({
  partnerId: z.string(),
  /** The contact that is edited; none: a new one. */
  contactId: z.string().nullable(),
});
type State = z.infer<typeof state>;

async function initial({ database }: Request, { contactId }: State) {
  if (contactId === null) return {};
  const [contact] = await readContacts(database, [contactId]);
  if (contact === undefined || contact.name === '') return {};
  const { id: _id, partner: _partner, ...rest } = contact;
  return rest;
}

/** The form for a person at a partner, new or known. */
export const contactForm = defineForm({
  name: 'partners.contact',
  state,
  fields: () => ({
    name: textField({ required: true, max: 300 }),
    role: textField({ required: false, max: 300 }),
    email: emailField,
    phone: phoneField,
    language: languageField,
    leftOn: dayField({ required: false }),
  }),
  initial,
  edits: ({ contactId }) => contactId !== null,
  title: ({ contactId }) =>
    contactId === null ? 'partners.contact.form.title' : 'partners.contact.form.edit_title',
  save: async (request, input, { partnerId, contactId }, submissionKey) => {
    const changed = await changeRegister(
      request,
      contactId === null ? 'contact_added' : 'contact_edited',
      async (database) => {
        if (contactId !== null) {
          const updated = await updateContact(database, contactId, input);
          return updated ? { subjectId: contactId, result: contactId } : null;
        }
        if ((await readPartner(database, partnerId)) === null) return null;
        const id = await addContact(database, partnerId, input, request.person.id);
        return { subjectId: id, result: id };
      },
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    const [contact] = changed.state === 'done' ? await readContacts(request.database, [changed.result]) : [];
    if (changed.state === 'called_off' || contact === undefined) {
      return { kind: 'refused', problems: { name: { key: 'partners.contact_gone' } } };
    }
    const text = request.words.plain('partners.contact_saved', { name: contact.name });
    const item = { kind: contactItem, id: contact.id, blocks: contactCard(contact, request) };
    return { kind: 'saved', message: savedCard(request, text, item, changed.changeId) };
  },
});
