import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { undo } from '../../src/database/change.js';
import type { Database } from '../../src/database/client.js';
import type { ScopedDatabase } from '../../src/database/scope.js';
import { searchTerms } from '../../src/search/search-query.js';
import {
  fillSearch,
  indexForSearch,
  moveEntries,
  type Searched,
  type SearchSource,
  searchEntries,
  unindex,
} from '../../src/search/search-store.js';
import { at, changed, databaseOfTwo } from '../database/sample-rows.js';

let database: Database;
let db: ScopedDatabase;

beforeAll(async () => {
  database = await databaseOfTwo();
  db = database.scoped('T1');
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.prisma.searchEntry.deleteMany();
  await database.prisma.partner.deleteMany();
});

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

function entry(number: number, kind: Searched['kind'], title: string, ...texts: string[]): Searched {
  return { kind, subjectId: idOf(number), partnerId: null, title, texts: [title, ...texts] };
}

async function addAll(entries: readonly Searched[], into = db): Promise<void> {
  for (const each of entries) await indexForSearch(into, each);
}

async function found(typed: string, page = { take: 50, skip: 0 }, within = db): Promise<string[]> {
  const terms = searchTerms(typed);
  return terms === null ? [] : (await searchEntries(within, terms, page)).map(({ title }) => title);
}

const register: Searched[] = [
  entry(
    1,
    'partner',
    'Université Mohammed VI Polytechnique',
    'UM6P',
    'جامعة محمد السادس متعددة التخصصات التقنية',
  ),
  entry(2, 'partner', 'École polytechnique d’Agadir', 'EPA'),
  entry(3, 'partner', 'Office de développement de la coopération', 'ODCO'),
  entry(4, 'contact', 'Salma Polytchenko', 'salma@um6p.example', 'Directrice des relations internationales'),
  entry(
    5,
    'agreement',
    'Convention-cadre UM6P – ODCO',
    'CONV-2020-001',
    'Mettre en œuvre des études appliquées',
  ),
  entry(6, 'lead', 'Laboratoire commun sur l’eau à Agadir'),
  entry(
    7,
    'meeting',
    'Compte rendu',
    `Bilan. ${'Rien de plus à signaler. '.repeat(100)}Prochaine étape : phosphates.`,
  ),
];

describe('what is found, in which order', () => {
  it.each([
    ['a whole acronym before texts that hold it', 'um6p', [1, 4, 5]],
    ['case and accents', 'ECOLE', [2]],
    ['accents that were typed and are not there', 'démohammed mohammed', []],
    ['words in any order', 'polytechnique mohammed', [1]],
    ['the beginning of words', 'poly', [2, 1, 4]],
    ['a name that begins so before one that holds it', 'office', [3]],
    ['ligatures', 'oeuvre', [5]],
    ['a reference', 'conv-2020-001', [5]],
    ['an email', 'salma@um6p.example', [4]],
    ['a role', 'directrice relations', [4]],
    ['an object', 'laboratoire eau', [6]],
    ['the last word of a long note', 'phosphates', [7]],
    ['Arabic, with the letters that people interchange', 'جامعه محمد', [1]],
    ['another letter', 'polytecknique mohammed', [1]],
    ['a letter too few', 'polytecnique mohammed', [1]],
    ['a letter too many', 'mohhammed', [1]],
    ['two letters swapped in an acronym', 'ocdo', [3, 5]],
    ['a slip in an acronym', 'un6p', [1, 4, 5]],
    ['what is exact before what has a slip', 'agadir', [2, 6]],
    ['nothing for what is nowhere', 'zzzzqq', []],
    ['nothing where one word is nowhere', 'um6p zzzzqq', []],
  ])('%s: %s', async (_what, typed, expected) => {
    await addAll(register);
    const titles = new Map(register.map(({ subjectId, title }) => [title, Number(subjectId.slice(-12))]));
    expect((await found(typed)).map((title) => titles.get(title))).toEqual(expected);
  });

  it('exact first, then names that begin so, then phrases, then words, then slips', async () => {
    await addAll([
      entry(1, 'partner', 'Fondation Atlsa'),
      entry(2, 'partner', 'Atlas et Rif'),
      entry(3, 'lead', 'Musée Atlas'),
      entry(4, 'partner', 'Le grand Atlas'),
      entry(5, 'meeting', 'Notes', 'Atlas'),
    ]);
    const all = ['Notes', 'Atlas et Rif', 'Le grand Atlas', 'Musée Atlas', 'Fondation Atlsa'];
    expect(await found('atlas')).toEqual(all);
    const pages = [0, 2, 4].map((skip) => found('atlas', { take: 2, skip }));
    expect((await Promise.all(pages)).flat()).toEqual(all);
  });

  it('partners whose names are alike, where several letters slipped and nothing else is found', async () => {
    const name = 'Université Mohammed VI Polytechnique';
    const searchText = '|universite mohammed vi polytechnique|um6p|';
    const { id } = await db.partner.create({ data: { name, searchText, createdById: 'U1' } });
    const { acronym: _none, ...partner } = {
      acronym: null,
      kind: 'partner',
      subjectId: id,
      partnerId: id,
    } as const;
    await indexForSearch(db, { ...partner, title: name, texts: [name] });
    const terms = searchTerms('univercité polytecnik');
    const hits = terms === null ? [] : await searchEntries(db, terms, { take: 10, skip: 0 });
    expect(hits).toMatchObject([{ title: name, near: true, partners: [{ name }] }]);
  });

  it.each(['%', '_', '%%%', '\\', "'; DROP TABLE x; --", '.*', '(', '[a', '🏴', '$1'])(
    '%s as a sign, not a pattern',
    async (typed) => {
      await addAll([entry(1, 'partner', 'Fondation Rif'), entry(2, 'lead', typed)]);
      const [first, ...others] = await found(typed);
      expect(first).toBe(typed);
      expect(others).not.toContain('Fondation Rif');
    },
  );

  it('a name of 300 letters', async () => {
    await addAll([entry(1, 'partner', 'x'.repeat(300))]);
    expect(await found('x'.repeat(3001))).toHaveLength(1);
  });

  it('only in the workspace that asks', async () => {
    await addAll([entry(1, 'partner', 'Fondation Rif')], database.scoped('T2'));
    for (const typed of ['fondation', 'fondatoin', 'fondashun']) {
      expect(await found(typed)).toEqual([]);
    }
    expect(await found('fondation', undefined, database.scoped('T2'))).toEqual(['Fondation Rif']);
  });
});

describe('an entry', () => {
  const takeBack = (changeId: string) => undo(db, { changeId, actorId: 'U1', at, within: 10 });

  it('says what was written last, and undo brings back what it said before', async () => {
    await addAll([entry(1, 'lead', 'Before')]);
    const { changeId } = await changed(db, (tx) => indexForSearch(tx, entry(1, 'lead', 'After')));
    expect([await found('before'), await found('after')]).toEqual([[], ['After']]);
    expect(await takeBack(changeId)).toMatchObject({ state: 'undone' });
    expect([await found('before'), await found('after')]).toEqual([['Before'], []]);
  });

  it('that is new goes with undo, and one that was taken out comes back', async () => {
    const made = await changed(db, (tx) => indexForSearch(tx, entry(1, 'lead', 'Fresh')));
    await takeBack(made.changeId);
    expect(await found('fresh')).toEqual([]);

    await addAll([entry(2, 'contact', 'Salma')]);
    const removed = await changed(db, (tx) => unindex(tx, 'contact', idOf(2)));
    expect(await found('salma')).toEqual([]);
    await takeBack(removed.changeId);
    expect(await found('salma')).toEqual(['Salma']);
  });

  it('moves with what it is about to another partner', async () => {
    const under = (number: number, partner: number, kind: Searched['kind'], title: string) => ({
      ...entry(number, kind, title),
      partnerId: idOf(partner),
    });
    await addAll([
      under(1, 1, 'partner', 'From'),
      under(2, 2, 'partner', 'Into'),
      under(3, 1, 'lead', 'Lead'),
    ]);
    const { changeId } = await changed(db, (tx) => moveEntries(tx, idOf(1), idOf(2)));
    expect(await found('from')).toEqual([]);
    expect(await db.searchEntry.findFirst({ where: { kind: 'lead' } })).toMatchObject({ partnerId: idOf(2) });
    await takeBack(changeId);
    expect(await found('from')).toEqual(['From']);
    expect(await db.searchEntry.findFirst({ where: { kind: 'lead' } })).toMatchObject({ partnerId: idOf(1) });
  });
});

describe('filling the search of a register that has none', () => {
  const partners = Array.from({ length: 1001 }, (_, index) => ({
    name: `Partner ${index}`,
    searchText: `|partner ${index}|`,
    createdById: 'U1',
  }));
  const source: SearchSource = async (within, after, take) => {
    const rows = await within.partner.findMany({
      where: after === null ? {} : { id: { gt: after } },
      orderBy: { id: 'asc' },
      take,
    });
    return rows.map(({ id, name }) => ({
      kind: 'partner',
      subjectId: id,
      partnerId: id,
      title: name,
      texts: [name],
    }));
  };

  it('takes every row, once, and starts over where it was cut short', async () => {
    await db.partner.createMany({ data: partners });
    const failing: SearchSource = async (within, after, take) => {
      if (after !== null) throw new Error('cut short');
      return source(within, after, take);
    };
    await expect(fillSearch(db, [failing])).rejects.toThrow('cut short');
    await fillSearch(db, [source]);
    expect(await db.searchEntry.count()).toBe(1001);
    expect(await found('partner 1000')).toEqual(['Partner 1000']);
    expect(await database.scoped('T2').searchEntry.count()).toBe(0);

    await fillSearch(db, [() => Promise.reject(new Error('asked again'))]);
  });
});
