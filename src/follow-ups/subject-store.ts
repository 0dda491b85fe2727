import type { ScopedDatabase } from '../database/scope.js';
import { foldName, shownName } from '../partners/partner-name.js';
import { type Subject, subjectValue } from './subject.js';

/** A lead or an agreement as a menu names it, with the partner that it is about. */
export interface SubjectChoice extends Subject {
  readonly partnerId: string;
}

const partner = { select: { id: true, name: true, acronym: true } } as const;
const underWay = { triage: 'accepted' as const, stage: { notIn: ['won' as const, 'lost' as const] } };
const inHand = { status: { notIn: ['terminated' as const, 'replaced' as const] } };

/**
 * Leads under way and agreements that have not come to nothing, the newest first, at most `limit` in all; with `typed`,
 * those that hold every word of it in their own title or among their partner's names.
 */
export async function listSubjects(
  database: ScopedDatabase,
  limit: number,
  typed = '',
): Promise<SubjectChoice[]> {
  const words = typed.trim().split(/\s+/).filter(Boolean);
  const holds = (columns: readonly ('object' | 'title' | 'reference')[]) => ({
    AND: words.map((word) => ({
      OR: [
        ...columns.map((column) => ({ [column]: { contains: word, mode: 'insensitive' as const } })),
        { partner: { searchText: { contains: foldName(word) } } },
      ],
    })),
  });
  const page = { orderBy: [{ createdAt: 'desc' as const }, { id: 'asc' as const }], take: limit };
  const [leads, agreements] = await Promise.all([
    database.lead.findMany({
      where: { ...underWay, ...holds(['object']) },
      select: { id: true, object: true, partner },
      ...page,
    }),
    database.agreement.findMany({
      where: { ...inHand, ...holds(['title', 'reference']) },
      select: { id: true, reference: true, title: true, partner },
      ...page,
    }),
  ]);
  return [...leads.map(ofLead), ...agreements.map(ofAgreement)].slice(0, limit);
}

/** How many there are to choose from. */
export async function countSubjects(database: ScopedDatabase): Promise<number> {
  const [leads, agreements] = await Promise.all([
    database.lead.count({ where: underWay }),
    database.agreement.count({ where: inHand }),
  ]);
  return leads + agreements;
}

/** The lead or agreement that a menu's value means; null where it is gone. */
export async function readSubject(database: ScopedDatabase, value: string): Promise<SubjectChoice | null> {
  const { kind, id } = subjectValue(value) ?? {};
  if (id === undefined) return null;
  if (kind === 'lead') {
    const row = await database.lead.findFirst({
      where: { id },
      select: { id: true, object: true, partner },
    });
    return row && ofLead(row);
  }
  const row = await database.agreement.findFirst({
    where: { id },
    select: { id: true, reference: true, title: true, partner },
  });
  return row && ofAgreement(row);
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly acronym: string | null;
}

function ofLead(row: {
  readonly id: string;
  readonly object: string;
  readonly partner: Named;
}): SubjectChoice {
  const shown = `${row.partner.acronym ?? shownName(row.partner)} · ${row.object}`;
  return { kind: 'lead', id: row.id, shown, partnerId: row.partner.id };
}

function ofAgreement(row: {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly partner: Named;
}): SubjectChoice {
  const shown = `${row.partner.acronym ?? shownName(row.partner)} · ${row.reference} ${row.title}`;
  return { kind: 'agreement', id: row.id, shown, partnerId: row.partner.id };
}
