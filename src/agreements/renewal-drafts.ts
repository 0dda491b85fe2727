import { addDays } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { Request } from '../slack/context.js';
import type { Agreement } from './agreement.js';
import { addAmendment } from './amendment-store.js';
import type { Deciding } from './renewal-decision.js';
import { addSuccessor, countAmendments } from './renewal-draft-store.js';

type Draft = NonNullable<Deciding['draft']>;

/** Drafts the agreement that follows: like the one that ends, from the day after it, for so many months. */
export function draftSuccessor({ person, today, workspace }: Request, months: number): Draft {
  return (database, { agreement, termEndsOn }) =>
    addSuccessor(
      database,
      agreement,
      { startsOn: addDays(termEndsOn, 1), months },
      person.id,
      today,
      workspace,
    );
}

/** Drafts an amendment by which the agreement lasts so many months longer. */
export function draftExtension({ person, today, workspace, words }: Request, months: number): Draft {
  return async (database: ScopedDatabase, { agreement }: { readonly agreement: Agreement }) => {
    const number = (await countAmendments(database, agreement.id)) + 1;
    const title = words.plain('agreements.amendment_title', { number, title: agreement.title }).slice(0, 300);
    const amends = { longerByMonths: months };
    const input = { title, parentId: agreement.id, startsOn: today, signedOn: null, amends };
    return addAmendment(database, agreement, input, person.id, today, workspace);
  };
}
