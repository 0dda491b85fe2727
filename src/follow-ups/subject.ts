import { z } from 'zod';

/** What a follow-up is about beside its partner. */
export interface Subject {
  readonly kind: 'lead' | 'agreement';
  readonly id: string;
  /** As a line names it. */
  readonly shown: string;
}

const pattern = /^(?<kind>lead|agreement):(?<id>.+)$/;
const uuid = z.uuid();

/** A lead or an agreement as the value of a menu's option or of a button. */
export function subjectCode({ kind, id }: Pick<Subject, 'kind' | 'id'>): string {
  return `${kind}:${id}`;
}

/** What such a value means; null where it is none. */
export function subjectValue(value: string): Pick<Subject, 'kind' | 'id'> | null {
  const { kind, id } = pattern.exec(value)?.groups ?? {};
  if (kind === undefined || !uuid.safeParse(id).success) return null;
  return { kind: kind === 'lead' ? 'lead' : 'agreement', id: id ?? '' };
}
