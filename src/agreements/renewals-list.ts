import type { KnownBlock } from '@slack/types';
import { addDays, addMonths, type Day } from '../calendar/day.js';
import { writeDay } from '../language/dates.js';
import { bold } from '../language/mrkdwn.js';
import { actions, context, type Message, section } from '../slack/blocks.js';
import { type CommandText, foldWord } from '../slack/command-text.js';
import type { Reading, Request } from '../slack/context.js';
import type { Answer } from '../slack/feature.js';
import { postListButton, runButton } from '../slack/shared-actions.js';
import { axisNamed } from '../workspace/axis.js';
import { type Length, readLength } from './length.js';
import { undecidedEnd } from './renewal.js';
import { told } from './renewal-decision.js';
import { renewalLine } from './renewal-line.js';
import {
  type AgreementWithDecisions,
  countRenewals,
  countUnknownEnds,
  listRenewals,
  type RenewalFilter,
} from './renewal-store.js';

/** How far ahead people look unless they say otherwise. */
export const defaultHorizon: Length = { unit: 'days', count: 90 };

const pageSize = 10;
const furthestDays = 36_600;

/** Which renewals a command asks for. */
export interface RenewalQuery {
  readonly horizon: Length;
  readonly axis?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly page: number;
}

/** Reads what follows `renewals`: a horizon, an axis, an owner, a page; or gives back the part that says nothing. */
export function readRenewalQuery(
  words: CommandText['words'],
  me: string,
): RenewalQuery | { readonly notUnderstood: string } {
  let axis: string | undefined;
  let ownerId: string | undefined;
  let page = 1;
  const plain: string[] = [];
  for (const word of words) {
    if (word.kind === 'person') ownerId = word.userId;
    else if (word.kind === 'channel') return { notUnderstood: `#${word.channelId}` };
    else if (word.kind === 'filter') {
      const name = foldWord(word.name);
      const named = ['axis', 'axe'].includes(name) ? axisNamed(word.value) : null;
      if (named !== null) axis = named;
      else if (name === 'page' && /^[1-9]\d{0,3}$/.test(word.value)) page = Number(word.value);
      else return { notUnderstood: `${word.name}:${word.value}` };
    } else if (['me', 'mine', 'moi'].includes(foldWord(word.text))) ownerId = me;
    else plain.push(word.text);
  }
  const typed = plain.join(' ');
  const horizon = typed === '' ? defaultHorizon : readLength(typed);
  if (horizon === null || daysIn(horizon) > furthestDays) return { notUnderstood: typed };
  return { horizon, axis, ownerId, page };
}

function daysIn({ unit, count }: Length): number {
  return unit === 'days' ? count : count * 30;
}

/** The command that asks for this, without its page. */
export function renewalCommand({ horizon, axis, ownerId }: Omit<RenewalQuery, 'page'>): string {
  const parts = [
    'renewals',
    `${horizon.count}${horizon.unit === 'days' ? 'd' : 'm'}`,
    axis === undefined ? '' : `axis:${axis}`,
    ownerId === undefined ? '' : `<@${ownerId}>`,
  ];
  return parts.filter(Boolean).join(' ');
}

/** The last day of a horizon that begins today. */
export function horizonDay(today: Day, { unit, count }: Length): Day {
  return unit === 'days' ? addDays(today, count) : addMonths(today, count);
}

/** What ends or must be decided, the most urgent first, ten a page. */
export async function showRenewals(request: Request, text: CommandText): Promise<Answer> {
  const query = readRenewalQuery(text.words, request.person.id);
  if ('notUnderstood' in query) {
    const values = { typed: query.notUnderstood };
    return { kind: 'message', message: told(request, 'agreements.renewals_not_understood', values) };
  }
  const { database, today } = request;
  const until = horizonDay(today, query.horizon);
  const filter: RenewalFilter = { until, today, axis: query.axis, ownerId: query.ownerId };
  const [total, unknownEnds] = await Promise.all([
    countRenewals(database, filter),
    countUnknownEnds(database, filter),
  ]);
  const page = Math.min(query.page, Math.max(1, Math.ceil(total / pageSize)));
  const found = total === 0 ? [] : await listRenewals(database, filter, pageSize, (page - 1) * pageSize);
  return {
    kind: 'message',
    message: renewalsMessage(request, { ...query, page }, { found, total, unknownEnds, until }),
  };
}

interface Found {
  readonly found: readonly AgreementWithDecisions[];
  readonly total: number;
  readonly unknownEnds: number;
  readonly until: Day;
}

function renewalsMessage(
  reading: Reading,
  query: RenewalQuery,
  { found, total, unknownEnds, until }: Found,
): Message {
  const { words } = reading;
  const day = writeDay(until, words.language);
  const command = renewalCommand(query);
  const note =
    unknownEnds === 0 ? [] : [context([words.say('agreements.unknown_ends', { count: unknownEnds })])];
  if (total === 0) {
    return {
      text: words.plain('agreements.renewals_none', { day }),
      blocks: [section(words.say('agreements.renewals_none', { day })), ...note],
    };
  }
  const title = words.plain('agreements.renewals_count', { count: total, day });
  const more =
    query.page * pageSize < total
      ? [runButton(`${command} page:${query.page + 1}`, words.plain('agreements.next_page'))]
      : [];
  return {
    text: title,
    blocks: [
      section(bold(title)),
      ...found.flatMap((agreement) => lineOf(agreement, reading)),
      ...note,
      actions([...more, postListButton(`${command} page:${query.page}`, words)]),
    ],
  };
}

/** The line of an agreement that a list of renewals has found. */
export function lineOf(agreement: AgreementWithDecisions, reading: Reading): KnownBlock[] {
  const termEndsOn = undecidedEnd(agreement) ?? agreement.currentEndsOn;
  return termEndsOn === null ? [] : renewalLine(agreement, termEndsOn, reading);
}
