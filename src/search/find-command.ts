import { type CommandText, pageOf } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import type { Answer } from '../slack/feature.js';
import { allPartners, type FoundPage, foundMessage, noneYet, notFound } from './found-list.js';
import { searchedPart, searchTerms } from './search-query.js';
import { listPartnerEntries, searchEntries } from './search-store.js';

const pageSize = 10;

/** What in the register holds the words that were typed, best first; without words, every partner. Ten a page. */
export async function find(request: Request, { rest }: CommandText): Promise<Answer> {
  const { typed: wanted, page: number } = pageOf(rest);
  const typed = searchedPart(wanted);
  const terms = searchTerms(typed);
  const skip = (number - 1) * pageSize;
  if (terms === null) {
    const { total, entries } = await listPartnerEntries(request.database, { take: pageSize, skip });
    if (total === 0) return { kind: 'message', message: noneYet(request) };
    const page = { number, entries, more: skip + pageSize < total };
    return { kind: 'message', message: allPartners(request, total, page) };
  }
  // One more than is shown tells whether there is a next page.
  const found = await searchEntries(request.database, terms, { take: pageSize + 1, skip });
  if (found.length === 0) return { kind: 'message', message: notFound(request, typed) };
  const page: FoundPage = { number, entries: found.slice(0, pageSize), more: found.length > pageSize };
  return { kind: 'message', message: foundMessage(request, typed, page) };
}
