import type { ScopedDatabase } from '../database/scope.js';
import { moveEntries } from '../search/search-store.js';
import { refreshMeetAgain } from './meet-again-store.js';
import { foldName, nameColumns } from './partner-name.js';
import { indexPartner } from './partner-search-store.js';
import { readPartner } from './partner-store.js';
import { namesOf } from './partner-twins.js';

/** What belongs to a partner, and moves with it. */
export interface Belongings {
  readonly contacts: number;
  readonly leads: number;
  readonly agreements: number;
  readonly followUps: number;
  readonly meetings: number;
}

/** How much belongs to a partner. */
export async function countBelongings(database: ScopedDatabase, partnerId: string): Promise<Belongings> {
  const where = { partnerId };
  const [contacts, leads, agreements, followUps, meetings] = await Promise.all([
    database.contact.count({ where }),
    database.lead.count({ where }),
    database.agreement.count({ where }),
    database.followUp.count({ where }),
    database.meetingPartner.count({ where }),
  ]);
  return { contacts, leads, agreements, followUps, meetings };
}

/**
 * Makes one partner of two: all that belongs to the first goes to the second, its names become aliases, and what the
 * second does not say itself is taken from it. Runs inside a change. False where one of them is gone.
 */
export async function mergePartners(
  database: ScopedDatabase,
  fromId: string,
  intoId: string,
): Promise<boolean> {
  const [from, into] = await Promise.all([readPartner(database, fromId), readPartner(database, intoId)]);
  if (from === null || into === null || fromId === intoId) return false;
  const moving = { where: { partnerId: fromId }, data: { partnerId: intoId } };
  await database.contact.updateMany(moving);
  await database.lead.updateMany(moving);
  await database.agreement.updateMany(moving);
  await database.followUp.updateMany(moving);
  const meetings = await database.meetingPartner.findMany({ where: { partnerId: fromId } });
  await database.meetingPartner.createMany({
    data: meetings.map(({ meetingId }) => ({ meetingId, partnerId: intoId })),
    skipDuplicates: true,
  });
  await database.meetingPartner.deleteMany({ where: { partnerId: fromId } });

  const names = {
    name: into.name,
    nameEn: into.nameEn ?? from.nameEn,
    nameAr: into.nameAr ?? from.nameAr,
    acronym: into.acronym ?? from.acronym,
  };
  const known = new Set(namesOf({ ...names, aliases: into.aliases }).map(foldName));
  const further = namesOf(from).filter((name) => {
    const isNew = !known.has(foldName(name));
    known.add(foldName(name));
    return isNew;
  });
  const merged = { ...names, aliases: [...into.aliases, ...further] };
  const union = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])];
  const noted = {
    tags: union(into.tags, from.tags),
    notes: [into.notes, from.notes].filter((each) => each !== null).join('\n\n') || null,
  };
  await database.partner.update({
    where: { id: intoId },
    data: {
      ...merged,
      ...nameColumns(merged),
      ...noted,
      kind: into.kind === 'other' ? from.kind : into.kind,
      country: into.country ?? from.country,
      city: into.city ?? from.city,
      website: into.website ?? from.website,
      axes: union(into.axes, from.axes),
      ownerId: into.ownerId ?? from.ownerId,
      deputyId: into.deputyId ?? from.deputyId,
      slackChannelId: into.slackChannelId ?? from.slackChannelId,
      cadenceMonths: into.cadenceMonths ?? from.cadenceMonths,
    },
  });
  await moveEntries(database, fromId, intoId);
  await database.partner.delete({ where: { id: fromId } });
  await indexPartner(database, intoId, { ...merged, ...noted });
  await refreshMeetAgain(database, [intoId]);
  return true;
}
