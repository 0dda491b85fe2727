-- DropIndex
DROP INDEX "ShownItem_postedAt_idx";

-- DropIndex
DROP INDEX "ShownItem_workspaceId_kind_itemId_idx";

-- AlterTable
ALTER TABLE "FollowUp" ADD COLUMN     "recursFrom" DATE;

-- AlterTable
ALTER TABLE "Reminder" ADD COLUMN     "leaseUntil" TIMESTAMPTZ(3),
ADD COLUMN     "sendingAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ShownMessage" (
    "workspaceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "messageTs" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "blocks" JSONB NOT NULL,
    "postedAt" TIMESTAMPTZ(3) NOT NULL,
    "refreshAt" TIMESTAMPTZ(3),

    CONSTRAINT "ShownMessage_pkey" PRIMARY KEY ("workspaceId","channelId","messageTs")
);

-- CreateIndex
CREATE INDEX "ShownMessage_workspaceId_refreshAt_idx" ON "ShownMessage"("workspaceId", "refreshAt");

-- CreateIndex
CREATE INDEX "ShownMessage_workspaceId_postedAt_idx" ON "ShownMessage"("workspaceId", "postedAt");

-- CreateIndex
CREATE INDEX "FollowUp_workspaceId_leadId_idx" ON "FollowUp"("workspaceId", "leadId");

-- CreateIndex
CREATE INDEX "FollowUp_workspaceId_agreementId_idx" ON "FollowUp"("workspaceId", "agreementId");

-- CreateIndex
CREATE INDEX "ShownItem_workspaceId_itemId_idx" ON "ShownItem"("workspaceId", "itemId");

-- CreateIndex
CREATE INDEX "ShownItem_workspaceId_postedAt_idx" ON "ShownItem"("workspaceId", "postedAt");

-- AddForeignKey
ALTER TABLE "ShownMessage" ADD CONSTRAINT "ShownMessage_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
