import type { KnownBlock } from '@slack/types';
import { addDays, addMonths, type Day } from '../calendar/day.js';
import { workingDaysBefore } from '../calendar/working-days.js';
import type { RenewalQuestion } from '../database/renewal-lines.js';
import { filterLine } from '../digests/filter-parts.js';
import { type Narrowing, narrowingWords, readNarrowing } from '../digests/filter-words.js';
import { partnerWhere } from '../digests/partner-filter.js';
import { writeDay, writeMonth } from '../language/dates.js';
import { bold } from '../language/mrkdwn.js';
import { actions, context, type Message, section } from '../slack/blocks.js';
import { type CommandText, foldWord } from '../slack/command-text.js';
import type { Reading, Request } from '../slack/context.js';
import type { Answer } from '../slack/feature.js';
import { pageButtons, postListButton, runButton } from '../slack/shared-actions.js';
import { axisNamed } from '../workspace/axis.js';
import type { Agreement } from './agreement.js';
import { type Length, readLength } from './length.js';
import { undecidedEnd } from './renewal.js';
import { told } from './renewal-decision.js';
import { renewalLine } from './renewal-line.js';
import { type AgreementWithDecisions, listRenewals, type RenewalList } from './renewal-store.js';
import { showUnknownEnds } from './unknown-ends.js';

/** How far ahead people look unless they say otherwise. */
export const defaultHorizon: Length = { unit: 'days', count: 90 };

const pageSize = 10;
const furthestDays = 36_600;

/** Which renewals a command asks for. */
export interface RenewalQuery extends Omit<Narrowing, 'horizonDays'> {
  readonly horizon: Length;
  readonly axis?: string | undefined;
  readonly ownerId?: string | undefined;
  /** Only what waits for a decision. */
  readonly undecided?: boolean | undefined;
  /** Not what ends, but whose end nobody knows. */
  readonly unknownEnd?: boolean | undefined;
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
  let undecided = false;
  let unknownEnd = false;
  let narrowed: Narrowing = {};
  const plain: string[] = [];
  for (const word of words) {
    const narrowing = readNarrowing(word);
    if (narrowing !== null) narrowed = { ...narrowed, ...narrowing };
    else if (word.kind === 'person') ownerId = word.userId;
    else if (word.kind === 'channel') return { notUnderstood: `#${word.channelId}` };
    else if (word.kind === 'filter') {
      const name = foldWord(word.name);
      const named = ['axis', 'axe'].includes(name) ? axisNamed(word.value) : null;
      if (named !== null) axis = named;
      else if (name === 'page' && /^[1-9]\d{0,3}$/.test(word.value)) page = Number(word.value);
      else return { notUnderstood: `${word.name}:${word.value}` };
    } else if (['me', 'mine', 'moi'].includes(foldWord(word.text))) ownerId = me;
    else if (undecidedWords.includes(foldWord(word.text))) undecided = true;
    else if (unknownWords.includes(foldWord(word.text))) unknownEnd = true;
    else plain.push(word.text);
  }
  const { horizonDays, ...others } = narrowed;
  const usual: Length = horizonDays === undefined ? defaultHorizon : { unit: 'days', count: horizonDays };
  const typed = plain.join(' ');
  const horizon = typed === '' ? usual : readLength(typed);
  if (horizon === null || daysIn(horizon) > furthestDays) return { notUnderstood: typed };
  return { horizon, axis, ownerId, undecided, unknownEnd, page, ...others };
}

const undecidedWords = ['undecided', 'indecis', 'indecise', 'indecises', 'adecider'];
const unknownWords = ['unknown', 'inconnu', 'inconnue', 'inconnus', 'inconnues'];

function daysIn({ unit, count }: Length): number {
  return unit === 'days' ? count : count * 30;
}

/** The command that asks for this, without its page. */
export function renewalCommand(query: Omit<RenewalQuery, 'page'>): string {
  const { horizon, axis, ownerId, undecided, unknownEnd, reach, partnerKind, minOverdueDays } = query;
  const parts = [
    'renewals',
    unknownEnd ? 'unknown' : `${horizon.count}${horizon.unit === 'days' ? 'd' : 'm'}`,
    axis === undefined ? '' : `axis:${axis}`,
    ownerId === undefined ? '' : `<@${ownerId}>`,
    undecided ? 'undecided' : '',
    ...narrowingWords({ reach, partnerKind, minOverdueDays }),
  ];
  return parts.filter(Boolean).join(' ');
}

/** The last day of a horizon that begins today. */
export function horizonDay(today: Day, { unit, count }: Length): Day {
  return unit === 'days' ? addDays(today, count) : addMonths(today, count);
}

/**
 * What ends or must be decided, by month, the most urgent first, ten a page; after that what was decided already in the
 * same horizon.
 */
export async function showRenewals(
  request: Reading & Pick<Request, 'database' | 'person' | 'workspace'>,
  text: CommandText,
): Promise<Answer> {
  const query = readRenewalQuery(text.words, request.person.id);
  if ('notUnderstood' in query) {
    const values = { typed: query.notUnderstood };
    return { kind: 'message', message: told(request, 'agreements.renewals_not_understood', values) };
  }
  const { database, today } = request;
  const { axis, ownerId, minOverdueDays } = query;
  if (query.unknownEnd) {
    return { kind: 'message', message: await showUnknownEnds(request, query, renewalCommand(query)) };
  }
  const until =
    minOverdueDays === undefined
      ? horizonDay(today, query.horizon)
      : workingDaysBefore(today, minOverdueDays, request.workspace.calendar);
  const filter: RenewalQuestion = { until, today, axis, ownerId, partner: partnerWhere(query) };
  const first = (query.page - 1) * pageSize;
  const list = await listRenewals(database, filter, {
    take: pageSize,
    skip: first,
    decided: !query.undecided,
    unknownEnds: true,
  });
  const room = pageSize - list.open.length;
  const more = first + pageSize < list.total || list.decided.length > room;
  const found = { ...list, decided: list.decided.slice(0, room), until, more };
  return { kind: 'message', message: renewalsMessage(request, query, found) };
}

interface Found extends RenewalList {
  readonly until: Day;
  /** Whether another page may follow. */
  readonly more: boolean;
}

function renewalsMessage(
  reading: Reading,
  query: RenewalQuery,
  { open, decided, total, unknownEnds, until, more }: Found,
): Message {
  const { words } = reading;
  const { reach, partnerKind, minOverdueDays } = query;
  const day = writeDay(until, words.language);
  const command = renewalCommand(query);
  const key = total === 0 ? 'agreements.renewals_none' : 'agreements.renewals_count';
  const values = { count: total, day };
  const at = (page: number) => `${command} page:${page}`;
  const buttons = [
    ...pageButtons(at, { page: query.page, more }, words),
    ...(total + decided.length === 0 ? [] : [postListButton(at(query.page), words)]),
    ...(unknownEnds === 0
      ? []
      : [
          runButton(
            renewalCommand({ ...query, unknownEnd: true }),
            words.plain('agreements.unknown_ends_button'),
          ),
        ]),
  ];
  return {
    text: words.plain(key, values),
    blocks: [
      section(total === 0 ? words.say(key, values) : bold(words.plain(key, values))),
      ...filterLine({ reach, partnerKind, minOverdueDays }, words),
      ...byMonth(open, reading),
      ...(decided.length === 0 ? [] : [context([words.say('agreements.decided_heading')])]),
      ...decided.flatMap((agreement) => lineOf(agreement, reading)),
      ...(unknownEnds === 0 ? [] : [context([words.say('agreements.unknown_ends', { count: unknownEnds })])]),
      ...(buttons.length === 0 ? [] : [actions(buttons)]),
    ],
  };
}

/** The lines under the months in which to decide; what should be decided already comes first, under a heading of its own. */
function byMonth(open: readonly AgreementWithDecisions[], reading: Reading): KnownBlock[] {
  let last = '';
  return open.flatMap((agreement) => {
    const heading = monthOf(agreement, reading);
    const headed = heading === last ? [] : [context([bold(heading)])];
    last = heading;
    return [...headed, ...lineOf(agreement, reading)];
  });
}

/** The heading under which an agreement stands: the month in which to decide, or that it should be decided already. */
export function monthOf({ decideByOn }: Pick<Agreement, 'decideByOn'>, { words, today }: Reading): string {
  const by = decideByOn ?? today;
  return by < today ? words.plain('agreements.decide_now') : firstUpper(writeMonth(by, words.language));
}

function firstUpper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The line of an agreement that a list of renewals has found. */
export function lineOf(agreement: AgreementWithDecisions, reading: Reading): KnownBlock[] {
  const termEndsOn = undecidedEnd(agreement) ?? agreement.currentEndsOn;
  return termEndsOn === null ? [] : renewalLine(agreement, termEndsOn, reading);
}
