import type { KnownBlock } from '@slack/types';
import { bold, joinMrkdwn } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { section } from '../slack/blocks.js';
import { itemLine } from '../slack/item.js';
import { runButton } from '../slack/shared-actions.js';
import type { DigestKind, DigestPart } from './digest-kind.js';

/** The kind that tells of all others in brief: how many there are against a week before, and the most urgent one. */
export function weeklyDigest(kinds: readonly DigestKind[]): DigestKind {
  return {
    name: 'weekly',
    aliases: ['hebdo'],
    filters: ['axis', 'ownerId', 'reach', 'partnerKind', 'horizonDays', 'minOverdueDays'],
    sumsUp: true,
    compose: async (database, reading, workspace, filters, _show, past) => {
      const { words } = reading;
      const parts = await Promise.all(
        kinds.map((kind) => kind.compose(database, reading, workspace, filters, 1, past)),
      );
      const counts: Record<string, number> = {};
      const items: KnownBlock[][] = [];
      let sum = 0;
      for (const [index, { name }] of kinds.entries()) {
        const part = parts[index] ?? null;
        counts[name] = part?.total ?? 0;
        sum += counts[name];
        if (part !== null) items.push(briefly(part, past?.lastWeek?.[name], words));
      }
      if (sum === 0) return null;
      const settled = kinds.filter(({ name }) => counts[name] === 0 && (past?.lastWeek?.[name] ?? 0) > 0);
      return {
        heading: words.plain('digests.weekly_heading'),
        items,
        total: sum,
        listCommand: null,
        counts,
        ...(settled.length === 0
          ? {}
          : {
              note: joinMrkdwn(
                settled.map((kind) =>
                  words.say('digests.weekly_none', {
                    kind: words.language === 'fr' ? (kind.aliases[0] ?? kind.name) : kind.name,
                    count: past?.lastWeek?.[kind.name] ?? 0,
                  }),
                ),
              ),
            }),
      };
    },
  };
}

/** A part in a line: its number, the number of a week before, and the button for the list; then its most urgent item. */
function briefly(part: DigestPart, before: number | undefined, words: Words): KnownBlock[] {
  const { heading, total, listCommand, items } = part;
  const number = bold(words.plain('digests.heading', { heading, number: total }));
  const line =
    before === undefined
      ? number
      : joinMrkdwn([number, words.say('digests.weekly_before', { change: change(total - before), before })]);
  const [first] = items;
  const button =
    listCommand === null ? undefined : runButton(listCommand, words.plain('digests.weekly_list'));
  return [section(line, undefined, button), ...(first === undefined ? [] : textOf(first))];
}

/** What an item says, without being one: its line may stand in the same message. */
function textOf(item: readonly KnownBlock[]): KnownBlock[] {
  const [line] = itemLine(item, 'line');
  return line?.type === 'section' && line.text !== undefined
    ? [{ type: 'context', elements: [line.text] }]
    : [];
}

function change(difference: number): string {
  return difference > 0 ? `+${difference}` : difference < 0 ? `−${-difference}` : '=';
}
