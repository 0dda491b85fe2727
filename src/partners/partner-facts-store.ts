import { type Day, dateOfDay, dayOfDate } from '../calendar/day.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { StatusFacts } from './partner-status.js';
import type { PartnerRow } from './partner-store.js';

/** A contact as a line shows it. */
export interface ContactLine {
  readonly id: string;
  /** Empty once the contact's personal data is erased. */
  readonly name: string;
  readonly role: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: string | null;
  readonly leftOn: Day | null;
}

/** A partner with all that its card shows. */
export interface PartnerFacts extends StatusFacts {
  readonly partner: PartnerRow;
  /** The first of its contacts. */
  readonly contacts: readonly ContactLine[];
  /** How many contacts the register has, those who left among them. */
  readonly contactCount: number;
}

const shownContacts = 5;

/** The contacts that have a name and have not left by a day. */
function present(today: Day) {
  return { name: { not: '' }, OR: [{ leftOn: null }, { leftOn: { gt: dateOfDay(today) } }] };
}

/** All that the card of a partner shows, or null where it is gone. */
export async function readPartnerFacts(
  database: ScopedDatabase,
  id: string,
  today: Day,
): Promise<PartnerFacts | null> {
  const [partner, contactCount, lastMeeting] = await Promise.all([
    database.partner.findFirst({
      where: { id },
      include: {
        contacts: { where: present(today), orderBy: [{ name: 'asc' }, { id: 'asc' }], take: shownContacts },
        agreements: {
          where: { status: { in: ['signed', 'terminated', 'replaced'] } },
          select: { signedOn: true, startsOn: true, currentEndsOn: true },
        },
      },
    }),
    database.contact.count({ where: { partnerId: id } }),
    database.meeting.findFirst({
      where: { partners: { some: { partnerId: id } }, heldOn: { lte: dateOfDay(today) } },
      select: { heldOn: true },
      orderBy: { heldOn: 'desc' },
    }),
  ]);
  if (partner === null) return null;
  return {
    partner,
    contacts: partner.contacts.map(contactLineOf),
    contactCount,
    agreements: partner.agreements.map(({ signedOn, startsOn, currentEndsOn }) => ({
      beganOn: dayOrNull(startsOn ?? signedOn),
      endsOn: dayOrNull(currentEndsOn),
    })),
    lastMetOn: dayOrNull(lastMeeting?.heldOn ?? null),
    cadenceMonths: partner.cadenceMonths,
  };
}

/** A row of the database as lines show it. */
export function contactLineOf(
  row: Omit<ContactLine, 'leftOn'> & { readonly leftOn: Date | null },
): ContactLine {
  const { id, name, role, email, phone, language, leftOn } = row;
  return { id, name, role, email, phone, language, leftOn: dayOrNull(leftOn) };
}

function dayOrNull(date: Date | null): Day | null {
  return date === null ? null : dayOfDate(date);
}
