-- CreateIndex
CREATE INDEX "Subscription_workspaceId_personId_idx" ON "Subscription"("workspaceId", "personId");

-- CreateIndex
CREATE INDEX "Subscription_workspaceId_createdAt_id_idx" ON "Subscription"("workspaceId", "createdAt", "id");
