import type { ScopedDatabase } from '../database/scope.js';
import { foldName, shownName } from './partner-name.js';
import { acronymIn, areTwins, initialsOf, lookUpWords, namesOf } from './partner-twins.js';

/** A partner that a name could mean, and whether it is called exactly so. */
export interface Twin {
  readonly id: string;
  /** The acronym with the name. */
  readonly shown: string;
  readonly exact: boolean;
}

const mostCandidates = 10_000;

/**
 * The partner of the register that a new name most likely means already, or null. Candidates are looked up in the names'
 * trigram index by what typing slips leave whole.
 */
export async function findTwin(
  database: ScopedDatabase,
  name: string,
  exceptId: string | null = null,
): Promise<Twin | null> {
  const wanted = foldName(name);
  if (wanted === '') return null;
  const words = lookUpWords(name);
  const [acronym, initials] = [acronymIn(name), initialsOf(name)];
  const holds = (text: string) => ({ searchText: { contains: text } });
  const ways = [
    holds(`|${wanted}|`),
    ...(words.length === 0 ? [] : [{ AND: words.map((pieces) => ({ OR: pieces.map(holds) })) }]),
    ...(initials === null ? [] : [holds(`|${initials}|`)]),
    // Whose acronym this would be is not known before the names are read; their first letter is.
    ...(acronym === null ? [] : [holds(`|${acronym}|`), { sortName: { startsWith: acronym.charAt(0) } }]),
  ];
  const candidates = await database.partner.findMany({
    where: { OR: ways, ...(exceptId === null ? {} : { id: { not: exceptId } }) },
    select: { id: true, name: true, nameEn: true, nameAr: true, acronym: true, aliases: true },
    orderBy: { id: 'asc' },
    take: mostCandidates,
  });
  const exact = candidates.find((candidate) =>
    namesOf(candidate).some((known) => foldName(known) === wanted),
  );
  const twin = exact ?? candidates.find((candidate) => areTwins({ name }, candidate));
  return twin === undefined ? null : { id: twin.id, shown: shownName(twin), exact: twin === exact };
}
