-- CreateIndex
CREATE INDEX "FollowUp_workspaceId_meetingId_idx" ON "FollowUp"("workspaceId", "meetingId");
