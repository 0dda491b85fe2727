import { countUnknownEnds, readUnknownEnds } from '../database/renewal-lines.js';
import type { DigestFilters, DigestRemark } from '../digests/digest-kind.js';
import { filterLine } from '../digests/filter-parts.js';
import { partnerWhere } from '../digests/partner-filter.js';
import { bold, joinMrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import { actions, button, type Message, section } from '../slack/blocks.js';
import type { Reading, Request } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { pageButtons, postListButton } from '../slack/shared-actions.js';
import { agreementOfLine } from './agreement-store.js';

const pageSize = 10;

/** How many ends nobody knows: every digest says it, since none can tell when these come up. */
export const unknownEndsRemark: DigestRemark = async (database, { words }, filters) => {
  const { axis, ownerId } = filters;
  const count = await countUnknownEnds(database, { axis, ownerId, partner: partnerWhere(filters) });
  return count === 0 ? null : words.say('agreements.unknown_ends_remark', { count });
};

/** Which of them are asked for. */
interface UnknownEndsQuery extends Pick<DigestFilters, 'axis' | 'ownerId' | 'reach' | 'partnerKind'> {
  readonly page: number;
}

/** The agreements whose end nobody knows, ten a page, each with the button to say it. `command` asks for them. */
export async function showUnknownEnds(
  request: Reading & Pick<Request, 'database'>,
  { page, ...asked }: UnknownEndsQuery,
  command: string,
): Promise<Message> {
  const { words, database } = request;
  const { axis, ownerId, reach, partnerKind } = asked;
  const skip = (page - 1) * pageSize;
  const { agreements, total } = await readUnknownEnds(
    database,
    { axis, ownerId, partner: partnerWhere(asked) },
    { take: pageSize, skip },
  );
  const title = words.plain('agreements.unknown_ends_title', { count: total });
  const at = (number: number) => `${command} page:${number}`;
  const buttons = [
    ...pageButtons(at, { page, more: skip + pageSize < total }, words),
    ...(total === 0 ? [] : [postListButton(at(page), words)]),
  ];
  return {
    text: title,
    blocks: [
      section(bold(title)),
      ...filterLine({ reach, partnerKind }, words),
      ...agreements
        .map(agreementOfLine)
        .flatMap((agreement) => [
          section(
            joinMrkdwn([
              mrkdwn`${bold(agreement.title)} — ${agreement.partner.shown}`,
              mrkdwn`${agreement.reference}`,
              words.say(`agreements.kind.${agreement.kind}`),
              mention(agreement.ownerId),
            ]),
          ),
          actions([
            button(actionId('agreements', 'duration'), words.plain('contents.part.duration'), agreement.id),
            button(actionId('agreements', 'details'), words.plain('agreements.details'), agreement.id),
          ]),
        ]),
      ...(buttons.length === 0 ? [] : [actions(buttons)]),
    ],
  };
}
