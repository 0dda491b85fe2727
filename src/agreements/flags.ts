import { addDays, type Day } from '../calendar/day.js';
import type { Agreement } from './agreement.js';
import { changesSomething } from './amendment.js';
import { foreseenTerm } from './renewal.js';
import { termOn } from './term.js';
import { termRulesOf } from './term-columns.js';

/** Something about an agreement's place in its family that somebody should look at. */
export type Flag =
  | { readonly kind: 'outlives_parent'; readonly parentEndsOn: Day }
  | { readonly kind: 'outside_agreement'; readonly from: Day }
  | { readonly kind: 'no_framework' | 'no_agreement' | 'undated' | 'changes_nothing' };

/** What is wrong with an agreement beside the one that it comes under. Nothing is said of what is over. */
export function flagsOf(agreement: Agreement, parent: Agreement | null, today: Day): Flag[] {
  if (agreement.kind === 'amendment') return amendmentFlags(agreement, parent);
  const standing = termOn(termRulesOf(agreement), today);
  if (standing.state === 'ended' || agreement.status === 'terminated' || agreement.status === 'replaced') {
    return [];
  }
  if (agreement.kind === 'specific' && parent?.kind !== 'framework') return [{ kind: 'no_framework' }];
  const parentEndsOn = parent && certainEnd(parent, today);
  if (parentEndsOn === null || standing.state === 'unknown') return [];
  const term = foreseenTerm(agreement, today);
  const outlives = term === null || term.lastDay > parentEndsOn;
  return outlives ? [{ kind: 'outlives_parent', parentEndsOn }] : [];
}

function amendmentFlags(amendment: Agreement, parent: Agreement | null): Flag[] {
  const flags: Flag[] = [];
  const { startsOn: from } = amendment;
  if (parent === null) flags.push({ kind: 'no_agreement' });
  if (from === null) flags.push({ kind: 'undated' });
  if (!changesSomething(amendment.amends)) flags.push({ kind: 'changes_nothing' });
  if (parent === null || from === null) return flags;
  // What it changes itself must not make it look as if its agreement had been in force.
  const amendments = parent.amendments.filter((other) => other.id !== amendment.id);
  const { state } = termOn(termRulesOf({ ...parent, amendments }), from);
  if (state === 'ended' || state === 'not_started') flags.push({ kind: 'outside_agreement', from });
  return flags;
}

/** More renewals than any limit allows: beyond, it is one without limit. */
const mostTerms = 120;

/** The day on which an agreement ends whatever anybody does, short of agreeing anew; null where there is none. */
export function certainEnd(agreement: Agreement, today: Day): Day | null {
  let term = foreseenTerm(agreement, today);
  for (let count = 0; count < mostTerms && term !== null; count += 1) {
    if (term.next === null) return term.lastDay;
    term = foreseenTerm(agreement, addDays(term.lastDay, 1));
  }
  return null;
}
