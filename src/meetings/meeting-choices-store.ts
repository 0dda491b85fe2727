import { type Day, dateOfDay } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import { addContact } from '../partners/contact-store.js';
import { foldName, shownName } from '../partners/partner-name.js';
import type { NewPerson } from './meeting-people.js';

/** Something of a partner that a menu offers. */
export interface Choice {
  readonly id: string;
  readonly shown: string;
}

/** What a meeting may be about, besides the partner. */
export interface SubjectChoice extends Choice {
  readonly kind: 'lead' | 'agreement';
}

/** What a form about a meeting with these partners offers to choose from. */
export interface Choices {
  readonly contacts: readonly Choice[];
  readonly subjects: readonly SubjectChoice[];
  /** Their follow-ups that are still to be done, the longest due first. */
  readonly followUps: readonly Choice[];
}

const mostChoices = 100;
const nothing: Choices = { contacts: [], subjects: [], followUps: [] };

/** What belongs to these partners: people who have not left, leads and agreements, and what is still to be done. */
export async function readChoices(
  database: ScopedDatabase,
  partnerIds: readonly string[],
  today: Day,
): Promise<Choices> {
  if (partnerIds.length === 0) return nothing;
  const partnerId = { in: [...partnerIds] };
  const several = partnerIds.length > 1;
  const partner = { select: { name: true, acronym: true } } as const;
  const [contacts, leads, agreements, followUps] = await Promise.all([
    database.contact.findMany({
      where: { partnerId, name: { not: '' }, OR: [{ leftOn: null }, { leftOn: { gt: dateOfDay(today) } }] },
      select: { id: true, name: true, role: true, partner },
      orderBy: [{ partnerId: 'asc' }, { name: 'asc' }, { id: 'asc' }],
      take: mostChoices,
    }),
    database.lead.findMany({
      where: { partnerId, triage: { not: 'declined' } },
      select: { id: true, object: true, partner },
      orderBy: { createdAt: 'desc' },
      take: mostChoices / 2,
    }),
    database.agreement.findMany({
      where: { partnerId },
      select: { id: true, reference: true, title: true },
      orderBy: [{ signedOn: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }],
      take: mostChoices / 2,
    }),
    database.followUp.findMany({
      where: {
        state: { in: ['open', 'waiting'] },
        OR: [{ partnerId }, { meeting: { partners: { some: { partnerId } } } }],
      },
      select: { id: true, text: true },
      orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
      take: mostChoices,
    }),
  ]);
  return {
    contacts: contacts.map(({ id, name, role, partner: at }) => ({
      id,
      shown: [several ? `${name} (${at.acronym ?? shownName(at)})` : name, role].filter(Boolean).join(', '),
    })),
    subjects: [
      ...agreements.map(({ id, reference, title }) => ({
        kind: 'agreement' as const,
        id,
        shown: `${reference} · ${title}`,
      })),
      ...leads.map(({ id, object }) => ({ kind: 'lead' as const, id, shown: object })),
    ],
    followUps: followUps.map(({ id, text }) => ({ id, shown: text })),
  };
}

/** Which of these contacts, leads and agreements belong to these partners. */
export async function ofPartners(
  database: ScopedDatabase,
  partnerIds: readonly string[],
  chosen: {
    readonly contactIds: readonly string[];
    readonly leadIds: readonly string[];
    readonly agreementIds: readonly string[];
  },
) {
  const among = (ids: readonly string[]) => ({
    where: { id: { in: [...ids] }, partnerId: { in: [...partnerIds] } },
    select: { id: true } as const,
  });
  const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
  return {
    contactIds: ids(await database.contact.findMany(among(chosen.contactIds))),
    leadIds: ids(await database.lead.findMany(among(chosen.leadIds))),
    agreementIds: ids(await database.agreement.findMany(among(chosen.agreementIds))),
  };
}

/** The contacts that typed people are: those of the same name at the partner, and new ones. Gives their ids. */
export async function settlePeople(
  database: ScopedDatabase,
  people: readonly NewPerson[],
  partnerIds: readonly (string | undefined)[],
  createdById: string,
): Promise<string[]> {
  if (people.length === 0) return [];
  const known = await database.contact.findMany({
    where: { partnerId: { in: partnerIds.filter((id) => id !== undefined) }, name: { not: '' } },
    select: { id: true, name: true, partnerId: true },
  });
  const ids = new Map(known.map((each) => [`${each.partnerId} ${foldName(each.name)}`, each.id]));
  const settled: string[] = [];
  for (const { name, role, partner } of people) {
    const partnerId = partnerIds[partner];
    if (partnerId === undefined) continue;
    const key = `${partnerId} ${foldName(name)}`;
    const fresh = { name, role, email: null, phone: null, language: null, leftOn: null };
    const id = ids.get(key) ?? (await addContact(database, partnerId, fresh, createdById));
    ids.set(key, id);
    settled.push(id);
  }
  return [...new Set(settled)];
}
