-- AlterTable
ALTER TABLE "Agreement" ADD COLUMN     "rollsOn" DATE DEFAULT '1970-01-01 00:00:00 +00:00';

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "decideByRule" TEXT;

-- CreateIndex
CREATE INDEX "Agreement_workspaceId_rollsOn_idx" ON "Agreement"("workspaceId", "rollsOn");
