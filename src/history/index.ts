import { readAgreements } from '../agreements/agreement-store.js';
import { bold } from '../language/mrkdwn.js';
import { partnerIdIn } from '../partners/partner-commands.js';
import { findPartnerNamed, listPartners, readPartners } from '../partners/partner-store.js';
import { actions, section } from '../slack/blocks.js';
import { type CommandText, pageOf } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import type { Answer, Feature } from '../slack/feature.js';
import { cut } from '../slack/limits.js';
import { pageButtons, runButton } from '../slack/shared-actions.js';
import { fieldChanges } from './history.js';
import { historyEntry } from './history-card.js';
import { readTrail } from './history-store.js';

const pageSize = 10;
const suggested = 5;

/** The audit trail of a partner and of what belongs to it. */
export const historyFeature: Feature = {
  name: 'history',
  commands: [
    {
      verb: 'history',
      aliases: ['historique', 'journal'],
      usage: 'history.usage',
      summary: 'history.summary',
      run: showHistory,
    },
  ],
};

/** `/partner history NAME`: who changed what, when and from where, the newest first. */
async function showHistory(request: Request, { rest }: CommandText): Promise<Answer> {
  const { database, words } = request;
  const { typed, page } = pageOf(rest);
  const id = partnerIdIn(typed) ?? (await findPartnerNamed(database, typed))?.id;
  if (id === undefined) return whichOne(request, typed);
  const skip = (page - 1) * pageSize;
  const trail = await readTrail(database, id, { skip, take: pageSize + 1 });
  const entries = trail.entries.slice(0, pageSize).map((entry) => ({
    entry,
    fields: fieldChanges(entry.images, trail.partnerIds, trail.belonging),
  }));
  const idsIn = (...columns: string[]) =>
    entries.flatMap(({ fields }) =>
      fields
        .filter(({ column }) => columns.includes(column))
        .flatMap(({ before, after }) => [before, after].filter((each) => typeof each === 'string')),
    );
  const partners = await readPartners(database, [id, ...idsIn('partnerId')]);
  const agreementIds = idsIn('parentId', 'replacesId');
  const agreements = agreementIds.length === 0 ? null : await readAgreements(database, agreementIds);
  // One that is gone has a history as long as anything was ever written of it.
  if (entries.length === 0 && !partners.has(id)) return whichOne(request, typed);
  const names = new Map([
    ...[...partners.values()].map((partner) => [partner.id, partner.shown] as const),
    ...[...(agreements?.values() ?? [])].map(
      (each) => [each.id, `${each.reference} – ${each.title}`] as const,
    ),
  ]);
  const title = words.plain('history.title', {
    partner: names.get(id) ?? words.plain('history.gone'),
  });
  const at = (number: number) => `history id:${id} page:${number}`;
  const buttons = [
    ...pageButtons(at, { page, more: trail.entries.length > pageSize }, words),
    ...(partners.has(id) ? [runButton(`show id:${id}`, words.plain('history.card'))] : []),
  ];
  return {
    kind: 'message',
    message: {
      text: title,
      blocks: [
        section(bold(title)),
        ...(entries.length === 0 ? [section(words.say('history.empty'))] : []),
        ...entries.map(({ entry, fields }) => historyEntry(entry, fields, names, request)),
        ...(buttons.length === 0 ? [] : [actions(buttons)]),
      ],
    },
  };
}

async function whichOne({ database, words }: Request, typed: string): Promise<Answer> {
  const near = typed === '' ? [] : await listPartners(database, suggested, typed);
  const key = near.length > 0 ? 'history.which_of' : typed === '' ? 'history.which' : 'history.unknown';
  const text = words.plain(key, { typed });
  const buttons = near.map(({ id, shown }) => runButton(`history id:${id}`, cut(shown, 75)));
  return {
    kind: 'message',
    message: {
      text,
      blocks: [section(words.say(key, { typed })), ...(near.length > 0 ? [actions(buttons)] : [])],
    },
  };
}
