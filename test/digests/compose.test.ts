import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDay } from '../../src/calendar/day.js';
import { composeDigest } from '../../src/digests/compose.js';
import { changesSince, memoryOf, type NamedPart } from '../../src/digests/digest-memory.js';
import { mrkdwn } from '../../src/language/mrkdwn.js';
import { wordsOf } from '../../src/language/words.js';
import { actions, button, context, section } from '../../src/slack/blocks.js';
import { itemBlocks, itemOf } from '../../src/slack/item.js';
import { checkMessage } from '../support/slack-rules/index.js';

const reading = {
  words: wordsOf.en,
  today: toDay('2026-11-23'),
  now: new Date('2026-11-23T08:00:00Z'),
  timeZone: 'Africa/Casablanca',
};

/** A part with items that are made of some blocks each, of which all but `unread` were read. */
function part(
  name: string,
  blocksOfItems: readonly number[],
  unread = 0,
  withNote = false,
  groups: readonly string[] = [],
): NamedPart {
  const total = blocksOfItems.length + unread;
  return {
    kind: name,
    heading: name,
    items: blocksOfItems.map((count, index) => item(name, index, count)),
    total,
    groups,
    listCommand: name,
    ...(withNote ? { note: mrkdwn`A note` } : {}),
  };
}

/** A title, from two blocks on with buttons, from three on with small text. */
function item(name: string, index: number, count: number): KnownBlock[] {
  return itemBlocks(name, `${name}-${index}`, 'en', [
    section(mrkdwn`${name} ${index}`),
    ...Array.from({ length: Math.max(0, count - 2) }, () => context([mrkdwn`small`])),
    ...(count > 1 ? [actions([button('a.b', 'Done', `${index}`)])] : []),
  ]);
}

/** The items of a message, each once, in their order. */
function itemsOf(blocks: readonly { block_id?: string }[]): string[] {
  const items = blocks.flatMap(({ block_id }) => itemOf(block_id ?? '') ?? []);
  return [...new Set(items.map(({ kind, id }) => `${kind}/${id}`))];
}

describe('composeDigest', () => {
  it('is nothing where there is nothing to tell', () => {
    expect(composeDigest([], reading)).toBeNull();
  });

  it('has a title, the parts in their order, and their headings in the notification', () => {
    const message = composeDigest([part('renewals', [2, 2]), part('followups', [1])], reading);
    expect(message?.text).toBe('Partnerships · Mon 23 Nov – renewals: 2 and followups: 1');
    expect(message?.blocks[0]).toMatchObject({
      type: 'header',
      text: { text: 'Partnerships · Mon 23 Nov' },
    });
    expect(message?.blocks[1]).toEqual(context([mrkdwn`*renewals: 2*`, mrkdwn`*followups: 1*`]));
    expect(message?.blocks).toHaveLength(1 + 1 + 1 + 4 + 1 + 1);
    expect(JSON.stringify(message?.blocks)).not.toContain('shared.run');
  });

  it('shows some of every part, and a button for the rest of each, where not all fits', () => {
    const message = composeDigest(
      [
        part(
          'renewals',
          Array.from({ length: 20 }, () => 3),
          12,
        ),
        part(
          'followups',
          Array.from({ length: 20 }, () => 2),
        ),
      ],
      reading,
    );
    const items = itemsOf(message?.blocks ?? []);
    const renewals = items.filter((item) => item.startsWith('renewals')).length;
    const followUps = items.length - renewals;
    expect([renewals, followUps]).toEqual([10, 9]);
    expect(JSON.stringify(message?.blocks)).toContain('22 more');
    expect(JSON.stringify(message?.blocks)).toContain('11 more');
  });

  it('stays within what Slack takes, in any language, and shows the most urgent items of each part', () => {
    const parts = fc.uniqueArray(
      fc
        .tuple(
          fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'),
          fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 20 }),
          fc.integer({ min: 0, max: 500 }),
          fc.boolean(),
          fc.array(fc.constantFrom('Overdue', 'Today', 'Later'), { maxLength: 20 }),
        )
        .map((given) => part(...given)),
      { minLength: 1, maxLength: 10, selector: ({ listCommand }) => listCommand },
    );
    fc.assert(
      fc.property(parts, fc.constantFrom('fr' as const, 'en' as const), (given, language) => {
        const message = composeDigest(
          given,
          { ...reading, words: wordsOf[language] },
          {
            plannedAt: reading.now,
            remark: mrkdwn`A remark`,
            footer: wordsOf[language].say('digests.footer'),
          },
        );
        const blocks = message?.blocks ?? [];
        expect(blocks.length).toBeLessThanOrEqual(45);
        expect(itemsOf(blocks).length).toBeLessThanOrEqual(20);
        expect(checkMessage({ channel: 'C1', text: message?.text ?? '', blocks })).toEqual([]);
        for (const { listCommand: name, items, total } of given) {
          const shown = itemsOf(blocks).filter((item) => item.startsWith(`${name}/`));
          expect(shown).toEqual(items.slice(0, shown.length).map((_, index) => `${name}/${name}-${index}`));
          expect(JSON.stringify(blocks).includes(`"value":"${name}"`)).toBe(shown.length < total);
        }
      }),
    );
  });

  it('says when it was planned where it comes late, and carries notes, the remark and the footer', () => {
    const message = composeDigest([part('renewals', [1], 0, true)], reading, {
      plannedAt: new Date('2026-11-23T06:30:00Z'),
      remark: mrkdwn`A remark`,
      footer: mrkdwn`The end`,
    });
    expect(message?.blocks[1]).toEqual(
      context([wordsOf.en.say('digests.late', { planned: '23 Nov 2026, 07:30' })]),
    );
    expect(message?.blocks.slice(-3, -1)).toEqual([context([mrkdwn`A note`]), context([mrkdwn`A remark`])]);
    expect(message?.blocks.at(-1)).toEqual(context([mrkdwn`The end`]));
  });

  it('shows each item as a line with its buttons, and twenty of one kind', () => {
    const message = composeDigest(
      [
        part(
          'renewals',
          Array.from({ length: 20 }, () => 4),
          12,
          true,
        ),
      ],
      reading,
      { footer: mrkdwn`The end` },
    );
    const blocks = message?.blocks ?? [];
    expect(blocks).toHaveLength(45);
    expect(blocks[2]).toMatchObject({ type: 'section', text: { text: 'renewals 0 · small' } });
    expect(blocks[3]).toMatchObject({ type: 'actions' });
    expect(itemsOf(blocks)).toHaveLength(20);
  });

  it('marks what is new since the digest before, and what was settled stands below', () => {
    const before = memoryOf(['renewals', 'followups'], [part('renewals', [2, 2])]);
    const settled = itemBlocks('renewals', 'gone', 'en', [section(mrkdwn`✓ Gone`)]);
    const now = [part('renewals', [2, 2, 2]), part('followups', [2])];
    const message = composeDigest(now, reading, {
      changes: changesSince(before),
      settled: new Map([['renewals', [settled]]]),
    });
    const texts = JSON.stringify(message?.blocks);
    expect(message?.text).toContain('renewals: 3 (1 new) and followups: 1 (1 new)');
    expect(texts).toContain('"🆕 renewals 2"');
    expect(texts).not.toContain('🆕 renewals 1');
    expect(texts).toContain('🆕 followups 0');
    expect(texts.indexOf('✓ Gone')).toBeGreaterThan(texts.indexOf('renewals 2'));
    expect(
      changesSince(before)
        .gone([part('renewals', [2])])
        .get('renewals'),
    ).toEqual(['renewals:renewals-1']);
  });

  it('shows what was settled of a kind that has nothing left to tell', () => {
    const before = memoryOf(['renewals', 'followups'], [part('renewals', [2]), part('followups', [2])]);
    const now = [part('renewals', [2])];
    const changes = changesSince(before);
    expect([...changes.gone(now)]).toEqual([
      ['renewals', []],
      ['followups', ['followups:followups-0']],
    ]);
    const settled = itemBlocks('followups', 'followups-0', 'en', [section(mrkdwn`✓ Sent`)]);
    const message = composeDigest(now, reading, { changes, settled: new Map([['followups', [settled]]]) });
    expect(message?.blocks.slice(-2)).toMatchObject([
      { text: { text: '*All settled since the last one ✓*' } },
      { text: { text: '✓ Sent' } },
    ]);
  });

  it('puts items under the headings of their groups, each once, and counts these among the blocks', () => {
    const grouped: NamedPart = {
      ...part(
        'renewals',
        Array.from({ length: 20 }, () => 2),
        12,
      ),
      groups: Array.from({ length: 20 }, (_, index) =>
        index < 3 ? 'Overdue' : `Month ${Math.floor(index / 8)}`,
      ),
    };
    const blocks = composeDigest([grouped], reading, { footer: mrkdwn`The end` })?.blocks ?? [];
    const small = blocks.flatMap((block) => (block.type === 'context' ? block.elements : []));
    expect(small).toMatchObject(
      ['*Overdue*', '*Month 0*', '*Month 1*', '*Month 2*', 'The end'].map((text) => ({ text })),
    );
    expect(blocks.slice(2, 4)).toMatchObject([{ type: 'context' }, { text: { text: 'renewals 0' } }]);
    expect(blocks.length).toBeLessThanOrEqual(45);
    expect(itemsOf(blocks)).toHaveLength(18);
    expect(JSON.stringify(blocks)).toContain('14 more');
  });

  it('calls nothing new where the digest before could not read all, or where there was none', () => {
    const cut = memoryOf(['renewals'], [part('renewals', [2], 5)]);
    const now = [part('renewals', [2, 2, 2])];
    for (const before of [cut, null]) {
      const message = composeDigest(now, reading, { changes: changesSince(before) });
      expect(JSON.stringify(message)).not.toContain('🆕');
    }
  });
});
