import { z } from 'zod';
import { type Day, toDay } from '../calendar/day.js';

const months = z.int().min(1).max(1200);
const length = z.object({ unit: z.enum(['months', 'days']), count: z.int().min(1).max(36_600) });
const renewal = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['none', 'express']) }),
  z.object({ kind: z.literal('tacit'), months, limit: z.int().min(1).max(99).nullable() }),
]);

const amends = z.strictObject({
  /** The new last day of the term that the agreement is in. */
  endsOn: z.iso.date().transform(toDay).optional(),
  longerByMonths: months.optional(),
  renewal: renewal.optional(),
  /** How long before a term's end notice must be given from then on. */
  notice: length.optional(),
  /** What the agreement is about from then on. */
  object: z.string().optional(),
  /** Whatever else it changes, in words. */
  text: z.string().optional(),
});

/** What an amendment changes from its own day, by name; what it does not name stays as it was. */
export type Amends = z.infer<typeof amends>;

/** An amendment that was signed, as the agreement sees it that it changes. */
export interface Amendment {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  /** The day from which it holds. */
  readonly from: Day;
  readonly changes: Amends;
}

/** What the column `amends` holds; nothing where it is empty. @throws where it holds anything else. */
export function readAmends(column: unknown): Amends {
  return column === null ? {} : amends.parse(column);
}

/** Whether an amendment says anything of what it changes. */
export function changesSomething(changes: Amends): boolean {
  return Object.values(changes).some((value) => value !== undefined);
}

/** Whether an amendment changes when the agreement is in force. */
export function concernsTerm({ endsOn, longerByMonths, renewal, notice }: Amends): boolean {
  return (endsOn ?? longerByMonths ?? renewal ?? notice) !== undefined;
}

/** The amendments in effect on a day. */
export function amendmentsOn(amendments: readonly Amendment[], day: Day): Amendment[] {
  return amendments.filter(({ from }) => from <= day);
}

/** What an agreement is about on a day: its own object, or what the latest amendment in effect put in its place. */
export function objectOn(
  agreement: { readonly object: string | null; readonly amendments: readonly Amendment[] },
  day: Day,
): string | null {
  const said = amendmentsOn(agreement.amendments, day).flatMap(({ changes }) => changes.object ?? []);
  return said.at(-1) ?? agreement.object;
}
