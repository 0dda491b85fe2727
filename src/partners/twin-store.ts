import type { ScopedDatabase } from '../database/scope.js';
import { findTwinCandidates, type TwinWay } from '../database/twin-candidates.js';
import { foldName, shownName } from './partner-name.js';
import { listPartnersBeginning } from './partner-store.js';
import { acronymIn, areTwins, initialsOf, initialsText, lookUpWords, namesOf } from './partner-twins.js';

/** A partner that a name could mean, and whether it is called exactly so. */
export interface Twin {
  readonly id: string;
  /** The acronym with the name. */
  readonly shown: string;
  readonly exact: boolean;
}

/** The partner of the register that a new name most likely means already, or null. */
export async function findTwin(
  database: ScopedDatabase,
  name: string,
  exceptId: string | null = null,
): Promise<Twin | null> {
  const [twin = null] = await findTwins(database, name, exceptId);
  return twin;
}

/** The partners that a new name could mean already, those called exactly so first. */
export async function findTwins(
  database: ScopedDatabase,
  name: string,
  exceptId: string | null = null,
): Promise<Twin[]> {
  const wanted = foldName(name);
  if (wanted === '') return [];
  const found = await findTwinCandidates(database, twinWays(name));
  return found
    .filter((candidate) => candidate.id !== exceptId && areTwins({ name }, candidate))
    .map((twin) => ({
      id: twin.id,
      shown: shownName(twin),
      exact: namesOf(twin).some((known) => foldName(known) === wanted),
    }))
    .sort((one, other) => Number(other.exact) - Number(one.exact));
}

const fewest = 3;

/**
 * The partners that a name could mean while it is still typed: its twins, and where only few names begin as it does,
 * those as well. At most three.
 */
export async function findLikely(
  database: ScopedDatabase,
  typed: string,
  exceptId: string | null = null,
): Promise<readonly { readonly id: string; readonly shown: string }[]> {
  const folded = foldName(typed);
  if (folded.length < 2) return [];
  const [twins, beginning] = await Promise.all([
    findTwins(database, typed, exceptId),
    folded.length < fewest ? [] : listPartnersBeginning(database, folded, fewest + 1),
  ]);
  const further = beginning.length > fewest ? [] : beginning.filter(({ id }) => id !== exceptId);
  return [...new Map([...twins, ...further].map((each) => [each.id, each])).values()].slice(0, fewest);
}

/** The ways in which a twin of this name can be known before its names are compared, as patterns on the names' text. */
export function twinWays(name: string): TwinWay[] {
  const wanted = foldName(name);
  const words = lookUpWords(name);
  const [acronym, initials] = [acronymIn(name), initialsOf(name)];
  return [
    [[`%|${wanted}|%`]],
    ...(words.length === 0 ? [] : [words.map((pieces) => pieces.flatMap(patternsOf))]),
    ...(initials === null ? [] : [[[`%|${initials}|%`]]]),
    ...(acronym === null ? [] : [[[`%|${acronym}|%`, `%|${initialsText(acronym)}|%`]]]),
  ];
}

const shortest = 3;

/** An index of runs of three letters knows a shorter piece only where it begins a word, as the first piece does. */
function patternsOf(piece: string): string[] {
  if (piece.length >= shortest) return [`%${piece}%`];
  const articled = /^[\u0600-\u06FF]/.test(piece) ? [`%ال${piece}%`] : [];
  return [`%|${piece}%`, `% ${piece}%`, ...articled];
}
