import type { LeadStage } from '../../src/leads/lead.js';
import { nameColumns } from '../../src/partners/partner-name.js';
import { amina, type Desk } from './desk.js';

/** A lead as a test wants it; anything else of it is plain. */
interface SampleLead {
  readonly object: string;
  readonly stage?: LeadStage;
  readonly since?: string;
  readonly ownerId?: string;
  readonly axes?: string[];
}

/** Writes a partner into the register, and leads with it, past the forms. Gives the leads' ids. */
export async function addLeads(
  { database, slack, clock }: Desk,
  name: string,
  leads: readonly SampleLead[],
): Promise<{ readonly partnerId: string; readonly ids: string[] }> {
  const scoped = database.scoped(slack.teamId);
  const partner = await scoped.partner.create({
    data: { name, ...nameColumns({ name }), createdById: amina },
  });
  const rows = await scoped.lead.createManyAndReturn({
    data: leads.map(({ object, stage = 'contacted', since, ownerId = amina, axes = [] }) => ({
      partnerId: partner.id,
      object,
      stage,
      stageSince: since === undefined ? clock.now : new Date(since),
      axes,
      ownerId,
      createdById: ownerId,
    })),
  });
  return { partnerId: partner.id, ids: rows.map(({ id }) => id) };
}

/** What a list of leads shows of these objects, in the order in which it shows them. */
export function objectsIn(text: string, objects: readonly string[]): string[] {
  return objects.filter((object) => text.includes(object)).sort((a, b) => text.indexOf(a) - text.indexOf(b));
}
