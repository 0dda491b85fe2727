-- CreateIndex
CREATE INDEX "Meeting_workspaceId_nextOn_idx" ON "Meeting"("workspaceId", "nextOn");

-- The days that partners were last met on and are to be met by, of what the register holds already.
UPDATE "Partner" p SET
  "lastMetOn" = met."lastOn",
  "meetAgainOn" = COALESCE(
    (SELECT min(m."nextOn") FROM "MeetingPartner" mp JOIN "Meeting" m ON m."workspaceId" = mp."workspaceId" AND m."id" = mp."meetingId"
      WHERE mp."workspaceId" = p."workspaceId" AND mp."partnerId" = p."id" AND m."nextOn" > met."lastOn"),
    (COALESCE(met."lastOn", p."createdAt"::date) + make_interval(months => p."cadenceMonths"))::date)
FROM "Partner" same CROSS JOIN LATERAL (
  SELECT max(m."heldOn") AS "lastOn" FROM "MeetingPartner" mp
    JOIN "Meeting" m ON m."workspaceId" = mp."workspaceId" AND m."id" = mp."meetingId"
    WHERE mp."workspaceId" = same."workspaceId" AND mp."partnerId" = same."id") met
WHERE same."id" = p."id";
