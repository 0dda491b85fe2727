-- What stood in free text moves to where it has a place: a line for each signatory and each commitment. A line that names
-- the partner speaks of its side, any other of ours. What cannot be read as a name and a day stays whole, as the name.
INSERT INTO "Signatory" ("id", "workspaceId", "agreementId", "side", "name", "position")
SELECT gen_random_uuid(), a."workspaceId", a."id",
       (CASE WHEN position(lower(p."name") IN lower(l."line")) > 0
               OR (coalesce(p."acronym", '') <> '' AND position(lower(p."acronym") IN lower(l."line")) > 0)
             THEN 'theirs' ELSE 'ours' END)::"Side",
       btrim(l."line"), l."place"
FROM "Agreement" a
JOIN "Partner" p ON p."workspaceId" = a."workspaceId" AND p."id" = a."partnerId"
CROSS JOIN LATERAL regexp_split_to_table(a."signatories", '[\r\n;]+') WITH ORDINALITY AS l ("line", "place")
WHERE btrim(l."line") <> '';

INSERT INTO "Commitment" ("id", "workspaceId", "agreementId", "side", "text", "ownerId", "createdById", "createdAt")
SELECT gen_random_uuid(), a."workspaceId", a."id",
       (CASE WHEN position(lower(p."name") IN lower(l."line")) > 0
               OR (coalesce(p."acronym", '') <> '' AND position(lower(p."acronym") IN lower(l."line")) > 0)
             THEN 'theirs' ELSE 'ours' END)::"Side",
       btrim(l."line"), a."ownerId", a."createdById", a."createdAt"
FROM "Agreement" a
JOIN "Partner" p ON p."workspaceId" = a."workspaceId" AND p."id" = a."partnerId"
CROSS JOIN LATERAL regexp_split_to_table(a."commitments", '[\r\n]+') AS l ("line")
WHERE btrim(l."line") <> '';

-- "None" was how people said that no money changes hands; that has its own column. Other words on money stay.
UPDATE "Agreement" SET "withoutFinances" = true, "finances" = NULL
WHERE lower(btrim("finances", E' .\r\n')) IN ('none', 'nothing', 'aucun', 'aucune', 'néant', 'sans objet', 'rien');

-- AlterTable
ALTER TABLE "Agreement" DROP COLUMN "commitments",
DROP COLUMN "signatories",
ADD COLUMN     "endedBecause" TEXT;

-- AlterTable
ALTER TABLE "Commitment" ADD COLUMN     "because" TEXT,
ADD COLUMN     "seriesFromOn" DATE;
