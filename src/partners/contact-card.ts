import type { KnownBlock } from '@slack/types';
import { type Mrkdwn, mrkdwn } from '../language/mrkdwn.js';
import { actions, button, context, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { cut } from '../slack/limits.js';
import type { Contact } from './contact-store.js';
import { contactLine } from './partner-card.js';

export const contactItem = 'contact';
/** The question must end with what can't be undone, within Slack's 300 characters. */
const longestAsked = 60;

/** A contact as lists and messages show it, with what else is known of it; one whose personal data is erased has no buttons. */
export function contactCard(contact: Contact, reading: Reading, facts?: Mrkdwn): KnownBlock[] {
  const { words } = reading;
  const line = section(mrkdwn`${contactLine(contact, reading)} — ${contact.partner.shown}`);
  const name = cut(contact.name, longestAsked);
  const forget = button(actionId('partners', 'forget'), words.plain('partners.forget'), contact.id, {
    style: 'danger',
    confirm: {
      title: words.plain('partners.forget_title'),
      text: words.plain('partners.forget_confirm', { name }),
      confirm: words.plain('partners.forget'),
      deny: words.plain('form.cancel'),
    },
  });
  const edit = button(actionId('partners', 'edit_contact'), words.plain('partners.edit'), contact.id);
  const buttons = contact.name === '' ? [] : [actions([edit, forget])];
  return itemBlocks(contactItem, contact.id, words.language, [
    line,
    ...(facts === undefined ? [] : [context([facts])]),
    ...buttons,
  ]);
}
