import type { KnownBlock } from '@slack/types';
import { bold, mrkdwn } from '../language/mrkdwn.js';
import type { Key } from '../language/words.js';
import { actions, context, divider, type Message, section } from '../slack/blocks.js';
import type { CommandText } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import type { Answer } from '../slack/feature.js';
import { postListButton, runButton } from '../slack/shared-actions.js';
import { partnerCard } from './partner-card.js';
import type { PartnerSection } from './partner-section.js';
import {
  countPartners,
  findPartnerNamed,
  listPartners,
  type PartnerRef,
  readPartner,
} from './partner-store.js';

const pageSize = 10;
const idPattern = /^id:([0-9a-f-]{36})$/;
const pagePattern = /\s*page:(\d{1,4})$/;

/** The card of the partner that is named, or the ones that it could be. */
export async function showPartner(
  request: Request,
  text: CommandText,
  sections: readonly PartnerSection[],
): Promise<Answer> {
  if (text.rest === '') return told(request, 'partners.which');
  const id = idPattern.exec(text.rest)?.[1] ?? (await findPartnerNamed(request.database, text.rest))?.id;
  const partner = id === undefined ? null : await readPartner(request.database, id);
  if (partner === null) return findPartners(request, text);
  const parts: KnownBlock[] = [];
  for (const show of sections) {
    const blocks = await show(request, partner.id);
    if (blocks !== null) parts.push(divider, ...blocks);
  }
  return {
    kind: 'message',
    message: {
      text: partner.name,
      blocks: [
        ...partnerCard(partner, request),
        ...(parts.length === 0 ? [context([request.words.say('partners.nothing_else')])] : parts),
        actions([postListButton(`show id:${partner.id}`, request.words)]),
      ],
    },
  };
}

/** The partners whose names hold what was typed, ten a page. */
export async function findPartners(request: Request, text: CommandText): Promise<Answer> {
  const page = Number(pagePattern.exec(text.rest)?.[1] ?? 1);
  const typed = text.rest.replace(pagePattern, '');
  const total = await countPartners(request.database, typed);
  if (total === 0) {
    return typed === '' ? told(request, 'partners.none_yet') : told(request, 'partners.not_found', { typed });
  }
  const found = await listPartners(request.database, pageSize, typed, (page - 1) * pageSize);
  const title = request.words.plain(typed === '' ? 'partners.all' : 'partners.found', {
    count: total,
    typed,
  });
  const more = page * pageSize < total ? [nextPage(request, typed, page + 1)] : [];
  return {
    kind: 'message',
    message: {
      text: title,
      blocks: [section(bold(title)), ...found.map((each) => line(request, each)), ...more],
    },
  };
}

function line(request: Request, partner: PartnerRef): KnownBlock {
  const show = runButton(`show id:${partner.id}`, request.words.plain('partners.show'));
  return section(mrkdwn`${partner.shown}`, undefined, show);
}

function nextPage(request: Request, typed: string, page: number): KnownBlock {
  return actions([runButton(`find ${typed} page:${page}`, request.words.plain('partners.next_page'))]);
}

function told(request: Request, key: Key, values: Record<string, string> = {}): Answer {
  const message: Message = {
    text: request.words.plain(key, values),
    blocks: [section(request.words.say(key, values))],
  };
  return { kind: 'message', message };
}
