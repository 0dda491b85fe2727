-- CreateView
-- A column of these tables that the view reads can be altered only once the view is dropped.
CREATE VIEW "FollowUpLine" AS
SELECT f."id", f."workspaceId", f."text", f."assigneeId", f."dueOn", f."state", f."priority", f."stateBecause", f."everyMonths",
  f."sourceLink", f."settledById", f."settledAt",
  f."partnerId", p."name" AS "partnerName", p."acronym" AS "partnerAcronym",
  f."leadId", l."object" AS "leadObject",
  f."agreementId", a."reference" AS "agreementReference",
  f."meetingId",
  (SELECT count(*)::int FROM "FollowUpComment" c WHERE c."workspaceId" = f."workspaceId" AND c."followUpId" = f."id") AS "comments"
FROM "FollowUp" f
LEFT JOIN "Partner" p ON p."workspaceId" = f."workspaceId" AND p."id" = f."partnerId"
LEFT JOIN "Lead" l ON l."workspaceId" = f."workspaceId" AND l."id" = f."leadId"
LEFT JOIN "Agreement" a ON a."workspaceId" = f."workspaceId" AND a."id" = f."agreementId";
