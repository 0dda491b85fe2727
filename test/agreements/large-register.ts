import type { Database } from '../../src/database/client.js';

/**
 * Writes `count` agreements of a workspace, half of them tacit: terms of three years that end in the five years after
 * `today`, with the day to decide by as the register computes it where people work from Monday to Friday and want to know
 * ten working days before. One in fifty has an unknown end.
 */
export async function fillAgreements(
  { prisma }: Pick<Database, 'prisma'>,
  workspaceId: string,
  partnerId: string,
  today: string,
  count: number,
): Promise<void> {
  await prisma.$executeRawUnsafe(
    `INSERT INTO "Agreement" ("id", "workspaceId", "partnerId", "kind", "reference", "title", "axes", "startsOn",
       "termKind", "endsOn", "renewal", "renewalMonths", "noticeMonths", "ownerId", "createdById", "currentEndsOn", "decideByOn", "rollsOn")
     SELECT gen_random_uuid(), $1, $2::uuid, 'specific', 'C-' || i, 'Agreement ' || i,
       ARRAY[(ARRAY['research', 'events', 'internships'])[1 + i % 3]], ends - 1095,
       (CASE WHEN i % 50 = 0 THEN 'unknown' ELSE 'fixed_end' END)::"TermKind", CASE WHEN i % 50 > 0 THEN ends END,
       (CASE WHEN i % 2 = 0 THEN 'tacit' ELSE 'express' END)::"Renewal", CASE WHEN i % 2 = 0 THEN 36 END,
       CASE WHEN i % 2 = 0 THEN 3 END, 'U' || i % 20, 'U0', CASE WHEN i % 50 > 0 THEN ends END,
       CASE WHEN i % 50 > 0 THEN
         deadline - GREATEST(EXTRACT(isodow FROM deadline)::int - 5, 0) - 14 END,
       CASE WHEN i % 50 > 0 AND i % 2 = 0 THEN ends + 1 END
     FROM (
       SELECT i, ends, (CASE WHEN i % 2 = 0 THEN ends - INTERVAL '3 months' ELSE ends END)::date AS deadline
       FROM (SELECT i, $3::date + 106 + (i * 7919) % 1800 AS ends FROM generate_series(1, $4::int) i) ends
     ) terms`,
    workspaceId,
    partnerId,
    today,
    count,
  );
}

/** Writes one open commitment of each agreement of a workspace, due in the two years around `today`; one in ten has no day. */
export async function fillCommitments(
  { prisma }: Pick<Database, 'prisma'>,
  workspaceId: string,
  today: string,
): Promise<void> {
  await prisma.$executeRawUnsafe(
    `INSERT INTO "Commitment" ("id", "workspaceId", "agreementId", "side", "text", "ownerId", "dueOn", "createdById")
     SELECT gen_random_uuid(), $1, "id", (CASE WHEN i % 2 = 0 THEN 'ours' ELSE 'theirs' END)::"Side", 'Promise ' || i,
       'U' || i % 20, CASE WHEN i % 10 > 0 THEN $2::date - 365 + (i * 7919) % 730 END, 'U0'
     FROM (SELECT "id", row_number() OVER ()::int AS i FROM "Agreement" WHERE "workspaceId" = $1) agreements`,
    workspaceId,
    today,
  );
}
