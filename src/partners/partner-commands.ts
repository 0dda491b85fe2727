import type { KnownBlock } from '@slack/types';
import { bold, mrkdwn } from '../language/mrkdwn.js';
import type { Key } from '../language/words.js';
import { actions, context, divider, type Message, section } from '../slack/blocks.js';
import { type CommandText, pageOf } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import type { Answer } from '../slack/feature.js';
import { pageButtons, postListButton, runButton } from '../slack/shared-actions.js';
import { partnerCard } from './partner-card.js';
import { readPartnerFacts } from './partner-facts-store.js';
import { shownName } from './partner-name.js';
import type { AddsToPartnerCard } from './partner-section.js';
import {
  countPartners,
  findPartnerNamed,
  listPartners,
  type PartnerRef,
  readPartners,
} from './partner-store.js';

const pageSize = 10;
const blocksPerPage = 45;
const idPattern = /^id:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The id in what a button asks for, `id:…`; null in what a person typed. */
export function partnerIdIn(typed: string): string | null {
  return idPattern.exec(typed)?.[1] ?? null;
}

/** The partner that a person, or a button, means: by its id, or by a name as they typed it; null where none is. */
export async function partnerMeant({ database }: Request, typed: string): Promise<PartnerRef | null> {
  const id = partnerIdIn(typed);
  return id === null
    ? findPartnerNamed(database, typed)
    : ((await readPartners(database, [id])).get(id) ?? null);
}

/** The card of the partner that is named, or the ones that it could be. */
export async function showPartner(
  request: Request,
  text: CommandText,
  nouns: readonly AddsToPartnerCard[],
): Promise<Answer> {
  const { words } = request;
  if (text.rest === '') return told(request, 'partners.which');
  const { typed, page: asked } = pageOf(text.rest);
  const meant = await partnerMeant(request, typed);
  const facts = meant && (await readPartnerFacts(request.database, meant.id, request.today));
  if (facts === null) return whichPartner(request, typed, asked);
  const { partner } = facts;
  const parts: KnownBlock[][] = [partnerCard(facts, request)];
  for (const show of nouns.flatMap(({ partnerSections }) => partnerSections)) {
    const blocks = await show(request, partner.id);
    if (blocks !== null) parts.push([divider, ...blocks]);
  }
  if (parts.length === 1) parts.push([context([words.say('partners.nothing_else')])]);
  const pages = inPages(parts, blocksPerPage);
  const page = Math.min(asked, pages.length);
  const at = (number: number) => `show id:${partner.id} page:${number}`;
  return {
    kind: 'message',
    message: {
      text: partner.name,
      blocks: [
        ...(page > 1 ? [section(bold(shownName(partner)))] : []),
        ...(pages[page - 1] ?? []),
        actions([
          ...pageButtons(at, { page, more: page < pages.length }, words),
          ...nouns.map(({ newWithPartner }) => newWithPartner(request, partner.id)),
          runButton(`history id:${partner.id}`, words.plain('history.open')),
          postListButton(at(page), words),
        ]),
      ],
    },
  };
}

/** Parts of a message on as few pages as hold them; a part goes on a page of its own before it is divided. */
export function inPages(parts: readonly (readonly KnownBlock[])[], perPage: number): KnownBlock[][] {
  const pages: KnownBlock[][] = [];
  let last: KnownBlock[] = [];
  for (const part of parts) {
    if (last.length === 0 || last.length + part.length > perPage) {
      last = [];
      pages.push(last);
    }
    for (const block of part) {
      if (last.length === perPage) {
        last = [];
        pages.push(last);
      }
      last.push(block);
    }
  }
  return pages;
}

/** The partners whose names hold what was typed, ten a page. */
async function whichPartner(request: Request, typed: string, asked: number): Promise<Answer> {
  const total = await countPartners(request.database, typed);
  if (total === 0) return notFound(request, typed);
  const page = Math.min(asked, Math.ceil(total / pageSize));
  const found = await listPartners(request.database, pageSize, typed, (page - 1) * pageSize);
  const title = request.words.plain('partners.found', { count: total, typed });
  const at = (number: number) => `show ${typed} page:${number}`;
  const others = pageButtons(at, { page, more: page * pageSize < total }, request.words);
  return {
    kind: 'message',
    message: {
      text: title,
      blocks: [
        section(bold(title)),
        ...found.map((each) => line(request, each)),
        ...(others.length === 0 ? [] : [actions(others)]),
      ],
    },
  };
}

/** Nobody is called so: it may be a partner that is new. */
function notFound({ words }: Request, typed: string): Answer {
  const add = runButton(`partner ${typed}`, words.plain('partners.form.title'));
  return {
    kind: 'message',
    message: {
      text: words.plain('partners.not_found', { typed }),
      blocks: [section(words.say('partners.not_found', { typed })), actions([add])],
    },
  };
}

function line(request: Request, partner: PartnerRef): KnownBlock {
  const show = runButton(`show id:${partner.id}`, request.words.plain('partners.show'));
  return section(mrkdwn`${partner.shown}`, undefined, show);
}

/** A sentence as the whole answer. */
export function told(request: Request, key: Key, values: Record<string, string> = {}): Answer {
  const message: Message = {
    text: request.words.plain(key, values),
    blocks: [section(request.words.say(key, values))],
  };
  return { kind: 'message', message };
}
