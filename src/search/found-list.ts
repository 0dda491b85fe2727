import type { KnownBlock } from '@slack/types';
import { writeList } from '../language/dates.js';
import { bold, joinMrkdwn, mrkdwn } from '../language/mrkdwn.js';
import type { Key } from '../language/words.js';
import { actions, button, context, type Message, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { cut } from '../slack/limits.js';
import { pageButtons, runButton } from '../slack/shared-actions.js';
import { type FoundEntry, type FoundPartner, isSearchedKind } from './search-store.js';

const shownTitle = 200;
const shownPartner = 100;
const shownPartners = 5;
const shownTyped = 100;

/** One page of what was found. */
export interface FoundPage {
  /** The first is 1. */
  readonly number: number;
  readonly entries: readonly FoundEntry[];
  /** Whether another page follows. */
  readonly more: boolean;
}

/** The page of what holds the typed text, or is nearest to it. */
export function foundMessage(reading: Reading, typed: string, page: FoundPage): Message {
  const onlyNear = page.number === 1 && page.entries.every(({ near }) => near);
  const values = { typed: cut(typed, shownTyped) };
  return listed(
    reading,
    reading.words.plain(onlyNear ? 'search.nearest' : 'search.found', values),
    typed,
    page,
  );
}

/** The page of all partners. */
export function allPartners(reading: Reading, total: number, page: FoundPage): Message {
  return listed(reading, reading.words.plain('search.all', { count: total }), '', page);
}

/** That nothing in the register holds the text, nor anything like it. */
export function notFound(reading: Reading, typed: string): Message {
  return told(reading, 'search.nothing', typed);
}

/** How partners come into a register that has none. */
export function noneYet(reading: Reading): Message {
  return told(reading, 'search.none_yet', '');
}

function listed(reading: Reading, title: string, typed: string, page: FoundPage): Message {
  const { words } = reading;
  const at = (number: number) => `find ${typed} page:${number}`;
  const others = pageButtons(at, { page: page.number, more: page.more }, words);
  return {
    text: title,
    blocks: [
      section(bold(title)),
      ...(page.number === 1 ? [] : [context([words.say('search.page', { number: page.number })])]),
      ...page.entries.flatMap((entry) => line(reading, entry)),
      ...(others.length === 0 ? [] : [actions(others)]),
    ],
  };
}

function line({ words }: Reading, entry: FoundEntry): KnownBlock[] {
  const { kind, title, partners } = entry;
  const [only, ...others] = partners;
  const facts =
    kind === 'partner'
      ? bold(cut(title, shownTitle))
      : joinMrkdwn([
          isSearchedKind(kind) && words.say(`search.kind.${kind}`),
          bold(cut(title, shownTitle)),
          only && mrkdwn`${writeList(partners.map(shortName), words.language)}`,
        ]);
  if (only === undefined) return [section(facts)];
  const show = ({ id }: FoundPartner, text: string) => runButton(`show id:${id}`, text);
  if (others.length === 0) return [section(facts, undefined, show(only, words.plain('search.show')))];
  const each = partners.slice(0, shownPartners).map((partner) => show(partner, shortName(partner)));
  return [section(facts), actions(each)];
}

function shortName({ acronym, name }: FoundPartner): string {
  return cut(acronym ?? name, shownPartner);
}

/** A sentence, with the button for adding a partner of the name that was typed. */
function told({ words }: Reading, key: Key, typed: string): Message {
  const values = { typed: cut(typed, shownTyped) };
  const label = words.plain('search.new_partner');
  const add =
    typed === '' ? button(actionId('partners', 'new'), label, 'new') : runButton(`partner ${typed}`, label);
  return { text: words.plain(key, values), blocks: [section(words.say(key, values)), actions([add])] };
}
