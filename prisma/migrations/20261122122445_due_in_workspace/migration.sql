-- DropIndex
DROP INDEX "Subscription_nextRunAt_idx";

-- CreateIndex
CREATE INDEX "Subscription_workspaceId_nextRunAt_idx" ON "Subscription"("workspaceId", "nextRunAt");
