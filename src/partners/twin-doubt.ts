import { bold, joinMrkdwn, type Mrkdwn } from '../language/mrkdwn.js';
import type { Request } from '../slack/context.js';
import { type Doubt, type Field, tellingEachLetter, type WhileTyped } from '../slack/field.js';
import { cut } from '../slack/limits.js';
import { foldName } from './partner-name.js';
import { findLikely, findTwin, type Twin } from './twin-store.js';

/** The sentence that names the likely twin of a new name. */
function doubtOf(blockId: string, name: string, twin: Twin): Doubt {
  const problem = { key: 'partners.twin', values: { partner: twin.shown } } as const;
  return { blockId, problem, about: `twin:${foldName(name).slice(0, 100)}` };
}

const shownTwin = 150;

/** What is said while a new partner's name is typed into a block: which of the register it could mean already. */
export function likelyTwins(
  blockId: string,
  edited: { readonly id: string; readonly name: string } | null = null,
): WhileTyped {
  return {
    blockId,
    hint: async (typed, { database, words }): Promise<Mrkdwn | null> => {
      if (edited !== null && foldName(typed) === foldName(edited.name)) return null;
      const likely = await findLikely(database, typed, edited?.id ?? null);
      if (likely.length === 0) return null;
      const names = joinMrkdwn(
        likely.map(({ shown }) => bold(cut(shown, shownTwin))),
        ', ',
      );
      return words.say('partners.likely', { count: likely.length, names });
    },
  };
}

/** The question for a partner's name: a likely twin is shown before it is saved. A name that stays as it was has none. */
export function withTwinDoubt(
  field: Field<string>,
  edited: { readonly id: string; readonly name: string } | null,
): Field<string> {
  return {
    ...field,
    blocks: (id, writing, value) => field.blocks(id, writing, value).map(tellingEachLetter),
    whileTyped: likelyTwins('name', edited),
    doubt: async (name, { database }) => {
      if (edited !== null && foldName(name) === foldName(edited.name)) return null;
      const twin = await findTwin(database, name, edited?.id ?? null);
      return twin === null ? null : doubtOf('name', name, twin);
    },
  };
}

const otherNames = ['acronym', 'nameEn', 'nameAr'] as const;

/** The doubts about a partner's acronym and its names in other languages, where they are new and its name raises none. */
export async function otherNameDoubts(
  { database }: Request,
  names: { readonly name: string } & Readonly<Record<(typeof otherNames)[number], string | null>>,
  edited: ({ readonly id: string } & Readonly<Record<(typeof otherNames)[number], string | null>>) | null,
): Promise<Doubt[]> {
  const except = edited?.id ?? null;
  const fresh = otherNames.flatMap((blockId) => {
    const name = names[blockId];
    return name === null || foldName(name) === foldName(edited?.[blockId] ?? '') ? [] : [{ blockId, name }];
  });
  const [ofName, ...twins] = await Promise.all(
    [names.name, ...fresh.map(({ name }) => name)].map((name) => findTwin(database, name, except)),
  );
  const asked = new Set([ofName?.id]);
  const doubts: Doubt[] = [];
  for (const [index, { blockId, name }] of fresh.entries()) {
    const twin = twins[index] ?? null;
    if (twin === null || asked.has(twin.id)) continue;
    asked.add(twin.id);
    doubts.push(doubtOf(blockId, name, twin));
  }
  return doubts;
}

/** The doubt about a new partner's name beside a menu of the register; one of exactly this name is simply taken. */
export async function newPartnerDoubt(
  { database }: Request,
  blockId: string,
  name: string | null,
): Promise<Doubt | null> {
  const twin = name === null ? null : await findTwin(database, name);
  return name === null || twin === null || twin.exact ? null : doubtOf(blockId, name, twin);
}
