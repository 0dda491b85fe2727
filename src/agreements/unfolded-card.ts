import type { KnownBlock } from '@slack/types';
import { link, type Mrkdwn, mrkdwn } from '../language/mrkdwn.js';
import { actions, button, type Message, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { itemBlocks } from '../slack/item.js';
import { agreementCard } from './agreement-card.js';
import type { WholeAgreement } from './content.js';

const named = (action: string) => actionId('agreements', action);

/** The card with more of one part than it shows otherwise. What is saved from there on takes the place of it all. */
function unfolded(
  agreement: WholeAgreement,
  reading: Reading,
  more: { readonly above?: readonly KnownBlock[]; readonly below?: readonly KnownBlock[] },
): Message {
  const { above = [], below = [] } = more;
  const blocks = [...above, ...agreementCard(agreement, reading), ...below];
  return {
    text: agreement.title,
    blocks: itemBlocks('agreement', agreement.id, reading.words.language, blocks),
  };
}

/** The card with the ways in which an agreement can last otherwise than it says; of a terminated one, its end. */
export function courseUnfolded(agreement: WholeAgreement, reading: Reading): Message {
  const { words } = reading;
  const { id } = agreement;
  const offered =
    agreement.status === 'terminated' ? (['change_end'] as const) : (['terminate', 'replace'] as const);
  const ways = offered.map((way) => button(named(way), words.plain(`contents.way.${way}`), id));
  const duration = button(named('duration'), words.plain('contents.part.duration'), id);
  return unfolded(agreement, reading, { below: [actions([duration, ...ways])] });
}

/** The card with all papers, each with its button. */
export function documentsUnfolded(agreement: WholeAgreement, reading: Reading): Message {
  const { words } = reading;
  const edit = words.plain('agreements.edit');
  const lines = agreement.parts.documents
    .slice(0, mostDocuments)
    .map(({ id, title, url }) =>
      section(mrkdwn`• ${link(url, title)}`, undefined, button(named('edit_document'), edit, id)),
    );
  const left = agreement.parts.documents.length - lines.length;
  const add = button(named('add_documents'), words.plain('contents.add_documents'), agreement.id);
  return unfolded(agreement, reading, {
    below: [
      ...lines,
      ...(left > 0 ? [section(words.say('contents.holds.more_documents', { count: left }))] : []),
      actions([add]),
    ],
  });
}

// With the card they stay below the fifty blocks of a message.
const mostDocuments = 35;

/** The card under a sentence that says what stands in the way, with the button that leads on. */
export function cardLacking(agreement: WholeAgreement, reading: Reading, said: Mrkdwn): Message {
  const { words } = reading;
  const complete = button(named('duration'), words.plain('contents.part.duration'), agreement.id);
  return {
    ...unfolded(agreement, reading, { above: [section(said, undefined, complete)] }),
    text: said.text,
  };
}
