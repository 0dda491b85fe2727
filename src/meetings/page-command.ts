import { type Narrowing, narrowingWords } from '../digests/filter-words.js';

/** What lists of meetings and of silent partners are narrowed to. */
export interface ListFilters extends Omit<Narrowing, 'minOverdueDays'> {
  readonly ownerId?: string | undefined;
  readonly axis?: string | undefined;
}

/** The command that asks for a page of a list with these filters; `list` is the command without any. */
export function pageCommand(
  list: string,
  { ownerId, axis, reach, partnerKind, horizonDays }: ListFilters,
  page = 1,
): string {
  return [
    list,
    ownerId && `<@${ownerId}>`,
    axis && `axis:${axis}`,
    ...narrowingWords({ reach, partnerKind, horizonDays }),
    page > 1 && `page:${page}`,
  ]
    .filter(Boolean)
    .join(' ');
}
