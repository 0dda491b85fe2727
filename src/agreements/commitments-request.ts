import { type Narrowing, narrowingWords, readNarrowing } from '../digests/filter-words.js';
import { type CommandText, foldWord } from '../slack/command-text.js';
import { type Axis, axisNamed } from '../workspace/axis.js';
import { type Length, readLength } from './length.js';
import type { Side } from './sides.js';

/** Which commitments a person wants to see. */
export interface CommitmentsQuery extends Omit<Narrowing, 'horizonDays'> {
  readonly side?: Side | undefined;
  readonly axis?: Axis | undefined;
  readonly ownerId?: string | undefined;
  readonly agreementId?: string | undefined;
  readonly partnerId?: string | undefined;
  /** Only those due within this time, or before today (`overdue`). */
  readonly horizon?: Length | 'overdue' | undefined;
  /** Counted from 1. */
  readonly page: number;
}

const furthestDays = 36_600;
const sideWords: readonly (readonly [readonly string[], Side])[] = [
  [['ours', 'our', 'us', 'nous', 'notre', 'nos'], 'ours'],
  [['theirs', 'their', 'them', 'eux', 'leur', 'leurs', 'partner', 'partenaire'], 'theirs'],
];
const isId = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Reads what follows `commitments`, in either language; or gives back the part that says nothing. Never throws. */
export function readCommitmentsQuery(
  words: CommandText['words'],
  me: string,
): CommitmentsQuery | { readonly notUnderstood: string } {
  let query: CommitmentsQuery = { page: 1 };
  const plain: string[] = [];
  for (const word of words) {
    const narrowing = readNarrowing(word);
    if (narrowing !== null) {
      const { horizonDays, ...others } = narrowing;
      const horizon = horizonDays === undefined ? query.horizon : daysOf(horizonDays);
      query = { ...query, ...others, horizon };
    } else if (word.kind === 'person') query = { ...query, ownerId: word.userId };
    else if (word.kind === 'channel') return { notUnderstood: `#${word.channelId}` };
    else if (word.kind === 'filter') {
      const read = readFilter(foldWord(word.name), word.value);
      if (read === null) return { notUnderstood: `${word.name}:${word.value}` };
      query = { ...query, ...read };
    } else {
      const typed = foldWord(word.text);
      const side = sideWords.find(([names]) => names.includes(typed))?.[1];
      if (side !== undefined) query = { ...query, side };
      else if (['me', 'mine', 'moi', 'mes'].includes(typed)) query = { ...query, ownerId: me };
      else if (['overdue', 'late', 'retard'].includes(typed)) query = { ...query, horizon: 'overdue' };
      else if (!['all', 'tous', 'tout', 'en'].includes(typed)) plain.push(word.text);
    }
  }
  const typed = plain.join(' ');
  if (typed === '') return query;
  const horizon = readLength(typed);
  const days = horizon === null ? 0 : horizon.count * (horizon.unit === 'days' ? 1 : 30);
  if (horizon === null || days > furthestDays) return { notUnderstood: typed };
  return { ...query, horizon };
}

function daysOf(count: number): Length {
  return { unit: 'days', count };
}

function readFilter(name: string, value: string): Partial<CommitmentsQuery> | null {
  if (name === 'page') return /^[1-9]\d{0,3}$/.test(value) ? { page: Number(value) } : null;
  if (name === 'agreement') return isId.test(value) ? { agreementId: value } : null;
  if (name === 'id') return isId.test(value) ? { partnerId: value } : null;
  const axis = name === 'axis' || name === 'axe' ? axisNamed(value) : null;
  return axis === null ? null : { axis };
}

/** The command that asks for this. */
export function commitmentsCommand({
  side,
  axis,
  ownerId,
  agreementId,
  partnerId,
  horizon,
  reach,
  partnerKind,
  minOverdueDays,
  page,
}: Omit<CommitmentsQuery, 'page'> & { readonly page?: number }): string {
  return [
    'commitments',
    side,
    axis && `axis:${axis}`,
    ownerId && `<@${ownerId}>`,
    agreementId && `agreement:${agreementId}`,
    partnerId && `id:${partnerId}`,
    horizon === undefined || horizon === 'overdue'
      ? horizon
      : `${horizon.count}${horizon.unit === 'days' ? 'd' : 'm'}`,
    ...narrowingWords({ reach, partnerKind, minOverdueDays }),
    page === undefined || page === 1 ? undefined : `page:${page}`,
  ]
    .filter(Boolean)
    .join(' ');
}
