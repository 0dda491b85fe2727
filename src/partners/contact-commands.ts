import { bold } from '../language/mrkdwn.js';
import { actions, button, context, type Message, section } from '../slack/blocks.js';
import { type CommandText, pageOf } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import { type Answer, actionId } from '../slack/feature.js';
import { pageButtons } from '../slack/shared-actions.js';
import { isOfficer } from '../workspace/role.js';
import { contactCard } from './contact-card.js';
import { countContacts, findContactsNamed, listContacts, readContacts } from './contact-store.js';
import { eraseContact } from './erasure.js';
import { partnerMeant, told } from './partner-commands.js';
import type { ContactFacts } from './partner-section.js';

const pageSize = 10;
const mostFound = 5;

/** A partner's contacts, ten a page. */
export async function showContacts(
  request: Request,
  text: CommandText,
  factsOf: ContactFacts,
): Promise<Answer> {
  const { words, database } = request;
  const { typed, page: asked } = pageOf(text.rest);
  if (typed === '') return told(request, 'partners.which_contacts');
  const partner = await partnerMeant(request, typed);
  if (partner === null) return told(request, 'partners.not_found', { typed });
  const count = await countContacts(database, partner.id);
  const page = Math.min(asked, Math.max(1, Math.ceil(count / pageSize)));
  const contacts = await listContacts(database, partner.id, { take: pageSize, skip: (page - 1) * pageSize });
  const facts = await factsOf(
    database,
    contacts.map(({ id }) => id),
    request,
  );
  const title = words.plain('partners.contacts_of', { count, partner: partner.shown });
  const more = page * pageSize < count;
  const at = (number: number) => `contacts id:${partner.id} page:${number}`;
  const add = button(actionId('partners', 'add_contact'), words.plain('partners.add_contact'), partner.id);
  return {
    kind: 'message',
    message: {
      text: title,
      blocks: [
        section(bold(title)),
        ...contacts.flatMap((contact) => contactCard(contact, request, facts.get(contact.id))),
        actions([...pageButtons(at, { page, more }, words), add]),
      ],
    },
  };
}

/** The contacts of a name, each with the button that erases its personal data. Nothing is erased yet. */
export async function offerToForget(request: Request, text: CommandText): Promise<Answer> {
  const { words } = request;
  if (!(await isOfficer(request))) return told(request, 'partners.forget_officers_only');
  if (text.rest === '') return told(request, 'partners.which_contact');
  const typed = text.rest.replace(/^"([^"]*)"$/, '$1');
  const contacts = await findContactsNamed(request.database, typed, mostFound);
  if (contacts.length === 0) return told(request, 'partners.no_contact', { typed });
  return {
    kind: 'message',
    message: {
      text: words.plain('partners.forget_title'),
      blocks: [
        section(bold(words.plain('partners.forget_title'))),
        ...contacts.flatMap((contact) => contactCard(contact, request)),
        context([words.say('partners.forget_note')]),
      ],
    },
  };
}

/** Erases a contact's personal data and says what was erased; only the office may. */
export async function forget(request: Request, contactId: string): Promise<Message> {
  if (!(await isOfficer(request))) return sentence(request, 'partners.forget_officers_only');
  const [contact] = await readContacts(request.database, [contactId]);
  const erased = contact === undefined ? null : await eraseContact(request, contact);
  if (erased === null) return sentence(request, 'partners.forgotten_already');
  const facts = erased.facts.map((fact) => request.words.plain(`partners.fact.${fact}`)).join(', ');
  return sentence(request, 'partners.forgotten', { facts, count: erased.texts });
}

function sentence(
  { words }: Request,
  key: `partners.${'forgotten_already' | 'forgotten' | 'forget_officers_only'}`,
  values: Record<string, string | number> = {},
): Message {
  return { text: words.plain(key, values), blocks: [section(words.say(key, values))] };
}
